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
func (r *ranking) guess(root query.Node, clauses []clause) int {
	if r.total >= min(screen, r.limit) || len(clauses) != 1 || !guessable(&clauses[0]) {
		return 0
	}
	if len(r.hits) > 0 && r.hits[0].stage <= Qualified {
		return 0
	}
	base := r.withoutWords(root)
	if live := r.seg.live[r.scope]; live != nil {
		base.and(live)
	}
	for _, h := range r.hits {
		base.remove(h.ID)
	}
	before := len(r.hits)
	r.tell()
	if r.total == 0 {
		r.near(clauses[0], base)
		r.tell()
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
			p = r.piece("~"+p.text, (*finder).slip)
		}
		if p.any.empty() {
			return
		}
		changed.pieces = append(changed.pieces, p)
	}
	s := r.pool.get()
	s.or(base)
	for _, p := range changed.pieces {
		s.and(p.any)
	}
	r.left = base
	r.step(Near, s, []clause{changed})
	r.pool.put(s)
}

// slip finds what the word after the tilde may have been meant to be.
func (f *finder) slip(p *piece) {
	f.runTogether(p)
	if p.unmatched() {
		f.takeHalves(p)
	}
	if p.unmatched() {
		f.pool.put(p.tiers[:]...)
		p.tiers = [tierCount]set{}
		f.spelledLike(p)
	}
	if as := f.pieces[query.Text{Text: p.text[1:]}]; as != nil && as.inside != nil {
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
		first, second := f.piece("^"+word[:i], (*finder).nameStart), f.piece("^"+word[i:], (*finder).nameStart)
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

// takeHalves finds the rows that have both halves of running ideographs, wherever each
// is: 会员资料 finds what has 会员 in its name and 资料 in its description. Who writes
// without spaces does not put them into a query either.
func (f *finder) takeHalves(p *piece) {
	for _, h := range halves(p.text[1:]) {
		first, second := f.piece(h[0], (*finder).word), f.piece(h[1], (*finder).word)
		both := f.pool.get()
		both.or(first.any)
		both.and(second.any)
		if p.tiers[facts] == nil {
			p.tiers[facts] = f.pool.get()
		}
		p.tiers[facts].or(both)
		f.pool.put(both)
	}
}

// minHalf is how many ideographs make a word that says something by itself.
const minHalf = 2

// halves are the ways to cut a word of ideographs into two words.
func halves(word string) (out [][2]string) {
	runes := []rune(word)
	for i := minHalf; i+minHalf <= len(runes); i++ {
		if classOf(runes[i-1]) == ideograph && classOf(runes[i]) == ideograph {
			out = append(out, [2]string{string(runes[:i]), string(runes[i:])})
		}
	}
	return out
}

// nameStart finds the names with a word that begins with the piece, which is
// after the circumflex.
func (f *finder) nameStart(p *piece) { f.lookUp(p, (*finder).beginningNames) }

func (f *finder) beginningNames(in *source, text string) (n finding) {
	l := &in.table.words
	from, to := l.prefix([]byte(text[1:]))
	for i := from; i < to; i++ {
		n.begin.take([listTiers]postings{naming: l.list(i, naming)}, in.pool)
	}
	return n
}

// maxSpellings is how many words are compared with one that nothing has.
const maxSpellings = 50_000

// spelledLike finds the words that are spelled most like the piece's, which is
// after the tilde. Those that begin like it for longest count as the word
// itself: people get the beginning right.
func (f *finder) spelledLike(p *piece) {
	like := f.alike(p.text[1:])
	longest := 0
	for _, l := range like {
		longest = max(longest, l.common)
	}
	f.lookUp(p, func(_ *finder, in *source, _ string) (n finding) {
		for _, l := range like {
			if l.in != in {
				continue
			}
			lists := in.table.words.tiers(l.term)
			n.begin.take(lists, in.pool)
			if l.common == longest {
				n.equal.take(lists, in.pool)
			}
		}
		return n
	})
}

// spellings are the words that are spelled most like the given one.
func (f *finder) spellings(word string) []string {
	var out []string
	for _, l := range f.alike(word) {
		out = append(out, string(l.in.table.words.term(l.term)))
	}
	return out
}

// alike gives the words that are the fewest slips away. Only words are compared
// that begin with the same letter, with its neighbour, or have it second: slips
// in the very first letter are rare.
func (f *finder) alike(word string) []likeness {
	s := spelling{word: word, limit: slips(len(word))}
	if s.limit == 0 {
		return nil
	}
	var last *source
	for i := range f.windows {
		if w := &f.windows[i]; w.use&byWords != 0 && w.source != last {
			last = w.source
			f.compareAll(&s, last)
		}
	}
	return s.like
}

func (f *finder) compareAll(s *spelling, in *source) {
	word := s.word
	f.compare(s, in, []byte{word[0]})
	if word[1] != word[0] {
		f.compare(s, in, []byte{word[1]})
	}
	start := []byte{0, word[0]}
	for c := byte('a'); c <= 'z'; c++ {
		if start[0] = c; c != word[0] && c != word[1] {
			f.compare(s, in, start)
		}
	}
}

// compare compares the words that begin so.
func (f *finder) compare(s *spelling, in *source, start []byte) {
	l := &in.table.words
	from, to := l.prefix(start)
	for ; from < to && s.compared < maxSpellings && f.ctx.Err() == nil; from++ {
		s.compare(in, from, l.term(from))
	}
}

// spelling looks for the words that are spelled most like one.
type spelling struct {
	word     string
	limit    int // slips
	compared int
	like     []likeness
}

// likeness is a word that is spelled like another one.
type likeness struct {
	in     *source
	term   int
	common int // bytes that both begin with
}

func (s *spelling) compare(in *source, i int, term []byte) {
	if len(term) > len(s.word)+s.limit || len(term) < len(s.word)-s.limit {
		return
	}
	s.compared++
	d := query.Distance(s.word, view(term), s.limit)
	if d > s.limit {
		return
	}
	if d < s.limit {
		s.like, s.limit = s.like[:0], d
	}
	s.like = append(s.like, likeness{in, i, alikeFor(term, s.word)})
}

// alikeFor is how many bytes both begin with.
func alikeFor(a []byte, b string) int {
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
	found, _, _ := r.lines().Top(r.ctx, letters, subseq.Options{
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

// lineTie orders lines of one score as their rows are; lines with several rows
// are numbered in the order of their texts.
func (r *ranking) lineTie(line uint32) uint64 {
	if r.scope == Properties {
		return uint64(line)
	}
	return r.tie(line)
}

// takeLine adds the rows of a line that are in the set to the hits.
func (r *ranking) takeLine(item topk.Item, base set) {
	if r.scope != Properties {
		r.hits = append(r.hits, ranked{item, Loose})
		return
	}
	for row := range r.rowsOfLine(item.ID) {
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
	found, _, _ := r.lines().Top(r.ctx, letters.String(), subseq.Options{
		Limit: r.limit - len(r.hits),
		Keep:  func(line uint32) bool { return r.lineIn(r.left, line) },
		Tie:   r.lineTie,

		Uncounted: true,
	})
	for _, item := range found {
		r.takeLine(item, r.left)
	}
	for _, h := range r.hits {
		r.left.remove(h.ID)
	}
	s := r.rest()
	r.flatStep(Loose, s, unscored)
	r.pool.put(s)
}
