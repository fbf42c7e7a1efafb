package walkthrough

import "slices"

// Session is a reader on the way through a walkthrough. It is changed in place
// and belongs to one goroutine; [Session.Progress] is what to keep of it.
type Session struct {
	w    *Walkthrough
	step int
	done map[string]bool // ids of steps that were done
	met  []bool          // which checks of the current step have held
	gone []string        // done steps that the walkthrough no longer has
}

// Progress is what must be kept of a session to go on with it at any later time.
type Progress struct {
	Done []string // ids of steps, in the order of the walkthrough
	Step string   // id of the step to go on with; "" at the end
}

// Start begins a walkthrough, or goes on with one: at the step of the progress
// if there still is one, else at the first step that was not done.
func Start(w *Walkthrough, from Progress) *Session {
	s := &Session{w: w, done: map[string]bool{}}
	for _, id := range from.Done {
		if w.Find(id) < 0 {
			s.gone = append(s.gone, id)
			continue
		}
		s.done[id] = true
	}
	at := w.Find(from.Step)
	if at < 0 {
		at = s.next(0)
	}
	s.goTo(at)
	return s
}

// Gone lists steps that the reader has done and that the walkthrough, which has
// been edited since, no longer has.
func (s *Session) Gone() []string { return s.gone }

// next returns the first step from n on that was not done, or the number of
// steps.
func (s *Session) next(n int) int {
	for n < len(s.w.Steps) && s.done[s.w.Steps[n].ID] {
		n++
	}
	return n
}

func (s *Session) goTo(n int) {
	s.step, s.met = n, nil
	if n < len(s.w.Steps) {
		s.met = make([]bool, len(s.w.Steps[n].Checks))
	}
}

// Walkthrough returns what the session goes through.
func (s *Session) Walkthrough() *Walkthrough { return s.w }

// Number is the number of the current step, from 0; the number of steps at the
// end.
func (s *Session) Number() int { return s.step }

// Current returns the current step; nil at the end.
func (s *Session) Current() *Step {
	if s.Finished() {
		return nil
	}
	return &s.w.Steps[s.step]
}

// Finished reports whether the reader is past the last step.
func (s *Session) Finished() bool { return s.step >= len(s.w.Steps) }

// IsDone reports whether a step was done, not skipped.
func (s *Session) IsDone(n int) bool { return s.done[s.w.Steps[n].ID] }

// Met reports which checks of the current step have held.
func (s *Session) Met() []bool { return slices.Clone(s.met) }

// See takes what the reader did and reports whether the current step is done by
// it. Checks of a step may be met in any order. The session stays at the step
// until Advance.
func (s *Session) See(e Event) bool {
	step := s.Current()
	if step == nil || step.IsReading() || s.done[step.ID] {
		return false
	}
	for i, c := range step.Checks {
		s.met[i] = s.met[i] || c.Holds(step.ID, e)
	}
	if slices.Contains(s.met, false) {
		return false
	}
	s.done[step.ID] = true
	return true
}

// Advance goes to the following step. A step to read counts as done by it; one
// whose checks have not held is skipped.
func (s *Session) Advance() {
	if step := s.Current(); step != nil {
		if step.IsReading() {
			s.done[step.ID] = true
		}
		s.goTo(s.step + 1)
	}
}

// Back goes to the step before.
func (s *Session) Back() { s.goTo(max(s.step-1, 0)) }

// GoTo goes to a step, 0 ≤ n < number of steps.
func (s *Session) GoTo(n int) { s.goTo(min(max(n, 0), len(s.w.Steps))) }

// Skipped lists the ids of steps before the current one that were not done.
func (s *Session) Skipped() []string {
	var ids []string
	for _, step := range s.w.Steps[:s.step] {
		if !s.done[step.ID] {
			ids = append(ids, step.ID)
		}
	}
	return ids
}

// Progress returns what to keep.
func (s *Session) Progress() Progress {
	var p Progress
	for _, step := range s.w.Steps {
		if s.done[step.ID] {
			p.Done = append(p.Done, step.ID)
		}
	}
	if step := s.Current(); step != nil {
		p.Step = step.ID
	}
	return p
}
