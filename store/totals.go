package store

import "slices"

// totals are what each source has, by its name.
type totals map[string]*SourceState

// count adds what each source has of an id to its totals, n times. states is the
// history of all its holdings together: where several sources have the same, each
// still counts its own.
func (t totals) count(subject byte, states, all []holding, n int) {
	if len(all) == 0 {
		return
	}
	first := all[0].file.source
	if !slices.ContainsFunc(all, func(h holding) bool { return h.file.source != first }) {
		t.add(subject, first, states, n)
		return
	}
	own := map[string][]holding{}
	for _, h := range all {
		own[h.file.source] = append(own[h.file.source], h)
	}
	for source, holdings := range own {
		t.add(subject, source, history(holdings), n)
	}
}

// add counts the states that one source has of an id.
func (t totals) add(subject byte, source string, states []holding, n int) {
	total := t[source]
	if total == nil {
		return
	}
	total.Versions += n * len(states)
	switch {
	case !states[current(states)].isLive():
	case subject == ofProduct:
		total.Products += n
	default:
		total.Contracts += n
	}
}
