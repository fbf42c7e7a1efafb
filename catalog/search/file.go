package search

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
)

// A segment is written as
//
//	magic | generation | length | checksum | number of sections | length of each | sections
//
// with little-endian numbers of eight bytes, four for the checksum and for the
// number of sections. The checksum (CRC-32C) covers all that follows it. What
// the sections are is fixed by the order in which tables write and read them;
// whoever changes that changes the magic.
const (
	segmentMagic = "mdxfind2"
	headerBytes  = 8 + 8 + 8 + 4
)

// checksum is the polynomial that processors compute in hardware.
func checksum() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// writeSegment lays the sections out.
func writeSegment(generation uint64, parts [][]byte) []byte {
	return slices.Concat(append([][]byte{segmentHead(generation, parts)}, parts...)...)
}

// segmentHead is what comes before the sections.
func segmentHead(generation uint64, parts [][]byte) []byte {
	out := make([]byte, headerBytes, headerBytes+4+8*len(parts))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(parts)))
	size := cap(out)
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint64(out, uint64(len(p)))
		size += len(p)
	}
	sum := crc32.Checksum(out[headerBytes:], checksum())
	for _, p := range parts {
		sum = crc32.Update(sum, checksum(), p)
	}
	copy(out, segmentMagic)
	binary.LittleEndian.PutUint64(out[8:], generation)
	binary.LittleEndian.PutUint64(out[16:], uint64(size))
	binary.LittleEndian.PutUint32(out[24:], sum)
	return out
}

// sections hands out the parts of a segment in order.
type sections struct {
	lengths []byte
	rest    []byte
	bad     bool // the directory or a part was not as it has to be
}

// next is the next part; empty, and bad is set, when there is none.
func (s *sections) next() []byte {
	if len(s.lengths) < 8 {
		s.bad = true
		return nil
	}
	n := binary.LittleEndian.Uint64(s.lengths)
	s.lengths = s.lengths[8:]
	if n > uint64(len(s.rest)) {
		s.bad = true
		return nil
	}
	part := s.rest[:n:n]
	s.rest = s.rest[n:]
	return part
}

// check says whether a segment's content is looked at before it is used.
type check uint8

const (
	whole      check = iota // the checksum has to be right
	headerOnly              // somebody else has seen to that
)

// readSegment takes the first segment of data apart.
func readSegment(data []byte, c check) (generation uint64, s *sections, rest []byte, err error) {
	if len(data) < headerBytes+4 || string(data[:8]) != segmentMagic {
		return 0, nil, nil, ErrIndex
	}
	size := binary.LittleEndian.Uint64(data[16:])
	if size > uint64(len(data)) || size < headerBytes+4 {
		return 0, nil, nil, ErrIndex
	}
	data, rest = data[:size:size], data[size:]
	if c == whole && crc32.Checksum(data[headerBytes:], checksum()) != binary.LittleEndian.Uint32(data[24:]) {
		return 0, nil, nil, ErrIndex
	}
	body := data[headerBytes+4:]
	n := uint64(binary.LittleEndian.Uint32(data[headerBytes:])) * 8
	if n > uint64(len(body)) {
		return 0, nil, nil, ErrIndex
	}
	return binary.LittleEndian.Uint64(data[8:]), &sections{lengths: body[:n], rest: body[n:]}, rest, nil
}

// Verify reads an index file to its end and reports whether it is whole and
// unharmed: ErrIndex if not. It needs a quarter of a megabyte, whatever the
// size, and maps nothing.
func Verify(r io.Reader) error {
	head := make([]byte, headerBytes)
	buf := make([]byte, 1<<18)
	for segments := 0; ; segments++ {
		n, err := io.ReadFull(r, head)
		if err == io.EOF && n == 0 && segments > 0 {
			return nil
		}
		if err != nil || string(head[:8]) != segmentMagic {
			return ErrIndex
		}
		size := binary.LittleEndian.Uint64(head[16:])
		if size < headerBytes || size > 1<<40 {
			return ErrIndex
		}
		sum := crc32.New(checksum())
		if n, err := io.CopyBuffer(sum, io.LimitReader(r, int64(size-headerBytes)), buf); err != nil || uint64(n) != size-headerBytes {
			return ErrIndex
		}
		if sum.Sum32() != binary.LittleEndian.Uint32(head[24:]) {
			return ErrIndex
		}
	}
}
