package search

import (
	"encoding/binary"

	"meshdex/catalog/intern"
)

// The bounds on what a hostile document can make the index take in.
const (
	maxText = 4096 // bytes of a text
	maxWord = 64   // bytes of a word
	maxKey  = 256  // bytes of a name that can be found as a whole
)

// forward is a table as it is gathered: for each row what it says, by the numbers
// of its texts. A mesh says the same things again and again, so this takes some
// tens of bytes a row; all that makes rows found is derived from it in the end.
type forward struct {
	scope   Scope
	texts   *intern.Table
	named   *marks   // numbers of texts that are names
	says    []byte   // of each text of each row its field and its number
	starts  []uint32 // of each row in says
	facts   []uint32 // of each value of each row its qualifier and itself, as numbers of texts
	fstarts []uint32 // of each row in facts
	flags   []facet
	numbers [numberCount][]uint32
	names   []uint32 // what each row is called, 0 for nothing
}

func newForward(s Scope, texts *intern.Table, named *marks) *forward {
	return &forward{scope: s, texts: texts, named: named}
}

func (f *forward) len() int { return len(f.starts) }

// add takes in the next row.
func (f *forward) add(e *entry) {
	f.starts = append(f.starts, uint32(len(f.says)))
	f.fstarts = append(f.fstarts, uint32(len(f.facts)))
	name := uint32(0)
	for i, t := range e.texts {
		n := f.texts.Number(clip(t.text, maxText))
		f.says = binary.AppendUvarint(append(f.says, byte(t.in)), uint64(n))
		if t.in <= Synonym {
			f.named.add(n)
		}
		if i == 0 {
			name = n
		}
	}
	f.names = append(f.names, name)
	for _, v := range e.values {
		f.facts = append(f.facts, f.texts.Number(v.qualifier), f.texts.Number(clip(v.text, maxKey)))
	}
	f.flags = append(f.flags, e.flags)
	for i, n := range e.numbers {
		f.numbers[i] = append(f.numbers[i], n)
	}
}

// said is what a row says, to be taken apart by nextText.
func (f *forward) said(row int) []byte {
	end := len(f.says)
	if row+1 < len(f.starts) {
		end = int(f.starts[row+1])
	}
	return f.says[f.starts[row]:end]
}

// nextText takes the first text off what a row says.
func nextText(said []byte) (in Field, number uint32, rest []byte) {
	n, size := uvarint(said[1:])
	return Field(said[0]), uint32(n), said[1+size:]
}

// text is the first text of the row in a field.
func (f *forward) text(row int, in Field) string {
	for said := f.said(row); len(said) > 0; {
		var at Field
		var n uint32
		if at, n, said = nextText(said); at == in {
			return f.texts.String(n)
		}
	}
	return ""
}

// values are those of a row: qualifiers and values in turn.
func (f *forward) values(row int) []uint32 {
	end := len(f.facts)
	if row+1 < len(f.fstarts) {
		end = int(f.fstarts[row+1])
	}
	return f.facts[f.fstarts[row]:end]
}

// marks is a set that grows.
type marks struct{ words []uint64 }

func (m *marks) add(n uint32) {
	for int(n/64) >= len(m.words) {
		m.words = append(m.words, 0)
	}
	m.words[n/64] |= 1 << (n % 64)
}

func (m *marks) has(n uint32) bool {
	return int(n/64) < len(m.words) && m.words[n/64]>>(n%64)&1 != 0
}
