package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
)

// inspectFile looks at the database at path. One that keeps no list of free pages,
// as that of a pack, bbolt goes through as a whole when it is opened to be written,
// so it is looked at as a whole.
func inspectFile(path string, d depth) (faults []error, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p, err := openPages(f, info.Size())
	if err != nil {
		return nil, err
	}
	if p.free == noFree {
		d = wholeFile
	}
	return p.inspect(d), nil
}

// mustBeSound makes an error of what is wrong with the database at path.
func mustBeSound(path string, d depth) error {
	faults, err := inspectFile(path, d)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%w: %w", ErrCorrupt, faults[0])
	}
	return translate(err)
}

// inspect looks at the skeleton of the database, unless this process or another has
// done so since the file was last written.
func (db *DB) inspect() error {
	path := db.path(databaseFile)
	info, err := os.Stat(path)
	if err != nil {
		return translate(err)
	}
	stamp := fileStamp(info)
	if last := db.inspected.Load(); last != nil && *last == stamp {
		return nil
	}
	if !isSeen(path, info) {
		if err := mustBeSound(path, skeleton); err != nil {
			return err
		}
		see(path, info)
	}
	db.inspected.Store(&stamp)
	return nil
}

// trust spares the pages that this process has written itself: they were sound before,
// and nobody else could write.
func (db *DB) trust() {
	if info, err := os.Stat(db.path(databaseFile)); err == nil {
		stamp := fileStamp(info)
		db.inspected.Store(&stamp)
	}
}

// depth says what of a file is looked at.
type depth uint8

const (
	skeleton  depth = iota // what keeps bbolt safe
	wholeFile              // every page, the order of all keys, and that no page is lost
)

// inspection goes through a file and gathers what is wrong.
type inspection struct {
	*pageFile
	depth  depth
	used   []bool // by page
	buffer []byte // of the page that is looked at
	faults []error
}

// inspect looks at all pages down to a depth. It finds at most mostFaults faults.
func (p *pageFile) inspect(d depth) []error {
	in := &inspection{pageFile: p, depth: d, used: make([]bool, p.end)}
	if p.end < 2 {
		return []error{fmt.Errorf("%d pages", p.end)}
	}
	in.used[0], in.used[1] = true, true
	if p.free != noFree {
		in.freePages()
	}
	in.tree(p.root, nil, nil, true)
	for id, used := range in.used {
		if !used && d == wholeFile && p.free != noFree {
			in.fault(pageID(id), "is neither used nor free")
		}
	}
	return in.faults
}

func (in *inspection) fault(id pageID, format string, args ...any) {
	in.note(fmt.Errorf("page %d: %s", id, fmt.Sprintf(format, args...)))
}

func (in *inspection) note(err error) {
	if len(in.faults) < mostFaults {
		in.faults = append(in.faults, err)
	}
}

// claim uses pages for one thing, which nothing else may use them for.
func (in *inspection) claim(id, more pageID) bool {
	for i := id; i <= id+more; i++ {
		if i < 2 || i >= in.end || in.used[i] {
			in.fault(i, "is used twice, or not there")
			return false
		}
		in.used[i] = true
	}
	return true
}

// load reads and claims a page that nothing has come to yet: its beginning, or all
// of it.
func (in *inspection) load(id pageID) (pg page, ok bool) {
	pg, buffer, err := in.read(id, in.pageSize, in.buffer)
	in.buffer = buffer
	if err != nil {
		in.note(err)
		return pg, false
	}
	return pg, in.claim(id, pg.more)
}

// whole reads the rest of a page that goes on in others.
func (in *inspection) whole(pg page) (page, bool) {
	if pg.more == 0 {
		return pg, true
	}
	pg, buffer, err := in.read(pg.id, int64(pg.more+1)*in.pageSize, in.buffer)
	if in.buffer = buffer; err != nil {
		in.note(err)
	}
	return pg, err == nil
}

