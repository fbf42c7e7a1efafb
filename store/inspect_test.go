package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// treeFile is a database with trees of three levels, pages that go on in others, and
// free pages.
func treeFile(t *testing.T, o *bolt.Options) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "db")
	b, err := bolt.Open(path, 0o600, o)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Update(func(tx *bolt.Tx) error {
		if err := initialise(tx); err != nil {
			return err
		}
		for n := range 6_000 {
			if err := tx.Bucket(entryBucket).Put(fmt.Appendf(nil, "%0100d", n), []byte("value")); err != nil {
				return err
			}
		}
		return tx.Bucket(rawBucket).Put([]byte("large"), make([]byte, 50_000))
	})
	for n := range 3 { // so that pages become free
		err = errors.Join(err, b.Update(func(tx *bolt.Tx) error {
			return tx.Bucket(entryBucket).Delete(fmt.Appendf(nil, "%0100d", n*1500))
		}))
	}
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustOpenPages(t *testing.T, data []byte) *pageFile {
	t.Helper()
	p, err := openPages(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// branches lists the branch pages that are in use, those of the top first.
func branches(t *testing.T, p *pageFile) (found []page) {
	t.Helper()
	in := &inspection{pageFile: p, used: make([]bool, p.end)}
	in.tree(p.root, nil, nil, true)
	for id := pageID(2); id < p.end; id++ {
		if pg, _, err := p.read(id, p.pageSize, nil); err == nil && in.used[id] && pg.flags == branchPage {
			found = append(found, pg)
		}
	}
	isTop := func(pg page) bool { return !in.isLeaf(pg.child(0)) }
	slices.SortStableFunc(found, func(a, b page) int {
		switch {
		case isTop(a) == isTop(b):
			return 0
		case isTop(a):
			return -1
		}
		return 1
	})
	if len(found) < 2 || !isTop(found[0]) || isTop(found[len(found)-1]) {
		t.Fatalf("%d branches, not of several levels", len(found))
	}
	return found
}

func TestInspect_soundFiles(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]*bolt.Options{
		"plain": nil, "without a list of free pages": {NoFreelistSync: true}, "large pages": {PageSize: 16 << 10},
	} {
		data := treeFile(t, o)
		for _, d := range []depth{skeleton, wholeFile} {
			if faults := mustOpenPages(t, data).inspect(d); len(faults) > 0 {
				t.Errorf("%s: %v", name, faults)
			}
		}
		clear(data[:64]) // the other meta page holds, for an earlier transaction or the same
		if p := mustOpenPages(t, data); p.root < 2 || p.root >= p.end {
			t.Errorf("%s: root %d of %d pages", name, p.root, p.end)
		}
	}
}

// TestInspect_findsWhatBoltDiesOf damages what bbolt follows: in circles until the
// stack ends, out of the file, or into memory that there is not.
func TestInspect_findsWhatBoltDiesOf(t *testing.T) {
	t.Parallel()
	sound := treeFile(t, nil)
	p := mustOpenPages(t, sound)
	all := branches(t, p)
	top, low := all[0], all[len(all)-1]
	free := binary.NativeEndian.Uint64(sound[int64(p.free)*p.pageSize+pageHead:])
	at := func(pg page, i int) int64 { return int64(pg.id)*p.pageSize + pageHead + int64(i)*elementSize + 8 }
	for name, damage := range map[string]func(data []byte){
		"a circle of one": func(b []byte) { binary.NativeEndian.PutUint64(b[at(low, 1):], uint64(low.id)) },
		"a circle of two": func(b []byte) { binary.NativeEndian.PutUint64(b[at(low, 1):], uint64(top.id)) },
		"a leaf twice":    func(b []byte) { binary.NativeEndian.PutUint64(b[at(low, 1):], uint64(low.child(0))) },
		"a free page":     func(b []byte) { binary.NativeEndian.PutUint64(b[at(low, 1):], free) },
		"out of the file": func(b []byte) { binary.NativeEndian.PutUint64(b[at(low, 1):], 1<<40) },
		"keys out of it":  func(b []byte) { binary.NativeEndian.PutUint32(b[at(low, 1)-8:], 1<<31) },
		"another number":  func(b []byte) { b[int64(top.id)*p.pageSize] ^= 1 },
		"no kind of page": func(b []byte) { b[int64(top.id)*p.pageSize+8] = 7 },
		"a list of billions": func(b []byte) {
			copy(b[int64(p.free)*p.pageSize+10:], "\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\x00")
		},
		"two lists in one": func(b []byte) { binary.NativeEndian.PutUint64(b[int64(p.free)*p.pageSize+pageHead+8:], free) },
	} {
		data := bytes.Clone(sound)
		damage(data)
		if len(mustOpenPages(t, data).inspect(skeleton)) == 0 {
			t.Errorf("%s is not found", name)
		}
		mustLive(t, data)
	}
	if _, err := openPages(bytes.NewReader(sound), int64(len(sound)/3)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a file that was cut off gives %v", err)
	}
	if _, err := openPages(bytes.NewReader(nil), 0); !errors.Is(err, ErrCorrupt) {
		t.Errorf("an empty file gives %v", err)
	}
}

// mustLive reads a database as a store does. What it says does not matter: bbolt must
// not take the process with it.
func mustLive(t *testing.T, data []byte) {
	t.Helper()
	db := newDB(t.TempDir(), Options{Note: func(string) {}})
	if err := os.WriteFile(db.path(databaseFile), data, 0o600); err != nil {
		t.Fatal(err)
	}
	_, _ = db.Check(t.Context())
	_ = db.view(func(tx tx) error {
		return tx.bucket(entryBucket).ForEach(func(_, _ []byte) error { return nil })
	})
	if _, done, err := db.openToWrite(); err == nil {
		done()
	}
}

// TestInspect_survivesFlippedBits flips bits of the pages that lead to others.
func TestInspect_survivesFlippedBits(t *testing.T) {
	t.Parallel()
	sound := treeFile(t, nil)
	p := mustOpenPages(t, sound)
	skeletal := []pageID{0, 1, p.root, p.free}
	for _, pg := range branches(t, p) {
		skeletal = append(skeletal, pg.id)
	}
	random := rand.New(rand.NewPCG(5, 6))
	for range 150 {
		data := bytes.Clone(sound)
		page := skeletal[random.IntN(len(skeletal))]
		// Half of the page is free or keys: what leads on is at its beginning.
		at := int64(page)*p.pageSize + random.Int64N(p.pageSize/8)
		data[at] ^= 1 << random.IntN(8)
		mustLive(t, data)
	}
}
