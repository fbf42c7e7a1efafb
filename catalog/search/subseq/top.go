package subseq

import (
	"bytes"
	"context"
	"math"
	"math/bits"
	"sync"
	"sync/atomic"

	"meshdex/catalog/search/topk"
)

// Options say what to look for besides the pattern.
type Options struct {
	Limit int // how many of the best to return
	// Keep says which lines count; nil means all.
	Keep func(line uint32) bool
	// Tie orders lines of one score, the smaller first; nil means by number.
	Tie func(line uint32) uint64
	// Earn is what a line has to earn at least by where its letters stand,
	// without what it loses by its length; zero lets all lines through. When it
	// is set, only the lines that were scored are counted.
	Earn int64
	// Uncounted spares the lines that cannot be among the best: only those that were
	// scored are counted.
	Uncounted bool
	// Workers is how many goroutines share the work; 0 means 2.
	Workers int
}

// Top returns the best lines that match the pattern, best first, and how many
// match in all. Of the pattern the first 32 letters count; an empty one matches
// nothing. The error is the context's.
func (l *Lines) Top(ctx context.Context, text string, o Options) ([]topk.Item, int, error) {
	if text == "" || o.Limit <= 0 || l.n == 0 {
		return nil, 0, ctx.Err()
	}
	s := &scan{lines: l, options: o, spares: o.Uncounted || o.Earn > 0, ctx: ctx}
	s.pattern.set(text)
	s.reach.Store(math.MinInt64)
	if s.spares && s.pattern.many > 0 {
		s.least, s.counts = s.pattern.many, make([]uint8, l.n)
	}
	workers := o.Workers
	if workers == 0 {
		workers = 2
	}
	parts := s.parts[:min(workers, blocksOf(l.n), len(s.parts))]
	if workers > len(s.parts) {
		parts = make([]part, min(workers, blocksOf(l.n)))
	}
	for i := range parts {
		parts[i].best.Reset(o.Limit)
	}
	s.counted.Add(len(parts))
	for i := range parts[1:] {
		s.others.Go(func() { s.work(&parts[i+1]) })
	}
	s.work(&parts[0])
	s.others.Wait()
	return merge(ctx, parts)
}

// merge gathers what the workers found in the first of them.
func merge(ctx context.Context, parts []part) ([]topk.Item, int, error) {
	all := &parts[0]
	for i := range parts[1:] {
		all.count += parts[i+1].count
		for _, item := range parts[i+1].best.Sorted() {
			all.best.Offer(item)
		}
	}
	return all.best.Sorted(), all.count, ctx.Err()
}

// scan is one search, shared by its workers.
type scan struct {
	lines   *Lines
	pattern pattern
	options Options
	spares  bool // lines that cannot be among the best
	ctx     context.Context
	reach   atomic.Int64            // a score that the best lines have at least
	parts   [2]part                 // of the usual number of workers
	blocks  [maxPasses]atomic.Int32 // the next to take in each pass
	least   int                     // neighbours of the lines of the first pass; zero if there is only one
	counts  []uint8                 // neighbours of each line; nil for one pass
	counted sync.WaitGroup          // workers that have not ended the first pass
	turn    sync.Mutex              // to hand over what was found
	others  sync.WaitGroup
}

// part is what one worker found.
type part struct {
	best  topk.Heap
	count int
	at    places   // of the line at hand
	_     [64]byte // so that no two workers write to one line of the cache
}

// work takes blocks until none is left. Where the best lines alone are wanted, those
// that have most neighbours of the pattern come first, for they set what the others
// have to reach: of a long pattern that leaves out most of these. How many each line has
// is counted in the first pass, which all workers have to end before the next.
func (s *scan) work(p *part) {
	s.pass(p, 0, s.least, maxPattern)
	s.counted.Done()
	if s.least == 0 {
		return
	}
	s.counted.Wait()
	least, most := s.least, maxPattern
	for i := 1; i < maxPasses && least > 0; i++ {
		least, most = max(0, least-s.pattern.fewer), least-1
		s.pass(p, i, least, most)
	}
}

// pass looks at the lines with a number of neighbours between two.
func (s *scan) pass(p *part, i, least, most int) {
	var set [blockWords]uint64
	for s.ctx.Err() == nil {
		block := int(s.blocks[i].Add(1) - 1)
		if block >= blocksOf(s.lines.n) {
			return
		}
		n := s.lines.survivors(block, s.pattern.mask, &set)
		switch {
		case n == 0:
		case s.pattern.boundOf(s.lines.length(block*blockLines), most) >= s.reach.Load():
			s.each(block, &set, func(pos int) {
				if k := s.near(i, pos); least <= k && k <= most {
					s.look(p, pos, k)
				}
			})
		case s.spares: // and no line from here on can be one of the best
			return
		case s.pattern.alone && s.options.Keep == nil:
			p.count += n
		default:
			s.each(block, &set, func(pos int) { s.tally(p, pos) })
		}
	}
}

