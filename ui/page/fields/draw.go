package fields

import (
	"cmp"
	"fmt"

	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/table"
)

func columns() []table.Column {
	return []table.Column{
		{ID: "name", Title: "Column", Min: 14, Enough: 20, Max: 40, Priority: 1},
		{ID: "product", Title: "Product", Min: 14, Enough: 18, Max: 32, Priority: 2},
		{ID: "kind", Title: "Type", Min: 11, Max: 18, Priority: 3},
		{ID: "null", Title: "Null", Min: 10, Priority: 4},
		{ID: "class", Title: "Classified", Min: 12, Max: 18, Priority: 5},
		{ID: "object", Title: "Object", Min: 12, Max: 26, Priority: 6},
		{ID: "owner", Title: "Owner", Min: 14, Max: 26, Priority: 7},
		{ID: "about", Title: "Description", Min: 20, Grow: 5, Priority: 8},
	}
}

// measure finds what the columns want for the places that were found. While one
// types they grow only, so that they do not jump.
func (p *Page) measure() {
	var name, product, object, owner table.Gauge
	for _, r := range p.answer.rows {
		row := p.answer.snap.Product(r.product)
		name.Add(text.Clean(r.path))
		product.Add(text.Clean(row.Label()))
		object.Add(text.Clean(r.object))
		owner.Add(text.Clean(row.Owner))
	}
	before, all := p.columns, columns()
	for i, c := range all {
		switch c.ID {
		case "name":
			all[i] = name.Measured(c)
		case "product":
			all[i] = product.Measured(c)
		case "object":
			all[i] = object.Measured(c)
		case "owner":
			all[i] = owner.Measured(c)
		}
		if p.input.Focused() && i < len(before) {
			all[i].Want, all[i].Max = max(all[i].Want, before[i].Want), max(all[i].Max, before[i].Max)
		}
	}
	p.columns = all
}

// leavePrompt goes to the list, whose columns fit what is found now: the widest that
// was met while typing was wanted only as long as the next key could bring it back.
func (p *Page) leavePrompt() {
	p.input.Blur()
	p.measure()
}

// stripLines is how many lines below the list tell where the places disagree.
func (p *Page) stripLines() int {
	if p.h < 14 {
		return 0
	}
	return 5
}

// Draw paints the search, the places, and where they disagree.
func (p *Page) Draw(c canvas.Canvas) {
	status := ""
	if p.search.Pending() {
		status = "searching …"
	}
	c.PutRight(c.Width()-1, 0, status, theme.Muted.Plain())
	p.input.Draw(c.Region(1, 0, max(c.Width()-2-text.Width(status), 8), 1), "/ ")
	h := c.Height() - 1 - p.stripLines()
	counter := p.list.Counter()
	if p.answer.total > p.answer.Len() {
		counter += fmt.Sprintf(", of %d found", p.answer.total)
	}
	in := frame.Draw(c.Region(0, 1, c.Width(), h), p.env.Icons, frame.Pane{Title: "Columns", Counter: counter, Focused: true})
	if p.answer.Len() == 0 {
		p.drawEmpty(in)
		return
	}
	p.drawList(in)
	p.drawStrip(c.Region(0, 1+h, c.Width(), p.stripLines()))
}

func (p *Page) drawList(c canvas.Canvas) {
	lay := table.Fit(p.columns, c.Width()-1)
	lay.Header(c.Region(1, 0, c.Width()-1, 1), p.env.Icons, table.Sort{})
	lit := page.Words(p.query())
	p.list.Draw(c.Region(0, 1, c.Width(), c.Height()-1), list.Look{Icons: p.env.Icons, Focused: true, Row: func(c canvas.Canvas, i int) {
		r := p.answer.rows[i]
		p.drawRow(c, lay, r, p.agree(r), lit)
	}})
}

func (p *Page) drawRow(c canvas.Canvas, lay table.Layout, r place, a agreement, lit []string) {
	product := p.answer.snap.Product(r.product)
	cell := lay.Cell(c, "name")
	name := text.CutMiddle(text.Clean(r.path), cell.Width())
	cell.Put(0, 0, name, theme.Text.Plain())
	page.Mark(cell, 0, 0, name, lit)
	lay.Put(c, "product", text.Clean(product.Label()), theme.Muted.Plain())
	lay.Put(c, "object", text.Clean(r.object), theme.Muted.Plain())
	lay.Put(c, "owner", text.Clean(product.Owner), theme.Muted.Plain())
	f, ok := p.known[r.key]
	if !ok {
		lay.Put(c, "kind", p.env.Icons.More, theme.Muted.Plain())
		return
	}
	p.putFact(c, lay, "kind", f.kind, a.kind.differs(cmp.Or(f.kind, "no type")))
	p.putFact(c, lay, "null", f.null, a.null.differs(f.null))
	p.putFact(c, lay, "class", f.class, a.class.differs(cmp.Or(f.class, "not classified")))
	lay.Put(c, "about", text.Clean(f.about), theme.Muted.Plain())
}

// putFact writes a fact; one that most places do not share gets a mark.
func (p *Page) putFact(c canvas.Canvas, lay table.Layout, column, value string, differs bool) {
	if !differs {
		lay.Put(c, column, text.Clean(value), theme.Text.Plain())
		return
	}
	lay.Put(c, column, p.env.Icons.Warning+" "+text.Clean(cmp.Or(value, "none")), theme.Warn.Plain())
}

// drawStrip compares the places that share the name under the cursor.
func (p *Page) drawStrip(c canvas.Canvas) {
	r, ok := p.current()
	if !ok || c.Height() == 0 {
		return
	}
	a := p.agree(r)
	product := p.answer.snap.Product(r.product)
	c.PutCut(1, 0, c.Width()-2, text.Clean(product.Label()+" "+p.env.Icons.Crumb+" "+r.object+" "+p.env.Icons.Crumb+" "+r.path), theme.Title.Plain())
	if a.places == 0 {
		c.PutCut(1, 1, c.Width()-2, "Reading the contracts …", theme.Muted.Plain())
		return
	}
	c.PutCut(1, 1, c.Width()-2, fmt.Sprintf("%s called %s; what differs from most has a mark.", text.Count(a.places, "place is", "places are"), text.Clean(r.name())), theme.Muted.Plain())
	for i, row := range []struct {
		label string
		t     tally
	}{{"Types", a.kind}, {"Null", a.null}, {"Classified", a.class}} {
		c.Put(1, 2+i, row.label, theme.Muted.Plain())
		token := theme.Text
		if len(row.t) > 1 {
			token = theme.Warn
		}
		c.PutCut(13, 2+i, c.Width()-14, row.t.String(), token.Plain())
	}
}

// drawEmpty says why nothing is listed, and what to do.
func (p *Page) drawEmpty(c canvas.Canvas) {
	var lines []string
	switch {
	case p.err != nil:
		lines = []string{"The search did not work: " + p.err.Error(), p.env.TryAgain()}
	case p.query() == "":
		lines = []string{"Type the name of a column, or a part of it.", "Every place where it lives is listed with its type, whether it may be null, and how it is classified, so that disagreements show."}
	case p.search.Pending():
		lines = []string{"Searching …"}
	default:
		lines = []string{"No column matches " + p.query() + ".", p.env.Key(doFind) + " changes the search; " + p.env.Key(doBrowse) + " looks among products instead."}
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
