package page

import (
	"meshdex/ui/canvas"
	"meshdex/ui/widget/input"
)

// prompt is the line in which is typed what is looked for. It stands above the rest while
// there is something in it.
type prompt struct{ input.Input }

func newPrompt(placeholder string) prompt { return prompt{input.New(placeholder)} }

// lines is the height, 0 while it is not shown.
func (p *prompt) lines() int {
	if p.Focused() || p.Value() != "" {
		return 1
	}
	return 0
}

// above draws the line, if it is shown, and returns what is left below it.
func (p *prompt) above(c canvas.Canvas) canvas.Canvas {
	lines := p.lines()
	if lines > 0 {
		p.Draw(c.Region(1, 0, c.Width()-1, lines), "/ ")
	}
	return c.Region(0, lines, c.Width(), c.Height()-lines)
}
