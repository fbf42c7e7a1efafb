package app

import (
	"slices"
	"strings"

	"meshdex/ui/action"
	guides "meshdex/ui/guide"
)

const (
	actGuides      action.ID = "app.walkthroughs"
	actGuideNext   action.ID = "guide.next"
	actGuideBack   action.ID = "guide.back"
	actGuideHint   action.ID = "guide.hint"
	actGuideGo     action.ID = "guide.go"
	actGuideAnswer action.ID = "guide.answer"
	actGuideRun    action.ID = "guide.run"
	actGuideFold   action.ID = "guide.fold"
	actGuideDown   action.ID = "guide.down"
	actGuideUp     action.ID = "guide.up"
	actGuideLeave  action.ID = "guide.leave"
)

// ctxGuide holds while a walkthrough is on, after the page and before the program.
// Its keys are those that no page has.
const ctxGuide = guides.Context

// guideActions are what can be done with walkthroughs.
func guideActions() []action.Action {
	const group = "Walkthrough"
	return []action.Action{
		{ID: actGuides, Title: "Walkthroughs", Help: "learn the mesh step by step", Context: action.Global, Group: "Go", Keys: []string{"W"}},
		{ID: actGuideNext, Title: "Next step, or skip this one", Hint: "next step", Context: ctxGuide, Group: group, Keys: []string{")"}, Command: "next"},
		{ID: actGuideBack, Title: "Step before", Context: ctxGuide, Group: group, Keys: []string{"("}, Command: "previous"},
		{ID: actGuideAnswer, Title: "Answer the question", Hint: "answer", Context: ctxGuide, Group: group, Keys: []string{"A"}},
		{ID: actGuideRun, Title: "Run the command of the step, or copy it", Hint: "run", Context: ctxGuide, Group: group, Keys: []string{"!"}},
		{ID: actGuideHint, Title: "Show the hint", Hint: "hint", Context: ctxGuide, Group: group, Keys: []string{"H"}, Command: "hint"},
		{ID: actGuideGo, Title: "Go where the step takes place", Context: ctxGuide, Group: group, Keys: []string{"O"}, Command: "show"},
		{ID: actGuideDown, Title: "Read on", Context: ctxGuide, Group: group, Keys: []string{"D"}, Scope: action.OfScreen},
		{ID: actGuideUp, Title: "Read back", Context: ctxGuide, Group: group, Keys: []string{"U"}, Scope: action.OfScreen},
		{ID: actGuideFold, Title: "Fold or unfold the walkthrough", Context: ctxGuide, Group: group, Keys: []string{"Z"}, Command: "fold", Scope: action.OfScreen},
		{ID: actGuideLeave, Title: "Leave the walkthrough", Help: "your place is kept", Context: ctxGuide, Group: group, Keys: []string{"Q"}, Command: "leave"},
	}
}

// contexts are those of the page and, while one is on, of the walkthrough.
func (r *Root) contexts() []action.Context {
	contexts := slices.Clone(r.nav.top().page.Contexts())
	if r.guide != nil {
		contexts = append(contexts, ctxGuide)
	}
	return contexts
}

// isTyping reports whether letters go to an input of the page.
func (r *Root) isTyping() bool {
	contexts := r.nav.top().page.Contexts()
	return len(contexts) > 0 && contexts[0] == action.Input
}

// disabledGuide says why an action of the guide can not be done now, "" if it can.
func (r *Root) disabledGuide(id action.ID) string {
	switch {
	case id == actGuides && r.cfg.Guides == nil:
		return noGuides
	case id == actGuides:
		return ""
	case r.guide == nil:
		return "no walkthrough is on; " + r.env.Key(actGuides) + " lists them"
	}
	s := r.guide.session
	switch step := s.Current(); {
	case id == actGuideBack && s.Number() == 0:
		return "this is the first step"
	case step == nil && slices.Contains([]action.ID{actGuideAnswer, actGuideRun, actGuideHint, actGuideGo}, id):
		return "this was the last step"
	case id == actGuideAnswer && step.Question == "":
		return "this step asks nothing"
	case id == actGuideAnswer && r.guide.isDone():
		return "the question is answered"
	case id == actGuideRun && guides.ToRun(s) == "":
		return "this step waits for no command"
	case id == actGuideHint && step.Hint == "":
		return "this step has no hint"
	case id == actGuideHint && (r.guide.hinted || r.guide.isDone()):
		return "the hint is shown, or no longer needed"
	case id == actGuideGo && guides.Where(step).IsZero():
		return "this step takes place wherever you are"
	}
	return ""
}

// isGuideAction reports whether an action is about walkthroughs.
func isGuideAction(id action.ID) bool {
	return id == actGuides || strings.HasPrefix(string(id), "guide.")
}
