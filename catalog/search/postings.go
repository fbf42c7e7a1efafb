package search

import (
	"encoding/binary"
	"iter"
)

// A posting list is the rows that have a term, as runs: the gap since the last
// run with a low bit that says whether the run is longer than one row, and then
// its length less two, both as variable-length integers. Single rows a little
// apart, the most frequent case, take a byte; what all properties of a
// contract inherit takes two or three, however many they are.
//
// A term has a list for each tier: a byte with a bit for each list there is,
// and then for each of them the number of rows, the number of bytes and the
// bytes.

// runs gathers one posting list. Rows are added in order, but for those that
// are there already.
type runs struct {
	data     []byte
	end      uint32 // of what is in data
	from, to uint32 // the run that is still growing, empty when equal
	count    uint32
}

// add takes in the rows [from, to).
func (r *runs) add(from, to uint32) {
	from = max(from, r.to)
	if from >= to {
		return
	}
	r.count += to - from
	if from == r.to && r.from < r.to {
		r.to = to
		return
	}
	r.flush()
	r.from, r.to = from, to
}

func (r *runs) flush() {
	if r.from >= r.to {
		return
	}
	gap, length := uint64(r.from-r.end), r.to-r.from
	if length == 1 {
		r.data = binary.AppendUvarint(r.data, gap<<1)
	} else {
		r.data = binary.AppendUvarint(r.data, gap<<1|1)
		r.data = binary.AppendUvarint(r.data, uint64(length-2))
	}
	r.end = r.to
}

// postings is one list, read in place. Harmed bytes end it early.
type postings struct {
	data  []byte
	count int
}

// runReader takes a posting list apart.
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
	rows, count := uint64(len(s))*64, 0
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

// all yields the rows below n.
func (p postings) all(n int) iter.Seq[uint32] {
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

// uvarint reads a number; of harmed bytes it reads zero and takes them all.
func uvarint(data []byte) (uint64, int) {
	if len(data) > 0 && data[0] < 0x80 {
		return uint64(data[0]), 1
	}
	v, n := binary.Uvarint(data)
	if n <= 0 || v > 1<<33 {
		return 0, len(data)
	}
	return v, n
}
