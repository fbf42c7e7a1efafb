package product

import (
	"errors"
	"slices"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tabs"
)

// headLines is the number of lines that the tabs take.
const headLines = 2

// Draw paints the tabs and the one that is shown.
func (p *Page) Draw(c canvas.Canvas) {
	names, titles := tabNames()
	tabs.Draw(c, p.env.Icons, titles, slices.Index(names, p.tab))
	c.Rule(0, 1, c.Width(), p.env.Icons.Rule, theme.Border.Plain())
	in := c.Region(0, headLines, c.Width(), c.Height()-headLines)
	if p.finding {
		p.find.Draw(in.Region(1, in.Height()-1, in.Width()-1, 1), "/")
		in = in.Region(0, 0, in.Width(), in.Height()-1)
	}
	switch {
	case p.err != nil:
		p.drawError(in)
	case p.sub == nil:
	case p.load.Pending() && p.sub.Contract == nil && p.tab != Overview:
		in.PutCut(2, 1, in.Width()-2, "Loading "+text.Clean(p.Title())+" …", theme.Muted.Plain())
	default:
		p.drawTab(in)
	}
}

func (p *Page) drawTab(c canvas.Canvas) {
	switch p.tab {
	case Schema:
		p.schema.Draw(c)
	case Versions:
		p.versions.draw(c, p.sub, p.env)
	case Source:
		p.source.draw(c, p.sub, p.env)
	default:
		p.text[p.tab].Draw(c, sheet.Focused)
	}
}

// drawError says what went wrong and what can be done about it.
func (p *Page) drawError(c canvas.Canvas) {
	message, hint := "This product could not be read: "+p.err.Error(), p.env.TryAgain()
	if errors.Is(p.err, catalog.ErrNotFound) {
		message = text.Clean(p.Title()) + " is not in the catalog."
		hint = "It may have gone with the last sync, or its name was written differently. " + p.env.Key(action.Escape) + " goes back."
	}
	y := 1
	for _, l := range text.Wrap(text.Clean(message), max(c.Width()-4, 8)) {
		y += 1
		c.Put(2, y-1, l, theme.Bad.Plain())
	}
	for _, l := range text.Wrap(hint, max(c.Width()-4, 8)) {
		c.Put(2, y, l, theme.Muted.Plain())
		y++
	}
}
