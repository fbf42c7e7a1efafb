package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"meshdex/catalog"
)

// Fault is one thing that is wrong with the store.
type Fault struct {
	Part    string // the bucket or file
	Key     string
	Message string
}

// String is the fault on one line.
func (f Fault) String() string {
	if f.Key == "" {
		return f.Part + ": " + f.Message
	}
	return fmt.Sprintf("%s %s: %s", f.Part, f.Key, f.Message)
}

// mostFaults bounds what a Check lists of a database that is all wrong.
const mostFaults = 1000

// Check verifies the whole store: that the user's files can be read, and the
// cache as a whole, which is the pages of the database, every record, every
// index against what it is made from, every content against its hash, and the
// mapped files. It returns an error when it could not look, and no faults when
// all is well.
func (db *DB) Check(ctx context.Context) ([]Fault, error) {
	faults, err := db.checkCache(ctx)
	return append(db.userFileFaults(), faults...), err
}

func (db *DB) checkCache(ctx context.Context) ([]Fault, error) {
	k := &checker{ctx: ctx}
	err := db.view(func(t tx) error {
		k.tx = t
		if k.pages(db.path(databaseFile)) { // what stands on broken pages cannot be judged
			k.run()
		}
		return ctx.Err()
	})
	if err != nil {
		return k.faults, fmt.Errorf("check store: %w", err)
	}
	if k.state.ID != "" {
		k.checkFiles(db)
	}
	return k.faults, nil
}

// checker gathers faults in one transaction.
type checker struct {
	tx
	digests *blocks
	ctx     context.Context
	state   state
	names   map[sourceNumber]string
	entries map[string]bool        // keys that there should be
	used    map[contentNumber]bool // contents that something refers to
	numbers map[fileNumber]string  // file number → key
	revs    map[fileNumber]uint32  // file number → how many
	faults  []Fault
}

func (k *checker) fault(part []byte, key []byte, format string, args ...any) {
	if len(k.faults) < mostFaults {
		k.faults = append(k.faults, Fault{string(part), fmt.Sprintf("%q", key), fmt.Sprintf(format, args...)})
	}
}

func (k *checker) run() {
	k.entries, k.used = map[string]bool{}, map[contentNumber]bool{}
	k.digests = k.tx.digests()
	k.numbers, k.revs = map[fileNumber]string{}, map[fileNumber]uint32{}
	var err error
	if k.state, err = k.tx.state(); err != nil {
		k.fault(metaBucket, stateKey, "%v", err)
	}
	if k.names, err = k.sourceNames(); err != nil {
		k.fault(sourceBucket, nil, "%v", err)
	}
	for _, step := range []func(){k.files, k.revisions, k.paths, k.entriesMatch, k.contents, k.problems, k.checkReferences} {
		if k.ctx.Err() == nil {
			step()
		}
	}
}

// pages reports whether all pages of the database are in order.
func (k *checker) pages(path string) bool {
	faults, err := inspectFile(path, wholeFile)
	if err != nil {
		faults = []error{err}
	}
	for _, err := range faults {
		k.fault([]byte("pages"), nil, "%v", err)
	}
	return len(k.faults) == 0
}

// each visits a bucket until the context ends.
func (k *checker) each(bucket []byte, visit func(key, data []byte)) {
	n := 0
	_ = k.bucket(bucket).ForEach(func(key, data []byte) error {
		visit(key, data)
		if n++; n%1024 == 0 {
			return k.ctx.Err()
		}
		return nil
	})
}

// contents checks every content against its hash and its digest.
func (k *checker) contents() {
	hashes := map[contentNumber]Hash{}
	k.each(contentBucket, func(key, number []byte) {
		if len(key) != len(Hash{}) || len(number) != 4 {
			k.fault(contentBucket, key, "malformed")
			return
		}
		hashes[binary.BigEndian.Uint32(number)] = Hash(key)
	})
	raws := k.raws()
	for _, n := range slices.Sorted(maps.Keys(hashes)) {
		if _, err := raws.raw(n, hashes[n]); err != nil {
			k.fault(rawBucket, numberKey(n), "the bytes do not have the hash %s", hashes[n])
		}
		if _, h, err := k.digests.digest(n); err != nil || h != hashes[n] {
			k.fault(digestBucket, numberKey(n), "not the digest of %s", hashes[n])
		}
	}
	for n := range k.used {
		if _, ok := hashes[n]; !ok {
			k.fault(contentBucket, numberKey(n), "is used and missing")
		}
	}
}

