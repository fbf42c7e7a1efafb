package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A slot is a file with one value in it, written anew and renamed into place, so
// that whoever opens it sees all of one value. What is read may be mapped:
// nothing ever writes into a file that has a slot's name.
//
//	magic | version | store id | generation | length | CRC-32C of the value | CRC-32C of the header | value
const (
	slotMagic   = "mdxslot1"
	slotHeader  = 80 // a multiple of 8, so that the value is aligned in a mapping
	slotIDBytes = 32
)

// slotTag says what the value belongs to.
type slotTag struct {
	ID         string // of the database
	Generation uint64
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errSlot = errors.New("not a whole slot file")

func slotHead(tag slotTag, value ...[]byte) []byte {
	length, sum := 0, uint32(0)
	for _, piece := range value {
		length += len(piece)
		sum = crc32.Update(sum, castagnoli, piece)
	}
	head := make([]byte, slotHeader)
	copy(head, slotMagic)
	copy(head[8:8+slotIDBytes], tag.ID)
	binary.LittleEndian.PutUint64(head[40:], tag.Generation)
	binary.LittleEndian.PutUint64(head[48:], uint64(length))
	binary.LittleEndian.PutUint32(head[56:], sum)
	binary.LittleEndian.PutUint32(head[60:], crc32.Checksum(head[:60], castagnoli))
	return head
}

// writeSlot replaces the slot at path. The value may be in several pieces.
func writeSlot(path string, tag slotTag, value ...[]byte) error {
	return replaceFile(path, append([][]byte{slotHead(tag, value...)}, value...)...)
}

// viewSlot shows the slot at path to visit, which must keep nothing of the value. It is
// for those who look often: they would spend their time on the checksum of a value of
// which they want only the kind.
func viewSlot(path string, visit func(slotTag, []byte)) { _ = showSlot(path, parseHead, visit) }

// viewWholeSlot is viewSlot for those who need all of the value; it shows none that is
// damaged.
func viewWholeSlot(path string, visit func(slotTag, []byte)) { _ = showSlot(path, parseSlot, visit) }

func showSlot(path string, parse func([]byte) (slotTag, []byte, error), visit func(slotTag, []byte)) error {
	file, err := mapFile(path)
	if err != nil {
		return err
	}
	defer file.unmap()
	tag, value, err := parse(file.data)
	if err == nil {
		visit(tag, value)
	}
	return err
}

func parseSlot(data []byte) (slotTag, []byte, error) {
	tag, value, err := parseHead(data)
	if err == nil && binary.LittleEndian.Uint32(data[56:]) != crc32.Checksum(value, castagnoli) {
		err = errSlot
	}
	return tag, value, err
}

// parseHead takes a slot apart without looking at the value.
func parseHead(data []byte) (slotTag, []byte, error) {
	if len(data) < slotHeader || string(data[:8]) != slotMagic ||
		binary.LittleEndian.Uint32(data[60:]) != crc32.Checksum(data[:60], castagnoli) {
		return slotTag{}, nil, errSlot
	}
	value := data[slotHeader:]
	if binary.LittleEndian.Uint64(data[48:]) != uint64(len(value)) {
		return slotTag{}, nil, errSlot
	}
	return slotTag{string(data[8 : 8+slotIDBytes]), binary.LittleEndian.Uint64(data[40:])}, value, nil
}

// pieceBytes is how much is written to a file at once. Linux keeps in memory as one
// what was written at once, up to 2 MB, and gives all of that to a process which reads
// a byte of it in a mapped file.
const pieceBytes = 64 << 10

// replaceFile writes parts to a new file and renames it to path, durably.
func replaceFile(path string, parts ...[]byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".tmp-*")
	if err != nil {
		return translate(err)
	}
	for _, part := range parts {
		for piece := range slices.Chunk(part, pieceBytes) {
			if err == nil {
				_, err = f.Write(piece)
			}
		}
	}
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = rename(f.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, ignoreMissing(os.Remove(f.Name())))
		return fmt.Errorf("replace %s: %w", filepath.Base(path), translate(err))
	}
	return nil
}

// sweepLeft deletes what killed processes left of a file that they were about to
// replace. Whoever calls it has the lock under which that is done.
func sweepLeft(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(path)+".tmp-") {
			_ = os.Remove(filepath.Join(filepath.Dir(path), e.Name())) // it only takes room
		}
	}
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
