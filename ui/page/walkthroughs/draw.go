package walkthroughs

import (
	"fmt"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
)

// aboutLines is the height of what is said about the row under the cursor; 0 where
// there is no room for it.
func (p *Page) aboutLines() int {
	if p.h < 12 {
		return 0
	}
	return 4
}

// Draw paints the list and, below it, what the walkthrough under the cursor is
// about.
func (p *Page) Draw(c canvas.Canvas) {
	c = p.DrawFinder(c)
	box := c.Region(0, 0, c.Width(), c.Height()-p.aboutLines())
	inside := frame.Draw(box, p.env.Icons, frame.Pane{Title: "Learn the mesh step by step", Counter: p.list.Counter(), Focused: true})
	if note, token := p.note(); note != "" {
		for i, l := range text.Wrap(note, max(inside.Width()-2, 8)) {
			inside.Put(1, i, l, token.Plain())
		}
		return
	}
	cols := p.columns(inside.Width() - 1)
	p.list.Draw(inside, list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) { p.drawRow(c, i, cols) }})
	if p.aboutLines() > 0 {
		p.drawAbout(c.Region(0, box.Height(), c.Width(), p.aboutLines()))
	}
}

// note is what is said instead of rows.
func (p *Page) note() (string, theme.Token) {
	switch {
	case p.err != nil:
		return p.env.Icons.Error + " The walkthroughs could not be listed: " + text.Clean(p.err.Error()), theme.Bad
	case !p.done:
		return "Looking for walkthroughs…", theme.Muted
	case len(p.all) == 0:
		return "There is no walkthrough for this catalog yet.", theme.Muted
	case len(p.rows) == 0:
		return "No walkthrough has these words; " + p.env.Key(action.Escape) + " shows all again.", theme.Muted
	}
	return "", theme.Muted
}

// columns are the widths of a row's parts; what does not fit is left out, the
// title last.
type columns struct{ title, state, minutes, audience int }

func (p *Page) columns(w int) columns {
	c := columns{state: 18}
	for _, r := range p.all {
		c.title = max(c.title, text.Width(text.Clean(r.Title))+2)
		c.audience = max(c.audience, text.Width(text.Clean(r.Audience))+2)
	}
	c.minutes = 12
	c.title = min(c.title, 48)
	if c.title+c.state+c.minutes+c.audience > w {
		c.audience = 0
	}
	if c.title+c.state+c.minutes > w {
		c.minutes = 0
	}
	if w < 40 {
		c.state = 0
	}
	c.title = min(c.title, w-c.state)
	return c
}

func (p *Page) drawRow(c canvas.Canvas, i int, cols columns) {
	r := p.rows[i]
	st := theme.Text
	if r.Missing != "" {
		st = theme.Muted
	}
	x := 0
	c.PutCut(x, 0, cols.title-1, text.Clean(r.Title), st.Plain())
	x += cols.title
	if cols.state > 0 {
		glyph, word, token := p.state(r)
		c.PutCut(x, 0, cols.state-1, glyph+" "+word, token.Plain())
	}
	x += cols.state
	if cols.minutes > 0 && r.Minutes > 0 {
		c.PutCut(x, 0, cols.minutes-1, text.Count(r.Minutes, "minute", "minutes"), theme.Muted.Plain())
	}
	x += cols.minutes
	c.PutCut(x, 0, cols.audience, text.Clean(r.Audience), theme.Muted.Plain())
}

// state is how far the person is, as glyph and words.
func (p *Page) state(r Row) (glyph, word string, token theme.Token) {
	icons := p.env.Icons
	switch {
	case r.Missing != "":
		return icons.Off, "not here", theme.Muted
	case r.Steps > 0 && r.Done >= r.Steps:
		return icons.Good, "done", theme.OK
	case r.Done > 0 && r.Steps > 0:
		return icons.Pending, fmt.Sprintf("%d of %d done", r.Done, r.Steps), theme.Info
	case r.Done > 0:
		return icons.Pending, "begun", theme.Info
	case r.Steps > 0:
		return icons.Off, text.Count(r.Steps, "step", "steps"), theme.Muted
	}
	return icons.Off, "new", theme.Muted
}

// drawAbout says what the row under the cursor is about.
func (p *Page) drawAbout(c canvas.Canvas) {
	r, ok := p.current()
	if !ok {
		return
	}
	words, token := text.Clean(r.Summary), theme.Text
	if r.From != "" {
		words += " From " + text.Clean(r.From) + "."
	}
	if r.Missing != "" {
		words, token = words+" "+p.env.Icons.Warning+" "+text.Clean(r.Missing), theme.Warn
	}
	for i, l := range text.Wrap(words, max(c.Width()-4, 8)) {
		c.Put(2, 1+i, l, token.Plain())
	}
}
