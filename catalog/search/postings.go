package search

import (
	"encoding/binary"
	"iter"
	"math/bits"
)

// A posting list is the rows that have a term. It has the smallest of three
// forms.
//
// A list of runs is for each run the gap since the last one with a low bit that
// says whether the run is longer than one row, and then its length less two,
// both as variable-length integers. Single rows a little apart, the most frequent
// case, take a byte.
//
// A dense list is a bit a row. It is what the words that half the catalog has come
// to, and what makes a query of one letter cheap: joining dense lists takes an
// instruction for 64 rows.
//
// A list of one row is that row, in the place where others have their offset: see
// lists. Ids have such lists.

// form is how a posting list is written.
type form uint8

const (
	asRuns form = iota
	asBits
	asOne
)

// runs gathers one posting list. Rows are added in order, but for those that
// are there already.
type runs struct {
	chain    chain
	end      uint32 // of what is in the chain
	from, to uint32 // the run that is still growing, empty when equal
	count    uint32
}

// add takes in the row.
func (r *runs) add(a *arena, row uint32) {
	if row < r.to {
		return
	}
	r.count++
	if row == r.to && r.from < r.to {
		r.to++
		return
	}
	r.flush(a)
	r.from, r.to = row, row+1
}

func (r *runs) flush(a *arena) {
	if r.from >= r.to {
		return
	}
	gap, length := uint64(r.from-r.end), r.to-r.from
	if length == 1 {
		a.uvarint(&r.chain, gap<<1)
	} else {
		a.uvarint(&r.chain, gap<<1|1)
		a.uvarint(&r.chain, uint64(length-2))
	}
	r.end, r.from = r.to, r.to
}

// write appends the list, of a table of n rows: the number of rows with a low bit
// for its form, the number of bytes, and the bytes.
func (r *runs) write(dst []byte, a *arena, n int) []byte {
	r.flush(a)
	if 8*setWords(n) < int(r.chain.size) {
		s := make(set, setWords(n))
		postings{data: a.append(nil, &r.chain), count: int(r.count)}.into(s)
		dst = binary.AppendUvarint(dst, uint64(r.count)<<1|1)
		return append(binary.AppendUvarint(dst, uint64(8*setWords(n))), s.bytes()...)
	}
	dst = binary.AppendUvarint(dst, uint64(r.count)<<1)
	return a.append(binary.AppendUvarint(dst, uint64(r.chain.size)), &r.chain)
}

// readPostings takes the list that data begins with apart.
func readPostings(data []byte) (p postings, rest []byte, ok bool) {
	head, n := uvarint(data)
	data = data[n:]
	size, n := uvarint(data)
	data = data[n:]
	if size > uint64(len(data)) {
		return postings{}, nil, false
	}
	return postings{data: data[:size], count: int(head >> 1), form: form(head & 1)}, data[size:], true
}

// lists are the posting lists of terms: for each term one for each tier that has
// rows. In the column is where they begin in data, doubled: a byte with a bit for
// each tier, and then the lists. A term that has nothing but one row in the first
// tier has that row there instead, doubled and one more.
type lists struct {
	at   column
	data []byte
}

func loadLists(s *sections) lists { return lists{loadColumn(s), s.next()} }

// list is the posting list of a tier of term i.
func (l *lists) list(i int, t tier) postings { return l.tiers(i)[t] }

// into adds the rows of a tier of term i to the set. Of most names, of which a letter
// begins hundreds of thousands, that is one row, and no list is made for it.
func (l *lists) into(i int, t tier, s set) {
	at := l.at.at(i)
	switch {
	case at&1 == 0:
		l.list(i, t).into(s)
	case t == naming:
		s.add(at >> 1)
	}
}

