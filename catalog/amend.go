package catalog

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// Edit is a record that may not be any more as a snapshot shows it.
type Edit struct {
	Was *Summary // of the record that the snapshot was assembled from
	Is  *Record
}

// Amend gives the snapshot that [Assemble] would make of the records that s was
// made of, with those of the edits replaced: the same rows at the same numbers,
// but not the same bytes. Beside it, it gives the rows of the changed products. The
// snapshot has copies of all rows, but its texts are those of s: it is good for as
// long as s.
//
// It knows only edits that leave every contract in its product and every port
// where it leads, which is what an edit of a file nearly always does. For others,
// a record that is new among them, it gives no snapshot, and it must be
// assembled anew; so it does when the texts that no row shows any more have
// become many. Fetch gives the present record of an id, for what else is in a
// changed product; nil when there is none. The error is fetch's.
func (s *Snapshot) Amend(edits []Edit, fetch func(Subject, string) (*Record, error), stamp Stamp) (now *Snapshot, rows []int, err error) {
	changed := map[int]bool{}
	for i := range edits {
		row, ok := s.homeOf(&edits[i])
		if !ok {
			return nil, nil, nil
		}
		changed[row] = true
	}
	m := amendment{
		old: s, fetch: fetch, numbers: map[string]uint32{},
		products: bytes.Clone(s.products.data), contracts: bytes.Clone(s.contracts.data),
	}
	rows = slices.Sorted(maps.Keys(changed))
	for _, row := range rows {
		if ok, err := m.product(row); !ok || err != nil {
			return nil, nil, err
		}
	}
	if now = m.finish(stamp); now.isWasteful() {
		return nil, nil, nil
	}
	return now, rows, nil
}

// homeOf finds the product row of the record, if the edit leaves it there.
func (s *Snapshot) homeOf(e *Edit) (int, bool) {
	is := &e.Is.Summary
	if !is.groupsAs(e.Was) {
		return 0, false
	}
	if is.Subject == OfProduct {
		row, ok := s.FindProduct(is.ID)
		return row, ok && s.Product(row).Flags.Has(HasDocument) && s.Product(row).isAt(&e.Is.Origin)
	}
	c, ok := s.FindContract(is.ID)
	if !ok {
		return 0, false
	}
	return s.Contract(c).Product, s.Contract(c).isAt(&e.Is.Origin)
}

func (p ProductRow) isAt(o *Origin) bool {
	return p.Source == o.Source && p.Path == o.Path && p.Index == o.Index
}

func (c ContractRow) isAt(o *Origin) bool {
	return c.Source == o.Source && c.Path == o.Path && c.Index == o.Index
}

// groupsAs reports whether all that decides which contracts make a product, and
// which products it reads, is as in t.
func (s *Summary) groupsAs(t *Summary) bool {
	switch {
	case s.Subject != t.Subject || s.ID != t.ID:
		return false
	case s.Subject == OfContract:
		return s.DataProduct == t.DataProduct && (s.DataProduct == "" || s.Domain == t.Domain)
	}
	return s.Name == t.Name && s.Domain == t.Domain && slices.Equal(s.offers(), t.offers()) && slices.Equal(s.reads(), t.reads())
}

// amendment is a snapshot on its way to a later one: copies of the sections that
// change, and the strings that are added.
type amendment struct {
	old                 *Snapshot
	fetch               func(Subject, string) (*Record, error)
	products, contracts []byte
	numbers             map[string]uint32
	added               []string
}

