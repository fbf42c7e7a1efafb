package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// bbolt trusts the pages of its file. A page that leads back to one above it makes
// it go round in circles until the stack ends, which no program survives; one that
// leads out of the file is a fault, and where bbolt looks on a goroutine of its own,
// as its check does, nobody can catch that. So before bbolt is let at a file, the
// pages that lead to others are looked at here: by reading them, not through a
// mapping, so that a disk which fails gives an error.
//
// A look at the skeleton, which are the meta pages, the list of free pages and the
// branches of all trees, is a look at one page in a hundred. Then every page has at
// most one use, so no way is a circle, and every way ends in the file. What is
// wrong in the leaves, bbolt finds on the goroutine that guard watches.
//
// All numbers are in the order of the machine:
//
//	page       id 8 | flags 2 | count 2 | overflow 4 | elements 16 each | keys and values
//	branch     offset of the key from the element 4 | its length 4 | page 8
//	leaf       flags 4 | offset of the key from the element 4 | its length 4 | length of the value 4
//	free       pages 8 each; of 65,535 or more, how many comes first
//	meta       magic 4 | version 4 | page size 4 | flags 4 | root 8 | sequence 8 | free 8 | end 8 | transaction 8 | FNV-1a 8
//	bucket     root 8, or 0 and the page follows | sequence 8
const (
	pageHead    = 16
	elementSize = 16
	bucketHead  = 16
	metaSum     = 56 // where it is, and what it is of
	metaSize    = metaSum + 8

	metaMagic   = 0xED0CDAED
	metaVersion = 2

	branchPage = 1
	leafPage   = 2
	freePage   = 16

	bucketElement = 1

	manyFree = 0xFFFF
	noFree   = ^pageID(0) // the list is not kept; bbolt makes it from all that is used

	smallestPage = 1 << 10
	largestPage  = 1 << 24
)

type pageID uint64

// pageFile reads the pages of a database.
type pageFile struct {
	file     io.ReaderAt
	size     int64
	pageSize int64
	root     pageID
	free     pageID // of the list of free pages
	end      pageID // all pages are before it
}

// openPages finds out where the pages are. Of the two meta pages that of the later
// transaction holds, unless it is damaged.
func openPages(file io.ReaderAt, size int64) (*pageFile, error) {
	p := &pageFile{file: file, size: size}
	first, ok := p.meta(0)
	second, both := []byte(nil), false
	for at := int64(smallestPage); at <= largestPage && !both; at *= 2 {
		if !ok || at == pageSizeOf(first) {
			second, both = p.meta(at)
		}
	}
	switch {
	case !ok && !both:
		return nil, fmt.Errorf("%w: it does not begin as a database does", ErrCorrupt)
	case !ok || both && binary.NativeEndian.Uint64(second[48:]) > binary.NativeEndian.Uint64(first[48:]):
		first = second
	}
	p.pageSize = pageSizeOf(first)
	p.root = pageID(binary.NativeEndian.Uint64(first[16:]))
	p.free = pageID(binary.NativeEndian.Uint64(first[32:]))
	p.end = pageID(binary.NativeEndian.Uint64(first[40:]))
	if p.pageSize < smallestPage || p.pageSize > largestPage {
		return nil, fmt.Errorf("%w: pages of %d bytes", ErrCorrupt, p.pageSize)
	}
	if whole := pageID(size / p.pageSize); p.end > whole {
		return nil, fmt.Errorf("%w: %d of %d pages are missing", ErrCorrupt, p.end-whole, p.end)
	}
	return p, nil
}

// meta reads the meta page at an offset; false if there is no whole one.
func (p *pageFile) meta(at int64) ([]byte, bool) {
	head := make([]byte, pageHead+metaSize)
	if _, err := p.file.ReadAt(head, at); err != nil {
		return nil, false
	}
	m := head[pageHead:]
	sum := fnv.New64a()
	_, _ = sum.Write(m[:metaSum]) // never fails
	return m, binary.NativeEndian.Uint32(m) == metaMagic && binary.NativeEndian.Uint32(m[4:]) == metaVersion &&
		binary.NativeEndian.Uint64(m[metaSum:]) == sum.Sum64()
}

func pageSizeOf(meta []byte) int64 { return int64(binary.NativeEndian.Uint32(meta[8:])) }

// page is one page, as far as it was read.
type page struct {
	id    pageID
	flags uint16
	count int
	more  pageID // pages that it goes on in
	data  []byte // from its head on
}

func newPage(data []byte) page {
	return page{
		pageID(binary.NativeEndian.Uint64(data)), binary.NativeEndian.Uint16(data[8:]),
		int(binary.NativeEndian.Uint16(data[10:])), pageID(binary.NativeEndian.Uint32(data[12:])), data,
	}
}

// read reads n bytes of a page into buffer, and checks that it is that page.
func (p *pageFile) read(id pageID, n int64, buffer []byte) (page, []byte, error) {
	if id < 2 || id >= p.end {
		return page{}, buffer, fmt.Errorf("page %d: is not one of %d", id, p.end)
	}
	if int64(cap(buffer)) < n {
		buffer = make([]byte, n)
	}
	data := buffer[:n]
	if _, err := p.file.ReadAt(data, int64(id)*p.pageSize); err != nil {
		return page{}, buffer, fmt.Errorf("page %d: %w", id, err)
	}
	pg := newPage(data)
	switch {
	case pg.id != id:
		return pg, buffer, fmt.Errorf("page %d: says that it is page %d", id, pg.id)
	case pg.more >= p.end-id:
		return pg, buffer, fmt.Errorf("page %d: goes on behind the end", id)
	}
	return pg, buffer, nil
}

func (pg *page) element(i int) []byte { return pg.data[pageHead+i*elementSize:] }

// sizes tells where the key of an element begins, from the element on, and how long
// key and value are.
func (pg *page) sizes(i int) (offset, key, value uint64) {
	e := pg.element(i)
	if pg.flags == branchPage {
		return uint64(binary.NativeEndian.Uint32(e)), uint64(binary.NativeEndian.Uint32(e[4:])), 0
	}
	return uint64(binary.NativeEndian.Uint32(e[4:])), uint64(binary.NativeEndian.Uint32(e[8:])), uint64(binary.NativeEndian.Uint32(e[12:]))
}

// holds reports whether an element, its key and its value are in the page.
func (pg *page) holds(i int) bool {
	at := pageHead + i*elementSize
	if at+elementSize > len(pg.data) {
		return false
	}
	offset, key, value := pg.sizes(i)
	return uint64(at)+offset+key+value <= uint64(len(pg.data))
}

func (pg *page) key(i int) []byte {
	offset, key, _ := pg.sizes(i)
	return pg.element(i)[offset : offset+key]
}

func (pg *page) value(i int) []byte {
	offset, key, value := pg.sizes(i)
	return pg.element(i)[offset+key : offset+key+value]
}

func (pg *page) child(i int) pageID { return pageID(binary.NativeEndian.Uint64(pg.element(i)[8:])) }
