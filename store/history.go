package store

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"meshdex/catalog"
)

// A history is the order of the states of one contract (or product document).
//
// Each file that ever held the contract contributes its own states, and their
// order is certain: a file's revisions are numbered. Between files nothing is
// certain. Times are not: after a fresh clone or an unpacked archive all files
// of a folder are of the same minute. What authors who keep several versions in
// several files (orders-v1.yaml, orders-v2.yaml) do maintain is the version text,
// so the files' sequences are merged by it, and by time only between equal
// versions. A state that another file comes to only later waits for that file:
// what was before it there was before it.
//
// A content that several files hold is one state: a folder that is also a git
// repository, a renamed file, a copy in another source. It stands where it stood
// first and keeps the commit it came with; the place shown is that of a file
// which still has it.
//
// The current state is the newest that some file still holds. When no file does,
// the contract is removed, and its current state is the last one it had.

// holding is one state of a contract in one file.
type holding struct {
	entryRecord
	seq   uint32
	index int
	rev   revision
	revAt revPlace
	file  *fileInfo
}

// revPlace is where a revision is.
type revPlace struct {
	file fileNumber
	seq  uint32
}

// fileInfo is a file as histories see it.
type fileInfo struct {
	number fileNumber
	source string
	path   string
	revs   uint32
	state  fileState
}

// isLive reports whether the file still has this state, be it as the last good
// one of a file that is broken now.
func (h *holding) isLive() bool {
	return h.seq+1 == h.file.revs && (h.file.state == whole || h.file.state == broken)
}

// history merges the holdings of one contract, which are grouped by file and
// ascend within each, into one order, oldest first.
func history(all []holding) []holding {
	if len(all) < 2 {
		return all
	}
	files := slices.Collect(byFile(all))
	if len(files) == 1 {
		return collapse(files[0])
	}
	slices.SortFunc(files, func(a, b []holding) int {
		return cmp.Or(strings.Compare(a[0].file.source, b[0].file.source), strings.Compare(a[0].file.path, b[0].file.path))
	})
	return collapse(merge(files, len(all)))
}

// contentKey names a state by what it holds.
type contentKey struct {
	number contentNumber
	index  int
}

func (h *holding) content() contentKey { return contentKey{h.Content, h.index} }

// merge makes one order of those of several files, n states in all.
func merge(files [][]holding, n int) []holding {
	merged := make([]holding, 0, n)
	q := newQueues(files)
	for len(q.files) > 0 {
		first := 0
		for i := range q.files {
			if q.precedes(i, first) {
				first = i
			}
		}
		merged = append(merged, q.next(first))
	}
	return merged
}

// queues are the states of several files that are not in order yet, with how often
// each comes after the next one: in all, and in each file.
type queues struct {
	files [][]holding
	later []map[contentKey]int
	all   map[contentKey]int
}

func newQueues(files [][]holding) *queues {
	q := &queues{files, make([]map[contentKey]int, len(files)), map[contentKey]int{}}
	for i, f := range files {
		q.later[i] = make(map[contentKey]int, len(f)-1)
		for j := range f[1:] {
			key := f[1+j].content()
			q.later[i][key]++
			q.all[key]++
		}
	}
	return q
}

// precedes reports whether the next state of file i goes before that of file j.
func (q *queues) precedes(i, j int) bool {
	if a, b := q.waits(i), q.waits(j); a != b {
		return b
	}
	return earlier(&q.files[i][0], &q.files[j][0])
}

// waits reports whether another file comes to the next state of this one later.
func (q *queues) waits(i int) bool {
	key := q.files[i][0].content()
	return q.all[key] > q.later[i][key]
}

// next takes the next state of a file out.
func (q *queues) next(i int) holding {
	h := q.files[i][0]
	if q.files[i] = q.files[i][1:]; len(q.files[i]) == 0 {
		q.files, q.later = slices.Delete(q.files, i, i+1), slices.Delete(q.later, i, i+1)
		return h
	}
	key := q.files[i][0].content()
	q.later[i][key]--
	q.all[key]--
	return h
}