// product describes the product at a row anew. It reports false when the record
// of something in it is not where the snapshot has it.
func (m *amendment) product(at int) (bool, error) {
	was := m.old.Product(at)
	a := NewAssembler()
	if was.Flags.Has(HasDocument) {
		if ok, err := m.take(a, OfProduct, was.ID, was.isAt); !ok || err != nil {
			return false, err
		}
	}
	for c := was.First; c < was.First+was.Contracts; c++ {
		row := m.old.Contract(c)
		if ok, err := m.take(a, OfContract, row.ID, row.isAt); !ok || err != nil {
			return false, err
		}
	}
	g := group{
		id: a.strings.Number(was.ID), consumers: was.Consumers, upstream: was.Upstream,
		dangling: was.Flags.Has(HasDangling),
	}
	for i := range a.parts {
		if p := &a.parts[i]; p.subject == OfProduct {
			g.document = p
		} else {
			g.contracts = append(g.contracts, p)
		}
	}
	m.write(at, was.First, &g, &assembly{strings: a.strings})
	return true, nil
}

func (m *amendment) take(a *Assembler, subject Subject, id string, isAt func(*Origin) bool) (bool, error) {
	r, err := m.fetch(subject, id)
	if err != nil || r == nil || !isAt(&r.Origin) {
		return false, err
	}
	a.Add(r)
	return true, nil
}

// write puts the rows of a product and its contracts in place.
func (m *amendment) write(at, first int, g *group, as *assembly) {
	p := as.row(g)
	p.First = first
	for i, c := range g.contracts {
		row := as.contractRow(c)
		row.Product = at
		texts, numbers := row.texts(), row.numbers()
		m.put(m.contracts[(first+i)*contractWords*4:], texts[:], numbers[:])
		p.include(row)
	}
	texts, numbers := p.texts(), p.numbers()
	m.put(m.products[at*productWords*4:], texts[:], numbers[:])
}

// put writes a row over the old one. Texts that are as before keep their string.
func (m *amendment) put(row []byte, texts []string, numbers []uint32) {
	for i, s := range texts {
		if n := binary.LittleEndian.Uint32(row[i*4:]); int(n) >= int(m.old.head.strings) || m.old.str(n) != s {
			binary.LittleEndian.PutUint32(row[i*4:], m.number(s))
		}
	}
	for i, n := range numbers {
		binary.LittleEndian.PutUint32(row[(len(texts)+i)*4:], n)
	}
}

// number gives a string that is not in the old row a number; 0 is the empty one.
func (m *amendment) number(s string) uint32 {
	if s == "" {
		return 0
	}
	n, ok := m.numbers[s]
	if !ok {
		n = m.old.head.strings + uint32(len(m.added))
		m.numbers[s] = n
		m.added = append(m.added, s)
	}
	return n
}

func (m *amendment) finish(stamp Stamp) *Snapshot {
	now := *m.old
	now.head = stamp.header()
	now.head.strings = m.old.head.strings + uint32(len(m.added))
	now.head.products, now.head.contracts = m.old.head.products, m.old.head.contracts
	now.products.data, now.contracts.data = m.products, m.contracts
	now.added = slices.Concat(m.old.added, m.added)
	return &now
}

// isWasteful reports whether an eighth of the strings is shown by no row.
func (s *Snapshot) isWasteful() bool {
	used := make([]bool, s.head.strings)
	n := 0
	mark := func(rows section, count, texts int) {
		for row := range count {
			for col := range texts {
				if w := rows.word(row, col); int(w) < len(used) && !used[w] {
					used[w] = true
					n++
				}
			}
		}
	}
	mark(s.products, s.Len(), productTexts)
	mark(s.contracts, s.ContractCount(), contractTexts)
	unused := len(used) - n
	return unused > len(used)/8+16
}

// Equal reports whether two snapshots show the same: the same rows at the same
// numbers, found by the same ids, under the same stamp.
func (s *Snapshot) Equal(t *Snapshot) bool {
	a, b := s.head, t.head
	a.strings, b.strings = 0, 0
	if a != b || !bytes.Equal(s.byID.data, t.byID.data) || !bytes.Equal(s.byCID.data, t.byCID.data) {
		return false
	}
	for i := range s.Len() {
		if s.Product(i) != t.Product(i) {
			return false
		}
	}
	for i := range s.ContractCount() {
		if s.Contract(i) != t.Contract(i) {
			return false
		}
	}
	return true
}
