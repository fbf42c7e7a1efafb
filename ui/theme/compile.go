package theme

import (
	"io"
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Profile is how many colours the terminal has.
type Profile uint8

// The profiles.
const (
	TrueColor Profile = iota
	Colors256
	Colors16
	NoColor
)

// Select returns the named built-in theme, or, for "" and "auto", the one that
// suits the terminal. A terminal without colours gets the mono theme and one with
// sixteen gets the ansi theme, whatever was asked for: forcing fine colours into
// few makes text unreadable.
func Select(name string, profile Profile, dark bool) (*Sheet, bool) {
	auto := name == "" || name == "auto"
	if auto {
		name = "light"
		if dark {
			name = "dark"
		}
	}
	p, ok := Builtin(name)
	if !ok {
		return nil, false
	}
	return Fit(p, profile).Compile(profile), true
}

// Fit returns the palette itself, or the built-in one to use instead of it on a
// terminal of few colours.
func Fit(p Palette, profile Profile) Palette {
	switch {
	case profile == NoColor:
		return monoPalette()
	case profile == Colors16 && p.Name != "mono":
		return ansiPalette()
	}
	return p
}

// Compile has Lip Gloss turn the palette into escape sequences, by a renderer of
// its own: it neither asks the terminal nor depends on global state.
func (p Palette) Compile(profile Profile) *Sheet {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(profile.termenv())
	s := &Sheet{name: p.Name}
	for t := range TokenCount {
		ink := p.Inks[t]
		s.open[0][t] = opening(r, ink)
		s.open[1][t] = opening(r, ink.over(p.Selection))
		s.open[2][t] = opening(r, ink.over(p.SelectionDim))
	}
	return s
}

// termenv maps the profile to the library's. Without colours the sixteen-colour
// profile is used all the same: Lip Gloss would drop bold and reverse, too.
func (p Profile) termenv() termenv.Profile {
	switch p {
	case TrueColor:
		return termenv.TrueColor
	case Colors256:
		return termenv.ANSI256
	}
	return termenv.ANSI
}

// over lays the ink on a row. The row's ground wins, but the ground of a diff word
// stays: it is what the row is about. Ink that is reversed already on a reversed
// row is told apart by an underline.
func (k Ink) over(row Ink) Ink {
	out := k
	if row.Fg != "" {
		out.Fg = row.Fg
	}
	if row.Bg != "" && (k.Bg == "" || row.Fg != "") {
		out.Bg = row.Bg
	}
	out.Bold = k.Bold || row.Bold
	out.Underline = k.Underline || row.Underline || k.Reverse && row.Reverse
	out.Reverse = k.Reverse || row.Reverse
	if row.Reverse { // colours on a coloured bar are a gamble in an unknown scheme
		out.Fg, out.Bg = "", ""
	}
	return out
}

// opening is the sequence that turns the ink on from a reset terminal.
func opening(r *lipgloss.Renderer, k Ink) string {
	st := r.NewStyle().Bold(k.Bold).Italic(k.Italic).Underline(k.Underline).Reverse(k.Reverse)
	if k.Fg != "" {
		st = st.Foreground(lipgloss.Color(k.Fg))
	}
	if k.Bg != "" {
		st = st.Background(lipgloss.Color(k.Bg))
	}
	open, _, _ := strings.Cut(st.Render("x"), "x")
	return open
}
