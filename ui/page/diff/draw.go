package diff

import (
	"errors"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/canvas"
	"meshdex/ui/change"
	"meshdex/ui/mouse"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
)

// rect is a part of the page's canvas.
type rect struct{ x, y, w, h int }

// inside moves an event into the framed rectangle.
func (r rect) inside(e mouse.Event) (mouse.Event, bool) {
	w, h := frame.Inside(r.w, r.h)
	return e.In(r.x+(r.w-w)/2, r.y+(r.h-h)/2, w, h)
}

// boxes is where the parts stand; one without width is not shown.
type boxes struct{ list, detail, source rect }

// headLines is the verdict, the version claim and the counts.
const headLines = 3

// Resize shares the cells out: findings beside the source, above it, or one in
// place of the other.
func (p *Page) Resize(w, h int) {
	p.w, p.h = w, h
	p.layout()
}

func (p *Page) layout() {
	w, h, y := p.w, max(p.h-headLines, 0), headLines
	detail := p.detailHeight(w, h)
	switch {
	case w >= 100:
		left := min(max(w*36/100, 38), 64)
		p.box = boxes{rect{0, y, left, h}, rect{left, y, w - left, detail}, rect{left, y + detail, w - left, h - detail}}
	case h >= 18:
		top := min(max(p.pane.Len()+2, 4), h*35/100)
		detail = min(detail, 7)
		switch {
		case p.inSource:
			detail = 0
		case p.pane.Explains():
			detail = h - top
		}
		p.box = boxes{rect{0, y, w, top}, rect{0, y + top, w, detail}, rect{0, y + top + detail, w, h - top - detail}}
	case p.inSource:
		p.box = boxes{source: rect{0, y, w, h}}
	case p.pane.Explains():
		p.box = boxes{detail: rect{0, y, w, h}}
	default:
		p.box = boxes{list: rect{0, y, w, h}}
	}
	_, lh := frame.Inside(p.box.list.w, p.box.list.h)
	p.pane.Resize(lh)
	sw, sh := frame.Inside(p.box.source.w, p.box.source.h)
	p.source.Resize(sh)
	p.pan.Resize(p.sourceRoom(sw))
	p.source.SetLen(p.lineCount())
}

// detailHeight is what the finding's text takes above the source.
func (p *Page) detailHeight(w, h int) int {
	if h < 14 || p.pane.Len() == 0 {
		return 0
	}
	if p.pane.Explains() {
		return min(h*3/5, 20)
	}
	return 8
}

// Draw paints the page.
func (p *Page) Draw(c canvas.Canvas) {
	switch {
	case p.err != nil:
		p.drawError(c)
	case p.cmp == nil || p.cmp.report == nil:
		c.PutCut(2, 1, c.Width()-2, "Comparing "+text.Clean(p.name)+" …", theme.Muted.Plain())
	default:
		p.drawHead(c)
		p.drawPanes(c)
	}
}

func (p *Page) drawPanes(c canvas.Canvas) {
	if b := p.box.list; b.w > 0 {
		p.drawList(frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{Title: "Changes", Counter: p.pane.Counter(), Focused: !p.inSource}))
	}
	if b := p.box.detail; b.w > 0 && b.h > 0 {
		p.pane.DrawDetail(frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{Title: "Change"}), p.env.Icons)
	}
	if b := p.box.source; b.w > 0 {
		title := "Source: " + p.label(p.cmp.base) + " " + p.env.Icons.ArrowRight + " " + p.label(p.cmp.revision)
		p.drawSource(frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{Title: text.Clean(title), Counter: p.source.Counter(), Focused: p.inSource}))
	}
}

// failure says why there is no comparison and what to do, with the keys or words
// that read the catalog again and that go back.
func (p *Page) failure(reload, back string) (message, hint string) {
	message = "The versions could not be compared: " + p.err.Error()
	switch {
	case errors.Is(p.err, errOnly):
		return "Only one version of " + p.name + " is known.",
			"As soon as a sync brings another one, the change is judged here. A git source brings the whole history. " + back + " goes back."
	case errors.Is(p.err, errNothing):
		return "No contract is known here, so there is no history.", back + " goes back."
	case errors.Is(p.err, catalog.ErrNotFound):
		return message, "It may have been written differently; " + back + " goes back to choose another."
	}
	return message, reload + " tries again; " + back + " goes back."
}

