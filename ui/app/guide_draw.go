package app

import (
	"fmt"
	"slices"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	guides "meshdex/ui/guide"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/overlay"
)

// The sizes of the panel: at the right of wide terminals, below the page on others,
// where it grows with its text to at most half of what they share; one line when
// folded or when there is no room for more.
const (
	guideBeside  = 100 // the least width of a terminal to have it at the right
	guideColumns = 44
	guideLines   = 9
	guideLeast   = 5 // lines, below which it folds by itself
)

// guideRect is where the panel is; empty when there is none.
func (r *Root) guideRect() overlay.Rect {
	all := r.whole()
	lines := 1
	switch {
	case r.guide == nil || all.H < 4:
		return overlay.Rect{}
	case !r.guide.folded && r.screen.w >= guideBeside && all.H >= guideLines:
		return overlay.Rect{X: all.W - guideColumns, Y: all.Y, W: guideColumns, H: all.H}
	case !r.guide.folded && all.H/2 >= guideLeast:
		lines = min(max(guideLines, r.guide.wants), all.H/2)
	}
	return overlay.Rect{X: 0, Y: all.Y + all.H - lines, W: all.W, H: lines}
}

// body is where the page is: what the panel leaves to it.
func (r *Root) body() overlay.Rect {
	all, panel := r.whole(), r.guideRect()
	switch {
	case panel.H == 0:
		return all
	case panel.X > 0:
		all.W -= panel.W
	default:
		all.H -= panel.H
	}
	return all
}

// guideInside is the size of what is within the border of the panel.
func (r *Root) guideInside() (w, h int) {
	at := r.guideRect()
	w, h = frame.Inside(at.W, at.H)
	return max(w-2, 0), h
}

// relayout shares the screen out anew after the panel came, went or changed: the
// panel first, for its text says how much it wants.
func (r *Root) relayout() {
	r.layoutGuide()
	at := r.body()
	r.nav.each(func(e entry) { e.page.Resize(at.W, at.H) })
}

// drawGuide draws the panel over the whole screen c.
func (r *Root) drawGuide(c canvas.Canvas) {
	at := r.guideRect()
	if at.H == 0 {
		return
	}
	c = c.Region(at.X, at.Y, at.W, at.H)
	if at.H == 1 {
		r.drawFolded(c)
		return
	}
	g := r.guide
	inside := frame.Draw(c, r.env.Icons, frame.Pane{Title: g.title(), Counter: r.guideCounter()})
	inside = inside.Region(1, 0, inside.Width()-2, inside.Height())
	scrolled, tail := r.guideParts(inside.Width(), inside.Height())
	room := inside.Height() - len(tail)
	g.pager.Draw(inside.Region(0, 0, inside.Width(), room), func(c canvas.Canvas, i int) {
		if i < len(scrolled) {
			c.PutLine(0, 0, scrolled[i])
		}
	})
	y := min(len(scrolled), room)
	if y > 0 && y < room {
		y++
	}
	for i, line := range tail {
		inside.PutLine(0, y+i, line)
	}
}

// drawFolded draws the panel as one line.
func (r *Root) drawFolded(c canvas.Canvas) {
	g := r.guide
	x := c.Put(1, 0, r.env.Icons.Folded+" ", theme.Muted.Plain())
	x = c.PutCut(x, 0, c.Width()-x-24, g.title(), theme.Title.Plain())
	_, glyph, st := r.guideState(g.isDone())
	word := "to do"
	if g.isDone() {
		word = "done"
	}
	x = c.Put(x+2, 0, g.number(), theme.Muted.Plain())
	x = c.Put(x+2, 0, glyph+" ", st)
	c.PutCut(x, 0, c.Width()-x, word, st)
}

// title names the step that is shown.
func (g *guide) title() string {
	if step := g.session.Current(); step != nil {
		return text.Clean(step.Title)
	}
	return text.Clean(g.session.Walkthrough().Title)
}

// number tells how far the guide is.
func (g *guide) number() string {
	n := len(g.session.Walkthrough().Steps)
	return fmt.Sprintf("step %d of %d", min(g.session.Number()+1, n), n)
}

// guideCounter is what the lower border says: the step, and that there is more to
// read.
func (r *Root) guideCounter() string {
	s := r.guide.number()
	if c := r.guide.pager.Counter(); c != "all" && c != "100%" && c != "" {
		s = r.env.Key(actGuideDown) + " reads on " + r.env.Icons.Property + " " + s
	}
	return s
}

// guideParts is what the panel shows in h lines: what scrolls, and what stands
// below it. Where too little would be left to the text, all of it scrolls.
func (r *Root) guideParts(w, h int) (scrolled, standing []canvas.Line) {
	text, tail := r.guide.text, r.guideTail(w)
	if len(tail)+guideTextLeast <= h || len(text) == 0 && len(tail) <= h {
		return text, tail
	}
	if len(text) > 0 {
		text = append(slices.Clone(text), canvas.Line{})
	}
	return append(text, tail...), nil
}

