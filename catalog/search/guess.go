package search

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"meshdex/catalog/query"
	"meshdex/catalog/search/subseq"
	"meshdex/catalog/search/topk"
)

// guess adds hits that only resemble the query when those that match do not
// fill a screen and none of them is what was asked for by its name. It returns
// how many it added.
func (r *ranking) guess(root query.Node, clauses []clause, found int) int {
	if found >= min(screen, r.limit) || len(clauses) != 1 || !guessable(&clauses[0]) {
		return 0
	}
	if len(r.hits) > 0 && r.hits[0].stage <= Qualified {
		return 0
	}
	base := r.withoutWords(root)
	if live := r.seg.live[r.table.scope]; live != nil {
		base.and(live)
	}
	for _, h := range r.hits {
		base.remove(h.ID)
	}
	before := len(r.hits)
	if found == 0 {
		r.near(clauses[0], base)
	}
	r.resembling(clauses[0], base)
	r.pool.put(base)
	return len(r.hits) - before
}

// guessable reports whether the clause is made of plain words.
func guessable(c *clause) bool {
	return len(c.pieces) > 0 && !slices.ContainsFunc(c.texts, func(t query.Text) bool {
		return t.Kind != query.Word || literal(t.Text) != t.Text
	})
}

// withoutWords gives the rows that the query would match without its words.
func (r *ranking) withoutWords(root query.Node) set {
	s := r.pool.all()
	nodes, ok := root.(query.All)
	if !ok {
		nodes = query.All{root}
	}
	for _, n := range nodes {
		if _, isText := n.(query.Text); isText {
			continue
		}
		other := r.match(n)
		s.and(other)
		r.pool.put(other)
	}
	return s
}

// near ranks the rows that have all words when those that begin no word are
// taken for slips: two words written as one, or a word spelled with a letter or two
// more, less or different.
func (r *ranking) near(c clause, base set) {
	changed := clause{texts: c.texts}
	for _, p := range c.pieces {
		if p.unmatched() {
			p = r.piece("~"+p.text, r.slip)
		}
		changed.pieces = append(changed.pieces, p)
	}
	s := r.pool.get()
	s.or(base)
	for _, p := range changed.pieces {
		s.and(p.any)
	}
	r.left = base
	r.step(Near, s, func(row uint32) int64 { return r.score([]clause{changed}, row) })
	r.pool.put(s)
}

// slip finds what the word after the tilde may have been meant to be.
func (f *finder) slip(p *piece) {
	if f.runTogether(p); p.unmatched() {
		f.spelledLike(p)
	}
	if as := f.pieces[p.text[1:]]; as != nil && as.inside != nil {
		p.inside = f.pool.get()
		p.inside.or(as.inside)
	}
}

// runTogether finds the names that have the beginnings of two words which the
// piece is made of: custord finds customer_orders.
func (f *finder) runTogether(p *piece) {
	word := p.text[1:]
	for i := minInside; i+minInside <= len(word); i++ {
		if !utf8.RuneStart(word[i]) {
			continue
		}
		first, second := f.piece("^"+word[:i], f.beginningNames), f.piece("^"+word[i:], f.beginningNames)
		if first.tiers[naming] == nil || second.tiers[naming] == nil {
			continue
		}
		both := f.pool.get()
		both.or(first.tiers[naming])
		both.and(second.tiers[naming])
		if p.tiers[naming] == nil {
			p.tiers[naming] = f.pool.get()
		}
		p.tiers[naming].or(both)
		f.pool.put(both)
	}
}

// beginningNames finds the names with a word that begins with the piece, which
// is after the circumflex.
func (f *finder) beginningNames(p *piece) {
	l := &f.table.words
	from, to := l.prefix([]byte(p.text[1:]))
	for i := from; i < to; i++ {
		f.into(&p.tiers[naming], l.list(i, naming))
	}
}

// maxSpellings is how many words are compared with one that nothing has.
const maxSpellings = 50_000

// spelledLike finds the words that are spelled most like the piece's, which is
// after the tilde. Those that begin like it for longest count as the word
// itself: people get the beginning right.
func (f *finder) spelledLike(p *piece) {
	word := p.text[1:]
	like := f.alike(word)
	longest := 0
	for _, i := range like {
		longest = max(longest, common(f.table.words.term(i), word))
	}
	for _, i := range like {
		f.union(p, i, i+1)
		if common(f.table.words.term(i), word) == longest {
			lists, _ := f.table.words.tiers(i)
			for _, list := range lists {
				f.into(&p.equal, list)
			}
		}
	}
}

