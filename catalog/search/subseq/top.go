package subseq

import (
	"context"
	"math"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

// Options say what to look for besides the pattern.
type Options struct {
	Limit int // how many of the best to return
	// Keep says which lines count; nil means all.
	Keep func(line uint32) bool
	// Tie orders lines of one score, the smaller first; nil means by number.
	Tie func(line uint32) uint64
	// Workers is how many goroutines share the work; 0 means 2.
	Workers int
}

// Hit is a line found.
type Hit struct {
	Line  uint32
	Score int64
	tie   uint64
}

// before reports whether h is better than other.
func (h Hit) before(other Hit) bool {
	if h.Score != other.Score {
		return h.Score > other.Score
	}
	if h.tie != other.tie {
		return h.tie < other.tie
	}
	return h.Line < other.Line
}

// best is a heap of lines with the worst on top.
type best []Hit

func (b *best) push(h Hit) {
	*b = append(*b, h)
	for i := len(*b) - 1; i > 0; {
		up := (i - 1) / 2
		if !(*b)[up].before((*b)[i]) {
			return
		}
		(*b)[up], (*b)[i] = (*b)[i], (*b)[up]
		i = up
	}
}

// replace puts h in the place of the worst.
func (b best) replace(h Hit) {
	i := 0
	for {
		worst := 2*i + 1
		if worst+1 < len(b) && b[worst].before(b[worst+1]) {
			worst++
		}
		if worst >= len(b) || b[worst].before(h) {
			b[i] = h
			return
		}
		b[i] = b[worst]
		i = worst
	}
}

// Top returns the best lines that match the pattern, best first, and how many
// match in all. Of the pattern the first 32 letters count; an empty one matches
// nothing. The error is the context's.
func (l *Lines) Top(ctx context.Context, text string, o Options) ([]Hit, int, error) {
	if text == "" || o.Limit <= 0 || l.n == 0 {
		return nil, 0, ctx.Err()
	}
	s := &scan{lines: l, pattern: newPattern(text), options: o, ctx: ctx}
	s.reach.Store(math.MinInt64)
	workers := o.Workers
	if workers == 0 {
		workers = 2
	}
	parts := make([]part, min(workers, blocksOf(l.n)))
	for i := range parts {
		parts[i].best = make(best, 0, min(o.Limit, l.n, 256))
	}
	var wg sync.WaitGroup
	for i := range parts[1:] {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.work(&parts[i+1])
		}()
	}
	s.work(&parts[0])
	wg.Wait()
	return merge(parts, o.Limit, ctx)
}

func merge(parts []part, limit int, ctx context.Context) ([]Hit, int, error) {
	all, count := parts[0].best, parts[0].count
	for _, p := range parts[1:] {
		all = append(all, p.best...)
		count += p.count
	}
	slices.SortFunc(all, func(a, b Hit) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	return all[:min(limit, len(all))], count, ctx.Err()
}

// scan is one search, shared by its workers.
type scan struct {
	lines   *Lines
	pattern *pattern
	options Options
	ctx     context.Context
	block   atomic.Int32 // the next to take
	reach   atomic.Int64 // a score that the best lines have at least
}

// part is what one worker found.
type part struct {
	best  best
	count int
}

func (s *scan) work(p *part) {
	var set [blockWords]uint64
	for s.ctx.Err() == nil {
		block := int(s.block.Add(1) - 1)
		if block >= blocksOf(s.lines.n) {
			return
		}
		if s.lines.survivors(block, s.pattern.mask, &set) == 0 {
			continue
		}
		for i, w := range set {
			for ; w != 0; w &= w - 1 {
				s.look(p, block*blockLines+i*64+bits.TrailingZeros64(w))
			}
		}
	}
}

// look counts the line at the position if it matches, and scores it if it may
// be one of the best.
func (s *scan) look(p *part, pos int) {
	line := s.lines.line(pos)
	if s.options.Keep != nil && !s.options.Keep(line) {
		return
	}
	text, bonus := s.lines.text(pos)
	full := len(p.best) >= s.options.Limit
	if reach := s.reach.Load(); full && (s.pattern.boundOf(len(text)) < reach || s.lines.bound(s.pattern, pos) < reach) {
		if s.pattern.alone || s.pattern.matches(text) {
			p.count++
		}
		return
	}
	score, ok := s.pattern.score(text, bonus)
	if !ok {
		return
	}
	p.count++
	h := Hit{Line: line, Score: score, tie: uint64(line)}
	if full && score < p.best[0].Score {
		return
	}
	if s.options.Tie != nil {
		h.tie = s.options.Tie(line)
	}
	s.keep(p, h)
}

// keep puts a line among the best and tells the other workers what to reach.
func (s *scan) keep(p *part, h Hit) {
	switch {
	case len(p.best) < s.options.Limit:
		p.best.push(h)
	case h.before(p.best[0]):
		p.best.replace(h)
	default:
		return
	}
	if len(p.best) < s.options.Limit {
		return
	}
	for worst := p.best[0].Score; ; {
		reach := s.reach.Load()
		if worst <= reach || s.reach.CompareAndSwap(reach, worst) {
			return
		}
	}
}
