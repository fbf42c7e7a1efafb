package diff

import (
	"cmp"
	"slices"
	"strings"
)

// Likeness decides which removed element lives on under another name. It weighs
// what two elements agree on, and leaves out what neither says. A guess changes
// the story that is told, never the verdict: a rename breaks a reader exactly as
// the removal does that it replaces.
const (
	acceptScore  = 0.72
	suspectScore = 0.55
	clearLead    = 0.12
	// mostScored bounds the pairs that are scored in one list; beyond it only
	// a description that no sibling shares counts. mostTransformed bounds the
	// pairs whose names are tried for a common transform.
	mostScored      = 10_000
	mostTransformed = 1_000_000
)

// likeness is the score of one candidate pair, with what speaks for it.
type likeness struct {
	base, revision *node
	score          float64
	evidence       []string
	strong         bool // there is evidence beyond type and place
}

// similar pairs what is left of two lists by declared renames, by one transform
// that explains several, and by likeness.
func (m *matcher) similar(base, revision []*node, k kind) {
	if m.opts.NoRenames {
		return
	}
	m.declared(base, revision)
	b, r := unmatched(base), unmatched(revision)
	if len(b) == 0 || len(r) == 0 {
		return
	}
	m.systematic(b, r)
	b, r = unmatched(b), unmatched(r)
	if len(b)*len(r) > mostScored {
		m.by(b, r, soleOf("description"))
		return
	}
	m.best(score(b, r, k), k)
}

func unmatched(list []*node) []*node {
	var out []*node
	for _, n := range list {
		if n.partner == nil && n.slot == "" {
			out = append(out, n)
		}
	}
	return out
}

// declared pairs what the documents themselves, or the options, say was renamed.
func (m *matcher) declared(base, revision []*node) {
	old, now := byName(base), byName(revision)
	for _, r := range unmatched(revision) {
		for _, name := range r.otherNames() {
			m.declare(old[name], r)
		}
	}
	for _, b := range unmatched(base) {
		for _, name := range b.otherNames() {
			m.declare(b, now[name])
		}
		if to, ok := m.opts.Renames[b.path]; ok {
			i := slices.IndexFunc(revision, func(r *node) bool { return r.path == to })
			if i >= 0 {
				m.declare(b, revision[i])
			}
		}
	}
}

func byName(list []*node) map[string]*node {
	out := map[string]*node{}
	for _, n := range unmatched(list) {
		out[strings.ToLower(n.name)] = n
	}
	return out
}

func (m *matcher) declare(b, r *node) {
	if b != nil && r != nil && b.partner == nil && r.partner == nil {
		m.pair(b, r).guessed = "the contract says so"
	}
}

// otherNames lists the names that n says it had, has besides, or will have, in
// lower case.
func (n *node) otherNames() []string {
	var names []string
	if from := n.fact("renamedFrom").value; from != "" {
		names = append(names, strings.ToLower(from))
	}
	if list := n.fact("synonyms").value; list != "" {
		names = append(names, strings.Split(strings.ToLower(list), "\x1f")...)
	}
	description := strings.ToLower(n.fact("description").value)
	for _, phrase := range []string{"renamed from ", "formerly ", "renamed to "} {
		if _, rest, ok := strings.Cut(description, phrase); ok && strings.TrimSpace(rest) != "" {
			names = append(names, strings.Trim(strings.Fields(rest)[0], "`'\".,;()"))
		}
	}
	return names
}