// near is how many neighbours the line at the position has, counted in the first pass.
func (s *scan) near(pass, pos int) int {
	if pass > 0 {
		return int(s.counts[pos])
	}
	k := s.lines.neighbours(&s.pattern, pos)
	if s.counts != nil {
		s.counts[pos] = uint8(k)
	}
	return k
}

// each calls f with the positions of a set of a block.
func (s *scan) each(block int, set *[blockWords]uint64, f func(pos int)) {
	for i, w := range set {
		for ; w != 0; w &= w - 1 {
			f(block*blockLines + i*64 + bits.TrailingZeros64(w))
		}
	}
}

// tally counts the line at the position if it matches.
func (s *scan) tally(p *part, pos int) {
	if s.keeps(pos) && (s.pattern.alone || s.pattern.find(s.lines.text(pos).lower, &p.at)) {
		p.count++
	}
}

// look counts the line at the position, which has k neighbours, if it matches, and
// scores it if it may be one of the best.
func (s *scan) look(p *part, pos, k int) {
	bound := s.lines.bound(&s.pattern, pos, k)
	hopeful := s.hopeful(bound, pos)
	if hopeful && !s.keeps(pos) {
		return
	}
	if hopeful {
		text := s.lines.text(pos)
		if s.hopeful(bound-s.pattern.slack(text.lower), pos) {
			s.weigh(p, pos, text)
			return
		}
	}
	if !s.spares {
		s.tally(p, pos)
	}
}

// keeps reports whether the line at the position counts.
func (s *scan) keeps(pos int) bool {
	return s.options.Keep == nil || s.options.Keep(s.lines.line(pos))
}

// weigh scores the line if it matches.
func (s *scan) weigh(p *part, pos int, text text) {
	if !s.pattern.find(text.lower, &p.at) {
		return
	}
	p.count++
	score := s.pattern.score(text, &p.at)
	if !s.earns(score, pos) || p.best.Full() && score < p.best.Worst().Score {
		return
	}
	line := s.lines.line(pos)
	item := topk.Item{ID: line, Score: score, Tie: uint64(line)}
	if s.options.Tie != nil {
		item.Tie = s.options.Tie(line)
	}
	if p.best.Offer(item) && p.best.Full() {
		s.raise(p.best.Worst().Score)
	}
}

// hopeful reports whether a line of at most the score may be one of the best.
func (s *scan) hopeful(score int64, pos int) bool {
	return score >= s.reach.Load() && s.earns(score, pos)
}

// earns reports whether the score is enough without what the line loses by its length.
func (s *scan) earns(score int64, pos int) bool {
	return s.options.Earn == 0 || score+int64(s.lines.length(pos)-s.pattern.n) >= s.options.Earn
}

// raise tells the other workers what to reach.
func (s *scan) raise(worst int64) {
	for {
		reach := s.reach.Load()
		if worst <= reach || s.reach.CompareAndSwap(reach, worst) {
			return
		}
	}
}

// Matches calls f with every line that has the letters of the pattern in their
// order, in no particular order, until the context ends. Two goroutines look for them
// and take turns to call f.
func (l *Lines) Matches(ctx context.Context, text string, f func(line uint32)) {
	if text == "" || l.n == 0 {
		return
	}
	s := &scan{lines: l, ctx: ctx}
	s.pattern.set(text)
	if blocksOf(l.n) > 1 {
		s.others.Go(func() { s.matches(f) })
	}
	s.matches(f)
	s.others.Wait()
}

// matches calls f with the matching lines of the blocks that it takes.
func (s *scan) matches(f func(line uint32)) {
	var set [blockWords]uint64
	var found [blockLines]uint32
	var at places
	for s.ctx.Err() == nil {
		block := int(s.blocks[0].Add(1) - 1)
		if block >= blocksOf(s.lines.n) {
			return
		}
		n := 0
		s.lines.survivors(block, s.pattern.mask, &set)
		s.each(block, &set, func(pos int) {
			if s.pattern.alone || s.pattern.find(s.lines.text(pos).lower, &at) {
				found[n] = s.lines.line(pos)
				n++
			}
		})
		s.turn.Lock()
		for _, line := range found[:n] {
			f(line)
		}
		s.turn.Unlock()
	}
}

// Containing calls f with every line that has the text in it, without regard to
// case and in no particular order, until f returns false or the context ends.
func (l *Lines) Containing(ctx context.Context, text string, f func(line uint32) bool) {
	if text == "" || l.n == 0 {
		return
	}
	lower := []byte(mapLower(text))
	mask := uint64(0)
	for _, c := range lower {
		mask |= 1 << classTable[c]
	}
	var set [blockWords]uint64
	for block := 0; block < blocksOf(l.n) && ctx.Err() == nil; block++ {
		l.survivors(block, mask, &set)
		for i, w := range set {
			for ; w != 0; w &= w - 1 {
				pos := block*blockLines + i*64 + bits.TrailingZeros64(w)
				if bytes.Contains(l.text(pos).lower, lower) && !f(l.line(pos)) {
					return
				}
			}
		}
	}
}
