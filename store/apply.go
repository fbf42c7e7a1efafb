package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
)

// News says what a sync learnt about a file.
type News uint8

// The kinds of News.
const (
	Same       News = iota // the content is the known one; only its stamp is new
	Content                // the file has a new content
	Gone                   // the file does not exist any more
	Unreadable             // the file could not be read; Problems says why
)

// Change is what a sync learnt about one file. Several of one path are its
// states, oldest first.
type Change struct {
	Path     string
	Stamp    string
	News     News
	Again    bool           // the state may be applied already: the source told its history from the beginning
	Origin   catalog.Origin // Time, Commit, Author, Message, Tag
	Hash     Hash           // Content
	Refs     []Reference    // Content: to the files it refers to; always needed
	Parsed   *Parsed        // Content; not needed of one that the store has, or that another change of the batch brings
	Problems []catalog.Problem
}

// Applied counts what a batch did to a source's files.
type Applied struct {
	Added, Changed, Removed int // files
	Broken                  int // files that cannot be read any more
	Revisions               int // new states that hold something for the catalog

	Held time.Duration // for which readers were kept out
}

// Apply writes a batch of changes of one source, all or nothing. Readers wait for as
// long as that takes.
func (s *Session) Apply(source string, changes []Change) (Applied, error) {
	var done Applied
	if len(changes) == 0 {
		return done, nil
	}
	fresh := packContents(changes)
	held, err := s.timedUpdate(func(t tx) error {
		done = Applied{}
		return s.apply(t, source, changes, fresh, &done)
	})
	done.Held = held
	if err != nil {
		return Applied{}, fmt.Errorf("write store %s: %w", s.db.dir, err)
	}
	return done, nil
}

func (s *Session) apply(t tx, source string, changes []Change, fresh contents, done *Applied) error {
	src, err := t.source(source)
	if err != nil {
		return err
	}
	a := applier{tx: t, digests: t.digests(), name: source, source: src.Number, done: done, session: s}
	t.fillInOrder()
	if err := t.storeContents(fresh); err != nil {
		return err
	}
	for i := range changes {
		if err := a.change(&changes[i]); err != nil {
			return fmt.Errorf("%s: %w", changes[i].Path, err)
		}
	}
	return nil
}

// applier applies changes in one transaction.
type applier struct {
	tx
	digests    *blocks
	name       string // of the source
	source     sourceNumber
	session    *Session
	generation uint64    // 0 until something changed
	before     fileState // of the file that is being changed
	done       *Applied
}

func (a *applier) change(c *Change) error {
	key := fileKey(a.source, c.Path)
	var f fileRecord
	known, err := a.get(fileBucket, key, func(c *coder) { c.file(&f) })
	if err != nil {
		return err
	}
	if err := a.session.edits.note(a.tx, a.name, key, c, &f); err != nil {
		return err
	}
	before := f
	a.before = f.State
	f.Stamp, f.Read = c.Stamp, a.session.db.opts.Now()
	switch c.News {
	case Gone:
		return a.remove(&f, key, known)
	case Unreadable:
		err = a.fail(&f, c, key)
	case Content:
		err = a.read(&f, c, key)
	}
	if err != nil {
		return err
	}
	a.count(before, f, known, c.News)
	return a.put(fileBucket, key, func(c *coder) { c.file(&f) })
}

// count tells what the change did to the file as a whole.
func (a *applier) count(before, after fileRecord, known bool, news News) {
	switch {
	case news == Same:
	case !known || before.State == gone:
		a.done.Added++
	case before.Content != after.Content || before.State != after.State:
		a.done.Changed++
	}
	if after.State == broken && before.State != broken {
		a.done.Broken++
	}
}

// begin makes sure that the change belongs to a generation.
func (a *applier) begin() (err error) {
	if a.generation == 0 {
		a.generation, err = a.session.touch(a.tx)
	}
	return err
}

// remove marks a file as gone, and forgets it if it never held anything.
func (a *applier) remove(f *fileRecord, key []byte, known bool) error {
	if !known || f.State == gone {
		return nil
	}
	if told := a.session.told[f.Number]; !told.gone || f.Revs > told.known {
		if err := a.begin(); err != nil {
			return err
		}
		a.done.Removed++
	}
	if err := errors.Join(a.bucket(problemBucket).Delete(key), a.putReferences(key, nil)); err != nil {
		return err
	}
	if f.Revs == 0 {
		return a.bucket(fileBucket).Delete(key)
	}
	f.State, f.Stamp, f.Content = gone, "", 0
	return a.put(fileBucket, key, func(c *coder) { c.file(f) })
}

// fail records that a file cannot be read, unless that is known already.
func (a *applier) fail(f *fileRecord, c *Change, key []byte) error {
	f.Content, f.State = 0, broken
	if f.Revs == 0 {
		f.State = barren
	}
	packed := encode(func(e *coder) { list(e, &c.Problems, (*coder).problem) })
	if bytes.Equal(packed, a.bucket(problemBucket).Get(key)) {
		return nil
	}
	if err := a.begin(); err != nil {
		return err
	}
	return a.problems(key, c.Problems)
}

// read records a new content. The known content under a new stamp is no change.
func (a *applier) read(f *fileRecord, c *Change, key []byte) error {
	n, digest, err := a.content(c)
	if err != nil {
		return err
	}
	if n == f.Content && f.State != gone {
		return a.putReferences(key, c.Refs)
	}
	if !c.Again {
		if err := a.begin(); err != nil {
			return err
		}
	}
	if err := errors.Join(a.problems(key, digest.Problems), a.putReferences(key, c.Refs)); err != nil {
		return err
	}
	f.Content = n
	switch {
	case digest.isBroken() && f.Revs > 0:
		f.State = broken
		return nil
	case digest.isEmpty() && f.Revs == 0:
		f.State = barren
		return nil
	}
	return a.revise(f, c, key, n, digest)
}

