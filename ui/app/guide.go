package app

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	guides "meshdex/ui/guide"
	"meshdex/ui/mouse"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/markdown"
	"meshdex/ui/widget/overlay"
	"meshdex/ui/widget/pager"
	"meshdex/ui/widget/toast"
)

// The guide is a walkthrough beside the page that it talks about. The pages know
// nothing of it: after every message the root tells the session where the person
// is and what was found (see guide_watch.go), and draws what the session says.

// guide is the walkthrough that is on.
type guide struct {
	name    string
	session *walkthrough.Session
	moved   map[string]string
	visit   int // counts the steps that were entered, for the timer of the hint
	eye     guides.Eye
	hinted  bool
	folded  bool
	text    []canvas.Line // of the step, for the width that it was laid out for
	width   int
	wants   int // lines of the panel, to show all of it
	pager   pager.Pager
	keeper  keeper
}

// openedGuideMsg brings a walkthrough that was asked for. A guide that is on and
// was only looked at again, in a newer catalog, keeps its place.
type openedGuideMsg struct {
	name  string
	guide guides.Guide
	err   error
	again bool
}

// startGuide opens a walkthrough by name; the list of them for "".
func (r *Root) startGuide(name string) tea.Cmd {
	if r.cfg.Guides == nil {
		return r.say(toast.Info, noGuides)
	}
	if name == "" {
		return r.open(page.Target{Page: guidesPage})
	}
	return r.readGuide(name, false)
}

// guidesPage is the page that lists the walkthroughs.
const guidesPage = "walkthroughs"

const noGuides = "there are no walkthroughs here"

func (r *Root) readGuide(name string, again bool) tea.Cmd {
	shelf, snap, ctx := r.cfg.Guides, r.snap, r.ctx
	return func() tea.Msg {
		g, err := shelf.Open(ctx, snap, name)
		return openedGuideMsg{name, g, err, again}
	}
}

// refreshGuide looks whether a newer catalog still has what the guide talks of.
func (r *Root) refreshGuide() tea.Cmd {
	if r.guide == nil {
		return nil
	}
	return r.readGuide(r.guide.name, true)
}

func (r *Root) receiveGuide(m openedGuideMsg) tea.Cmd {
	if m.again {
		if r.guide != nil && r.guide.name == m.name && m.err == nil {
			r.guide.moved = m.guide.Moved
			r.relayout()
		}
		return nil
	}
	if m.err != nil {
		return r.say(toast.Warn, m.err.Error())
	}
	s := guides.Resume(m.guide)
	r.guide = &guide{name: m.name, session: s, moved: m.guide.Moved}
	if r.nav.top().page.Target().Page == guidesPage {
		r.nav.pop()
	}
	r.relayout()
	if n := len(s.Gone()); n > 0 {
		return tea.Batch(r.enterStep(), r.inform(text.Count(n, "step", "steps")+" that you did are no longer part of it"))
	}
	return r.enterStep()
}

// leaveGuide takes the panel away; the progress is kept.
func (r *Root) leaveGuide() tea.Cmd {
	title, over := text.Clean(r.guide.session.Walkthrough().Title), r.guide.session.Current() == nil
	cmd := r.keepProgress()
	r.guide = nil
	r.relayout()
	if over {
		return tea.Batch(cmd, r.inform(r.env.Key(actGuides)+" lists what there is after "+title))
	}
	return tea.Batch(cmd, r.inform("left "+title+"; "+r.env.Key(actGuides)+" goes on with it"))
}

// enterStep shows the current step, takes the person to its place, and sets the
// time after which the hint shows by itself.
func (r *Root) enterStep() tea.Cmd {
	g := r.guide
	g.visit++
	g.eye, g.hinted, g.text, g.width = guides.Eye{}, false, nil, 0
	g.pager = pager.Pager{}
	r.relayout()
	step := g.session.Current()
	cmds := []tea.Cmd{r.keepProgress()}
	if step != nil && step.Hint != "" && !g.isDone() {
		cmds = append(cmds, r.clock.After(hintAfter, hintMsg{g.visit}))
	}
	if step != nil && !guides.IsSelfEvident(r.snap, step) {
		cmds = append(cmds, r.goToStep())
	}
	return tea.Batch(cmds...)
}

// goToStep shows the step's place, unless the person is there. The way back from
// it is the first page, so that the pages do not pile up from step to step.
func (r *Root) goToStep() tea.Cmd {
	step := r.guide.session.Current()
	if why, gone := r.guide.moved[step.ID]; gone {
		return r.say(toast.Warn, "cannot go there: "+why)
	}
	to := guides.Where(step)
	if r.isHere(to) {
		return nil
	}
	for r.nav.pop() {
	}
	if r.isHere(to) {
		return nil
	}
	return r.open(guides.TargetOf(r.snap, to))
}

