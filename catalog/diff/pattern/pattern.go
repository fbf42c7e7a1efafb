// Package pattern decides whether every text that one regular expression matches
// is matched by another. [Contains] is the entry point. It works on regular
// expressions alone and must not import anything of meshdex.
package pattern

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A pattern matches a text when it matches somewhere in it, as in JSON Schema,
// so it is compiled between two wildcards and must then match as a whole.
//
// Both programs (Thompson automata, as package regexp builds them) are run side
// by side over all texts at once, shortest first: a state is what each may be in
// the middle of, and only one rune of every class that the two programs tell
// apart needs to be tried. A state in which the inner pattern accepts and the
// outer does not is a counterexample. When no new state is left there is none.
// The search is bounded in states, so a hostile pattern costs a fixed amount of
// work and the answer is then Unknown.
const (
	mostStates       = 2000
	mostClasses      = 160
	mostInstructions = 600
	longestPattern   = 400
	mostWork         = 1_000_000 // instructions looked at, in all
)

// Answer is the outcome of a comparison.
type Answer uint8

// The answers.
const (
	Unknown Answer = iota // too large, or a feature that cannot be compared
	Yes
	No
)

// Contains reports whether outer matches every text that inner matches. For No
// it gives a text, quoted, that only inner matches.
func Contains(outer, inner string) (Answer, string) {
	a, okA := compile(outer)
	b, okB := compile(inner)
	if !okA || !okB {
		return Unknown, ""
	}
	runes := classes(a, b)
	if len(runes) > mostClasses {
		return Unknown, ""
	}
	return search(a, b, runes)
}

// compile builds the automaton; it refuses what Go does not know, such as
// look-around, and assertions other than those of the ends.
func compile(pattern string) (*syntax.Prog, bool) {
	if len(pattern) > longestPattern {
		return nil, false
	}
	if _, err := syntax.Parse(pattern, syntax.Perl); err != nil {
		return nil, false // it might become valid between the wildcards
	}
	re, err := syntax.Parse(`(?s:.*)(?:`+pattern+`)(?s:.*)`, syntax.Perl)
	if err != nil {
		return nil, false
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil || len(prog.Inst) > mostInstructions {
		return nil, false
	}
	for _, in := range prog.Inst {
		if in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg)&^(syntax.EmptyBeginText|syntax.EmptyEndText) != 0 {
			return nil, false
		}
	}
	return prog, true
}

// classes picks one rune of every range that either program tells apart, and one
// for all others. Readable runes are preferred.
func classes(progs ...*syntax.Prog) []rune {
	edges := []rune{0, 'a', 'b', '0', '1', ' ', '!', unicode.MaxRune + 1}
	for _, p := range progs {
		for _, in := range p.Inst {
			edges = append(edges, edgesOf(in)...)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var runes []rune
	for i := 0; i+1 < len(edges); i++ {
		r := edges[i]
		if r < ' ' && edges[i+1] > ' ' {
			r = ' '
		}
		runes = append(runes, r)
	}
	slices.SortStableFunc(runes, func(x, y rune) int { return int(awkward(x)) - int(awkward(y)) })
	return runes
}

// awkward ranks runes by how hard they are to read in an example.
func awkward(r rune) uint8 {
	switch {
	case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return 0
	case r > ' ' && r < 127:
		return 1
	case unicode.IsPrint(r):
		return 2
	}
	return 3
}

func edgesOf(in syntax.Inst) []rune {
	switch in.Op {
	case syntax.InstRune1, syntax.InstRune:
	case syntax.InstRuneAnyNotNL:
		return []rune{'\n', '\n' + 1}
	default:
		return nil
	}
	if len(in.Rune) == 1 {
		r := in.Rune[0]
		edges := []rune{r, r + 1}
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			edges = append(edges, f, f+1)
		}
		return edges
	}
	var edges []rune
	for i := 0; i+1 < len(in.Rune); i += 2 {
		edges = append(edges, in.Rune[i], in.Rune[i+1]+1)
	}
	return edges
}

// state is what both programs may be in the middle of, and how it was reached.
type state struct {
	outer, inner []uint32
	via          *state
	by           rune
}

func search(outer, inner *syntax.Prog, runes []rune) (Answer, string) {
	first := &state{outer: []uint32{uint32(outer.Start)}, inner: []uint32{uint32(inner.Start)}}
	queue, seen, work := []*state{first}, map[string]bool{}, 0
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		begin := s.via == nil
		if accepts(inner, s.inner, begin) && !accepts(outer, s.outer, begin) {
			return No, s.text()
		}
		from, into := closure(outer, s.outer, begin, false), closure(inner, s.inner, begin, false)
		if work += len(outer.Inst) + len(inner.Inst) + len(runes)*(len(from)+len(into)); work > mostWork {
			return Unknown, ""
		}
		for _, r := range runes {
			next := &state{outer: step(outer, from, r), inner: step(inner, into, r), via: s, by: r}
			if key := next.key(); len(next.inner) > 0 && !seen[key] {
				if len(seen) == mostStates {
					return Unknown, ""
				}
				seen[key] = true
				queue = append(queue, next)
			}
		}
	}
	return Yes, ""
}

func (s *state) key() string {
	var b strings.Builder
	for _, pc := range s.outer {
		b.WriteString(strconv.Itoa(int(pc)) + " ")
	}
	b.WriteByte('|')
	for _, pc := range s.inner {
		b.WriteString(strconv.Itoa(int(pc)) + " ")
	}
	return b.String()
}

// text is what was read on the way to s, quoted.
func (s *state) text() string {
	var runes []rune
	for ; s.via != nil; s = s.via {
		runes = append(runes, s.by)
	}
	slices.Reverse(runes)
	return strconv.Quote(string(runes))
}

func accepts(p *syntax.Prog, pcs []uint32, begin bool) bool {
	for _, pc := range closure(p, pcs, begin, true) {
		if p.Inst[pc].Op == syntax.InstMatch {
			return true
		}
	}
	return false
}

// closure follows everything that reads no rune. Begin and end say whether the
// place is the text's first and last.
func closure(p *syntax.Prog, pcs []uint32, begin, end bool) []uint32 {
	seen := make([]bool, len(p.Inst))
	stack := slices.Clone(pcs)
	var out []uint32
	for len(stack) > 0 {
		pc := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &p.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			stack = append(stack, in.Out)
		case syntax.InstEmptyWidth:
			op := syntax.EmptyOp(in.Arg)
			if (op&syntax.EmptyBeginText == 0 || begin) && (op&syntax.EmptyEndText == 0 || end) {
				stack = append(stack, in.Out)
			}
		default:
			out = append(out, pc)
		}
	}
	return out
}

// step reads one rune; the result is sorted and without repetition.
func step(p *syntax.Prog, pcs []uint32, r rune) []uint32 {
	var out []uint32
	for _, pc := range pcs {
		in := &p.Inst[pc]
		if in.Op != syntax.InstMatch && in.Op != syntax.InstFail && in.MatchRune(r) {
			out = append(out, in.Out)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