// tiers are the posting lists of term i.
func (l *lists) tiers(i int) (out [listTiers]postings) {
	at := l.at.at(i)
	if at&1 != 0 {
		out[naming] = postings{count: 1, form: asOne, row: at >> 1}
		return out
	}
	if at >>= 1; int(at) >= len(l.data) {
		return out
	}
	present, data := l.data[at], l.data[at+1:]
	for t := range out {
		if present>>t&1 == 0 {
			continue
		}
		var ok bool
		if out[t], data, ok = readPostings(data); !ok {
			return out
		}
	}
	return out
}

// postings is one list, read in place. Harmed bytes end it early.
type postings struct {
	data  []byte
	count int
	form  form
	row   uint32 // of a list of one
}

// runReader takes a list of runs apart.
type runReader struct {
	data []byte
	at   uint64
}

// next is the next run [from, to) of rows.
func (r *runReader) next() (from, to uint64, ok bool) {
	if len(r.data) == 0 {
		return 0, 0, false
	}
	gap, n := uvarint(r.data)
	r.data = r.data[n:]
	length := uint64(1)
	if gap&1 != 0 {
		more, n := uvarint(r.data)
		r.data = r.data[n:]
		length = more + 2
	}
	from = r.at + gap>>1
	r.at = from + length
	return from, r.at, true
}

// into adds the rows of the list to the set.
func (p postings) into(s set) {
	switch p.form {
	case asOne:
		s.add(p.row)
		return
	case asBits:
		for i := range min(len(s), len(p.data)/8) {
			s[i] |= binary.LittleEndian.Uint64(p.data[i*8:])
		}
		return
	}
	rows := uint64(len(s)) * 64
	for r := (runReader{data: p.data}); ; {
		from, to, ok := r.next()
		if !ok || to > rows {
			return
		}
		if to == from+1 {
			s[from/64] |= 1 << (from % 64)
			continue
		}
		s.addRange(uint32(from), uint32(to))
	}
}

// countIn is the number of rows that the set has.
func (p postings) countIn(s set) int {
	count := 0
	switch p.form {
	case asOne:
		return isIn(s, p.row)
	case asBits:
		for i := range min(len(s), len(p.data)/8) {
			count += bits.OnesCount64(s[i] & binary.LittleEndian.Uint64(p.data[i*8:]))
		}
		return count
	}
	rows := uint64(len(s)) * 64
	for r := (runReader{data: p.data}); ; {
		from, to, ok := r.next()
		if !ok || to > rows {
			return count
		}
		for ; from < to; from++ {
			count += int(s[from/64] >> (from % 64) & 1)
		}
	}
}

// isIn is 1 if the set has the row.
func isIn(s set, row uint32) int {
	if s.has(row) {
		return 1
	}
	return 0
}

// all yields the rows below n.
func (p postings) all(n int) iter.Seq[uint32] {
	switch p.form {
	case asOne:
		return func(yield func(uint32) bool) {
			if int(p.row) < n {
				yield(p.row)
			}
		}
	case asBits:
		return func(yield func(uint32) bool) { eachBit(p.data, n, yield) }
	}
	return func(yield func(uint32) bool) {
		for r := (runReader{data: p.data}); ; {
			from, to, ok := r.next()
			if !ok || to > uint64(n) {
				return
			}
			for ; from < to; from++ {
				if !yield(uint32(from)) {
					return
				}
			}
		}
	}
}

// eachBit yields the rows below n whose bits are set, until told to stop.
func eachBit(data []byte, n int, yield func(uint32) bool) {
	for i := range len(data) / 8 {
		for w := binary.LittleEndian.Uint64(data[i*8:]); w != 0; w &= w - 1 {
			row := i*64 + bits.TrailingZeros64(w)
			if row >= n || !yield(uint32(row)) {
				return
			}
		}
	}
}

// uvarint reads a number; of harmed bytes it reads zero and takes them all.
func uvarint(data []byte) (uint64, int) {
	if len(data) > 0 && data[0] < 0x80 {
		return uint64(data[0]), 1
	}
	v, n := binary.Uvarint(data)
	if n <= 0 || v > 1<<34 {
		return 0, len(data)
	}
	return v, n
}
