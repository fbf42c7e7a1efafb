package linear

import (
	"cmp"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/guide"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/widget/markdown"
)

// lead is a walkthrough that is on.
type lead struct {
	session *walkthrough.Session
	moved   map[string]string // by step: what the catalog no longer has of it
	eye     guide.Eye
}

// mayAdvance reports whether the step has nothing left to do.
func (l *lead) mayAdvance() bool {
	step := l.session.Current()
	return step != nil && (step.IsReading() || guide.IsDone(l.session))
}

// The actions of a walkthrough.
const (
	actNext   action.ID = "guide.next"
	actPrev   action.ID = "guide.back"
	actHint   action.ID = "guide.hint"
	actGo     action.ID = "guide.go"
	actAnswer action.ID = "guide.answer"
	actRun    action.ID = "guide.run"
	actLeave  action.ID = "guide.leave"
)

// leadWords are those of the walkthrough that is on, and the one that begins one.
func (t *talk) leadWords() []word {
	if t.cfg.Guides == nil {
		return nil
	}
	out := []word{{Name: "walkthrough", Argument: "[NAME]", Help: "Begins a walkthrough, or goes on with it.", run: t.beginGuide}}
	if t.lead == nil {
		return out
	}
	for _, w := range []struct {
		id       action.ID
		argument string
		run      func(string)
	}{
		{actNext, "", func(string) { t.advance() }},
		{actPrev, "", func(string) { t.stepBack() }},
		{actAnswer, "TEXT", t.answer},
		{actRun, "", func(string) { t.runOfStep() }},
		{actHint, "", func(string) { t.hint() }},
		{actGo, "", func(string) { t.goToStep() }},
		{actLeave, "", func(string) { t.leave() }},
	} {
		if a, ok := t.env.Actions.Get(w.id); ok {
			out = append(out, word{Name: a.Word(), Argument: w.argument, Help: about(a), run: w.run})
		}
	}
	return append(out, word{Name: "step", Help: "Tells the step again.", run: func(string) { t.tellStep() }})
}

// beginGuide opens a walkthrough by name.
func (t *talk) beginGuide(name string) {
	if name == "" {
		t.open(page.Target{Page: "walkthroughs"})
		return
	}
	g, err := t.cfg.Guides.Open(t.ctx, t.snap, name)
	if err != nil {
		t.warn(err.Error())
		return
	}
	if len(t.back) > 1 && t.here().page.Target().Page == "walkthroughs" {
		t.back = t.back[:len(t.back)-1]
	}
	t.lead = &lead{session: guide.Resume(g), moved: g.Moved}
	w := g.Walkthrough
	t.say(w.Title + ". " + w.Summary)
	t.say("Keys that a step still names are those of the screen; what is to do says what to type.")
	if n := len(t.lead.session.Gone()); n > 0 {
		t.say(text.Count(n, "step", "steps") + " that you did are no longer part of it.")
	}
	t.enterStep()
}

func (t *talk) warn(s string) {
	t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Warning, Text: s})
}

// enterStep takes the person to where the step takes place, and tells the step.
func (t *talk) enterStep() {
	l := t.lead
	l.eye = guide.Eye{}
	t.keep()
	step := l.session.Current()
	if step == nil {
		t.farewell()
		return
	}
	if !guide.IsSelfEvident(t.snap, step) {
		t.visit(step)
	}
	t.tellStep()
}

// visit goes to the place of a step without telling it.
func (t *talk) visit(step *walkthrough.Step) {
	to := guide.Where(step)
	if _, gone := t.lead.moved[step.ID]; gone || to.IsZero() || guide.IsAt(to, t.here().page.Target()) {
		return
	}
	t.push(guide.TargetOf(t.snap, to))
}