// score rates every pair.
func score(base, revision []*node, k kind) []likeness {
	var out []likeness
	for _, b := range base {
		for _, r := range revision {
			l := likeness{base: b, revision: r}
			if k == objectKind {
				l.rateObject()
			} else {
				l.rateProperty()
			}
			if l.score >= suspectScore {
				out = append(out, l)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y likeness) int { return cmp.Compare(y.score, x.score) })
	return out
}

// best accepts the pairs that are each other's best, good enough, and clearly
// ahead; lesser ones become hints.
func (m *matcher) best(all []likeness, k kind) {
	for i, l := range all {
		if l.base.partner != nil || l.revision.partner != nil {
			continue
		}
		rival := rivalOf(all, i)
		switch ahead := rival == nil || l.score-rival.score >= clearLead; {
		case l.score >= acceptScore && l.strong && ahead:
			m.pair(l.base, l.revision).guessed = strings.Join(l.evidence, ", ")
		case l.score >= acceptScore && l.strong && k == propertyKind:
			m.ambiguous(l, rival)
		case l.strong && rival == nil:
			m.hints = append(m.hints, hint{"rename-suspected", l.base, l.revision, l.base.path, l.revision.path, strings.Join(l.evidence, ", ")})
		}
	}
}

// rivalOf finds the best other candidate of either side that is still free.
func rivalOf(all []likeness, i int) *likeness {
	for j := range all {
		c := &all[j]
		if (c.base == all[i].base) != (c.revision == all[i].revision) && c.base.partner == nil && c.revision.partner == nil {
			return c
		}
	}
	return nil
}

func (m *matcher) ambiguous(l likeness, rival *likeness) {
	for _, h := range m.hints {
		if h.rule == "match-ambiguous" && (h.base == l.base || h.revision == l.revision) {
			return
		}
	}
	h := hint{rule: "match-ambiguous", base: l.base, revision: l.revision, before: l.base.path, after: l.revision.path}
	if rival.base == l.base {
		h.after += ", " + rival.revision.path
	} else {
		h.before += ", " + rival.base.path
	}
	m.hints = append(m.hints, h)
}

// scale sums weighed agreements.
type scale struct{ sum, weight float64 }

func (s *scale) add(weight, agreement float64) {
	s.sum += weight * agreement
	s.weight += weight
}

func (s scale) value() float64 {
	if s.weight == 0 {
		return 0
	}
	return s.sum / s.weight
}

func (l *likeness) rateProperty() {
	b, r := l.base, l.revision
	var s scale
	name := nameLikeness(b, r)
	s.add(0.30, name)
	s.add(0.20, typeLikeness(b, r))
	l.text(&s, "description", "description", 0.15)
	l.text(&s, "businessName", "business name", 0.15)
	near := neighbours(b, r)
	s.add(0.10, near)
	l.traits(&s)
	if name >= 0.6 {
		l.strong = true
		l.evidence = append(l.evidence, "similar name")
	}
	if near == 1 {
		l.evidence = append(l.evidence, "same place")
	}
	l.score = s.value()
}

// rateObject rates tables by the properties they share.
func (l *likeness) rateObject() {
	b, r := l.base, l.revision
	var s scale
	shared := jaccard(childNames(b), childNames(r))
	s.add(0.60, shared)
	name := nameLikeness(b, r)
	s.add(0.25, name)
	l.text(&s, "description", "description", 0.15)
	if shared >= 0.5 && len(b.children[propertyKind]) > 1 {
		l.strong = true
		l.evidence = append(l.evidence, "same properties")
	}
	if name >= 0.8 && (shared >= 0.3 || len(b.children[propertyKind])*len(r.children[propertyKind]) == 0) {
		l.strong = true
		l.evidence = append(l.evidence, "similar name")
	}
	l.score = s.value()
	if l.strong && shared >= 0.8 {
		l.score = max(l.score, acceptScore+0.1*name)
	}
}

// text compares a text that both may have; absence on both sides says nothing.
func (l *likeness) text(s *scale, key, word string, weight float64) {
	b, r := l.base.fact(key).value, l.revision.fact(key).value
	if b == "" && r == "" {
		return
	}
	agreement := jaccard(words(b), words(r))
	s.add(weight, agreement)
	if agreement >= 0.8 && (key == "businessName" || len(words(b)) >= 2) {
		l.strong = true
		l.evidence = append(l.evidence, "same "+word)
	}
}

// traits compares what else characterises a property.
func (l *likeness) traits(s *scale) {
	same, told := 0.0, 0.0
	for _, key := range []string{"primaryKey", "required", "unique", "classification", "tags", "examples", "pattern"} {
		b, r := l.base.fact(key).value, l.revision.fact(key).value
		if b == "" && r == "" {
			continue
		}
		told++
		if b == r {
			same++
		}
	}
	if told > 0 {
		s.add(0.10, same/told)
	}
}

func typeLikeness(b, r *node) float64 {
	bl, rl := b.fact("logicalType").value, r.fact("logicalType").value
	bp, rp := b.fact("physicalType").value, r.fact("physicalType").value
	switch {
	case bl == rl && bp == rp:
		return 1
	case bl == rl && bl != "":
		return 0.7
	case bp == rp && bp != "":
		return 0.7
	case isNumeric(bl) && isNumeric(rl):
		return 0.4
	}
	return 0
}

func isNumeric(t string) bool { return t == "integer" || t == "number" }

// neighbours is 1 when the siblings on both sides are pairs, 0.5 when one is.
func neighbours(b, r *node) float64 {
	agree := 0.0
	for _, step := range []int{-1, +1} {
		x, y := sibling(b, step), sibling(r, step)
		if x == nil && y == nil || x != nil && y != nil && x.partner == y {
			agree += 0.5
		}
	}
	return agree
}

func sibling(n *node, step int) *node {
	list := n.parent.children[n.kind]
	if i := n.order + step; i >= 0 && i < len(list) {
		return list[i]
	}
	return nil
}

func childNames(n *node) []string {
	var out []string
	for _, c := range n.children[propertyKind] {
		out = append(out, strings.ToLower(c.name))
	}
	return out
}
