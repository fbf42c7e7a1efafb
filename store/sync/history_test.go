package sync_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRun_realHistories rebuilds public histories as repositories, commit by
// commit, each by an author and at a time of its own, and compares what the store
// then has with what was committed: that nothing is missing and nothing is there
// twice, the order, the bytes, and who committed each state, when and why.
func TestRun_realHistories(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	tables, err := filepath.Glob(filepath.Join(shared, "corpus-history", "*", "versions.tsv"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("no histories: %v", err)
	}
	for _, table := range tables {
		t.Run(filepath.Base(filepath.Dir(table)), func(t *testing.T) {
			t.Parallel()
			replay(t, table)
		})
	}
}

// published is one revision of a file.
type published struct {
	file, commit string
	time         time.Time
	text         []byte
}

func (p published) author() string  { return "Author of " + p.commit[:9] }
func (p published) subject() string { return "Commit " + p.commit }

// readHistory reads the revisions in the order of their times, except that those
// of one file keep theirs.
func readHistory(t testing.TB, table string) []published {
	t.Helper()
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	head := strings.Split(lines[0], "\t")
	column := func(row []string, name string) string { return row[slices.Index(head, name)] }
	var files [][]published
	for _, line := range lines[1:] {
		row := strings.Split(line, "\t")
		text, err := os.ReadFile(filepath.Join(filepath.Dir(table), filepath.FromSlash(column(row, "blob"))))
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, column(row, "date"))
		if err != nil {
			t.Fatal(err)
		}
		p := published{column(row, "file"), column(row, "commit"), at, text}
		if n := len(files); n == 0 || files[n-1][0].file != p.file {
			files = append(files, nil)
		}
		files[len(files)-1] = append(files[len(files)-1], p)
	}
	return inOrder(files)
}

func inOrder(files [][]published) (all []published) {
	for len(files) > 0 {
		first := 0
		for i := range files {
			if files[i][0].time.Before(files[first][0].time) {
				first = i
			}
		}
		all = append(all, files[first][0])
		if files[first] = files[first][1:]; len(files[first]) == 0 {
			files = slices.Delete(files, first, first+1)
		}
	}
	return all
}

// replay builds the repository, syncs it, and judges what came of it.
func replay(t *testing.T, table string) {
	r, db := newRepository(t), storetest.MustOpen(t)
	wanted := map[string]map[string][]published{} // by id and path
	add := func(id string, p published) {
		if wanted[id] == nil {
			wanted[id] = map[string][]published{}
		}
		of := wanted[id][p.file]
		if n := len(of); n == 0 || string(of[n-1].text) != string(p.text) {
			wanted[id][p.file] = append(of, p)
		}
	}
	all := readHistory(t, table)
	r.publishAll(all)
	for _, p := range all {
		doc := reader.Read(p.file, p.text, reader.Options{})
		for _, c := range doc.Contracts {
			add(c.ID, p)
		}
		for _, d := range doc.Products {
			add(d.ID, p)
		}
	}
	s := run(t, db, source.Config{Name: "g", Kind: source.KindGit, Location: r.dir}).Sources[0]
	states := 0
	for id, of := range wanted {
		states += judgeHistory(t, db, id, of)
	}
	if s.Versions != states || s.Contracts+s.Products == 0 {
		t.Errorf("the report counts %d versions, there are %d", s.Versions, states)
	}
	t.Logf("%d revisions of files: %d contracts and products, %d versions", len(all), len(wanted), states)
}

// publishAll commits revisions as they were, through one process: git add and git
// commit for each of them take longer than the sync that is tested.
func (r *repository) publishAll(all []published) {
	r.t.Helper()
	var in bytes.Buffer
	data := func(text string) { fmt.Fprintf(&in, "data %d\n%s\n", len(text), text) }
	for _, p := range all {
		who := fmt.Sprintf("%s <a@b> %d +0000", p.author(), p.time.Unix())
		fmt.Fprintf(&in, "commit refs/heads/main\nauthor %s\ncommitter %s\n", who, who)
		data(p.subject())
		fmt.Fprintf(&in, "M 100644 inline %s\n", p.file)
		data(string(p.text))
	}
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = r.dir, &in
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git fast-import: %v\n%s", err, out)
	}
}

// judgeHistory compares the versions of an id with the revisions of the files that
// held it, and counts them.
func judgeHistory(t *testing.T, db *store.DB, id string, of map[string][]published) int {
	t.Helper()
	versions, err := db.Versions(id)
	if err != nil {
		t.Error(err)
		return 0
	}
	slices.Reverse(versions) // oldest first
	texts := make([]string, len(versions))
	distinct := map[string]bool{}
	for i, v := range versions {
		raw, err := db.Raw(v.Origin.Hash)
		if err != nil || store.HashOf(raw).String() != v.Origin.Hash {
			t.Errorf("%s: the bytes of %s: %v", id, v.Origin.Hash, err)
		}
		texts[i] = string(raw)
	}
	for _, revisions := range of {
		judgeFile(t, id, versions, texts, revisions, len(of) == 1)
		for _, p := range revisions {
			distinct[string(p.text)] = true
		}
	}
	for _, text := range texts {
		if !distinct[text] {
			t.Errorf("%s has a state that was never committed", id)
		}
	}
	return len(versions)
}

// judgeFile finds the revisions of one file among the versions of an id, in their
// order. When it is the only file, there must be nothing else, and each state must
// be told as it was committed.
func judgeFile(t *testing.T, id string, versions []catalog.Version, texts []string, revisions []published, only bool) {
	t.Helper()
	if only && len(versions) != len(revisions) {
		t.Errorf("%s has %d versions, %s had %d revisions", id, len(versions), revisions[0].file, len(revisions))
		return
	}
	next := 0
	for i, p := range revisions {
		at := slices.Index(texts[min(next, len(texts)):], string(p.text))
		if at < 0 {
			t.Errorf("%s: revision %d of %s is missing, or not in its place", id, i, p.file)
			return
		}
		next += at + 1
		o := versions[next-1].Origin
		if only && (o.Path != p.file || o.Author != p.author() || o.Message != p.subject() || !o.Time.Equal(p.time) || o.Commit == "") {
			t.Errorf("%s: revision %d of %s is told as %+v", id, i, p.file, o)
		}
	}
}