// goToStep goes to the place of the step and tells it.
func (t *talk) goToStep() {
	step := t.lead.session.Current()
	switch {
	case step == nil:
		t.say("This was the last step.")
		return
	case guide.Where(step).IsZero():
		t.say("This step takes place wherever you are.")
		return
	}
	if why, gone := t.lead.moved[step.ID]; gone {
		t.warn("Cannot go there: " + why)
		return
	}
	t.visit(step)
	t.retell(t.here())
}

// tellStep tells what the step says and asks for.
func (t *talk) tellStep() {
	s := t.lead.session
	step := s.Current()
	if step == nil {
		t.farewell()
		return
	}
	w := s.Walkthrough()
	lines := []string{fmt.Sprintf("Step %d of %d: %s", s.Number()+1, len(w.Steps), step.Title)}
	source := step.Text
	if s.Number() == 0 && w.Intro != "" {
		source = w.Intro + "\n\n" + step.Text
	}
	for _, l := range markdown.Render(t.typed(step, source), unwrapped, t.env.Icons) {
		lines = append(lines, strings.TrimRight(l.String(), " "))
	}
	t.tellAside(append(lines, t.asked(step)...))
}

// remind says that a step is still to do, for nothing on a screen does.
func (t *talk) remind() {
	if t.lead == nil {
		return
	}
	s := t.lead.session
	step := s.Current()
	if step == nil {
		return
	}
	number := fmt.Sprintf("Step %d of %d, %s", s.Number()+1, len(s.Walkthrough().Steps), ended(step.Title))
	for i, c := range step.Checks {
		if !s.Met()[i] {
			t.say(number + " To do: " + t.lead.words(t).Check(step, c) + t.way(c) + " step tells it again.")
			return
		}
	}
	t.say(number + " " + t.onward())
}

// unwrapped is wider than any paragraph.
const unwrapped = 1 << 20

// asked are what the step asks for, and what can be typed for it.
func (t *talk) asked(step *walkthrough.Step) []string {
	var lines []string
	if why, gone := t.lead.moved[step.ID]; gone {
		lines = append(lines, "The catalog has moved on: "+why)
	}
	met := t.lead.session.Met()
	for i, c := range step.Checks {
		state := "To do: "
		if met[i] || guide.IsDone(t.lead.session) {
			state = "Done: "
		}
		lines = append(lines, state+t.lead.words(t).Check(step, c)+t.way(c))
	}
	e := t.here()
	there := "You are at " + e.told.Name
	if t.lead.mayAdvance() {
		return append(lines, "Enter goes on to the next step. "+there+"; start tells it.")
	}
	can := []string{"next skips this step"}
	if step.Question != "" {
		can = append([]string{"type your answer"}, can...)
	}
	if step.Hint != "" {
		can = append(can, "hint helps")
	}
	if e.at == 0 {
		there += "; Enter tells it"
	}
	return append(lines, titled(strings.Join(can, ", "))+". "+there+".")
}

// words say checks as they are done in a conversation.
func (l *lead) words(t *talk) guide.Words {
	return guide.Words{Snapshot: t.snap, Line: func(line string) string {
		name, arg, _ := strings.Cut(line, " ")
		if w, ok := find(t.words(), name, arg); ok && w.run != nil {
			return line
		}
		return ""
	}}
}

// advance goes on to the next step; after the last one to the next walkthrough.
func (t *talk) advance() {
	s := t.lead.session
	if s.Finished() {
		if next := s.Walkthrough().Next; next != "" {
			t.beginGuide(next)
			return
		}
		t.leave()
		return
	}
	s.Advance()
	t.enterStep()
}

func (t *talk) stepBack() {
	if t.lead.session.Number() == 0 {
		t.say("This is the first step.")
		return
	}
	t.lead.session.Back()
	t.enterStep()
}

func (t *talk) hint() {
	step := t.lead.session.Current()
	switch {
	case step == nil:
		t.say("This was the last step.")
	case t.lead.mayAdvance():
		t.say("This step is done. " + t.onward())
	case step.Question == "" && t.tellsHow(step):
	default:
		t.say(cmp.Or(guide.Plain(t.typed(step, step.Hint)), "This step has no hint."))
	}
}

