package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// MinContrast is what WCAG 2.2 asks of ordinary text at level AA (success
// criterion 1.4.3).
const MinContrast = 4.5

// Weak is a pair of colours that is hard to read.
type Weak struct {
	Token  string // or "selection …"
	Fg, Bg string
	Ratio  float64
}

// String says what is wrong in one line.
func (w Weak) String() string {
	return fmt.Sprintf("%s: %s on %s has contrast %.1f, less than %.1f", w.Token, w.Fg, w.Bg, w.Ratio, MinContrast)
}

// Check measures every token on every ground that it can stand on, and returns
// the pairs below the wanted ratio. Numbered colours and defaults are up to the
// terminal and can not be measured; they are left out.
func (p Palette) Check(want float64) []Weak {
	var weak []Weak
	measure := func(token, fg, bg string) {
		ratio, ok := Contrast(fg, bg)
		if ok && ratio < want {
			weak = append(weak, Weak{token, fg, bg, ratio})
		}
	}
	for t := range TokenCount {
		ink := p.Inks[t]
		if ink.Bg != "" {
			measure(t.String(), ink.Fg, ink.Bg)
		} else {
			for _, g := range p.Grounds {
				measure(t.String(), ink.Fg, g)
			}
		}
		for _, row := range []Ink{p.Selection, p.SelectionDim} {
			on := ink.over(row)
			measure("selected "+t.String(), on.Fg, on.Bg)
		}
	}
	return weak
}

// Contrast is the WCAG 2.2 contrast ratio of two "#rrggbb" colours, from 1 to 21.
func Contrast(a, b string) (float64, bool) {
	la, ok := luminance(a)
	if !ok {
		return 0, false
	}
	lb, ok := luminance(b)
	if !ok {
		return 0, false
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05), true
}

// luminance is the relative luminance of WCAG 2.2 for an sRGB colour.
func luminance(color string) (float64, bool) {
	hex, ok := strings.CutPrefix(color, "#")
	if !ok || len(hex) != 6 {
		return 0, false
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		return 0, false
	}
	linear := func(c uint64) float64 {
		v := float64(c&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n), true
}
