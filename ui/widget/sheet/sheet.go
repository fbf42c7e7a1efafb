package sheet

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/mouse"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// Focus says whether a sheet takes the keys.
type Focus bool

// The two states of Focus.
const (
	Unfocused Focus = false
	Focused   Focus = true
)

// Sheet shows a Body and keeps the place in it: what is at the top, and which
// link is chosen. The zero Sheet is empty and ready.
type Sheet[L any] struct {
	lines  []line[L]
	stops  []stop[L]
	top    int
	link   int // chosen stop + 1; 0 is none
	height int
	query  string
	hits   []int // lines that hold the query
}

// stop is one link: where it begins.
type stop[L any] struct {
	line   int
	target *L
}

// Set shows a body. The place is kept by what stands there: the chosen link, else
// the first line in sight, stays where it is on the screen as long as the body has
// a line like it.
func (s *Sheet[L]) Set(b *Body[L]) {
	held := s.held()
	s.lines, s.stops = nil, nil
	if b != nil {
		s.lines = b.lines
	}
	for i, l := range s.lines {
		for _, sp := range l {
			if n := len(s.stops); sp.Link != nil && (n == 0 || s.stops[n-1].target != sp.Link) {
				s.stops = append(s.stops, stop[L]{i, sp.Link})
			}
		}
	}
	s.hold(held)
	s.link = min(s.link, len(s.stops))
	s.Find(s.query)
	s.clamp()
}

// place is what keeps the place in a body: a line, by its text and its number, and
// which of the links on it is chosen.
type place struct {
	text   string
	at     int
	choice int // -1 for none
}

// held is the place now. Who is at the top stays there, whatever comes before.
func (s *Sheet[L]) held() place {
	p := place{at: s.top, choice: -1}
	if s.link > 0 {
		p.at = s.stops[s.link-1].line
		p.choice = s.link - 1 - s.firstStop(p.at)
	}
	if p.at < len(s.lines) && (s.top > 0 || s.link > 0) {
		p.text = plain(s.lines[p.at])
	}
	return p
}

// hold brings the line that is nearest to a place, and has its text, to where that
// was, and chooses the link on it.
func (s *Sheet[L]) hold(p place) {
	to := -1
	for i := range s.lines {
		if plain(s.lines[i]) == p.text && (to < 0 || distance(i, p.at) < distance(to, p.at)) {
			to = i
		}
	}
	if p.text == "" || to < 0 {
		return
	}
	s.top += to - p.at
	if first := s.firstStop(to); p.choice >= 0 && first >= 0 {
		s.link = first + p.choice + 1
	}
}

// firstStop is the first of the links that begin on a line, -1 for none.
func (s *Sheet[L]) firstStop(line int) int {
	return slices.IndexFunc(s.stops, func(st stop[L]) bool { return st.line == line })
}

func distance(a, b int) int { return max(a-b, b-a) }

// Resize tells how many lines are visible.
func (s *Sheet[L]) Resize(height int) { s.height = max(height, 0); s.clamp() }

// Do performs an action of the detail context, and reports whether it was one.
func (s *Sheet[L]) Do(id action.ID) bool {
	switch id {
	case action.ScrollUp:
		s.Up()
	case action.ScrollDown:
		s.Down()
	case action.ScrollTop:
		s.Top()
	case action.ScrollBottom:
		s.End()
	case action.ScrollPageUp:
		s.Page(-1)
	case action.ScrollPageDown:
		s.Page(1)
	case action.ScrollHalfUp:
		s.Scroll(-max(s.height/2, 1))
	case action.ScrollHalfDown:
		s.Scroll(max(s.height/2, 1))
	default:
		return false
	}
	return true
}

// Mouse scrolls by the wheel; a click on a link chooses and returns it.
func (s *Sheet[L]) Mouse(e mouse.Event) (target L, clicked bool) {
	switch e.Kind {
	case mouse.Wheel:
		s.Scroll(e.Delta)
	case mouse.Click:
		return s.LinkAt(e.X, e.Y)
	}
	return target, false
}

// Top goes to the first line and lets go of the link.
func (s *Sheet[L]) Top() { s.top, s.link = 0, 0 }

// End goes to the last line.
func (s *Sheet[L]) End() { s.top, s.link = len(s.lines), 0; s.clamp() }

// Scroll moves the text by n lines; the chosen link follows into view.
func (s *Sheet[L]) Scroll(n int) {
	s.top += n
	s.clamp()
	if s.link > 0 && !s.sees(s.stops[s.link-1].line) {
		s.link = 0
	}
}

// Page moves by n screens, keeping two lines for orientation.
func (s *Sheet[L]) Page(n int) { s.Scroll(n * max(s.height-2, 1)) }

// Down chooses the next link when it is in sight, else scrolls by a line.
func (s *Sheet[L]) Down() {
	next := s.next()
	if next < len(s.stops) && s.stops[next].line < s.top+s.height {
		s.link = next + 1
		return
	}
	if s.top+s.height < len(s.lines) {
		s.top++
		if next < len(s.stops) && s.sees(s.stops[next].line) {
			s.link = next + 1
		}
	}
}

// Up chooses the link before when it is in sight, else scrolls by a line.
func (s *Sheet[L]) Up() {
	before := s.before()
	if before >= 0 && s.stops[before].line >= s.top {
		s.link = before + 1
		return
	}
	s.link = 0
	if s.top > 0 {
		s.top--
		if before >= 0 && s.sees(s.stops[before].line) {
			s.link = before + 1
		}
	}
}