// onward says what goes on from a step that is done.
func (t *talk) onward() string {
	s := t.lead.session
	if next := s.Number() + 2; next <= len(s.Walkthrough().Steps) {
		return fmt.Sprintf("next tells step %d.", next)
	}
	return "next ends the walkthrough."
}

// farewell says what was done.
func (t *talk) farewell() {
	s := t.lead.session
	skipped := len(s.Skipped())
	said := fmt.Sprintf("That was all: %s done", text.Count(len(s.Walkthrough().Steps)-skipped, "step", "steps"))
	if skipped > 0 {
		said += fmt.Sprintf(", %d skipped; previous goes back to them", skipped)
	}
	t.say(said + ".")
	if s.Walkthrough().Next != "" {
		t.say("next begins the next walkthrough, leave ends this one.")
		return
	}
	t.say("leave ends the walkthrough.")
}

func (t *talk) leave() {
	t.keep()
	t.say("Left " + t.lead.session.Walkthrough().Title + "; walkthroughs lists them, and goes on with it.")
	t.lead = nil
}

// keep remembers how far the person is.
func (t *talk) keep() {
	s := t.lead.session
	if err := t.cfg.Guides.Keep(s.Walkthrough().ID, s.Progress()); err != nil {
		t.warn("The progress was not kept: " + err.Error())
	}
}

// watch tells the walkthrough where the person is after a line was acted on, and the
// one that is being recorded.
func (t *talk) watch() {
	if t.cfg.Record != nil {
		for _, e := range t.diary.Look(t.here().page) {
			t.cfg.Record(e)
		}
	}
	if t.lead != nil && t.lead.eye.Look(t.lead.session, t.here().page) {
		t.stepDone()
	}
}

// ran tells the walkthrough of a line.
func (t *talk) ran(line string) {
	if t.lead != nil && !guide.IsDone(t.lead.session) && t.lead.session.See(walkthrough.Ran(walkthrough.Words(line)...)) {
		t.stepDone()
	}
}

// runOfStep runs the command that the step waits for. Somebody else has written it,
// so it is run only when it is asked for, and what may change things is not.
func (t *talk) runOfStep() {
	line := guide.ToRun(t.lead.session)
	if line == "" {
		t.say("This step waits for no command.")
		return
	}
	t.runShell(line)
}

func (t *talk) stepDone() {
	t.keep()
	t.say("Done: " + ended(t.lead.session.Current().Title) + " " + t.onward())
}

// answer answers the question of the step.
func (t *talk) answer(line string) {
	step := t.lead.session.Current()
	switch {
	case step == nil:
		t.say("This was the last step.")
	case step.Question == "":
		t.say("This step asks nothing.")
	case guide.IsDone(t.lead.session):
		t.say("The question is answered. " + t.onward())
	case t.isRight(line):
	case step.Hint != "":
		t.say("That is not it. hint helps.")
	default:
		t.say("That is not it.")
	}
}

// asks reports whether the step has a question that is open.
func (t *talk) asks() bool {
	if t.lead == nil || guide.IsDone(t.lead.session) {
		return false
	}
	met := t.lead.session.Met()
	for i, c := range t.lead.session.Current().Checks {
		if c.Kind == walkthrough.CheckAnswer && !met[i] {
			return true
		}
	}
	return false
}

// answers reports whether a text is the right answer to the question of the step.
// One that is not is searched for, as everywhere.
func (t *talk) answers(line string) bool {
	switch {
	case !t.asks():
		return false
	case t.isRight(line):
		return true
	}
	t.say("That is not the answer, so it is searched for.")
	return false
}

func (t *talk) isRight(line string) bool {
	right, done := guide.Answer(t.lead.session, line)
	switch {
	case done:
		t.say("That is right.")
		t.stepDone()
	case right:
		t.say("That is right.")
		t.remind()
	}
	return right
}
