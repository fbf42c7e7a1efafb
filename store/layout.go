package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"meshdex/catalog"
)

// The database. Sources, files and contents are numbered as they arrive: most
// writes then append to the end of a tree, where bbolt is an order of magnitude
// faster than at random places, and keys stay short. Numbers are big-endian, so
// that keys sort by them.
//
//	meta     format, id, generation …
//	source   name                               → sourceRecord
//	file     source number, path                → fileRecord
//	path     file number                        → key of file
//	rev      file number, seq                   → revision
//	entry    subject, id, 0, file number, seq, index → entryRecord
//	content  SHA-256                            → content number
//	raw      content number                     → blocks of bytes
//	digest   content number                     → blocks of digests
//	problem  source number, path                → problems
//	reference source number, path               → references; made by the first
//
// file, rev, content, raw and digest are what was synced; path, entry and
// problem are indexes made from them, which Check compares and Repair rebuilds.
var (
	metaBucket    = []byte("meta")
	sourceBucket  = []byte("source")
	fileBucket    = []byte("file")
	pathBucket    = []byte("path")
	revBucket     = []byte("rev")
	entryBucket   = []byte("entry")
	contentBucket = []byte("content")
	rawBucket     = []byte("raw")
	digestBucket  = []byte("digest")
	problemBucket = []byte("problem")

	allBuckets = [][]byte{
		metaBucket, sourceBucket, fileBucket, pathBucket, revBucket, entryBucket,
		contentBucket, rawBucket, digestBucket, problemBucket,
	}
)

// tx is a transaction with the buckets by name.
type tx struct{ *bolt.Tx }

func (t tx) bucket(name []byte) *bolt.Bucket {
	b := t.Bucket(name)
	if b == nil {
		panic(fmt.Sprintf("no bucket %q", name)) // guard reports it as damage
	}
	return b
}

// fillInOrder fills the pages of tables that mostly grow at their end to the rim,
// and those to which a source's files are added in the order of their paths nearly
// so. It holds for the transaction.
func (t tx) fillInOrder() {
	for _, name := range [][]byte{pathBucket, revBucket} {
		t.bucket(name).FillPercent = 1
	}
	for _, name := range [][]byte{fileBucket, entryBucket} {
		t.bucket(name).FillPercent = 0.9
	}
}

// put encodes a record and stores it.
func (t tx) put(bucket, key []byte, walk func(*coder)) error {
	return t.bucket(bucket).Put(key, encode(walk))
}

// get decodes a record; false when there is none.
func (t tx) get(bucket, key []byte, walk func(*coder)) (bool, error) {
	data := t.bucket(bucket).Get(key)
	if data == nil {
		return false, nil
	}
	if err := decode(data, walk); err != nil {
		return false, fmt.Errorf("%s %x: %w", bucket, key, err)
	}
	return true, nil
}

// next numbers a new source, file or content, from 1.
func (t tx) next(bucket []byte) (uint32, error) {
	n, err := t.bucket(bucket).NextSequence()
	return uint32(n), err
}

type (
	fileNumber    = uint32
	contentNumber = uint32
	sourceNumber  = uint16
)

func numberKey(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func contentNumberOf(key []byte) contentNumber { return binary.BigEndian.Uint32(key) }

func fileKey(source sourceNumber, path string) []byte {
	return append(binary.BigEndian.AppendUint16(nil, source), path...)
}

func splitFileKey(key []byte) (sourceNumber, string) {
	if len(key) < 2 {
		return 0, ""
	}
	return binary.BigEndian.Uint16(key), string(key[2:])
}

func revKey(file fileNumber, seq uint32) []byte {
	return binary.BigEndian.AppendUint32(numberKey(file), seq)
}

// Subjects of entries beside the two of catalog.Subject.
const (
	ofContract  = byte(catalog.OfContract)
	ofProduct   = byte(catalog.OfProduct)
	ofResult    = 'r' // id is that of the contract
	ofAgreement = 'a'
	ofOther     = 'o'

	ofWalkthrough = 'w'
)

// longestID bounds the part of an id that is in a key; bbolt allows 32 KiB.
const longestID = 512

// entryPrefix starts the keys of all entries of an id. A NUL ends the id, so one
// inside it, and an id too long for a key, is replaced by a hash.
func entryPrefix(subject byte, id string) []byte {
	if len(id) > longestID || strings.IndexByte(id, 0) >= 0 {
		sum := sha256.Sum256([]byte(id))
		id = "\x01" + hex.EncodeToString(sum[:])
	}
	return append(append([]byte{subject}, id...), 0)
}

const entryTail = 4 + 4 + 2

func entryKey(subject byte, id string, file fileNumber, seq uint32, index int) []byte {
	key := append(entryPrefix(subject, id), revKey(file, seq)...)
	return binary.BigEndian.AppendUint16(key, uint16(index))
}

// splitEntryKey parts a key into its prefix and where it points.
func splitEntryKey(key []byte) (prefix []byte, file fileNumber, seq uint32, index int, ok bool) {
	cut := len(key) - entryTail
	if cut < 2 {
		return nil, 0, 0, 0, false
	}
	tail := key[cut:]
	return key[:cut], binary.BigEndian.Uint32(tail), binary.BigEndian.Uint32(tail[4:]), int(binary.BigEndian.Uint16(tail[8:])), true
}

// fileRecord is the present state of one file of one source.
type fileRecord struct {
	Number  fileNumber
	Stamp   string
	Content contentNumber // of the bytes read last; 0 when they could not be read
	Revs    uint32        // its revisions are 0 … Revs-1
	State   fileState
	Read    time.Time // when the stamp was taken
}

// fileState says what can be relied on.
type fileState uint8

const (
	whole  fileState = iota // the last revision is the present content
	broken                  // the present content cannot be read; the last revision was the last good one
	gone                    // the file is not there any more
	barren                  // the file holds nothing for a catalog
)

func (c *coder) file(f *fileRecord) {
	number(c, &f.Number)
	c.text(&f.Stamp)
	number(c, &f.Content)
	number(c, &f.Revs)
	number(c, &f.State)
	c.time(&f.Read)
}

// revision is one state of a file that held something for the catalog, or the
// state in which it no longer did (Content 0).
type revision struct {
	Content    contentNumber
	Generation uint64 // in which it arrived
	Time       time.Time
	Commit     string
	Author     string
	Message    string
	Tag        string
}

func (c *coder) revision(r *revision) {
	number(c, &r.Content)
	number(c, &r.Generation)
	c.time(&r.Time)
	for _, t := range []*string{&r.Commit, &r.Author, &r.Message, &r.Tag} {
		c.text(t)
	}
}

// entryRecord is what a history shows of one version without opening it.
type entryRecord struct {
	Content               contentNumber
	Version, Status, Name string
}

func (c *coder) entry(e *entryRecord) {
	number(c, &e.Content)
	c.text(&e.Version)
	c.text(&e.Status)
	c.text(&e.Name)
}

// sourceRecord is what is known of a source beside its configuration.
type sourceRecord struct {
	Number sourceNumber
	Cursor string
	State  SourceState
}

func (c *coder) source(s *sourceRecord) {
	number(c, &s.Number)
	c.text(&s.Cursor)
	st := &s.State
	c.text(&st.Name)
	c.time(&st.Tried)
	c.time(&st.Synced)
	c.text(&st.Err)
	for _, n := range []*int{&st.Files, &st.Contracts, &st.Products, &st.Versions, &st.Problems} {
		number(c, n)
	}
}
