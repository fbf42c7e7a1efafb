package search

import (
	"slices"
	"strings"

	"meshdex/catalog/query"
	"meshdex/catalog/search/topk"
)

// Ranking goes in steps, best first. A step is the rows of the answer that
// match in one way and are in no earlier step, so what decides the order within
// a step, the score, can never lift a row over one of an earlier step. Steps
// stop when there are enough hits; the rest is only counted.

// clause is the words that a row has to have; a query with OR has several.
type clause struct {
	texts  []query.Text
	pieces []*piece
	names  []set  // of each of several texts, the rows that are called just that
	whole  string // all texts as they were written, folded
}

// maxClauses is how many alternatives of an OR are ranked by; rows that match
// only the others rank last.
const maxClauses = 8

// clauses gives the alternatives that the query offers, without what is
// excluded and without filters.
func (f *finder) clauses(n query.Node) []clause {
	var out []clause
	if some, ok := n.(query.Any); ok {
		for _, c := range some[:min(len(some), maxClauses)] {
			out = append(out, f.clause(c))
		}
		return out
	}
	return append(out, f.clause(n))
}

func (f *finder) clause(n query.Node) clause {
	var c clause
	switch n := n.(type) {
	case query.Text:
		c.texts = append(c.texts, n)
	case query.All:
		c.texts = make([]query.Text, 0, len(n))
		for _, t := range n {
			if t, ok := t.(query.Text); ok {
				c.texts = append(c.texts, t)
			}
		}
	}
	whole := f.buf[:0]
	for _, t := range c.texts {
		whole = append(append(whole, t.Text...), ' ')
		if t.Kind != query.Fuzzy {
			c.pieces = append(c.pieces, f.piecesOf(t)...)
		}
	}
	if len(c.texts) > 1 {
		c.names = f.namesAmong(c.texts)
	}
	c.whole = strings.TrimSpace(fold(clip(view(whole), maxKey)))
	f.buf = whole
	return c
}

