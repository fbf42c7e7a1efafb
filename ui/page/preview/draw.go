package preview

import (
	"fmt"
	"slices"
	"strconv"

	"meshdex/catalog"
	"meshdex/ui/canvas"
	"meshdex/ui/card"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/tabs"
)

// Draw paints the tabs, the state of the file, and what is shown of it.
func (p *Page) Draw(c canvas.Canvas) {
	titles, active := p.titles()
	tabs.Draw(c, p.env.Icons, titles, active)
	if c.Height() > 1 {
		rule(c, 1, p.env)
	}
	p.drawHead(region(c, p.box.head))
	if p.isWaiting() {
		p.drawWaiting(c)
		return
	}
	p.drawCard(region(c, p.box.card))
	if b := p.box.findings; b.w > 0 {
		p.findings.draw(p.pane(c, b, "Findings", p.findings.list.Counter(), p.tab == Findings), p.box.finding, p.tab == Findings, p.env)
	}
	if b := p.box.changes; b.w > 0 {
		in := p.pane(c, b, "Changes", p.changes.Counter(), p.tab == Changes)
		if p.good == nil {
			p.drawNothing(in)
			return
		}
		p.drawChanges(in, p.box.change, p.tab == Changes)
	}
}

func region(c canvas.Canvas, r rect) canvas.Canvas { return c.Region(r.x, r.y, r.w, r.h) }

// pane is the inside of a box, with a frame around it where others stand beside it.
func (p *Page) pane(c canvas.Canvas, r rect, title, counter string, focused bool) canvas.Canvas {
	if !p.box.wide {
		return region(c, r)
	}
	return frame.Draw(region(c, r), p.env.Icons, frame.Pane{Title: title, Counter: counter, Focused: focused})
}

// titles are those of the tabs; findings and changes are counted.
func (p *Page) titles() (titles []string, active int) {
	for i, t := range tabNames() {
		title := t.title
		switch n := p.findings.rows.Len(); {
		case t.name == Findings && p.now != nil:
			title += " " + strconv.Itoa(n)
		case t.name == Changes && p.report() != nil:
			title += " " + strconv.Itoa(p.changes.Len())
		}
		if titles = append(titles, title); t.name == p.tab {
			active = i
		}
	}
	return titles, active
}

func (p *Page) drawWaiting(c canvas.Canvas) {
	c.PutCut(2, tabLines+1, c.Width()-2, "Reading "+text.Clean(p.Title())+" …", theme.Muted.Plain())
}

// unread says that nothing can be shown yet.
const unread = "Nothing could be read of this file yet. It is shown as soon as it can."

func (p *Page) drawNothing(c canvas.Canvas) {
	for i, l := range text.Wrap(unread, max(c.Width()-2, 8)) {
		c.Put(1, i, l, theme.Muted.Plain())
	}
}

func (p *Page) drawCard(c canvas.Canvas) {
	switch part := p.part(); {
	case c.Width() == 0:
	case p.sub == nil:
		p.drawNothing(c)
	case part == card.Schema:
		p.schema.Draw(c)
	default:
		p.text[part].Draw(c, sheet.Focus(p.tab == part))
	}
}

// line is one line of the head: a mark, a few strong words, and more.
type line struct {
	glyph  string
	token  theme.Token
	strong string
	rest   string
	column int // 1 or more: rest is a line of the file, to be seen at this column
}

// drawCode draws as much of a line of the file as fits, so that a column of it is seen.
func drawCode(c canvas.Canvas, l string, column int) {
	var pan code.Pan
	pan.SetLongest(code.Longest([]string{l}))
	pan.Resize(c.Width())
	pan.Show(column-1, column)
	code.Draw(c, pan.From(), l)
}

func (p *Page) drawHead(c canvas.Canvas) {
	for y, l := range p.headline() {
		x := 1
		if l.glyph != "" {
			x = c.Put(x, y, l.glyph, l.token.Plain()) + 1
		}
		x = c.PutCut(x, y, c.Width()-x-1, text.Clean(l.strong), l.token.Plain())
		switch {
		case l.column > 0:
			drawCode(c.Region(x+2, y, max(c.Width()-x-3, 0), 1), l.rest, l.column)
		case l.rest != "":
			c.PutCut(x+3, y, c.Width()-x-4, text.Clean(l.rest), theme.Text.Plain())
		}
	}
}

// headline is what stands above everything: why the file cannot be shown, if it
// cannot, else how its change is judged; and how many findings there are.
func (p *Page) headline() []line {
	switch fault := p.fault(); {
	case p.err != nil:
		return p.stale(line{p.env.Icons.Error, theme.Bad, "Not judged", p.err.Error(), 0})
	case p.save.Failed != nil:
		return p.stale(line{p.env.Icons.Error, theme.Bad, "Not followed any more", p.save.Failed.Error() + "; r follows it again", 0})
	case p.save.Err != nil:
		return p.stale(line{p.env.Icons.Error, theme.Bad, p.errGone(), "It is read again as soon as it can be.", 0})
	case fault != nil:
		return append(p.stale(p.faultLine(fault)), p.quoted(fault)...)
	case p.sub == nil:
		return nil
	}
	glyph, token, strong, rest := p.verdict()
	return []line{{glyph, token, strong, rest, 0}, p.tally()}
}

// fault is why the file as it is now cannot be shown; nil when it can.
func (p *Page) fault() *catalog.Problem {
	if p.now == nil {
		return nil
	}
	return p.now.Fault
}

func (p *Page) faultLine(f *catalog.Problem) line {
	glyph, token := p.env.Gravity(f.Severity)
	return line{glyph, token, fmt.Sprintf("%d:%d", f.Pos.Line, f.Pos.Column), f.Message, 0}
}

// quoted is the line of the file that a fault is on.
func (p *Page) quoted(f *catalog.Problem) []line {
	lines := code.Lines(p.now.Raw)
	if n := f.Pos.Line - 1; n >= 0 && n < len(lines) {
		return []line{{strong: strconv.Itoa(f.Pos.Line) + " " + p.env.Icons.Quote, token: theme.Muted, rest: lines[n], column: max(f.Pos.Column, 1)}}
	}
	return nil
}

// stale adds to a line that what is shown is older, if anything is.
func (p *Page) stale(first line) []line {
	if p.good == nil {
		return []line{first}
	}
	when := "its last good state"
	if !p.goodAt.At.IsZero() {
		when += ", saved " + p.goodAt.At.Format("15:04:05")
	}
	return []line{first, {p.env.Icons.Warning, theme.Warn, "Shown is " + when + ".", "", 0}}
}

// tally counts the findings, the worst first, and says what is compared with.
func (p *Page) tally() line {
	counts := map[catalog.Severity]int{}
	for _, f := range p.findings.rows.all {
		counts[f.Severity]++
	}
	worst := catalog.Severity("")
	var words []string
	for _, s := range []struct {
		is        catalog.Severity
		one, many string
	}{{catalog.Error, "error", "errors"}, {catalog.Warning, "warning", "warnings"}, {catalog.Note, "note", "notes"}} {
		if counts[s.is] == 0 {
			continue
		}
		words = append(words, text.Count(counts[s.is], s.one, s.many))
		if worst == "" {
			worst = s.is
		}
	}
	if worst == "" {
		return line{p.env.Icons.Good, theme.OK, "Lint finds nothing", p.against(), 0}
	}
	glyph, token := p.env.Gravity(worst)
	return line{glyph, token, text.List(words), p.against(), 0}
}

// tabIndex is the place of a tab among the others.
func tabIndex(name string) int {
	return slices.IndexFunc(tabNames(), func(t tab) bool { return t.name == name })
}