// revise appends a revision to the file, unless its last one says the same.
func (a *applier) revise(f *fileRecord, c *Change, key []byte, n contentNumber, d *Digest) error {
	f.State = whole
	if d.isEmpty() {
		f.State, n = barren, 0
	}
	if f.Number == 0 {
		if err := a.number(f, key); err != nil {
			return err
		}
	}
	known, err := a.isRevision(f, c, n)
	if err != nil || known {
		return err
	}
	return a.appendRevision(f, c.Path, c.Origin, n, d)
}

// retelling is how far a history that is told again was recognised: of the file's
// first known revisions, those from next on are still to be matched.
type retelling struct {
	next, known uint32
	gone        bool // the file was, before it began
}

// isRevision reports whether the content is the file's last revision, or, of a
// history that is told again, the next of those it had before.
func (a *applier) isRevision(f *fileRecord, c *Change, n contentNumber) (bool, error) {
	if c.Again {
		told, begun := a.session.told[f.Number]
		if !begun {
			told.known, told.gone = f.Revs, a.before == gone
		}
		for ; told.next < told.known; told.next++ {
			r, err := a.revision(f.Number, told.next)
			if err != nil {
				return false, err
			}
			if r.Content == n {
				told.next++
				a.session.told[f.Number] = told
				return true, nil
			}
		}
		told.next = a.session.told[f.Number].next
		a.session.told[f.Number] = told
	}
	if f.Revs == 0 {
		return false, nil
	}
	r, err := a.revision(f.Number, f.Revs-1)
	return r.Content == n, err
}

func (t tx) revision(file fileNumber, seq uint32) (revision, error) {
	var r revision
	ok, err := t.get(revBucket, revKey(file, seq), func(c *coder) { c.revision(&r) })
	if err == nil && !ok {
		err = fmt.Errorf("revision %d of file %d: %w", seq, file, ErrCorrupt)
	}
	return r, err
}

func (a *applier) appendRevision(f *fileRecord, path string, o catalog.Origin, n contentNumber, d *Digest) error {
	if err := a.begin(); err != nil {
		return err
	}
	r := revision{
		Content: n, Generation: a.generation, Time: o.Time, Commit: o.Commit,
		Author: o.Author, Message: o.Message, Tag: o.Tag,
	}
	if err := a.put(revBucket, revKey(f.Number, f.Revs), func(c *coder) { c.revision(&r) }); err != nil {
		return err
	}
	if err := a.enter(f.Number, f.Revs, n, d, path); err != nil {
		return err
	}
	f.Revs++
	a.done.Revisions++
	return nil
}

func (a *applier) number(f *fileRecord, key []byte) (err error) {
	if f.Number, err = a.next(fileBucket); err != nil {
		return err
	}
	return a.bucket(pathBucket).Put(numberKey(f.Number), key)
}

// idAt is the id of something in a file. What has none in its text is called by
// the path of the file, and the digest knows only that of the first file with this
// content.
func (d *Digest) idAt(path, id string) string {
	if rest, ok := strings.CutPrefix(id, d.Path); ok && (rest == "" || rest[0] == '#') {
		return path + rest
	}
	return id
}

// entriesOf yields the entries that a revision of a file has.
func entriesOf(d *Digest, n contentNumber, path string, yield func(subject byte, id string, index int, e entryRecord) error) error {
	for subject, summaries := range [][]catalog.Summary{ofContract: d.Contracts, ofProduct: d.Products} {
		for i := range summaries {
			s := &summaries[i]
			if err := yield(byte(subject), d.idAt(path, s.ID), i, entryRecord{n, s.Version, s.Status, s.Name}); err != nil {
				return err
			}
		}
	}
	for _, other := range []struct {
		subject byte
		ids     []string
	}{{ofResult, d.Results}, {ofAgreement, d.Agreements}, {d.other(), d.Others}} {
		for i, id := range other.ids {
			if err := yield(other.subject, d.idAt(path, id), i, entryRecord{Content: n}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *applier) enter(file fileNumber, seq uint32, n contentNumber, d *Digest, path string) error {
	return entriesOf(d, n, path, func(subject byte, id string, index int, e entryRecord) error {
		return a.put(entryBucket, entryKey(subject, id, file, seq, index), func(c *coder) { c.entry(&e) })
	})
}

func (a *applier) problems(key []byte, ps []catalog.Problem) error {
	if len(ps) == 0 {
		return a.bucket(problemBucket).Delete(key)
	}
	return a.put(problemBucket, key, func(c *coder) { list(c, &ps, (*coder).problem) })
}

// content finds the number and the digest of a content.
func (a *applier) content(c *Change) (contentNumber, *Digest, error) {
	key := a.bucket(contentBucket).Get(c.Hash[:])
	if len(key) != 4 {
		return 0, nil, fmt.Errorf("content %s: %w", c.Hash, catalog.ErrNotFound)
	}
	n := contentNumberOf(key)
	if c.Parsed != nil {
		return n, c.Parsed.shown, nil
	}
	d, _, err := a.digests.digest(n)
	return n, d, err
}

// SortChanges orders a batch by path, which is the order in which the database
// takes it fastest; states of one path keep theirs.
func SortChanges(changes []Change) {
	slices.SortStableFunc(changes, func(a, b Change) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
}