// namesAmong lends, for each text that is the whole name of something, the rows
// that have that name.
func (f *finder) namesAmong(texts []query.Text) []set {
	var out []set
	for _, t := range texts {
		s := f.pool.get()
		f.called(naming, fold(clip(t.Text, maxKey)), s)
		if s.empty() {
			f.pool.put(s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// loose reports whether some text of the clause is to be found letter by
// letter.
func (c *clause) loose() bool {
	return slices.ContainsFunc(c.texts, func(t query.Text) bool { return t.Kind == query.Fuzzy })
}

// ranking is one answer on its way to hits.
type ranking struct {
	*finder
	left  set // rows of the answer that are in no step yet
	limit int
	usage map[uint32]uint8 // level of the products that the person uses
	used  []uint32         // and the rows that are or belong to these
	aside []uint32         // of these the rows of the step at hand
	hits  []ranked
	total int          // rows of the answer
	early func(Result) // to tell the first hits to; nil for nobody, and once they are told
}

type ranked struct {
	topk.Item
	stage Stage
}

// full reports whether there are enough hits.
func (r *ranking) full() bool { return len(r.hits) >= r.limit }

// maxUsage is the highest level of use.
const maxUsage = 7

// tie orders rows that match equally well: those that are not deprecated first,
// then those that are used more, then by name. But for what the person uses, rows
// of names of one shortness lie in this order.
func (r *ranking) tie(row uint32) uint64 {
	use := useOf(r.seg.number(r.scope, consumers, int(row)))
	if r.usage != nil {
		use += uint64(r.usage[uint32(r.seg.productOf(r.scope, int(row)))])
	}
	tie := (maxUsage - min(use, maxUsage)) << 32
	if facet(r.seg.flags(r.scope, int(row)))&isDeprecated != 0 {
		tie |= 1 << 40
	}
	return tie | uint64(r.seg.rank(r.scope, int(row)))
}

// rank puts the rows of the answer in the order of the stages.
func (r *ranking) rank(clauses []clause) {
	texts := 0
	for _, c := range clauses {
		texts += len(c.texts)
	}
	if texts == 0 {
		r.stepRest(Listed, nil)
		return
	}
	r.exact(clauses)
	r.qualified(clauses)
	r.prefix(clauses)
	r.wordStarts(clauses)
	r.allWords(clauses)
	if slices.ContainsFunc(clauses, func(c clause) bool { return c.loose() }) {
		r.tell()
		r.byLetters(clauses)
		return
	}
	r.stepRest(Substring, clauses)
}

// stepRest ranks all that is left.
func (r *ranking) stepRest(stage Stage, clauses []clause) {
	s := r.rest()
	r.step(stage, s, clauses)
	r.pool.put(s)
}

// rest lends what is left.
func (r *ranking) rest() set {
	s := r.pool.get()
	s.or(r.left)
	return s
}

// exact ranks the rows that are called what the query says, and then those in or
// around which something is. One word that is the name of a property is too little
// to be what was asked for.
func (r *ranking) exact(clauses []clause) {
	for t := naming; t <= facts && !r.full(); t++ {
		s := r.pool.get()
		for _, c := range clauses {
			if t < facts || len(c.pieces) > 1 {
				r.called(t, c.whole, s)
			}
		}
		r.flatStep(Exact, s, int64(facts-t))
		r.pool.put(s)
	}
}

func (r *ranking) prefix(clauses []clause) {
	if r.full() {
		return
	}
	s := r.pool.get()
	for _, c := range clauses {
		if c.whole == "" || c.loose() {
			continue
		}
		r.names(naming, s, func(w *window, to set) {
			for k := range w.table.names {
				n := &w.table.names[k]
				for i, end := n.prefix([]byte(c.whole)); i < end; i++ {
					n.lists.into(i, naming, to)
				}
			}
		})
	}
	r.step(Prefix, s, clauses)
	r.pool.put(s)
}

// wordStarts ranks the rows whose names have all words.
func (r *ranking) wordStarts(clauses []clause) {
	s := r.pool.get()
	for _, c := range clauses {
		r.having(&c, s, func(p *piece) []set { return p.tiers[:naming+1] })
	}
	r.step(WordStart, s, clauses)
	r.pool.put(s)
}

// allWords ranks the rows where all words begin words of any field.
func (r *ranking) allWords(clauses []clause) {
	s := r.pool.get()
	for _, c := range clauses {
		r.having(&c, s, func(p *piece) []set { return p.tiers[:] })
	}
	r.step(AllWords, s, clauses)
	r.pool.put(s)
}

// having adds the rows that have all pieces of the clause in one of the sets.
func (r *ranking) having(c *clause, to set, in func(*piece) []set) {
	if r.full() || len(c.pieces) == 0 || c.loose() {
		return
	}
	all, one := r.rest(), r.pool.get()
	for _, p := range c.pieces {
		clear(one)
		for _, s := range in(p) {
			one.or(s)
		}
		all.and(one)
	}
	to.or(all)
	r.pool.put(all, one)
}

// weights are what a word counts by the tier of the field it begins a word of.
// It counts wholeWord more when it is a whole word, and wholeName more when it
// stands alone in the query and is all of a name.
var weights = [tierCount]int64{naming: 10, inside: 8, facts: 4, prose: 2}

const (
	wholeWord = 1
	wholeName = 8
)

// score is how well the row has the words: mostly by where it has them, and
// then by how little else is in its name.
func (f *finder) score(clauses []clause, row uint32) int64 {
	best := int64(0)
	for i := range clauses {
		sum := int64(0)
		for _, p := range clauses[i].pieces {
			sum += p.weight(row)
		}
		for _, s := range clauses[i].names {
			if s.has(row) {
				sum += wholeName
			}
		}
		best = max(best, sum)
	}
	return f.scoreOf(best, row)
}

// scoreOf is the score of a row with the given sum of weights.
func (f *finder) scoreOf(sum int64, row uint32) int64 {
	return sum<<3 + 7 - int64(shortness(f.seg.flags(f.scope, int(row))>>nameShift))
}

func (p *piece) weight(row uint32) int64 {
	for t, s := range p.tiers {
		if s.has(row) {
			if p.equal.has(row) {
				return weights[t] + wholeWord
			}
			return weights[t]
		}
	}
	return 0
}

// stageOf is how a row of the answer matches when it was not ranked by that.
func (r *ranking) stageOf(clauses []clause, row uint32) (Stage, int64) {
	name := fold(r.seg.name(r.scope, int(row)))
	stage := Listed
	for i := range clauses {
		c := &clauses[i]
		best := Substring
		switch {
		case len(c.texts) == 0:
			best = Listed
		case c.loose():
			best = Loose
		case name == c.whole:
			best = Exact
		case strings.HasPrefix(name, c.whole):
			best = Prefix
		case c.all(row, func(p *piece) []set { return p.tiers[:naming+1] }):
			best = WordStart
		case c.all(row, func(p *piece) []set { return p.tiers[:] }):
			best = AllWords
		}
		stage = min(stage, best)
	}
	return stage, r.score(clauses, row)
}

// all reports whether the row has every piece of the clause in one of the sets.
func (c *clause) all(row uint32, in func(*piece) []set) bool {
	for _, p := range c.pieces {
		if !slices.ContainsFunc(in(p), func(s set) bool { return s.has(row) }) {
			return false
		}
	}
	return true
}