// byFile cuts the holdings where another file begins.
func byFile(all []holding) func(yield func([]holding) bool) {
	return func(yield func([]holding) bool) {
		for from := 0; from < len(all); {
			to := from + 1
			for to < len(all) && all[to].file == all[from].file {
				to++
			}
			if !yield(all[from:to:to]) {
				return
			}
			from = to
		}
	}
}

// earlier orders the states of different files.
func earlier(a, b *holding) bool {
	c := catalog.CompareVersions(a.Version, b.Version)
	return cmp.Or(c, a.rev.Time.Compare(b.rev.Time)) < 0
}

// collapse drops the states that repeat the content of one before them: the same
// one in another file, or the one right before in the same.
func collapse(all []holding) []holding {
	at := make(map[contentKey]int, len(all))
	kept := all[:0:0]
	for i := range all {
		h := all[i]
		key := h.content()
		j, seen := at[key]
		if seen && (kept[j].file != h.file || j == len(kept)-1) {
			kept[j].adopt(h)
			continue
		}
		at[key] = len(kept)
		kept = append(kept, h)
	}
	return kept
}

// adopt takes over what a repetition of the same state adds: a place that still
// exists, and the commit.
func (h *holding) adopt(other holding) {
	if h.rev.Commit == "" && other.rev.Commit != "" {
		h.rev, h.revAt = other.rev, other.revAt
	}
	if !h.isLive() && other.isLive() {
		h.file, h.seq = other.file, other.seq
	}
}

// current returns the newest state that is live, else the last one.
func current(states []holding) int {
	for i := len(states) - 1; i >= 0; i-- {
		if states[i].isLive() {
			return i
		}
	}
	return len(states) - 1
}

// isReused reports whether one version text stands for several contents.
func isReused(states []holding) bool {
	if len(states) < 2 {
		return false
	}
	contents := make(map[string]contentNumber, len(states))
	for i := range states {
		n, seen := contents[states[i].Version]
		if seen && n != states[i].Content {
			return true
		}
		contents[states[i].Version] = states[i].Content
	}
	return false
}

func (h *holding) origin(hash Hash) catalog.Origin {
	return catalog.Origin{
		Source: h.file.source, Path: h.file.path, Hash: hash.String(), Index: h.index,
		Commit: h.rev.Commit, Author: h.rev.Author, Message: h.rev.Message, Tag: h.rev.Tag, Time: h.rev.Time,
	}
}

// holdings loads every state of a contract or product.
func (t tx) holdings(subject byte, id string) ([]holding, error) {
	prefix := entryPrefix(subject, id)
	names, err := t.sourceNames()
	if err != nil {
		return nil, err
	}
	files := map[fileNumber]*fileInfo{}
	var all []holding
	cursor := t.bucket(entryBucket).Cursor()
	for key, data := cursor.Seek(prefix); bytes.HasPrefix(key, prefix); key, data = cursor.Next() {
		own, number, seq, index, ok := splitEntryKey(key)
		if !ok || !bytes.Equal(own, prefix) {
			continue // an id that this one is the beginning of
		}
		if files[number] == nil {
			if files[number], err = t.fileInfo(number, names); err != nil {
				return nil, err
			}
		}
		h, err := t.holding(data, files[number], seq, index)
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

func (t tx) holding(entry []byte, f *fileInfo, seq uint32, index int) (h holding, err error) {
	h = holding{seq: seq, index: index, revAt: revPlace{f.number, seq}, file: f}
	if err := decode(entry, func(c *coder) { c.entry(&h.entryRecord) }); err != nil {
		return h, err
	}
	h.rev, err = t.revision(f.number, seq)
	return h, err
}

func (t tx) fileInfo(n fileNumber, names map[sourceNumber]string) (*fileInfo, error) {
	key := t.bucket(pathBucket).Get(numberKey(n))
	var f fileRecord
	ok, err := t.get(fileBucket, key, func(c *coder) { c.file(&f) })
	if err != nil || !ok {
		return nil, fmt.Errorf("file %d: %w", n, cmp.Or(err, ErrCorrupt))
	}
	source, path := splitFileKey(key)
	return &fileInfo{n, names[source], path, f.Revs, f.State}, nil
}