// guideTextLeast is how many lines of the text are always in sight, if what is to
// be done is.
const guideTextLeast = 3

// showTail brings what is to be done, or was done, into sight after it changed.
func (r *Root) showTail() {
	r.relayout()
	if _, standing := r.guideParts(r.guideInside()); standing == nil {
		r.guide.pager.Do(action.ScrollBottom)
	}
}

// guideTail is what belongs below the text: what is to be done, whether it is done,
// the hint, and the keys.
func (r *Root) guideTail(w int) []canvas.Line {
	var out []canvas.Line
	g := r.guide
	step := g.session.Current()
	if step == nil {
		return r.farewell(w)
	}
	if why, gone := g.moved[step.ID]; gone {
		out = append(out, r.said(w, r.env.Icons.Warning, "The catalog has moved on: "+why, theme.Warn)...)
	}
	met := g.session.Met()
	for i, c := range step.Checks {
		word, glyph, st := r.guideState(met[i] || g.isDone())
		out = append(out, r.said(w, glyph+" "+word, r.checkText(step, c), st.Token())...)
	}
	return append(out, r.guideNext(w, step)...)
}

// guideNext is the hint, once it shows, and what can be done now.
func (r *Root) guideNext(w int, step *walkthrough.Step) []canvas.Line {
	var out []canvas.Line
	if r.guide.hinted && !r.guide.isDone() {
		out = r.said(w, r.env.Icons.Action+" Hint", guides.Plain(r.asBound(step.Hint)), theme.Info)
	}
	var can []string
	if r.isTyping() { // then the keys of the guide are letters
		can = []string{r.env.Key(action.InputAccept), "ends the typing"}
	}
	next := r.env.Key(actGuideNext)
	if r.guide.isDone() || step.IsReading() {
		return append(out, r.keyed(append(can, next, "goes on")...))
	}
	offer := func(id action.ID, what string) {
		if r.disabledGuide(id) == "" {
			can = append(can, r.env.Key(id), what)
		}
	}
	offer(actGuideAnswer, "answers")
	offer(actGuideRun, "runs it")
	if !r.isHere(guides.Where(step)) {
		offer(actGuideGo, "goes there")
	}
	offer(actGuideHint, "helps")
	return append(out, r.keyed(append(can, next, "skips")...))
}

// keyed is a line of keys and what each does.
func (r *Root) keyed(pairs ...string) canvas.Line {
	var line canvas.Line
	for i := 0; i+1 < len(pairs); i += 2 {
		line = append(line, canvas.Span{Text: pairs[i], Style: theme.Key.Plain()}, canvas.Span{Text: " " + pairs[i+1] + "   ", Style: theme.KeyHint.Plain()})
	}
	return line
}

// guideState is how a check that has held, or has not, is shown.
func (r *Root) guideState(met bool) (word, glyph string, st theme.Style) {
	if met {
		return "Done", r.env.Icons.Good, theme.OK.Plain()
	}
	return "To do", r.env.Icons.Off, theme.Info.Plain()
}

// said wraps a sentence behind a mark.
func (r *Root) said(w int, mark, sentence string, token theme.Token) []canvas.Line {
	indent := text.Width(mark) + 2
	if w < 2*indent {
		indent = 0
	}
	var out []canvas.Line
	for i, l := range text.Wrap(text.Clean(sentence), max(w-indent, 8)) {
		head := fmt.Sprintf("%*s", indent, "")
		if i == 0 && indent > 0 {
			head = text.Fit(mark, indent)
		}
		out = append(out, canvas.Line{{Text: head, Style: token.Plain()}, {Text: l, Style: theme.Text.Plain()}})
	}
	return out
}

// farewell is what the panel says after the last step.
func (r *Root) farewell(w int) []canvas.Line {
	s := r.guide.session
	skipped := len(s.Skipped())
	done := len(s.Walkthrough().Steps) - skipped
	words := fmt.Sprintf("That was all: %s done", text.Count(done, "step", "steps"))
	if skipped > 0 {
		words += fmt.Sprintf(", %d skipped. %s goes back to them", skipped, r.env.Key(actGuideBack))
	}
	out := r.said(w, r.env.Icons.Good+" Done", words+".", theme.OK)
	leave := []string{r.env.Key(actGuideLeave), "closes this"}
	if s.Walkthrough().Next != "" {
		leave = append([]string{r.env.Key(actGuideNext), "begins the next walkthrough"}, leave...)
	}
	return append(out, r.keyed(leave...))
}
