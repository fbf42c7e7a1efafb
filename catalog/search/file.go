package search

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"sync"
	"sync/atomic"
)

// A segment is written as
//
//	magic | generation | length | checksum | number of sections | length and checksum of each | sections
//
// with little-endian numbers of eight bytes, four for the checksums and for the
// number of sections. The first checksum (CRC-32C, as all) covers all before the
// sections but the magic, and so, by theirs, everything. What the sections are is
// fixed by the order in which they are written and read; whoever changes that
// changes the magic.
const (
	segmentMagic = "mdxfind4"
	headerBytes  = 8 + 8 + 8 + 4
	entryBytes   = 8 + 4 // of a section in the directory
)

// castagnoli is the polynomial that processors compute in hardware.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// writeSegment lays the sections out.
func writeSegment(generation uint64, parts [][]byte) []byte {
	return slices.Concat(append([][]byte{segmentHead(generation, parts)}, parts...)...)
}

// segmentHead is what comes before the sections.
func segmentHead(generation uint64, parts [][]byte) []byte {
	out := make([]byte, headerBytes, headerBytes+4+entryBytes*len(parts))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(parts)))
	size := cap(out)
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint64(out, uint64(len(p)))
		out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(p, castagnoli()))
		size += len(p)
	}
	copy(out, segmentMagic)
	binary.LittleEndian.PutUint64(out[8:], generation)
	binary.LittleEndian.PutUint64(out[16:], uint64(size))
	binary.LittleEndian.PutUint32(out[24:], headSum(out[:headerBytes], out[headerBytes:]))
	return out
}

// headSum is the checksum of what comes before the sections.
func headSum(header, directory []byte) uint32 {
	return crc32.Update(crc32.Checksum(header[8:24], castagnoli()), castagnoli(), directory)
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

// readSegment takes the first segment of data apart. It looks at nothing but what
// comes before the sections.
func readSegment(data []byte) (generation uint64, s *sections, rest []byte, err error) {
	if len(data) < headerBytes+4 || string(data[:8]) != segmentMagic {
		return 0, nil, nil, ErrIndex
	}
	size := binary.LittleEndian.Uint64(data[16:])
	count := uint64(binary.LittleEndian.Uint32(data[headerBytes:]))
	start := headerBytes + 4 + entryBytes*count
	if size > uint64(len(data)) || size < start {
		return 0, nil, nil, ErrIndex
	}
	if headSum(data[:headerBytes], data[headerBytes:start]) != binary.LittleEndian.Uint32(data[24:]) {
		return 0, nil, nil, ErrIndex
	}
	data, rest = data[:size:size], data[size:]
	s = &sections{parts: make([][]byte, count), sums: make([]uint32, count)}
	directory, body := data[headerBytes+4:start], data[start:]
	for i := range s.parts {
		n := binary.LittleEndian.Uint64(directory)
		if n > uint64(len(body)) {
			return 0, nil, nil, ErrIndex
		}
		s.sums[i] = binary.LittleEndian.Uint32(directory[8:])
		s.parts[i], body, directory = body[:n:n], body[n:], directory[entryBytes:]
	}
	if len(body) > 0 {
		return 0, nil, nil, ErrIndex
	}
	return binary.LittleEndian.Uint64(data[8:]), s, rest, nil
}

// Verify reads an index file to its end and reports whether it is whole and
// unharmed: ErrIndex if not. It needs a quarter of a megabyte, whatever the
// size, and maps nothing.
func Verify(r io.Reader) error {
	buf := make([]byte, 1<<18)
	for segments := 0; ; segments++ {
		switch ok, err := verifySegment(r, buf); {
		case err == io.EOF && segments > 0:
			return nil
		case !ok:
			return ErrIndex
		}
	}
}

// verifySegment reads one segment; io.EOF tells that there is none.
func verifySegment(r io.Reader, buf []byte) (ok bool, err error) {
	header := make([]byte, headerBytes+4)
	if n, err := io.ReadFull(r, header); n == 0 && err == io.EOF {
		return false, err
	}
	count := binary.LittleEndian.Uint32(header[headerBytes:])
	if string(header[:8]) != segmentMagic || count > 1<<10 {
		return false, nil
	}
	directory := make([]byte, entryBytes*count)
	if _, err := io.ReadFull(r, directory); err != nil {
		return false, nil
	}
	sum := headSum(header[:headerBytes], append(header[headerBytes:], directory...))
	if sum != binary.LittleEndian.Uint32(header[24:]) {
		return false, nil
	}
	for ; len(directory) > 0; directory = directory[entryBytes:] {
		sum, size := crc32.New(castagnoli()), int64(binary.LittleEndian.Uint64(directory))
		n, err := io.CopyBuffer(sum, io.LimitReader(r, size), buf)
		if err != nil || n != size || sum.Sum32() != binary.LittleEndian.Uint32(directory[8:]) {
			return false, nil
		}
	}
	return true, nil
}
