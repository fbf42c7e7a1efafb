package search

import "slices"

// Index answers queries. Immutable; safe for concurrent use.
type Index struct {
	segments   []*segment // the base, and what has changed since
	written    []*written // of the segments, for checking them
	generation uint64
	base       []byte
	delta      []byte
}

// Load reads an index in place: what Bytes gave and, if there was one, what Delta gave,
// apart or one after the other. The data must not change while the Index or any text it
// gave out is in use. It looks at the end only and so touches a few pages of a mapped
// file, however large; it gives ErrIndex for what is cut off or something else. Harmed
// bytes give wrong answers, but no panic; [Index.Check] notices them.
func Load(data ...[]byte) (*Index, error) {
	ix := &Index{}
	for _, d := range slices.Backward(data) {
		for len(d) > 0 {
			s, err := readSegment(&d)
			if err != nil {
				return nil, err
			}
			if ix.written = append(ix.written, s); len(ix.written) > 2 {
				return nil, ErrIndex
			}
		}
	}
	slices.Reverse(ix.written)
	for _, s := range ix.written {
		if !ix.take(s) {
			return nil, ErrIndex
		}
	}
	if len(ix.segments) == 0 {
		return nil, ErrIndex
	}
	return ix, nil
}

// Check reads all of the index and gives ErrIndex when it is harmed.
func (ix *Index) Check() error {
	for _, w := range ix.written {
		if !w.sections.check() {
			return ErrIndex
		}
	}
	return nil
}

// take adds a segment and reports whether it is what has to come next.
func (ix *Index) take(w *written) bool {
	s := w.sections
	ix.generation = w.generation
	if len(ix.segments) == 0 {
		g := &segment{}
		g.load(&s)
		ix.segments, ix.base = append(ix.segments, g), w.data
	} else {
		ix.segments, ix.delta = append(ix.segments, readDelta(ix.segments[0], ix.base, &s)), w.data
	}
	return !s.bad && len(s.parts) == 0
}

// Bytes is what Load reads; after [Update] it is that of the index that was
// updated, and Delta goes with it. Do not change it.
func (ix *Index) Bytes() []byte { return ix.base }

// Delta is what has changed since Bytes; nil when nothing has. Do not change
// it.
func (ix *Index) Delta() []byte { return ix.delta }

// Generation is that of the snapshot that the index belongs to.
func (ix *Index) Generation() uint64 { return ix.generation }

// Len is the number of entries of the scope.
func (ix *Index) Len(s Scope) int {
	n := 0
	for _, g := range ix.segments {
		n += g.len(s)
	}
	return n
}