// advance goes on to the next step, or past the last one.
func (r *Root) advance() tea.Cmd {
	s := r.guide.session
	if s.Finished() {
		if next := s.Walkthrough().Next; next != "" {
			return r.startGuide(next)
		}
		return r.leaveGuide()
	}
	s.Advance()
	return r.enterStep()
}

// isDone reports whether the current step is done.
func (g *guide) isDone() bool { return guides.IsDone(g.session) }

// doGuide performs an action of the guide, and reports whether it was one.
func (r *Root) doGuide(id action.ID) (cmd tea.Cmd, own bool) {
	g := r.guide
	switch id {
	case actGuides:
		return r.startGuide(""), true
	case actGuideNext:
		return r.advance(), true
	case actGuideBack:
		g.session.Back()
		return r.enterStep(), true
	case actGuideHint:
		g.hinted = true
		r.showTail()
		return nil, true
	case actGuideGo:
		return r.goToStep(), true
	case actGuideAnswer:
		return r.openAnswer(), true
	case actGuideRun:
		r.offerRun(guides.ToRun(g.session))
		return nil, true
	case actGuideFold:
		g.folded = !g.folded
	case actGuideDown:
		g.pager.Do(action.ScrollPageDown)
	case actGuideUp:
		g.pager.Do(action.ScrollPageUp)
	case actGuideLeave:
		return r.leaveGuide(), true
	default:
		return nil, false
	}
	r.relayout()
	return nil, true
}

// openAnswer opens a line to answer the question of the step in. It stays open
// until the answer is right or esc leaves it.
func (r *Root) openAnswer() tea.Cmd {
	question := text.Clean(r.guide.session.Current().Question)
	_, cmd := r.openPick(overlay.Options{Title: question, Prompt: "> ", Placeholder: "your answer", Empty: "enter gives the answer"}, pick{
		typed:  func(string) ([]overlay.Item, tea.Cmd) { return nil, nil },
		choose: func(overlay.Item) tea.Cmd { return nil },
		enter: func(line string) (tea.Cmd, bool) {
			right, cmd := r.answer(line)
			if right {
				r.closeDialog()
			}
			return cmd, true
		},
		area: r.answerRect,
	})
	return cmd
}

// answerRect is where an answer is typed: over the panel, for the page above or beside
// it is where the answer stands.
func (r *Root) answerRect() overlay.Rect {
	const lines = 4 // of the dialog
	if at := r.guideRect(); at.H >= lines {
		return at
	}
	h := min(lines, r.screen.h)
	return overlay.Rect{Y: r.screen.h - h, W: r.screen.w, H: h}
}

// answer tells the session what was answered.
func (r *Root) answer(line string) (bool, tea.Cmd) {
	g := r.guide
	if why := r.disabledGuide(actGuideAnswer); why != "" {
		return false, r.inform(why)
	}
	right, done := guides.Answer(g.session, line)
	r.showTail()
	switch {
	case done:
		return true, tea.Batch(r.keepProgress(), r.say(toast.Good, "that is right"))
	case right:
		return true, r.say(toast.Good, "that is right")
	case g.session.Current().Hint != "":
		return false, r.say(toast.Warn, "that is not it; "+r.env.Key(actGuideHint)+" shows a hint")
	}
	return false, r.say(toast.Warn, "that is not it")
}

// layoutGuide lays the text of the step out for the width of the panel.
func (r *Root) layoutGuide() {
	g := r.guide
	if g == nil {
		return
	}
	w, _ := r.guideInside()
	if g.text == nil || g.width != w {
		g.text, g.width = markdown.Render(r.asBound(g.source()), w, r.env.Icons), w
	}
	const borders, gap = 2, 1
	g.wants = len(g.text) + gap + len(r.guideTail(w)) + borders
	w, h := r.guideInside()
	scrolled, standing := r.guideParts(w, h)
	g.pager.SetLen(len(scrolled))
	g.pager.Resize(max(h-len(standing), 0))
}

// source is the Markdown of what the panel shows.
func (g *guide) source() string {
	w := g.session.Walkthrough()
	step := g.session.Current()
	switch {
	case step == nil:
		return ""
	case g.session.Number() == 0 && w.Intro != "":
		return w.Intro + "\n\n" + step.Text
	}
	return step.Text
}

// guideMouse scrolls the text by the wheel; a click unfolds the panel.
func (r *Root) guideMouse(e mouse.Event) {
	r.guide.pager.Mouse(e)
	if e.Kind == mouse.Click && r.guide.folded {
		r.guide.folded = false
		r.relayout()
	}
}

// guideNames completes the names of walkthroughs.
func (r *Root) guideNames(prefix string) []string {
	if r.cfg.Guides == nil {
		return nil
	}
	return startingWith(r.cfg.Guides.Names())(prefix)
}

// answerLine is the ":answer" line.
func (r *Root) answerLine(line string) tea.Cmd {
	_, cmd := r.answer(line)
	return cmd
}