func (k *checker) files() {
	k.each(fileBucket, func(key, data []byte) {
		var f fileRecord
		if err := decode(data, func(c *coder) { c.file(&f) }); err != nil {
			k.fault(fileBucket, key, "%v", err)
			return
		}
		if source, _ := splitFileKey(key); k.names[source] == "" {
			k.fault(fileBucket, key, "belongs to no source")
		}
		if f.Content != 0 {
			k.used[f.Content] = true
		}
		if f.Number == 0 {
			if f.Revs > 0 {
				k.fault(fileBucket, key, "has revisions and no number")
			}
			return
		}
		if other, taken := k.numbers[f.Number]; taken {
			k.fault(fileBucket, key, "has the number of %q", other)
		}
		k.numbers[f.Number], k.revs[f.Number] = string(key), f.Revs
	})
}

// revisions checks that every file has the revisions it counts and no others,
// and gathers the entries they should have.
func (k *checker) revisions() {
	found := map[fileNumber]uint32{}
	k.each(revBucket, func(key, data []byte) {
		var r revision
		if err := decode(data, func(c *coder) { c.revision(&r) }); err != nil || len(key) != 8 {
			k.fault(revBucket, key, "malformed")
			return
		}
		file, seq := binary.BigEndian.Uint32(key), binary.BigEndian.Uint32(key[4:])
		if seq != found[file] || seq >= k.revs[file] {
			k.fault(revBucket, key, "is out of the sequence of file %d", file)
		}
		found[file] = seq + 1
		if r.Content != 0 {
			k.expect(key, file, seq, r.Content)
		}
	})
	for file, want := range k.revs {
		if found[file] != want {
			k.fault(fileBucket, []byte(k.numbers[file]), "has %d of %d revisions", found[file], want)
		}
	}
}

func (k *checker) expect(key []byte, file fileNumber, seq uint32, n contentNumber) {
	k.used[n] = true
	d, _, err := k.digests.digest(n)
	if err != nil {
		k.fault(revBucket, key, "%v", err)
		return
	}
	_, path := splitFileKey([]byte(k.numbers[file]))
	_ = entriesOf(d, n, path, func(subject byte, id string, index int, e entryRecord) error {
		at := entryKey(subject, id, file, seq, index)
		k.entries[string(at)] = true
		if !bytes.Equal(k.bucket(entryBucket).Get(at), encode(func(c *coder) { c.entry(&e) })) {
			k.fault(entryBucket, at, "is missing or not what the content says")
		}
		return nil
	})
}

func (k *checker) paths() {
	n := 0
	k.each(pathBucket, func(key, path []byte) {
		n++
		if len(key) != 4 || k.numbers[binary.BigEndian.Uint32(key)] != string(path) {
			k.fault(pathBucket, key, "leads to another file")
		}
	})
	if n != len(k.numbers) {
		k.fault(pathBucket, nil, "%d paths of %d files", n, len(k.numbers))
	}
}

func (k *checker) entriesMatch() {
	k.each(entryBucket, func(key, _ []byte) {
		if !k.entries[string(key)] {
			k.fault(entryBucket, key, "no revision has it")
		}
	})
}

func (k *checker) problems() {
	k.each(problemBucket, func(key, data []byte) {
		var ps []catalog.Problem
		if err := decode(data, func(c *coder) { list(c, &ps, (*coder).problem) }); err != nil {
			k.fault(problemBucket, key, "%v", err)
		}
		if k.bucket(fileBucket).Get(key) == nil {
			k.fault(problemBucket, key, "of no file")
		}
	})
}

// checkFiles checks the mapped files, unless a sync is about to replace them.
func (k *checker) checkFiles(db *DB) {
	if k.state.Dirty || k.state.Generation == 0 {
		return
	}
	isShown := false
	viewWholeSlot(db.path(snapshotFile), func(tag slotTag, data []byte) {
		snap, err := catalog.LoadSnapshot(data)
		if isShown = err == nil && tag == (slotTag{k.state.ID, k.state.Generation}); isShown {
			k.checkSnapshot(db, snap)
		}
	})
	if !isShown {
		k.faults = append(k.faults, Fault{snapshotFile, "", "is missing, damaged or not of this state"})
	}
	if db.indexGeneration(viewWholeSlot) != k.state.Generation {
		k.faults = append(k.faults, Fault{indexFile, "", "is missing, damaged or not of this state"})
	}
}

func (k *checker) checkSnapshot(db *DB, snap *catalog.Snapshot) {
	built, _, err := db.build(k.ctx, nil)
	if err != nil || !built.Equal(snap) {
		k.faults = append(k.faults, Fault{snapshotFile, "", "does not show what is in the database"})
	}
}
