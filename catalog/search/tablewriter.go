package search

import (
	"encoding/binary"
	"maps"
	"slices"

	"meshdex/catalog/search/subseq"
)

// A table is columns of numbers, and what its rows are found by. The columns are
// written before the rest is made, which takes memory.

// columnSections are the numbers of products or contracts: where each was gathered,
// where its name is among all names, what is so of it, and its counts.
func columnSections(emit emitter, f *forward, order []uint32, names called) {
	rank, flags := make([]uint32, len(order)), make([]uint32, len(order))
	for row, at := range order {
		rank[row] = names.rank[at]
		flags[row] = uint32(f.flags[at]) | uint32(names.length[at])<<nameShift
	}
	emit(appendColumn(order))
	emit(appendColumn(rank))
	emit(appendColumn(flags))
	countSections(emit, f, order)
}

// columns are the numbers of the parts of kinds.
func (s *spread) columns(emit emitter, kinds *forward) {
	emit(appendColumn(nil))
	emit(appendColumn(s.rank))
	emit(appendColumn(s.flags))
	countSections(emit, kinds, s.kinds)
}

func countSections(emit emitter, f *forward, order []uint32) {
	for i := range f.numbers {
		if len(f.numbers[i]) == 0 {
			emit(nil)
			continue
		}
		column := make([]uint32, len(order))
		for row, at := range order {
			column[row] = f.numbers[i].at(int(at))
		}
		emit(appendCounts(column))
	}
}

// foundSections are all that the rows of a table are found by, and what they say.
func (b *builder) foundSections(emit emitter, f *forward, t *inverted, order []uint32) {
	termSections(emit, t, len(order))
	says(emit, f, order)
	b.lineSections(emit, f, order)
}

func termSections(emit emitter, t *inverted, rows int) {
	written := t.words.sections()
	t.words = nil // it is used up, and large
	emit.each(written)
	emit.each(t.values.sections())
	words := loadLexicon(&sections{parts: written})
	emit.each(headSections(&words, rows))
	for part := range nameParts {
		emit.each(t.names[part].nameSections(t.vocabulary.textOf[part]))
	}
}

func (emit emitter) each(sections [][]byte) {
	for _, s := range sections {
		emit(s)
	}
}

// says are what each row says, in their order.
func says(emit emitter, f *forward, order []uint32) {
	data := make([]byte, 0, len(f.says))
	starts := make([]uint32, 0, len(order)+1)
	for _, at := range order {
		starts = append(starts, uint32(len(data)))
		data = append(data, f.of(int(at))...)
	}
	emit(appendColumn(append(starts, uint32(len(data)))))
	emit(data)
}

// lineSections are what is matched letter by letter. Products and contracts have
// a line each; of objects and properties each name is a line once, with the parts
// that have it.
func (b *builder) lineSections(emit emitter, f *forward, order []uint32) {
	if f.scope == Properties {
		b.nameLines(emit, f, order)
		return
	}
	lines := make([]string, len(order))
	for row, at := range order {
		lines[row] = f.line(int(at))
	}
	emit.each([][]byte{nil, nil, subseq.Build(lines).Bytes()})
}

func (b *builder) nameLines(emit emitter, f *forward, order []uint32) {
	plain := map[uint32]string{} // by the number of a name
	for row := range f.len() {
		n := f.name(row)
		if _, known := plain[n]; !known {
			plain[n] = string(appendPlain(nil, clip(f.texts.String(n), maxKey)))
		}
	}
	distinct := slices.Compact(slices.Sorted(maps.Values(plain)))
	line := make(map[uint32]uint32, len(plain))
	for n, s := range plain {
		i, _ := slices.BinarySearch(distinct, s)
		line[n] = uint32(i)
	}
	group := make([]uint32, len(order))
	for row, at := range order {
		group[row] = line[f.name(int(at))]
	}
	rows, starts := grouped(group, len(distinct))
	emit(appendColumn(starts))
	emit(appendColumn(rows))
	emit(subseq.Build(distinct).Bytes())
}

// grouped lists the rows of each of n groups, one group after the other.
func grouped(group []uint32, n int) (rows, starts []uint32) {
	starts = make([]uint32, n+1)
	for _, g := range group {
		starts[g+1]++
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	rows = make([]uint32, len(group))
	for i, g := range group {
		rows[next[g]] = uint32(i)
		next[g]++
	}
	return rows, starts
}

// line is what a product or contract is matched by letter by letter.
func (f *forward) line(row int) string {
	name, owner := f.text(row, Name), ""
	if f.scope == Products {
		owner = f.text(row, Owner)
	}
	id := f.text(row, ID)
	if id == "" {
		id = name
	}
	if name == "" {
		name = id
	}
	return line(f.text(row, Domain), name, id, owner)
}

// places say where all objects and properties are.
func (s *spread) places(emit emitter, listedAt []uint32) {
	for _, column := range [][]uint32{s.starts, s.contract, s.listed, listedAt} {
		emit(appendColumn(column))
	}
}

// rowSections say which the contracts of products are, where each contract ranks, and
// what products were like.
func (b *builder) rowSections(emit emitter) {
	product := make([]uint32, b.contracts.len())
	for row, at := range b.productOrder {
		for c := b.first[at]; c < b.first[at+1]; c++ {
			product[c] = uint32(row)
		}
	}
	var prints []byte
	for _, at := range b.productOrder {
		prints = binary.LittleEndian.AppendUint64(prints, b.prints[at])
	}
	emit(appendColumn(b.first))
	emit(appendColumn(inverse(b.contractOrder)))
	emit(appendColumn(product))
	emit(prints)
}
