package search

import (
	"math/bits"
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
	var whole strings.Builder
	for _, t := range c.texts {
		whole.WriteString(t.Text)
		whole.WriteByte(' ')
		if t.Kind != query.Fuzzy {
			c.pieces = append(c.pieces, f.piecesOf(t)...)
		}
	}
	if len(c.texts) > 1 {
		c.names = f.called(c.texts)
	}
	c.whole = strings.TrimSpace(fold(clip(whole.String(), maxKey)))
	return c
}

// called lends, for each text that is the whole name of something, the rows
// that have that name.
func (f *finder) called(texts []query.Text) []set {
	var out []set
	for _, t := range texts {
		i := f.table.keys.lookup([]byte(fold(clip(t.Text, maxKey))))
		if i < 0 || f.table.keys.list(i, naming).count == 0 {
			continue
		}
		s := f.pool.get()
		f.table.keys.list(i, naming).into(s)
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
	usage map[uint32]uint8 // level of the rows that the person uses
	hits  []ranked
}

type ranked struct {
	topk.Item
	stage Stage
}

// full reports whether there are enough hits.
func (r *ranking) full() bool { return len(r.hits) >= r.limit }

// step ranks the rows of s that are left by the score. It changes s.
func (r *ranking) step(stage Stage, s set, score func(row uint32) int64) {
	if r.full() || s == nil {
		return
	}
	s.and(r.left)
	r.heap.Reset(r.limit - len(r.hits))
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			row := uint32(i*64 + bits.TrailingZeros64(w))
			item := topk.Item{ID: row, Score: score(row)}
			if r.heap.Full() && item.Score < r.heap.Worst().Score {
				continue
			}
			item.Tie = r.tie(row)
			r.heap.Offer(item)
		}
	}
	r.left.andNot(s)
	for _, item := range r.heap.Sorted() {
		r.hits = append(r.hits, ranked{item, stage})
	}
}

// maxUsage is the highest level of use.
const maxUsage = 7

// tie orders rows that match equally well: those that are not deprecated first,
// then those that are used more, then by name.
func (r *ranking) tie(row uint32) uint64 {
	use := uint64(0)
	if n := r.table.numbers[consumers].at(int(row)); n > 0 {
		use = uint64(min(3, (bits.Len32(n)+1)/2)) // 1, 2–7, more
	}
	if r.usage != nil {
		use += uint64(r.usage[r.table.product.at(int(row))])
	}
	tie := (maxUsage - min(use, maxUsage)) << 32
	if facet(r.table.flags.at(int(row)))&isDeprecated != 0 {
		tie |= 1 << 40
	}
	return tie | uint64(r.table.rank.at(int(row)))
}

// rank puts the rows of the answer in the order of the stages.
func (r *ranking) rank(clauses []clause) {
	texts := 0
	for _, c := range clauses {
		texts += len(c.texts)
	}
	if texts == 0 {
		r.stepRest(Listed, func(uint32) int64 { return 0 })
		return
	}
	r.exact(clauses)
	r.qualified(clauses)
	r.prefix(clauses)
	r.wordStarts(clauses)
	r.allWords(clauses)
	if slices.ContainsFunc(clauses, func(c clause) bool { return c.loose() }) {
		r.byLetters(clauses)
		return
	}
	r.stepRest(Substring, func(row uint32) int64 { return r.score(clauses, row) })
}

// stepRest ranks all that is left.
func (r *ranking) stepRest(stage Stage, score func(row uint32) int64) {
	s := r.rest()
	r.step(stage, s, score)
	r.pool.put(s)
}

// rest lends what is left.
func (r *ranking) rest() set {
	s := r.pool.get()
	s.or(r.left)
	return s
}

func (r *ranking) exact(clauses []clause) {
	for t := naming; t <= facts; t++ {
		s := r.pool.get()
		for _, c := range clauses {
			if i := r.table.keys.lookup([]byte(c.whole)); i >= 0 && (t < facts || len(c.pieces) > 1) {
				r.table.keys.list(i, t).into(s)
			}
		}
		r.step(Exact, s, func(uint32) int64 { return int64(facts - t) })
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
		from, to := r.table.keys.prefix([]byte(c.whole))
		for i := from; i < to; i++ {
			r.table.keys.list(i, naming).into(s)
		}
	}
	r.step(Prefix, s, func(row uint32) int64 { return r.score(clauses, row) })
	r.pool.put(s)
}

// wordStarts ranks the rows whose names have all words.
func (r *ranking) wordStarts(clauses []clause) {
	s := r.pool.get()
	for _, c := range clauses {
		r.having(&c, s, func(p *piece) []set { return p.tiers[:naming+1] })
	}
	r.step(WordStart, s, func(row uint32) int64 { return r.score(clauses, row) })
	r.pool.put(s)
}

// allWords ranks the rows where all words begin words of any field.
func (r *ranking) allWords(clauses []clause) {
	s := r.pool.get()
	for _, c := range clauses {
		r.having(&c, s, func(p *piece) []set { return p.tiers[:] })
	}
	r.step(AllWords, s, func(row uint32) int64 { return r.score(clauses, row) })
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
	return best<<3 + 7 - int64(min(7, f.nameLength(row)/8))
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

// nameLength is the length of the row's name, which the high bits of the flags
// keep.
func (f *finder) nameLength(row uint32) uint32 {
	return f.table.flags.at(int(row)) >> nameShift
}

// stageOf is how a row of the answer matches when it was not ranked by that.
func (r *ranking) stageOf(clauses []clause, row uint32) (Stage, int64) {
	name := fold(r.table.name(int(row)))
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
