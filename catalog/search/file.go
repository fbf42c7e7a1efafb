package search

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"sync"
	"sync/atomic"
)

// A segment is written from its beginning to its end, each section as soon as it is
// made, so that a large one need not be in memory:
//
//	sections | length and checksum of each | how many | generation | length of all | checksum | magic
//
// with little-endian numbers of eight bytes, four for the checksums and for how many
// sections there are. The last checksum (CRC-32C, as all) covers all between the
// sections and itself, and so, by theirs, everything. What the sections are is fixed by
// the order in which they are written and read; whoever changes that changes the magic.
const (
	segmentMagic = "mdxfind6"
	footerBytes  = 4 + 8 + 8 + 4 + 8
	entryBytes   = 8 + 4 // of a section in the directory
)

// castagnoli is the polynomial that processors compute in hardware.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// segmentWriter writes a segment. After an error it does nothing more.
type segmentWriter struct {
	to        io.Writer
	directory []byte
	count     uint32
	size      int64
	err       error
}

// section writes the next section, which may be in several pieces.
func (w *segmentWriter) section(pieces ...[]byte) {
	size, sum := 0, uint32(0)
	for _, p := range pieces {
		size, sum = size+len(p), crc32.Update(sum, castagnoli(), p)
		w.write(p)
	}
	w.directory = binary.LittleEndian.AppendUint64(w.directory, uint64(size))
	w.directory = binary.LittleEndian.AppendUint32(w.directory, sum)
	w.count++
}

func (w *segmentWriter) write(p []byte) {
	if w.err == nil {
		_, w.err = w.to.Write(p)
	}
	w.size += int64(len(p))
}

// end writes what comes behind the sections.
func (w *segmentWriter) end(generation uint64) error {
	out := binary.LittleEndian.AppendUint32(w.directory, w.count)
	out = binary.LittleEndian.AppendUint64(out, generation)
	out = binary.LittleEndian.AppendUint64(out, uint64(w.size)+uint64(len(w.directory))+footerBytes)
	out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli()))
	w.write(append(out, segmentMagic...))
	return w.err
}

// pieces are what was written, each for itself: a large index in a buffer that grows is
// there three times while it is moved.
type pieces [][]byte

func (p *pieces) Write(b []byte) (int, error) {
	*p = append(*p, bytes.Clone(b))
	return len(b), nil
}

// sumOf is the checksum that stands for all of a segment.
func sumOf(segment []byte) []byte {
	return segment[len(segment)-len(segmentMagic)-4 : len(segment)-len(segmentMagic)]
}

// sections hands out the parts of a segment in order.
type sections struct {
	parts [][]byte
	sums  []uint32
	bad   bool // a part was missing or not as it has to be
}

// next is the next part; empty, and bad is set, when there is none.
func (s *sections) next() []byte {
	if len(s.parts) == 0 {
		s.bad = true
		return nil
	}
	part := s.parts[0]
	s.parts = s.parts[1:]
	return part
}

// check reports whether the parts are as they were written. They are shared out
// among two goroutines: it is a matter of reading memory.
func (s *sections) check() bool {
	var wg sync.WaitGroup
	var next, bad atomic.Int32
	for range 2 {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(s.parts); i = next.Add(1) - 1 {
				if crc32.Checksum(s.parts[i], castagnoli()) != s.sums[i] {
					bad.Add(1)
				}
			}
		})
	}
	wg.Wait()
	return bad.Load() == 0
}

// written is a segment as it was read.
type written struct {
	data       []byte
	generation uint64
	sections   sections
}

// readSegment takes the last segment off data. It looks at nothing but what comes
// behind the sections.
func readSegment(data *[]byte) (*written, error) {
	d := *data
	footer := len(d) - footerBytes
	if footer < 0 || string(d[len(d)-len(segmentMagic):]) != segmentMagic {
		return nil, ErrIndex
	}
	count := uint64(binary.LittleEndian.Uint32(d[footer:]))
	size := binary.LittleEndian.Uint64(d[footer+12:])
	if size > uint64(len(d)) || size < footerBytes+entryBytes*count {
		return nil, ErrIndex
	}
	begin, end := len(d)-int(size), footer-int(entryBytes*count)
	if sum := crc32.Checksum(d[end:footer+20], castagnoli()); sum != binary.LittleEndian.Uint32(sumOf(d)) {
		return nil, ErrIndex
	}
	*data = d[:begin]
	w := &written{data: d[begin:], generation: binary.LittleEndian.Uint64(d[footer+4:])}
	return w, w.sections.load(d[begin:end], d[end:footer])
}

// load takes apart the sections that the directory lists.
func (s *sections) load(body, directory []byte) error {
	for ; len(directory) > 0; directory = directory[entryBytes:] {
		n := binary.LittleEndian.Uint64(directory)
		if n > uint64(len(body)) {
			return ErrIndex
		}
		s.sums = append(s.sums, binary.LittleEndian.Uint32(directory[8:]))
		s.parts, body = append(s.parts, body[:n:n]), body[n:]
	}
	if len(body) > 0 {
		return ErrIndex
	}
	return nil
}
