package search

import (
	"encoding/binary"
	"slices"

	"meshdex/catalog/search/subseq"
)

// tableSections are what table.load reads, of the rows in the given order.
func (b *builder) tableSections(f *forward, t *inverted, order []uint32, names called) [][]byte {
	return slices.Concat(
		b.columnSections(f, order, names),
		termSections(t, len(order)),
		says(f, order),
		b.lineSections(f, order),
	)
}

// columnSections are the numbers of each row: where it was gathered, where its
// name is among all names, what is so of it, and its counts.
func (b *builder) columnSections(f *forward, order []uint32, names called) [][]byte {
	rank, flags := make([]uint32, len(order)), make([]uint32, len(order))
	for row, at := range order {
		named := int(at)
		if f.scope == Properties { // names are told part by part, and so are flags
			named = row
		}
		rank[row] = names.rank[named]
		flags[row] = uint32(f.flags[at]) | names.length[named]<<nameShift
		if f.scope == Properties {
			flags[row] |= uint32(b.spread.flags[row])
		}
	}
	place := order
	if f.scope == Properties {
		place = nil
	}
	out := [][]byte{appendColumn(place), appendColumn(rank), appendColumn(flags)}
	for i := range f.numbers {
		if len(f.numbers[i]) == 0 {
			out = append(out, nil)
			continue
		}
		column := make([]uint32, len(order))
		for row, at := range order {
			column[row] = f.numbers[i].at(int(at))
		}
		out = append(out, appendCounts(column))
	}
	return out
}

// termSections are all that the rows of a table are found by.
func termSections(t *inverted, rows int) [][]byte {
	out := t.words.sections()
	words := loadLexicon(&sections{parts: out})
	t.words = nil // it is used up, and large
	out = slices.Concat(out, t.values.sections(), headSections(&words, rows))
	for part := range nameParts {
		out = append(out, t.names[part].nameSections(t.vocabulary.textOf[part])...)
	}
	return out
}

// says are what each row says, in their order.
func says(f *forward, order []uint32) [][]byte {
	var data []byte
	starts := make([]uint32, 0, len(order)+1)
	for _, at := range order {
		starts = append(starts, uint32(len(data)))
		data = append(data, f.of(int(at))...)
	}
	return [][]byte{appendColumn(append(starts, uint32(len(data)))), data}
}

// lineSections are what is matched letter by letter. Products and contracts have
// a line each; of objects and properties each name is a line once, with the parts
// that have it.
func (b *builder) lineSections(f *forward, order []uint32) [][]byte {
	lines := make([]string, len(order))
	if f.scope != Properties {
		for row, at := range order {
			lines[row] = f.line(int(at))
		}
		return [][]byte{nil, nil, subseq.Build(lines).Bytes()}
	}
	for row, at := range order {
		lines[row] = string(appendPlain(nil, clip(f.texts.String(f.names[at]), maxKey)))
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(lines)))
	parts, starts := grouped(lines, distinct)
	return [][]byte{appendColumn(starts), appendColumn(parts), subseq.Build(distinct).Bytes()}
}

// grouped lists, for each of the distinct texts, which are sorted, the rows that
// have it.
func grouped(texts, distinct []string) (rows, starts []uint32) {
	group := make([]uint32, len(texts))
	starts = make([]uint32, len(distinct)+1)
	for i, s := range texts {
		n, _ := slices.BinarySearch(distinct, s)
		group[i] = uint32(n)
		starts[n+1]++
	}
	for i := range distinct {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	rows = make([]uint32, len(texts))
	for i, n := range group {
		rows[next[n]] = uint32(i)
		next[n]++
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

// spreadSections say where everything is: the contracts of products, where each
// contract and each object and property ranks, and what products were like.
func (b *builder) spreadSections() [][]byte {
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
	s := b.spread
	return [][]byte{
		appendColumn(b.first), appendColumn(inverse(b.contractOrder)), appendColumn(product), prints,
		appendColumn(s.starts), appendColumn(s.contract), appendColumn(s.listed), appendColumn(b.listedAt),
	}
}

// textSections are all texts by their numbers.
func (b *builder) textSections() [][]byte {
	texts := b.statements.texts
	text := make([]byte, 0, texts.Size())
	starts := make([]uint32, 0, texts.Len()+1)
	for n := range texts.Len() {
		starts = append(starts, uint32(len(text)))
		text = append(text, texts.String(uint32(n))...)
	}
	return [][]byte{appendColumn(append(starts, uint32(len(text)))), text}
}
