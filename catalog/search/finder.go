package search

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"meshdex/catalog/query"
	"meshdex/catalog/search/topk"
)

// finder evaluates queries over one table. It keeps what it found for each
// word until the query after the next, which is what makes typing cheap: all
// words but the last stay as they were. For one goroutine at a time.
type finder struct {
	seg     *segment
	scope   Scope
	n       int // rows
	windows []window
	pool    pool
	pieces  map[query.Text]*piece
	texts   map[query.Text][]*piece // of this query
	round   int
	ctx     context.Context
	now     time.Time
	budget  work
	split   splitter
	name    splitter
	want    splitter // of the value of a filter, and what is compared with it
	have    splitter
	buf     []byte
	pairs   []lifted
	heap    topk.Heap // and the hits of the last query: memory for the next
	ranked  []ranked
}

func newFinder(g *segment, s Scope) *finder {
	f := &finder{
		seg: g, scope: s, n: g.rows(s), windows: g.windowsOf(s),
		pieces: map[query.Text]*piece{}, texts: map[query.Text][]*piece{},
	}
	f.pool.n = f.n
	if f.windows[0].lift == nil {
		f.windows[0].pool = &f.pool
	}
	return f
}

// begin readies the finder for a query.
func (f *finder) begin(ctx context.Context, now time.Time) {
	f.ctx, f.now, f.budget = ctx, now, maxWork
	f.round++
	clear(f.texts)
	for t, p := range f.pieces {
		if p.round < f.round-1 || p.partial {
			f.pool.put(p.tiers[:]...)
			f.pool.put(p.equal, p.inside, p.any)
			delete(f.pieces, t)
		}
	}
}

// work bounds what patterns that match slowly may cost a query: what is left
// of it when it is used up is not looked at, and the result says so.
type work int

const maxWork work = 4 << 20 // bytes compared, or half lines; some tens of milliseconds

// spend takes n from the work and reports whether there was enough.
func (w *work) spend(n int) bool {
	*w -= work(n)
	return *w > 0
}

// exact reports whether all was looked at.
func (f *finder) exact() bool { return f.budget > 0 }

// answer gives the rows that the query matches; the caller puts the set back.
func (f *finder) answer(root query.Node) set {
	s := f.match(root)
	if live := f.seg.live[f.scope]; live != nil {
		s.and(live)
	}
	return s
}

// match gives the rows that the node matches; the caller puts the set back.
func (f *finder) match(n query.Node) set {
	switch n := n.(type) {
	case query.All:
		s := f.match(n[0])
		for i, c := range n[1:] {
			if repeats(n[:i+1], c) {
				continue
			}
			other := f.match(c)
			s.and(other)
			f.pool.put(other)
		}
		return s
	case query.Any:
		s := f.match(n[0])
		for _, c := range n[1:] {
			other := f.match(c)
			s.or(other)
			f.pool.put(other)
		}
		return s
	case query.Not:
		s, without := f.pool.all(), f.match(n.Node)
		s.andNot(without)
		f.pool.put(without)
		return s
	case query.Text:
		return f.text(n)
	case query.Filter:
		return f.filter(n)
	}
	return f.pool.all()
}

// repeats reports whether the node is a text that was there before.
func repeats(before []query.Node, n query.Node) bool {
	t, ok := n.(query.Text)
	return ok && slices.ContainsFunc(before, func(b query.Node) bool {
		same, ok := b.(query.Text)
		return ok && same == t
	})
}

func (f *finder) text(t query.Text) set {
	if t.Kind == query.Fuzzy {
		return f.subsequence(t.Text)
	}
	s := f.pool.all()
	pieces := f.piecesOf(t)
	for _, p := range pieces {
		s.and(p.any)
	}
	switch {
	case len(pieces) < 2:
		return s
	case t.Kind == query.Phrase:
		f.sideBySide(s, t.Text)
		return s
	}
	for _, name := range strings.FieldsFunc(t.Text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		f.together(s, f.piecesOf(query.Text{Text: name, Kind: t.Kind}))
	}
	return s
}

// together keeps the rows of s that have the pieces of one name, such as
// customer_id, in fields of one tier, so that an id here and a customer there
// do not make a customer_id. It keeps all when there are no such rows.
func (f *finder) together(s set, pieces []*piece) {
	if len(pieces) < 2 {
		return
	}
	some, one := f.pool.get(), f.pool.get()
	for t := range tierCount {
		clear(one)
		one.or(s)
		for _, p := range pieces {
			one.and(p.tiers[t])
		}
		some.or(one)
	}
	if !some.empty() {
		s.and(some)
	}
	f.pool.put(some, one)
}

// subsequence gives the rows whose line has the letters in their order.
func (f *finder) subsequence(letters string) set {
	if !f.budget.spend(f.lines().Len() / 2) {
		return f.pool.all()
	}
	s := f.pool.get()
	f.lines().Matches(f.ctx, pattern(letters), func(line uint32) { f.addLine(s, line) })
	return s
}

// pattern is what is looked for letter by letter: the text without diacritics
// and white space.
func pattern(s string) string {
	plain := appendPlain(make([]byte, 0, min(len(s), maxKey)+utf8.UTFMax), clip(s, maxKey))
	letters := plain[:0]
	for len(plain) > 0 {
		r, size := utf8.DecodeRune(plain)
		if !unicode.IsSpace(r) {
			letters = append(letters, plain[:size]...)
		}
		plain = plain[size:]
	}
	return view(letters)
}
