package sources

import (
	"cmp"
	"strconv"
	"time"

	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/progress"
	"meshdex/ui/widget/table"
)

// old is the age from which a source is called so.
const old = 7 * 24 * time.Hour

// detailLines is what is told of the source under the cursor and of the sync that
// is under way, below the list.
func (p *Page) detailLines() int {
	switch {
	case len(p.rows) == 0:
		return 0
	case p.h < 12:
		return 1
	}
	return 5
}

// columns are those of the sources, with room for their names as far as nothing that
// matters has to go for it.
func (p *Page) columns() []table.Column {
	var name table.Gauge
	for _, s := range p.rows {
		name.Add(text.Clean(s.Name))
	}
	return []table.Column{
		name.Measured(table.Column{ID: "name", Title: "Source", Min: 14, Max: 48, Enough: 20, Grow: 2, Priority: 1}),
		{ID: "state", Title: "State", Min: 12, Max: 16, Grow: 1, Priority: 2},
		{ID: "synced", Title: "Synced", Min: 16, Priority: 3},
		{ID: "kind", Title: "Kind", Min: 5, Priority: 6},
		{ID: "contracts", Title: "Contracts", Min: 9, Priority: 4, Right: true},
		{ID: "files", Title: "Files", Min: 7, Priority: 7, Right: true},
		{ID: "problems", Title: "Problems", Min: 8, Priority: 5, Right: true},
		{ID: "location", Title: "From", Min: 20, Grow: 4, Priority: 8},
	}
}

// Draw paints the sources, and the sync that is under way.
func (p *Page) Draw(c canvas.Canvas) {
	h := c.Height() - p.detailLines()
	in := frame.Draw(c.Region(0, 0, c.Width(), h), p.env.Icons, frame.Pane{Title: "Sources", Counter: p.list.Counter(), Focused: true})
	if len(p.rows) == 0 {
		p.drawEmpty(in)
	} else {
		lay := table.Fit(p.columns(), in.Width()-1)
		lay.Header(in.Region(1, 0, in.Width()-1, 1), p.env.Icons, table.Sort{})
		p.list.Draw(in.Region(0, 1, in.Width(), in.Height()-1), list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) {
			p.drawRow(c, lay, p.rows[i])
		}})
	}
	p.drawDetail(c.Region(0, h, c.Width(), p.detailLines()))
}

func (p *Page) drawRow(c canvas.Canvas, lay table.Layout, s State) {
	name := lay.Cell(c, "name") // names of repositories begin alike, so their ends stay
	name.Put(0, 0, text.CutMiddle(text.Clean(s.Name), name.Width()), theme.Text.Plain())
	glyph, word, token := p.standing(s)
	lay.Put(c, "state", glyph+" "+word, token.Plain())
	synced := cmp.Or(text.Ago(p.env.Now(), s.Synced), "never")
	lay.Put(c, "synced", synced, theme.Muted.Plain())
	lay.Put(c, "kind", text.Clean(s.Kind), theme.Muted.Plain())
	lay.Put(c, "contracts", strconv.Itoa(s.Contracts), theme.Text.Plain())
	lay.Put(c, "files", strconv.Itoa(s.Files), theme.Muted.Plain())
	if s.Problems > 0 {
		lay.Put(c, "problems", strconv.Itoa(s.Problems), theme.Warn.Plain())
	}
	cell := lay.Cell(c, "location")
	cell.Put(0, 0, text.CutMiddle(text.Clean(s.Location), cell.Width()), theme.Muted.Plain())
}

// standing is how a source stands.
func (p *Page) standing(s State) (glyph, word string, token theme.Token) {
	ic := p.env.Icons
	switch {
	case p.run != nil && (p.run.name == "" || p.run.name == s.Name):
		return p.spinner(), "syncing", theme.Info
	case s.Err != "":
		return ic.Error, "failed", theme.Bad
	case s.Synced.IsZero():
		return ic.Off, "not synced", theme.Muted
	case p.env.Now().Sub(s.Synced) > old:
		return ic.Warning, "old", theme.Warn
	}
	return ic.Good, "fine", theme.OK
}

func (p *Page) spinner() string {
	if p.env.Motion == page.ReducedMotion {
		return p.env.Icons.SpinnerMotion
	}
	return progress.Spinner(p.env.Icons, time.Duration(p.turns)*progress.Interval)
}

func (p *Page) drawDetail(c canvas.Canvas) {
	y := 0
	if p.run != nil {
		p.drawProgress(c.Region(1, 0, max(c.Width()-2, 0), 1))
		y = 1
	}
	s, ok := p.current()
	if !ok {
		return
	}
	put := func(st string, token theme.Token) {
		if st == "" {
			return
		}
		for _, l := range text.Wrap(text.Clean(st), max(c.Width()-2, 8)) {
			c.Put(1, y, l, token.Plain())
			y++
		}
	}
	if s.Err != "" {
		put("The last try, "+cmp.Or(text.Ago(p.env.Now(), s.Tried), "some time ago")+", failed: "+s.Err, theme.Bad)
		put(remains(s), theme.Muted)
	}
	put(s.Kind+" "+s.Location, theme.Muted)
	if p.run == nil && p.deps.Sync != nil {
		put(p.env.Key(doSync)+" syncs it now.", theme.Muted)
	}
}

func (p *Page) drawProgress(c canvas.Canvas) {
	pr := p.run.latest.Load()
	if pr == nil {
		c.PutCut(0, 0, c.Width(), p.spinner()+" Starting …", theme.Info.Plain())
		return
	}
	label := text.Clean(pr.what())
	if pr.Problems > 0 {
		label += ", " + text.Count(pr.Problems, "problem", "problems")
	}
	if pr.Done == 0 && pr.Total == 0 {
		c.PutCut(0, 0, c.Width(), p.spinner()+" "+label, theme.Info.Plain())
		return
	}
	x := c.PutCut(0, 0, min(40, c.Width()/2), label, theme.Info.Plain()) + 2
	progress.Bar(c.Region(x, 0, c.Width()-x, 1), p.env.Icons, pr.Done, pr.Total)
}

// noSource says what to do when there is none.
func (p *Page) noSource() []string {
	return []string{
		"No source is set up.",
		"Press " + p.env.Key(doAdd) + " to add a folder, a git repository, an address or a bucket, and its contracts are brought in. In a shell, meshdex sync PATH does it.",
	}
}

// drawEmpty says why nothing is listed.
func (p *Page) drawEmpty(c canvas.Canvas) {
	lines := p.noSource()
	switch {
	case p.err != nil:
		lines = []string{"The sources could not be read: " + p.err.Error(), p.env.TryAgain()}
	case !p.done:
		lines = []string{"Loading …"}
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
