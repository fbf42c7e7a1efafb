package store

import (
	"fmt"
	"maps"
	"slices"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// A sync mostly finds one file changed among many thousands. Publish then does
// not go through the whole catalog: it asks what ids the changed files have ever
// held, looks their present state up, and replaces that in the snapshot, the
// index and the totals. Whatever is not an edit of known files makes the session
// go the long way.

// maxEdits is how many changed files are published as edits. Beyond, going
// through everything in order costs no more than looking things up one by one.
const maxEdits = 256

// edits are the files that a session has changed.
type edits struct {
	files map[fileID]fileEdit
	wide  bool // there is more to it than the files
}

// fileID names a file of a source.
type fileID struct{ source, path string }

// fileEdit is how a file was before the session changed it.
type fileEdit struct {
	number   fileNumber
	revs     uint32
	state    fileState
	problems int
}

// note remembers how a file is before its first change.
func (e *edits) note(t tx, source string, key []byte, c *Change, f *fileRecord) error {
	id := fileID{source, c.Path}
	if _, noted := e.files[id]; noted || e.wide || c.News == Same {
		return nil
	}
	if f.Number == 0 || c.Again || len(e.files) >= maxEdits {
		e.wide, e.files = true, nil
		return nil
	}
	problems, err := t.problemCount(key)
	if e.files == nil {
		e.files = map[fileID]fileEdit{}
	}
	e.files[id] = fileEdit{f.Number, f.Revs, f.State, problems}
	return err
}

func (t tx) problemCount(key []byte) (int, error) {
	var ps []catalog.Problem
	_, err := t.get(problemBucket, key, func(c *coder) { list(c, &ps, (*coder).problem) })
	return len(ps), err
}

// amended is a state that was reached by edits.
type amended struct {
	generation uint64
	snap       *catalog.Snapshot
	rows       []int // that differ from the snapshot before
	totals     totals
}

// amend brings the snapshot and the index up to date by the session's edits. It
// gives nil when that is not possible. The index is written, the snapshot is not.
func (s *Session) amend(ix *search.Index) (*amended, error) {
	tag, old := s.db.storedSnapshot()
	if old == nil || ix == nil || !s.changed || s.edits.wide || len(s.edits.files) == 0 {
		return nil, nil
	}
	var out *amended
	var write func() error
	err := s.db.view(func(t tx) error {
		st, err := t.state()
		if err != nil || tag != (slotTag{st.ID, st.Generation - 1}) {
			return err
		}
		a := amender{
			tx: t, old: old, files: s.edits.files, totals: totals{}, problems: old.ProblemCount(),
			digests: &blockCache{bucket: t.bucket(digestBucket), blocks: map[contentNumber]*blocks{}},
		}
		if out, err = a.run(st); out == nil {
			return err
		}
		later, err := out.index(ix, old, a.fetch)
		if err == nil {
			write = s.db.deltaWriter(slotTag{st.ID, st.Generation}, later)
		}
		return err
	})
	if write != nil && err == nil {
		err = write()
	}
	return out, err
}

// index brings an index up to date, which may belong to another snapshot than the one
// that was amended.
func (a *amended) index(ix *search.Index, old *catalog.Snapshot, fetch search.Fetch) (*search.Index, error) {
	if ix.Generation() == old.Generation() {
		return search.Amend(ix, a.snap, a.rows, fetch)
	}
	return search.Update(ix, a.snap, fetch)
}

// amender finds what the edits of files come to, in one transaction.
type amender struct {
	tx
	old      *catalog.Snapshot
	files    map[fileID]fileEdit
	digests  *blockCache
	totals   totals
	problems int
}

// run gives the state after the edits; nil when it has to be gone through anew.
func (a *amender) run(st state) (*amended, error) {
	ids := map[subjectID]bool{}
	for id, was := range a.files {
		if err := a.file(id, was, ids); err != nil {
			return nil, err
		}
	}
	var changed []catalog.Edit
	for _, id := range slices.SortedFunc(maps.Keys(ids), subjectID.compare) {
		edit, err := a.edit(id)
		if edit == nil || err != nil {
			return nil, err
		}
		changed = append(changed, *edit)
	}
	snap, rows, err := a.old.Amend(changed, a.record, catalog.Stamp{
		Generation: st.Generation, Synced: st.Changed, Problems: a.problems,
	})
	if snap == nil || err != nil {
		return nil, err
	}
	return &amended{st.Generation, snap, rows, a.totals}, nil
}

// file adds up what is different about a file as a whole, and gathers the ids
// that it has ever held.
func (a *amender) file(id fileID, was fileEdit, ids map[subjectID]bool) error {
	total, err := a.total(id.source)
	if err != nil {
		return err
	}
	key := a.bucket(pathBucket).Get(numberKey(was.number))
	var f fileRecord
	if ok, err := a.get(fileBucket, key, func(c *coder) { c.file(&f) }); err != nil || !ok {
		return fmt.Errorf("file %q: %w", id.path, ErrCorrupt)
	}
	problems, err := a.problemCount(key)
	if err != nil {
		return err
	}
	a.problems += problems - was.problems
	total.Problems += problems - was.problems
	total.Files += present(f.State) - present(was.state)
	for seq := range f.Revs {
		if err := a.idsOf(&f, seq, id.path, ids); err != nil {
			return err
		}
	}
	return nil
}

func present(s fileState) int {
	if s == gone {
		return 0
	}
	return 1
}

func (a *amender) idsOf(f *fileRecord, seq uint32, path string, ids map[subjectID]bool) error {
	r, err := a.revision(f.Number, seq)
	if err != nil || r.Content == 0 {
		return err
	}
	d, _, err := a.digests.digest(r.Content)
	if err != nil {
		return err
	}
	return entriesOf(d, r.Content, path, func(subject byte, id string, _ int, _ entryRecord) error {
		if subject <= ofProduct {
			ids[subjectID{subject, id}] = true
		}
		return nil
	})
}

// total is the state of a source with the totals that the last session left.
func (a *amender) total(source string) (*SourceState, error) {
	if a.totals[source] == nil {
		var r sourceRecord
		if _, err := a.get(sourceBucket, []byte(source), func(c *coder) { c.source(&r) }); err != nil {
			return nil, err
		}
		a.totals[source] = &r.State
	}
	return a.totals[source], nil
}

// edit is what became of an id; nil when the snapshot does not show it yet. It
// replaces what the id adds to the totals.
func (a *amender) edit(id subjectID) (*catalog.Edit, error) {
	all, err := a.holdings(id.subject, id.id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	was, err := a.shown(id)
	if was == nil || err != nil {
		return nil, err
	}
	for _, h := range all {
		if _, err := a.total(h.file.source); err != nil {
			return nil, err
		}
	}
	before := a.before(all)
	a.totals.count(id.subject, history(before), before, -1)
	a.totals.count(id.subject, history(all), all, 1)
	is, err := a.record(catalog.Subject(id.subject), id.id)
	return &catalog.Edit{Was: was, Is: is}, err
}

// before are the holdings as they were before the edits.
func (a *amender) before(all []holding) []holding {
	files := map[*fileInfo]*fileInfo{}
	var out []holding
	for _, h := range all {
		if was, ok := a.files[fileID{h.file.source, h.file.path}]; ok {
			if h.seq >= was.revs {
				continue
			}
			if files[h.file] == nil {
				files[h.file] = &fileInfo{h.file.number, h.file.source, h.file.path, was.revs, was.state}
			}
			h.file = files[h.file]
		}
		out = append(out, h)
	}
	return out
}

// shown is the summary of the record that the old snapshot has under an id; nil
// when it has none.
func (a *amender) shown(id subjectID) (*catalog.Summary, error) {
	o := a.originShown(id)
	h, err := ParseHash(o.Hash)
	if err != nil {
		return nil, nil
	}
	key := a.bucket(contentBucket).Get(h[:])
	if len(key) != 4 {
		return nil, nil
	}
	d, _, err := a.digests.digest(contentNumberOf(key))
	if err != nil {
		return nil, err
	}
	of := d.summaries(id.subject)
	if o.Index >= len(of) {
		return nil, nil
	}
	was := of[o.Index]
	was.ID = d.idAt(o.Path, was.ID)
	return &was, nil
}

// originShown is where the old snapshot has an id from; zero if it has it not.
func (a *amender) originShown(id subjectID) catalog.Origin {
	if id.subject == ofContract {
		if i, ok := a.old.FindContract(id.id); ok {
			row := a.old.Contract(i)
			return catalog.Origin{Path: row.Path, Hash: row.Hash, Index: row.Index}
		}
	} else if i, ok := a.old.FindProduct(id.id); ok {
		row := a.old.Product(i)
		return catalog.Origin{Path: row.Path, Hash: row.Hash, Index: row.Index}
	}
	return catalog.Origin{}
}

// record is the present record of an id; nil when there is none.
func (a *amender) record(subject catalog.Subject, id string) (*catalog.Record, error) {
	all, err := a.holdings(byte(subject), id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	h := headOf(byte(subject), history(all))
	d, hash, err := a.digests.digest(h.Content)
	if err != nil {
		return nil, err
	}
	r, err := h.record(d, hash)
	return &r, err
}

func (a *amender) fetch(p search.Place) (*catalog.Record, error) { return a.record(p.Subject, p.ID) }