// next is the stop after the chosen one, or the first one in sight.
func (s *Sheet[L]) next() int {
	if s.link > 0 {
		return s.link
	}
	for i := range s.stops {
		if s.stops[i].line >= s.top {
			return i
		}
	}
	return len(s.stops)
}

// before is the stop before the chosen one, or the last one above the window's
// first line.
func (s *Sheet[L]) before() int {
	if s.link > 0 {
		return s.link - 2
	}
	for i := len(s.stops) - 1; i >= 0; i-- {
		if s.stops[i].line < s.top {
			return i
		}
	}
	return -1
}

// Choose chooses the first link in sight unless one is chosen, and reports whether one
// is now.
func (s *Sheet[L]) Choose() bool {
	if next := s.next(); s.link == 0 && next < len(s.stops) && s.sees(s.stops[next].line) {
		s.link = next + 1
	}
	return s.link > 0
}

// Link returns what is chosen.
func (s *Sheet[L]) Link() (L, bool) {
	var zero L
	if s.link == 0 {
		return zero, false
	}
	return *s.stops[s.link-1].target, true
}

// LinkAt chooses and returns the link at a cell of the sheet.
func (s *Sheet[L]) LinkAt(x, y int) (L, bool) {
	var zero L
	at := s.top + y
	if y < 0 || y >= s.height || at >= len(s.lines) {
		return zero, false
	}
	col := Margin
	for _, sp := range s.lines[at] {
		next := col + text.Width(sp.Text)
		if sp.Link != nil && x >= col && x < next {
			s.choose(sp.Link)
			return *sp.Link, true
		}
		col = next
	}
	return zero, false
}

func (s *Sheet[L]) choose(target *L) {
	for i := range s.stops {
		if s.stops[i].target == target {
			s.link = i + 1
		}
	}
}

// Find marks the lines that hold a text, without regard to case, and returns how
// many there are; "" ends it.
func (s *Sheet[L]) Find(query string) int {
	s.query, s.hits = query, nil
	if query == "" {
		return 0
	}
	q := strings.ToLower(query)
	for i, l := range s.lines {
		if strings.Contains(strings.ToLower(plain(l)), q) {
			s.hits = append(s.hits, i)
		}
	}
	return len(s.hits)
}

// Next brings the next line that holds the text into view, going round at the
// end.
func (s *Sheet[L]) Next() { s.hit(1) }

// Previous is Next upwards.
func (s *Sheet[L]) Previous() { s.hit(-1) }

func (s *Sheet[L]) hit(step int) {
	if len(s.hits) == 0 {
		return
	}
	want := s.hits[0]
	if step < 0 {
		want = s.hits[len(s.hits)-1]
	}
	for i := range s.hits {
		h := s.hits[i]
		if step < 0 {
			h = s.hits[len(s.hits)-1-i]
		}
		if (h-s.top)*step > 0 {
			want = h
			break
		}
	}
	s.top, s.link = want, 0
	s.clamp()
}

func plain[L any](l line[L]) string {
	var sb strings.Builder
	for _, sp := range l {
		sb.WriteString(sp.Text)
	}
	return sb.String()
}

func (s *Sheet[L]) sees(line int) bool { return line >= s.top && line < s.top+s.height }

func (s *Sheet[L]) clamp() { s.top = max(0, min(s.top, len(s.lines)-s.height)) }

// Position says which lines are in sight, "" when all are: "12–40 of 80".
func (s *Sheet[L]) Position() string {
	if len(s.lines) <= s.height {
		return ""
	}
	return fmt.Sprintf("%d–%d of %d", s.top+1, min(s.top+s.height, len(s.lines)), len(s.lines))
}

// Draw paints the lines in sight.
func (s *Sheet[L]) Draw(c canvas.Canvas, focus Focus) {
	for y := 0; y < c.Height() && s.top+y < len(s.lines); y++ {
		s.drawLine(c, y, s.lines[s.top+y], focus)
	}
}

func (s *Sheet[L]) drawLine(c canvas.Canvas, y int, l line[L], focus Focus) {
	x := Margin
	for _, sp := range l {
		st := sp.Token.Plain()
		if s.link > 0 && sp.Link != nil && sp.Link == s.stops[s.link-1].target {
			st = st.SelectedDim()
			if focus == Focused {
				st = sp.Token.Plain().Selected()
				c.Put(0, y, ">", theme.Accent.Plain())
			}
		}
		x = c.Put(x, y, sp.Text, st)
	}
	if s.query != "" {
		s.mark(c, y, plain(l))
	}
}

// mark shows where the query stands in a line.
func (s *Sheet[L]) mark(c canvas.Canvas, y int, whole string) {
	low, q := strings.ToLower(whole), strings.ToLower(s.query)
	if len(low) != len(whole) {
		return // folding moved the bytes; the line is in sight all the same
	}
	for from := 0; ; {
		i := strings.Index(low[from:], q)
		if i < 0 {
			return
		}
		at := from + i
		c.Restyle(Margin+text.Width(whole[:at]), y, text.Width(whole[at:at+len(q)]), func(st theme.Style) theme.Style {
			return theme.Match.Plain()
		})
		from = at + len(q)
	}
}
