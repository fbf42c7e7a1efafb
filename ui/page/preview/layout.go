package preview

import (
	"meshdex/ui/card"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/sheet"
)

// rect is a part of the page's canvas.
type rect struct{ x, y, w, h int }

// in moves an event into the rectangle.
func (r rect) in(e mouse.Event) (mouse.Event, bool) { return e.In(r.x, r.y, r.w, r.h) }

// framed is the inside of a rectangle that a frame is drawn around.
func (r rect) framed() rect {
	w, h := frame.Inside(r.w, r.h)
	return rect{r.x + (r.w-w)/2, r.y + (r.h-h)/2, w, h}
}

// split is how many lines of a part a list and the detail below it have.
type split struct{ list, detail int }

// boxes is where the parts stand; one without width is not shown.
type boxes struct {
	head, card, findings, changes rect
	wide                          bool  // findings and changes stand beside the card, in frames
	finding, change               split // of the insides of findings and changes
}

const (
	// tabLines are the tabs and the line below them.
	tabLines = 2
	// wide and tall are the sizes from which everything is in sight at once.
	wide = 140
	tall = 20
)

// Resize lays the page out anew.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

// layout shares the cells out, and lays out what depends on them.
func (p *Page) layout() {
	head := min(len(p.headline()), p.headRoom())
	p.box = boxes{head: rect{0, tabLines, p.w, head}}
	body := rect{0, tabLines + head, p.w, max(p.h-tabLines-head, 0)}
	if p.w >= wide && p.h >= tall {
		p.spread(body)
	} else {
		p.stack(body)
	}
	p.measure()
	p.write()
}

// headRoom is how many lines the head may take.
func (p *Page) headRoom() int {
	switch {
	case p.h < 5:
		return 0
	case p.h < 14 && p.isCurrent():
		return 1
	case p.h < 14:
		return 2
	}
	return 4
}

// spread stands findings and changes beside the card.
func (p *Page) spread(r rect) {
	left := r.w * 56 / 100
	right := rect{r.x + left, r.y, r.w - left, r.h}
	up := min(max(p.findings.rows.Len()+9, 10), right.h/2)
	p.box.wide = true
	p.box.card = rect{r.x, r.y, left, r.h}
	p.box.findings = rect{right.x, right.y, right.w, up}
	p.box.changes = rect{right.x, right.y + up, right.w, right.h - up}
}

// stack shows one at a time.
func (p *Page) stack(r rect) {
	switch p.tab {
	case Findings:
		p.box.findings = r
	case Changes:
		p.box.changes = r
	default:
		p.box.card = r
	}
}

// inside is the part of a box that is drawn in: in a frame where they stand side by
// side.
func (p *Page) inside(r rect) rect {
	if p.box.wide {
		return r.framed()
	}
	return r
}

// measure tells the lists their heights.
func (p *Page) measure() {
	f, c := p.inside(p.box.findings), p.inside(p.box.changes)
	p.box.finding = share(f.h, 5, p.findings.rows.Len())
	detail := 7
	if p.changes.Explains() {
		detail = max(c.h*3/5, detail)
	}
	p.box.change = share(c.h-1, detail, p.changes.Len()) // below the counts
	p.findings.list.Resize(p.box.finding.list)
	p.changes.Resize(p.box.change.list)
}

// share gives the detail its lines, and one for the rule above it, where the list
// keeps enough of them. A short list takes no more than it needs.
func share(h, detail, rows int) split {
	const least = 4
	if h < least+detail+1 {
		detail = h - least - 1
	}
	if detail < 2 {
		return split{list: max(h, 0)}
	}
	list := min(h-detail-1, max(rows, 1))
	return split{list, h - list - 1}
}

// write lays out the texts for their widths.
func (p *Page) write() {
	card := p.box.card
	p.schema.Resize(card.w, card.h)
	p.text[Changes].Resize(p.inside(p.box.changes).h)
	p.writeChanges(p.inside(p.box.changes).w)
	if part := p.part(); p.sub != nil && card.w > 0 {
		p.text[part].Resize(card.h)
		if b := sheet.NewBody[page.Intent](card.w); p.sub.Write(b, part, p.env) {
			p.text[part].Set(b)
		}
	}
}

// part is the tab of the card that is shown, alone or beside the others.
func (p *Page) part() string {
	if p.tab == Findings || p.tab == Changes {
		return p.beside
	}
	return p.tab
}

// turn shows a tab.
func (p *Page) turn(name string) {
	p.schema.Leave()
	p.tab = name
	if name != Findings && name != Changes {
		p.beside = name
	}
	p.layout()
}

// inSchema reports whether the schema has the focus.
func (p *Page) inSchema() bool { return p.tab == card.Schema && p.sub != nil }