func (in *inspection) freePages() {
	pg, ok := in.load(in.free)
	if ok {
		pg, ok = in.whole(pg)
	}
	if !ok {
		return
	}
	count, ids := uint64(pg.count), pg.data[pageHead:]
	if pg.count == manyFree {
		count, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if pg.flags != freePage || count > uint64(len(ids)/8) {
		in.fault(pg.id, "is no list of free pages")
		return
	}
	for ; count > 0; count-- {
		in.claim(pageID(binary.NativeEndian.Uint64(ids)), 0)
		ids = ids[8:]
	}
}

// tree goes through the pages below id, whose keys are from low on and before high;
// nil is no bound. Only the root's tree holds buckets.
func (in *inspection) tree(id pageID, low, high []byte, isRoot bool) {
	pg, ok := in.load(id)
	switch {
	case !ok:
	case pg.flags == branchPage:
		in.branch(pg, low, high, isRoot)
	case pg.flags != leafPage:
		in.fault(id, "is no part of a tree (%#x)", pg.flags)
	case isRoot || in.depth == wholeFile:
		in.leaf(pg, low, high, isRoot)
	}
}

func (in *inspection) branch(pg page, low, high []byte, isRoot bool) {
	pg, ok := in.whole(pg)
	if !ok || !in.inOrder(pg, low, high) {
		return
	}
	in.buffer = nil // it is needed while others are read
	if pg.count == 0 {
		in.fault(pg.id, "leads nowhere")
		return
	}
	onLeaves := in.depth == skeleton && in.isLeaf(pg.child(0))
	for i := range pg.count {
		if onLeaves {
			in.claim(pg.child(i), 0)
			continue
		}
		next := high
		if i+1 < pg.count {
			next = pg.key(i + 1)
		}
		in.tree(pg.child(i), pg.key(i), next, isRoot)
	}
}

// isLeaf looks at no more than the head of a page.
func (in *inspection) isLeaf(id pageID) bool {
	pg, _, err := in.read(id, pageHead, nil)
	return err == nil && pg.flags == leafPage
}

func (in *inspection) leaf(pg page, low, high []byte, isRoot bool) {
	pg, ok := in.whole(pg)
	if !ok || !in.inOrder(pg, low, high) {
		return
	}
	if isRoot {
		in.buffer = nil
	}
	for i := range pg.count {
		flags := binary.NativeEndian.Uint32(pg.element(i))
		switch {
		case isRoot && flags == bucketElement:
			in.bucket(pg, pg.value(i))
		case isRoot || flags != 0:
			in.fault(pg.id, "element %d is no part of this database", i)
		}
	}
}

// bucket goes through the tree of a bucket, or the page in the place of one.
func (in *inspection) bucket(pg page, value []byte) {
	if len(value) < bucketHead {
		in.fault(pg.id, "has a bucket of %d bytes", len(value))
		return
	}
	root := pageID(binary.NativeEndian.Uint64(value))
	if root != 0 {
		in.tree(root, nil, nil, false)
		return
	}
	inline := value[bucketHead:]
	if len(inline) < pageHead || binary.NativeEndian.Uint16(inline[8:]) != leafPage {
		in.fault(pg.id, "has a bucket that is no page")
		return
	}
	small := newPage(inline)
	small.id = pg.id // for what is said of it
	in.inOrder(small, nil, nil)
}

// inOrder checks that keys and values are within the page, and the keys in order
// and within their bounds.
func (in *inspection) inOrder(pg page, low, high []byte) bool {
	last := low
	for i := range pg.count {
		if !pg.holds(i) {
			in.fault(pg.id, "element %d is not in it", i)
			return false
		}
		key := pg.key(i)
		if c := bytes.Compare(last, key); c > 0 || c == 0 && i > 0 || high != nil && bytes.Compare(key, high) >= 0 {
			in.fault(pg.id, "key %d is out of order", i)
			return false
		}
		last = key
	}
	return true
}