// drawError says why there is no comparison.
func (p *Page) drawError(c canvas.Canvas) {
	message, hint := p.failure("r", "esc")
	y := 1
	for i, part := range []string{message, hint} {
		for _, l := range text.Wrap(text.Clean(part), max(c.Width()-4, 8)) {
			c.Put(2, y, l, []theme.Token{theme.Text, theme.Muted}[i].Plain())
			y++
		}
	}
}

// drawHead is the verdict, what it asks of the version, and the counts.
func (p *Page) drawHead(c canvas.Canvas) {
	r := p.cmp.report
	glyph, token := change.Mark(p.env.Icons, r.Verdict)
	x := c.Put(1, 0, glyph+" "+change.Headline(r.Verdict), token.Plain())
	c.PutCut(x+3, 0, c.Width()-x-4, text.Clean(change.Claim(r)), theme.Text.Plain())
	p.drawCounts(c.Region(1, 1, c.Width()-2, 1))
	c.PutCut(1, 2, c.Width()-2, text.Clean(p.downstream()), theme.Muted.Plain())
}

// drawCounts is how many findings there are of each severity, with the digit that
// hides them.
func (p *Page) drawCounts(c canvas.Canvas) {
	counts, x := p.cmp.report.Counts(), 0
	for i, s := range change.Severities() {
		n := counts[s.Is]
		if n == 0 {
			continue
		}
		label, token := fmt.Sprintf("%d %s", n, s.Title), s.Token
		if p.hidden[s.Is] {
			label, token = label+" hidden", theme.Muted
		}
		if x+4+text.Width(label) > c.Width() {
			c.Put(x, 0, p.env.Icons.More, theme.Muted.Plain())
			return
		}
		x = c.Put(x, 0, "["+fmt.Sprint(i+1)+"]", theme.Key.Plain())
		x = c.Put(x+1, 0, label, token.Plain()) + 2
	}
	if n := p.cmp.report.Notation; n > 0 && x+30 < c.Width() {
		c.Put(x, 0, text.Count(n, "difference", "differences")+" in notation only", theme.Muted.Plain())
	}
}

// downstream says who is hit, in one line.
func (p *Page) downstream() string {
	by := map[string]int{}
	for _, h := range p.cmp.hits {
		by[h.effect]++
	}
	if len(p.cmp.hits) == 0 {
		return p.dates()
	}
	var parts []string
	for _, e := range []struct{ effect, words string }{
		{"breaks", "breaks %d"}, {"may break", "may break %d"}, {"check", "%d to check"}, {"later", "%d later"}, {"not hit", "%d not hit"},
	} {
		if n := by[e.effect]; n > 0 {
			parts = append(parts, fmt.Sprintf(e.words, n))
		}
	}
	return fmt.Sprintf("%s downstream: %s (%s tells who)", text.Count(len(p.cmp.hits), "product", "products"), strings.Join(parts, ", "), p.env.Key(doImpact))
}

// dates is when the two versions were published.
func (p *Page) dates() string {
	v := p.cmp.versions
	from, to := text.Day(v[p.cmp.base].Origin.Time), text.Day(v[p.cmp.revision].Origin.Time)
	s := strings.Trim(from+" "+p.env.Icons.ArrowRight+" "+to, " "+p.env.Icons.ArrowRight)
	if author := v[p.cmp.revision].Origin.Author; author != "" {
		s += " by " + text.Person(author)
	}
	if m := v[p.cmp.revision].Origin.Message; m != "" {
		s += ": " + m
	}
	return s
}

func (p *Page) drawList(c canvas.Canvas) {
	if p.pane.Len() == 0 {
		for i, l := range text.Wrap(p.noFinding(), max(c.Width()-2, 8)) {
			c.Put(1, i, l, theme.Muted.Plain())
		}
		return
	}
	p.pane.DrawList(c, list.Look{Icons: p.env.Icons, Focused: !p.inSource})
}

// noFinding says why no finding is listed.
func (p *Page) noFinding() string {
	if p.anyHidden() {
		return "All changes are hidden; " + p.env.Key(doAll) + " shows them."
	}
	return "No change in meaning."
}
