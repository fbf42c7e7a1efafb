package catalog

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"meshdex/catalog/intern"
)

// writer gathers a snapshot's sections.
type writer struct {
	strings   *intern.Table
	products  []uint32
	contracts []uint32
	ids       []uint32
	cids      []uint32
}

func newWriter() *writer { return &writer{strings: intern.New()} }

func (w *writer) product(p ProductRow) {
	w.ids = append(w.ids, w.strings.Number(p.ID))
	for _, s := range p.texts() {
		w.products = append(w.products, w.strings.Number(s))
	}
	numbers := p.numbers()
	w.products = append(w.products, numbers[:]...)
}

func (w *writer) contract(c ContractRow) {
	w.cids = append(w.cids, w.strings.Number(c.ID))
	for _, s := range c.texts() {
		w.contracts = append(w.contracts, w.strings.Number(s))
	}
	numbers := c.numbers()
	w.contracts = append(w.contracts, numbers[:]...)
}

// together are the texts of a product that lists show, sort by and measure, and by
// which it is looked up: all but what is read of one product at a time, such as the
// description and the hash.
var together = [...]int{1, 2, 3, 4, 5, 6, 8, 0}

// arrange orders the strings and numbers them anew in all rows. What is read of many
// products comes first and column by column: of a mapped snapshot that is a few pages
// and not all of the texts.
func (w *writer) arrange() []string {
	numbers := make([]uint32, w.strings.Len())
	all := append(make([]string, 0, len(numbers)), "")
	move := func(rows []uint32, words, col int) {
		for at := col; at < len(rows); at += words {
			n := rows[at]
			if n != 0 && numbers[n] == 0 {
				numbers[n] = uint32(len(all))
				all = append(all, w.strings.String(n))
			}
			rows[at] = numbers[n]
		}
	}
	for _, col := range together {
		move(w.products, productWords, col)
	}
	move(w.contracts, contractWords, 0)
	for at := 0; at < len(w.products); at += productWords {
		for col := range productTexts {
			if !slices.Contains(together[:], col) {
				move(w.products[at:at+productWords], productWords, col)
			}
		}
	}
	for at := 0; at < len(w.contracts); at += contractWords {
		for col := 1; col < contractTexts; col++ {
			move(w.contracts[at:at+contractWords], contractWords, col)
		}
	}
	return all
}

// finish lays the sections out one after the other.
func (w *writer) finish(h header) *Snapshot {
	byID, byCID := w.orderOf(w.ids), w.orderOf(w.cids)
	all := w.arrange()
	h.strings, h.products, h.contracts = uint32(len(all)), uint32(len(w.ids)), uint32(len(w.cids))
	words := len(all) + 1 + len(w.products) + len(w.contracts) + len(w.ids) + len(w.cids)
	out := make([]byte, 0, headerBytes+4*words+w.strings.Size())
	out = h.append(out)
	end := uint32(0)
	out = binary.LittleEndian.AppendUint32(out, end)
	for _, s := range all {
		end += uint32(len(s))
		out = binary.LittleEndian.AppendUint32(out, end)
	}
	for _, sec := range [][]uint32{w.products, w.contracts, byID, byCID} {
		for _, n := range sec {
			out = binary.LittleEndian.AppendUint32(out, n)
		}
	}
	for _, s := range all {
		out = append(out, s...)
	}
	return mustLoad(out)
}

// append writes the start of a snapshot.
func (h header) append(out []byte) []byte {
	out = append(out, snapshotMagic...)
	for _, n := range []uint32{h.strings, h.products, h.contracts, h.problems} {
		out = binary.LittleEndian.AppendUint32(out, n)
	}
	out = binary.LittleEndian.AppendUint64(out, h.generation)
	return binary.LittleEndian.AppendUint64(out, uint64(h.synced))
}

func mustLoad(written []byte) *Snapshot {
	s, err := LoadSnapshot(written)
	if err != nil {
		panic("catalog: a snapshot just written does not load: " + err.Error())
	}
	return s
}

// orderOf returns the row numbers in the order of their ids.
func (w *writer) orderOf(ids []uint32) []uint32 {
	order := make([]uint32, len(ids))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int {
		return cmp.Or(strings.Compare(w.strings.String(ids[a]), w.strings.String(ids[b])), cmp.Compare(a, b))
	})
	return order
}
