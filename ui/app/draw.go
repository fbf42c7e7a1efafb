package app

import (
	"fmt"
	"strings"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/toast"
)

// draw draws the frame. There are three states of the terminal: its size is not
// known yet, it is too small, or it is fine.
func (r *Root) draw() string {
	switch {
	case r.screen.w == 0 || r.screen.h == 0:
		return "meshdex is waiting for the size of the terminal"
	case r.screen.tooSmall():
		return r.drawTooSmall()
	}
	c := r.screen.grid
	c.Clear()
	r.drawHeader(c.Region(0, 0, c.Width(), 1))
	body := r.body()
	r.nav.top().page.Draw(c.Region(body.X, body.Y, body.W, body.H))
	r.drawGuide(c)
	r.drawFooter(c.Region(0, c.Height()-1, c.Width(), 1))
	for _, d := range r.dialogs {
		d.draw(c)
	}
	return r.env.Icons.Spell(c.Render(r.sheet))
}

// drawTooSmall says what is needed and what there is.
func (r *Root) drawTooSmall() string {
	c := r.screen.grid
	c.Clear()
	lines := []string{
		fmt.Sprintf("%dx%d needed,", minWidth, minHeight),
		fmt.Sprintf("have %dx%d", r.screen.w, r.screen.h),
	}
	if all := strings.Join(lines, " "); len(all) <= r.screen.w || r.screen.h == 1 {
		lines = []string{all}
	}
	for i, l := range lines {
		l = text.Cut(l, r.screen.w)
		c.Put((r.screen.w-text.Width(l))/2, (r.screen.h-len(lines))/2+i, l, theme.Warn.Plain())
	}
	return c.Render(r.sheet)
}

// drawHeader draws where the person is and, at the right, what the page counts.
func (r *Root) drawHeader(c canvas.Canvas) {
	right := r.headerRight(c.Width())
	for i, cr := range r.crumbs(r.crumbRoom(right, c.Width())) {
		if i > 0 {
			c.Put(cr.x-1, 0, r.env.Icons.Crumb, theme.Muted.Plain())
		}
		st := theme.Muted.Plain()
		if cr.depth == r.nav.depth() {
			st = theme.Title.Plain()
		}
		c.PutCut(cr.x+1, 0, cr.w, cr.title, st)
	}
	c.PutRight(c.Width()-1, 0, right, theme.Muted.Plain())
}

// headerRight is the text at the right end of the header.
func (r *Root) headerRight(w int) string {
	s, label := text.Clean(r.nav.top().page.Status()), ""
	if r.cfg.Label != nil {
		label = r.cfg.Label()
	}
	switch both := label + " " + r.env.Icons.Property + " " + s; {
	case s == "":
		s = label
	case label != "" && text.Width(both) <= w/2:
		s = both
	}
	return text.Cut(s, max(w/2, 0))
}

// crumbRoom is the number of cells that the crumbs may take beside the text at the
// right.
func (r *Root) crumbRoom(right string, w int) int {
	if n := text.Width(right); n > 0 {
		w -= n + 2
	}
	return max(w-2, 0)
}

// drawFooter draws what has just happened at the left and the keys at the right.
// A message takes the room it needs; the keys get the rest.
func (r *Root) drawFooter(c canvas.Canvas) {
	x := r.drawToast(c)
	room := c.Width() - x - 1
	for _, h := range r.placeHints(room) {
		end := c.Put(x+h.x, 0, h.key, theme.Key.Plain())
		c.Put(end+1, 0, h.label, theme.KeyHint.Plain())
	}
}

// drawToast draws the message, or what is unusual now, and returns where the hints
// may begin.
func (r *Root) drawToast(c canvas.Canvas) int {
	glyph, st, words := r.notice()
	if words == "" {
		return 1
	}
	x := c.Put(1, 0, glyph, st)
	return c.PutCut(x+1, 0, c.Width()-x-2, text.Clean(words), st) + 2
}

// notice is what the left of the footer says.
func (r *Root) notice() (glyph string, st theme.Style, words string) {
	icons := r.env.Icons
	t, ok := r.toasts.Current()
	switch {
	case !ok && !r.mouseOn:
		return icons.Off, theme.Muted.Plain(), "mouse off"
	case !ok:
		return "", theme.Muted.Plain(), ""
	}
	switch t.Level {
	case toast.Good:
		return icons.Good, theme.OK.Plain(), t.Text
	case toast.Warn:
		return icons.Warning, theme.Warn.Plain(), t.Text
	case toast.Bad:
		return icons.Error, theme.Bad.Plain(), t.Text
	}
	return icons.Note, theme.Info.Plain(), t.Text
}

// footerRoom is where the hints begin and how many cells they have; it must agree
// with drawFooter, so that a click finds what is drawn.
func (r *Root) footerRoom(w int) (x, room int) {
	x = 1
	if _, _, words := r.notice(); words != "" {
		x = min(3+text.Width(text.Clean(words)), w-1) + 2
	}
	return x, w - x - 1
}
