package sample

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

// SourceName is the source that the sample's origins name.
const SourceName = "sample"

// Library is the embedded mesh as a [catalog.Library]. Whole documents and
// histories are parsed when they are asked for. Safe for concurrent use.
type Library struct {
	paths    map[string][]entry // revisions of a path, oldest first
	ids      map[string]string  // path of a contract or product
	problems []catalog.Problem
	hashes   func() map[string]entry
}

var _ catalog.Library = (*Library)(nil)

// Today is the day on which the embedded mesh is looked at: that of its newest
// revision. Who has left and what has expired is judged by it.
func Today() time.Time {
	list := journal()
	return list[len(list)-1].time
}

// Open parses the newest state of the embedded mesh. The records are those that
// the store would hold after syncing the journal, in the order of their paths; the
// snapshot is made of them.
func Open() (*Library, []catalog.Record, *catalog.Snapshot, error) {
	entries, err := readJournal()
	if err != nil {
		return nil, nil, nil, fmt.Errorf("open sample: %w", err)
	}
	l := &Library{paths: byPath(entries), ids: map[string]string{}}
	l.hashes = sync.OnceValue(func() map[string]entry { return byHash(entries) })
	for _, e := range entries {
		if e.id != none {
			l.ids[e.id] = e.path
		}
	}
	var records []catalog.Record
	for _, s := range l.states() {
		l.problems = append(l.problems, s.problems...)
		records = append(records, s.records(len(l.paths[s.path]))...)
	}
	return l, records, catalog.Assemble(records, catalog.Stamp{
		Generation: 1, Synced: Today(), Problems: len(l.problems),
	}), nil
}

// state is a path's newest state that could be read.
type state struct {
	path     string
	at       entry
	document *catalog.Document
	problems []catalog.Problem
	stale    bool // the newest revision could not be read, this is an older one
	reused   bool
}

// states reads every path, each on a goroutine of its own: a small file is
// parsed in well under a millisecond, and the program waits for all of them.
func (l *Library) states() []state {
	var paths []string
	for p := range l.paths {
		if isContractFile(p) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	states := make([]state, len(paths))
	var wg sync.WaitGroup
	for i, p := range paths {
		wg.Go(func() { states[i] = newest(l.paths[p]) })
	}
	wg.Wait()
	return states
}

// newest reads a path's last revision; when that holds nothing, the last that
// does stands in for it.
func newest(revisions []entry) state {
	last := len(revisions) - 1
	s := state{path: revisions[last].path, at: revisions[last], reused: reuses(revisions)}
	s.document = s.at.read()
	s.problems = s.document.Problems
	for i := last - 1; i >= 0 && s.document.IsEmpty(); i-- {
		s.at, s.stale = revisions[i], true
		s.document = s.at.read()
	}
	return s
}

func (e entry) read() *catalog.Document { return reader.Read(e.path, e.data(), reader.Options{}) }

// reuses reports whether several revisions carry one version text.
func reuses(revisions []entry) bool {
	seen := map[string]bool{}
	for _, e := range revisions {
		if seen[e.version] {
			return true
		}
		seen[e.version] = e.version != none
	}
	return false
}

func (s *state) records(versions int) []catalog.Record {
	if s.stale {
		versions--
	}
	var out []catalog.Record
	add := func(summary catalog.Summary, index int) {
		out = append(out, catalog.Record{
			Summary: summary, Origin: s.at.origin(s.document.Hash, index),
			Versions: versions, Stale: s.stale, Reused: s.reused,
		})
	}
	for i, c := range s.document.Contracts {
		add(c.Summarize(Today()), i)
	}
	for i, p := range s.document.Products {
		add(p.Summarize(Today()), i)
	}
	return out
}

// origin says where a revision came from. The commit is made up from what makes
// revisions one commit.
func (e entry) origin(hash string, index int) catalog.Origin {
	commit := sha256.Sum256([]byte(e.time.Format(time.RFC3339) + e.author + e.message))
	return catalog.Origin{
		Source: SourceName, Path: e.path, Hash: hash, Index: index, Commit: hex.EncodeToString(commit[:20]),
		Author: e.author, Message: e.message, Time: e.time,
	}
}

func byHash(entries []entry) map[string]entry {
	m := make(map[string]entry, len(entries))
	for _, e := range entries {
		m[hashOf(e.data())] = e
	}
	return m
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Versions lists what a contract or product document said over time, newest
// first.
func (l *Library) Versions(id string) ([]catalog.Version, error) {
	name, ok := l.ids[id]
	if !ok {
		return nil, fmt.Errorf("versions of %q: %w", id, catalog.ErrNotFound)
	}
	var list []catalog.Version
	for _, e := range l.paths[name] {
		d := e.read()
		if v, ok := versionIn(d, id); ok {
			v.Origin, v.Seq = e.origin(d.Hash, v.Origin.Index), len(list)
			list = append(list, v)
		}
	}
	slices.Reverse(list)
	if len(list) > 0 && list[0].Origin.Time.Before(l.lastTime(name)) {
		list[0].Stale = true
	}
	return list, nil
}

func (l *Library) lastTime(name string) time.Time {
	revisions := l.paths[name]
	return revisions[len(revisions)-1].time
}

// versionIn finds the contract or product in a document.
func versionIn(d *catalog.Document, id string) (catalog.Version, bool) {
	for i, c := range d.Contracts {
		if c.ID == id {
			return catalog.Version{Contract: id, Text: c.Version, Status: c.Status, Name: c.Name, Origin: catalog.Origin{Index: i}}, true
		}
	}
	for i, p := range d.Products {
		if p.ID == id {
			return catalog.Version{Contract: id, Text: p.Version, Status: p.Status, Name: p.Name, Origin: catalog.Origin{Index: i}}, true
		}
	}
	return catalog.Version{}, false
}

// Document parses the revision that has the given hash.
func (l *Library) Document(hash string) (*catalog.Document, error) {
	e, ok := l.hashes()[hash]
	if !ok {
		return nil, fmt.Errorf("document %s: %w", hash, catalog.ErrNotFound)
	}
	return e.read(), nil
}

// Raw returns the bytes of that revision.
func (l *Library) Raw(hash string) ([]byte, error) {
	e, ok := l.hashes()[hash]
	if !ok {
		return nil, fmt.Errorf("bytes of %s: %w", hash, catalog.ErrNotFound)
	}
	return e.data(), nil
}

// Problems lists what was wrong with the files, by path and place.
func (l *Library) Problems() []catalog.Problem { return slices.Clone(l.problems) }

// Results returns the observed outcomes of the checks of a contract, newest
// first; none for a contract that nobody observes.
func (l *Library) Results(contract string) ([]catalog.Result, error) {
	base, ok := strings.CutSuffix(l.ids[contract], ".yaml")
	if !ok {
		return nil, fmt.Errorf("results of %q: %w", contract, catalog.ErrNotFound)
	}
	revisions := l.paths[strings.TrimSuffix(base, path.Ext(base))+".results.yaml"]
	if len(revisions) == 0 {
		return nil, nil
	}
	results := revisions[len(revisions)-1].read().Results
	slices.SortStableFunc(results, func(a, b catalog.Result) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Check, b.Check))
	})
	return results, nil
}
