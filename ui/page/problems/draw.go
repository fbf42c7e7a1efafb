package problems

import (
	"strconv"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

// detailLines is what is told of the problem under the cursor, below the list.
func (p *Page) detailLines() int {
	switch {
	case p.h < 8:
		return 0
	case p.h < 18:
		return 3
	}
	return 6
}

func columns() []table.Column {
	return []table.Column{
		{ID: "what", Title: "", Min: 9, Priority: 1},
		{ID: "file", Title: "File", Min: 18, Max: 64, Priority: 2},
		{ID: "line", Title: "Line", Min: 5, Priority: 3, Right: true},
		{ID: "message", Title: "Message", Min: 30, Grow: 4, Priority: 2},
		{ID: "source", Title: "Source", Min: 10, Max: 20, Grow: 1, Priority: 5},
	}
}

// columns gives a file the room that its path takes, as long as more than half is
// left for what is wrong with it.
func (p *Page) columns(width int) []table.Column {
	all := columns()
	for i, c := range all {
		if c.ID == "file" {
			all[i] = p.paths.Measured(c)
			all[i].Want = min(all[i].Want, max(width*2/5, c.Min))
			all[i].Max = max(all[i].Want, c.Min)
		}
	}
	return all
}

// Draw paints the problems, and the one under the cursor in full.
func (p *Page) Draw(c canvas.Canvas) {
	c = p.DrawFinder(c)
	h := c.Height() - p.detailLines()
	title := "Problems"
	if p.errors {
		title = "Problems, errors only"
	}
	in := frame.Draw(c.Region(0, 0, c.Width(), h), p.env.Icons, frame.Pane{Title: title, Counter: p.list.Counter(), Focused: true})
	if len(p.shown) == 0 {
		p.drawEmpty(in)
		return
	}
	lay := table.Fit(p.columns(in.Width()-1), in.Width()-1)
	p.list.Draw(in, list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) { p.drawRow(c, lay, i) }})
	p.drawDetail(c.Region(0, h, c.Width(), p.detailLines()))
}

func (p *Page) drawRow(c canvas.Canvas, lay table.Layout, i int) {
	r := p.shown[i]
	glyph, token := p.env.Gravity(r.Severity)
	lay.Put(c, "what", glyph+" "+string(r.Severity), token.Plain())
	if i == 0 || !sameFile(r, p.shown[i-1]) || i == p.list.Cursor() || p.isTop(i) {
		cell := lay.Cell(c, "file")
		cell.Put(0, 0, text.CutMiddle(text.Clean(r.Path), cell.Width()), theme.Text.Plain())
		lay.Put(c, "source", text.Clean(r.Source), theme.Muted.Plain())
	}
	if r.Pos.IsKnown() {
		lay.Put(c, "line", strconv.Itoa(r.Pos.Line), theme.Muted.Plain())
	}
	lay.Put(c, "message", text.Clean(r.Message), theme.Text.Plain())
}

// isTop reports whether row i is the first in sight: it names its file even when
// the row before it has the same.
func (p *Page) isTop(i int) bool {
	from, _ := p.list.Visible()
	return i == from
}

func (p *Page) drawDetail(c canvas.Canvas) {
	r, ok := p.current()
	if !ok || c.Height() == 0 {
		return
	}
	y, w := 0, max(c.Width()-2, 8)
	put := func(s string, token theme.Token) {
		if s == "" {
			return
		}
		for _, l := range text.Wrap(text.Clean(s), w) {
			c.Put(1, y, l, token.Plain())
			y++
		}
	}
	put(text.CutMiddle(text.Clean(place(r)), w), theme.Title)
	put(r.Message, theme.Text)
	put(r.Hint, theme.Muted)
	at := r.Rule
	if r.At != "" {
		at += " at " + r.At
	}
	put(at, theme.Muted)
	put(p.instead(r), theme.Warn)
}

// instead says what the catalog shows of a file that is broken; "" of others.
func (p *Page) instead(r Row) string {
	row, known := p.product(r)
	switch {
	case known && row.Flags.Has(catalog.IsStale):
		return "The catalog shows its last good state, " + row.Label() + " " + row.Version + "."
	case !known && r.Severity == catalog.Error:
		return "No version of it could ever be read."
	}
	return ""
}

// flawless is what there is to say when nothing is wrong.
func flawless() []string {
	return []string{"Every file of the last sync was read whole.", "When one cannot be, it is listed here with its line, and the catalog goes on showing its last good state."}
}

// drawEmpty says why nothing is listed.
func (p *Page) drawEmpty(c canvas.Canvas) {
	var lines []string
	switch {
	case p.err != nil:
		lines = []string{"The problems could not be read: " + p.err.Error(), p.env.TryAgain()}
	case !p.done:
		lines = []string{"Loading …"}
	case p.Finding() && len(p.all) > 0:
		lines = []string{"No problem has these words; " + p.env.Key(action.Escape) + " shows all again."}
	case p.errors && len(p.all) > 0:
		lines = []string{"No errors; " + text.Count(len(p.all), "lesser problem is", "lesser problems are") + " hidden. " + p.env.Key(action.Escape) + " shows them."}
	default:
		lines = flawless()
	}
	y := 1
	for _, l := range lines {
		for _, part := range text.Wrap(text.Clean(l), max(c.Width()-4, 8)) {
			c.Put(2, y, part, theme.Muted.Plain())
			y++
		}
		y++
	}
}
