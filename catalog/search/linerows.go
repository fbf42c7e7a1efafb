package search

import (
	"iter"

	"meshdex/catalog/search/subseq"
)

// The lines of products and contracts are their rows. Of objects and properties
// those of one name share a line.

// lines are what the rows of the scope are matched by letter by letter.
func (f *finder) lines() *subseq.Lines { return f.seg.tables[f.scope].lines }

// partsOf is the range of the kinds in lineRows that have a line.
func (t *table) partsOf(line uint32) (from, to int) {
	return int(t.lineStarts.at(int(line))), min(int(t.lineStarts.at(int(line)+1)), t.lineRows.len())
}

// rowsOfLine yields the rows of a line.
func (f *finder) rowsOfLine(line uint32) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		t := &f.seg.tables[f.scope]
		if f.scope != Properties {
			yield(line)
			return
		}
		for i, to := t.partsOf(line); i < to; i++ {
			for row, end := f.seg.rowsOf(int(t.lineRows.at(i))); row < end; row++ {
				if !yield(row) {
					return
				}
			}
		}
	}
}

// addLine adds the rows of a line.
func (f *finder) addLine(s set, line uint32) {
	t := &f.seg.tables[f.scope]
	if f.scope != Properties {
		s.add(line)
		return
	}
	for i, to := t.partsOf(line); i < to; i++ {
		s.addRange(f.seg.rowsOf(int(t.lineRows.at(i))))
	}
}

// lineIn reports whether one of the line's rows is in the set.
func (f *finder) lineIn(s set, line uint32) bool {
	for row := range f.rowsOfLine(line) {
		if s.has(row) {
			return true
		}
	}
	return false
}
