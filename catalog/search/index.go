package search

import "sync"

// Index answers queries. Immutable; safe for concurrent use.
type Index struct {
	tables     [scopeCount]table
	generation uint64
	data       []byte
	finders    [scopeCount]sync.Pool // of *finder, so that a search allocates little
}

// Load reads an index in place: data must not change while the Index or any
// text it gave out is in use. All of it is checked: it gives ErrIndex for bytes
// that are harmed, cut off or of something else.
func Load(data []byte) (*Index, error) { return load(data, whole) }

// LoadUnchecked is Load for bytes that [Verify] has seen or soon will. It looks
// at the head only and so touches a few pages of a mapped file, however large.
// Harmed bytes give wrong answers, but no panic.
func LoadUnchecked(data []byte) (*Index, error) { return load(data, headerOnly) }

func load(data []byte, c check) (*Index, error) {
	generation, s, rest, err := readSegment(data, c)
	if err != nil || len(rest) > 0 {
		return nil, ErrIndex
	}
	ix := &Index{generation: generation, data: data}
	for i := range ix.tables {
		t := &ix.tables[i]
		t.scope = Scope(i)
		t.load(s)
		ix.finders[i].New = func() any { return newFinder(ix, Scope(i)) }
	}
	if s.bad {
		return nil, ErrIndex
	}
	return ix, nil
}

// Bytes is what Load reads. Do not change it.
func (ix *Index) Bytes() []byte { return ix.data }

// Generation is that of the snapshot that the index belongs to.
func (ix *Index) Generation() uint64 { return ix.generation }

// Len is the number of entries of the scope.
func (ix *Index) Len(s Scope) int { return ix.tables[s].n }