// spellings are the words that are spelled most like the given one.
func (f *finder) spellings(word string) []string {
	var out []string
	for _, i := range f.alike(word) {
		out = append(out, string(f.table.words.term(i)))
	}
	return out
}

// alike gives the words that are the fewest slips away. Only words are compared
// that begin with the same letter, with its neighbour, or have it second: slips
// in the very first letter are rare.
func (f *finder) alike(word string) []int {
	s := spelling{word: word, limit: slips(len(word))}
	if s.limit == 0 {
		return nil
	}
	f.compare(&s, []byte{word[0]})
	if word[1] != word[0] {
		f.compare(&s, []byte{word[1]})
	}
	start := []byte{0, word[0]}
	for c := byte('a'); c <= 'z'; c++ {
		if start[0] = c; c != word[0] && c != word[1] {
			f.compare(&s, start)
		}
	}
	return s.like
}

// compare compares the words that begin so.
func (f *finder) compare(s *spelling, start []byte) {
	l := &f.table.words
	from, to := l.prefix(start)
	for ; from < to && s.compared < maxSpellings && f.ctx.Err() == nil; from++ {
		s.compare(from, l.term(from))
	}
}

// spelling looks for the words that are spelled most like one.
type spelling struct {
	word     string
	limit    int // slips
	compared int
	like     []int
}

func (s *spelling) compare(i int, term []byte) {
	if len(term) > len(s.word)+s.limit || len(term) < len(s.word)-s.limit {
		return
	}
	s.compared++
	switch d := query.Distance(s.word, view(term), s.limit); {
	case d > s.limit:
	case d < s.limit:
		s.like, s.limit = append(s.like[:0], i), d
	default:
		s.like = append(s.like, i)
	}
}

// common is how many bytes both begin with.
func common(a []byte, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// slips is how many slips a word of n bytes may have.
func slips(n int) int {
	switch {
	case n < 4:
		return 0
	case n < 6:
		return 1
	}
	return 2
}

// resembling ranks the rows whose lines have the letters in their order and
// earn more by it than chance would.
func (r *ranking) resembling(c clause, base set) {
	letters := pattern(c.whole)
	n := len([]rune(letters))
	if n < 2 || n > maxLetters || r.full() {
		return
	}
	found, _, _ := r.table.lines.Top(r.ctx, letters, subseq.Options{
		Limit: r.limit - len(r.hits),
		Keep:  func(line uint32) bool { return r.lineIn(base, line) },
		Tie:   r.lineTie,
		Earn:  int64(5 * n),
	})
	for _, item := range found {
		r.takeLine(item, base)
	}
}

// maxLetters is as many letters as are scored.
const maxLetters = 32

// lineIn reports whether one of the line's rows is in the set.
func (f *finder) lineIn(s set, line uint32) bool {
	if f.table.lineRows.n == 0 {
		return s.has(line)
	}
	for row := range f.table.lineRows.list(int(line), naming).all(f.table.n) {
		if s.has(row) {
			return true
		}
	}
	return false
}

// lineTie orders lines of one score as their rows are; lines with several rows
// are numbered in the order of their texts.
func (r *ranking) lineTie(line uint32) uint64 {
	if r.table.lineRows.n == 0 {
		return r.tie(line)
	}
	return uint64(line)
}

// takeLine adds the rows of a line that are in the set to the hits.
func (r *ranking) takeLine(item topk.Item, base set) {
	if r.table.lineRows.n == 0 {
		r.hits = append(r.hits, ranked{item, Loose})
		return
	}
	for row := range r.table.lineRows.list(int(item.ID), naming).all(r.table.n) {
		if base.has(row) && !r.full() {
			r.hits = append(r.hits, ranked{topk.Item{ID: row, Score: item.Score}, Loose})
		}
	}
}

// unscored is below every score of a line: such rows match one alternative of
// an OR each, but not the letters of all.
const unscored = -1 << 32

// byLetters ranks what is left of a query with ~ by the score of its letters.
func (r *ranking) byLetters(clauses []clause) {
	if r.full() {
		return
	}
	var letters bytes.Buffer
	for _, c := range clauses {
		for _, t := range c.texts {
			letters.WriteString(pattern(t.Text))
		}
	}
	found, _, _ := r.table.lines.Top(r.ctx, letters.String(), subseq.Options{
		Limit: r.limit - len(r.hits),
		Keep:  func(line uint32) bool { return r.lineIn(r.left, line) },
		Tie:   r.lineTie,
	})
	for _, item := range found {
		r.takeLine(item, r.left)
	}
	for _, h := range r.hits {
		r.left.remove(h.ID)
	}
	r.stepRest(Loose, func(uint32) int64 { return unscored })
}
