package search

import (
	"encoding/binary"
	"slices"

	"meshdex/catalog"
)

// maxChanged is the part of the products that may have changed since the base
// was built for an update to be worth it.
const maxChanged = 1.0 / 16

// Update gives the index of a later snapshot. It indexes only the products that
// are not, to the last detail, as they were when the base of the old index was
// built, and fetches only their records; Bytes stays as it is, and Delta has
// what is new. When so much has changed that it is better to build all anew, it gives
// ErrChanged; any other error is fetch's.
func Update(old *Index, snap *catalog.Snapshot, fetch Fetch) (*Index, error) {
	base := old.segments[0]
	known := make(map[uint64]int32, base.tables[Products].n)
	for row := range base.tables[Products].n {
		known[base.printAt(row)] = int32(row)
	}
	m := moves{
		products:  slices.Repeat([]uint32{gone}, base.tables[Products].n),
		contracts: slices.Repeat([]uint32{gone}, base.tables[Contracts].n),
	}
	var changed []int
	var buf []byte
	for row := range snap.Len() {
		var print uint64
		print, buf = fingerprint(snap, row, buf)
		was, ok := known[print]
		if !ok {
			changed = append(changed, row)
			continue
		}
		m.move(base, int(was), snap, row)
	}
	return old.amend(snap, changed, &m, fetch)
}

// Amend is Update for a snapshot of which it is known that only the products at some
// rows differ from those that the old index is of, and that all rows are where they
// were.
func Amend(old *Index, snap *catalog.Snapshot, rows []int, fetch Fetch) (*Index, error) {
	changed := make(set, setWords(snap.Len()))
	for _, row := range rows {
		changed.add(uint32(row))
	}
	for _, later := range old.segments[1:] {
		for i := range later.products.len() {
			changed.add(later.products.at(i))
		}
	}
	var all []int
	for row := range changed.rows() {
		all = append(all, int(row))
	}
	m := movesBeside(old.segments[0], changed)
	return old.amend(snap, all, &m, fetch)
}

// amend makes the changed products a segment on top of the base, whose other rows have
// moved.
func (ix *Index) amend(snap *catalog.Snapshot, changed []int, m *moves, fetch Fetch) (*Index, error) {
	if len(changed) > int(maxChanged*float64(snap.Len()))+16 {
		return nil, ErrChanged
	}
	b := newBuilder()
	for _, row := range changed {
		if err := b.fetch(snap, row, fetch); err != nil {
			return nil, err
		}
	}
	b.rows(snap, changed)
	var out pieces
	w := segmentWriter{to: &out}
	b.sections(w.section)
	w.section(sumOf(ix.base))
	for _, column := range [][]uint32{b.productRows(changed), b.contractRows(changed), m.products, m.contracts} {
		w.section(appendColumn(column))
	}
	_ = w.end(snap.Generation()) // pieces take everything
	return Load(ix.base, slices.Concat(out...))
}

// fetch takes in the documents of the product at a row of the snapshot.
func (b *builder) fetch(snap *catalog.Snapshot, at int, fetch Fetch) error {
	row := snap.Product(at)
	places := []Place{placeOfProduct(row)}
	if !row.Flags.Has(catalog.HasDocument) {
		places = nil
	}
	for c := row.First; c < row.First+row.Contracts; c++ {
		places = append(places, placeOfContract(snap.Contract(c)))
	}
	for _, p := range places {
		r, err := fetch(p)
		if err != nil {
			return err
		}
		if r != nil {
			b.document(r)
		}
	}
	return nil
}

// productRows are the rows of the snapshot, of which those that were gathered are
// given, in the order in which the products rank.
func (b *builder) productRows(gathered []int) []uint32 {
	out := make([]uint32, len(b.productOrder))
	for row, at := range b.productOrder {
		out[row] = uint32(gathered[at])
	}
	return out
}

// contractRows are the rows of the contracts of products of the snapshot.
func (b *builder) contractRows(gathered []int) []uint32 {
	var rows []uint32
	for _, row := range gathered {
		p := b.snap.Product(row)
		for c := range p.Contracts {
			rows = append(rows, uint32(p.First+c))
		}
	}
	out := make([]uint32, len(b.contractOrder))
	for row, at := range b.contractOrder {
		out[row] = rows[at]
	}
	return out
}

// moves are the rows of a snapshot to which the rows of a segment have moved.
type moves struct{ products, contracts []uint32 }

// movesBeside are the rows where they are, but for those of changed products.
func movesBeside(base *segment, changed set) moves {
	m := moves{products: base.products.numbers(), contracts: base.contracts.numbers()}
	for i, row := range m.products {
		if row == gone || !changed.has(row) {
			continue
		}
		m.products[i] = gone
		for c := range base.contractsOf(i) {
			m.moveContract(c, gone)
		}
	}
	return m
}

// move notes that a product and its contracts are as they were, at another row.
func (m *moves) move(base *segment, was int, snap *catalog.Snapshot, row int) {
	m.products[was] = uint32(row)
	p, n := snap.Product(row), 0
	for c := range base.contractsOf(was) {
		if n < p.Contracts {
			m.moveContract(c, uint32(p.First+n))
		}
		n++
	}
}

// moveContract notes where a contract is. Harmed bytes name some that there are not.
func (m *moves) moveContract(was int, row uint32) {
	if was < len(m.contracts) {
		m.contracts[was] = row
	}
}

// fingerprint is a hash of all that the snapshot has of a
// product and its contracts, hashes of their files included, but for the
// numbers of their rows. It also gives back the buffer, for the next one.
func fingerprint(snap *catalog.Snapshot, row int, buf []byte) (uint64, []byte) {
	p := snap.Product(row)
	buf = buf[:0]
	for _, s := range []string{
		p.ID, p.Name, p.Domain, p.Owner, p.Status, p.Version, p.Type, p.Description,
		p.Source, p.Path, p.Hash, string(p.Dialect), p.TagText(),
	} {
		buf = append(append(buf, s...), 0)
	}
	for _, n := range []int{
		p.Index, p.Contracts, p.Versions, p.Objects, p.Properties, p.Checks, p.Consumers, p.Upstream,
		int(p.Flags), int(p.Updated().Unix()),
	} {
		buf = binary.AppendVarint(buf, int64(n))
	}
	for c := p.First; c < p.First+p.Contracts; c++ {
		buf = appendContract(buf, snap.Contract(c))
	}
	return hash(buf), buf
}

// hash is that of FNV-1a, 64 bits, but takes eight bytes at a time, the last ones
// filled up with zeros, and folds the high bits, which get the most of each
// multiplication, into the low. All products are hashed by every small sync.
func hash(data []byte) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset) ^ uint64(len(data))
	for ; len(data) >= 8; data = data[8:] {
		h = (h ^ binary.LittleEndian.Uint64(data)) * prime
		h ^= h >> 32
	}
	var last [8]byte
	copy(last[:], data)
	h = (h ^ binary.LittleEndian.Uint64(last[:])) * prime
	return h ^ h>>32
}

func appendContract(buf []byte, c catalog.ContractRow) []byte {
	for _, s := range []string{c.ID, c.Name, c.Version, c.Status, c.Source, c.Path, c.Hash} {
		buf = append(append(buf, s...), 0)
	}
	for _, n := range []int{c.Index, c.Versions, c.Objects, c.Properties, c.Checks, int(c.Flags), int(c.Updated().Unix())} {
		buf = binary.AppendVarint(buf, int64(n))
	}
	return buf
}
