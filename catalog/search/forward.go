package search

import (
	"encoding/binary"
	"iter"
	"math/bits"
	"slices"

	"meshdex/catalog/intern"
)

// The bounds on what a hostile document can make the index take in.
const (
	maxText = 4096 // bytes of a text
	maxWord = 64   // bytes of a word
	maxKey  = 256  // bytes of a name that can be found as a whole
)

// statements are all texts and values that rows say, each once.
type statements struct {
	texts  *intern.Table
	named  *marks        // numbers of texts that are names
	values *intern.Table // each as qualifier, valueSeparator and value
	value  []byte
}

func newStatements() *statements {
	return &statements{texts: intern.New(), named: &marks{}, values: intern.New()}
}

func (s *statements) numberValue(v value) uint32 {
	s.value = append(append(append(s.value[:0], v.qualifier...), valueSeparator), clip(v.text, maxKey)...)
	return s.values.Number(view(s.value))
}

// seal is called when all has been said.
func (s *statements) seal() {
	s.texts.Seal()
	s.values.Seal()
}

// sayings are what a number of rows say, by the numbers of its texts. A mesh says the
// same things again and again, so this takes some tens of bytes a row.
type sayings struct {
	*statements
	says    []byte   // of each text of each row its field and its number
	starts  []uint32 // of each row in says
	facts   []byte   // of each value of each row its number
	fstarts []uint32 // of each row in facts
	flags   []facet
}

func (s *sayings) len() int { return len(s.starts) }

// grow makes room for n rows.
func (s *sayings) grow(n int) {
	s.starts, s.fstarts, s.flags = slices.Grow(s.starts, n), slices.Grow(s.fstarts, n), slices.Grow(s.flags, n)
}

// add takes in the next row.
func (s *sayings) add(e *entry) {
	s.starts = append(s.starts, uint32(len(s.says)))
	s.fstarts = append(s.fstarts, uint32(len(s.facts)))
	for _, t := range e.texts {
		n := s.texts.Number(clip(t.text, maxText))
		s.says = binary.AppendUvarint(append(s.says, byte(t.in)), uint64(n))
		if t.in <= Synonym {
			s.named.add(n)
		}
	}
	for _, v := range e.values {
		s.facts = binary.AppendUvarint(s.facts, uint64(s.numberValue(v)))
	}
	s.flags = append(s.flags, e.flags)
}

// repeat lets the last row also say what a row of others says, which have the same
// texts.
func (s *sayings) repeat(others *sayings, row int) {
	s.says = append(s.says, others.of(row)...)
	s.facts = append(s.facts, between(others.facts, others.fstarts, row)...)
	s.flags[len(s.flags)-1] |= others.flags[row]
}

// of is what a row says, to be taken apart by nextText.
func (s *sayings) of(row int) []byte { return between(s.says, s.starts, row) }

// factsOf are the numbers of a row's values.
func (s *sayings) factsOf(row int) iter.Seq[uint32] {
	return numbersIn(between(s.facts, s.fstarts, row))
}

// numbersIn are numbers that lie one after the other.
func numbersIn(data []byte) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for left := data; len(left) > 0; {
			v, n := uvarint(left)
			if left = left[n:]; !yield(uint32(v)) {
				return
			}
		}
	}
}

// between is the part of data that belongs to a row, which ends where the next begins.
func between[T any](data []T, starts []uint32, row int) []T {
	end := len(data)
	if row+1 < len(starts) {
		end = int(starts[row+1])
	}
	return data[starts[row]:end]
}

// nextText takes the first text off what a row says.
func nextText(said []byte) (in Field, number uint32, rest []byte) {
	n, size := uvarint(said[1:])
	return Field(said[0]), uint32(n), said[1+size:]
}

// text is the first text of the row in a field.
func (s *sayings) text(row int, in Field) string {
	for said := s.of(row); len(said) > 0; {
		var at Field
		var n uint32
		if at, n, said = nextText(said); at == in {
			return s.texts.String(n)
		}
	}
	return ""
}

// forward is a table as it is gathered: for each row what it says. All that makes rows
// found is derived from it in the end.
type forward struct {
	sayings
	scope   Scope
	numbers [numberCount]tally
}

func newForward(s Scope, all *statements) *forward {
	return &forward{scope: s, sayings: sayings{statements: all}}
}

// name is the text that the row is called by, which is its first one; 0 for none.
func (f *forward) name(row int) uint32 {
	said := f.of(row)
	if len(said) == 0 {
		return 0
	}
	_, n, _ := nextText(said)
	return n
}

// add takes in the next row.
func (f *forward) add(e *entry) {
	row := f.len()
	f.sayings.add(e)
	for i, n := range e.numbers {
		f.numbers[i].set(row, n)
	}
}

// tally is a number of each row. It ends with the last row that has one: most numbers
// are of few kinds of rows.
type tally []uint32

// set gives a number to a row behind all that have one.
func (t *tally) set(row int, n uint32) {
	if n > 0 {
		*t = append(append(*t, make([]uint32, row-len(*t))...), n)
	}
}

func (t tally) at(row int) uint32 {
	if row < len(t) {
		return t[row]
	}
	return 0
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

// ranks is a set whose members are counted.
type ranks struct {
	marks
	before []uint32 // how many are in the words before each word
}

func rank(m marks) ranks {
	r := ranks{m, make([]uint32, len(m.words))}
	n := uint32(0)
	for i, word := range m.words {
		r.before[i] = n
		n += uint32(bits.OnesCount64(word))
	}
	return r
}

// of is how many members are below a member.
func (r *ranks) of(n uint32) uint32 {
	return r.before[n/64] + uint32(bits.OnesCount64(r.words[n/64]&(1<<(n%64)-1)))
}
