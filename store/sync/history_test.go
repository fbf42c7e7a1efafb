package sync_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/reader"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
)

// TestRun_realHistories rebuilds public histories as repositories, commit by
// commit, and compares what the store then has, content by content, with what was
// committed.
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

// published is one revision of a history.
type published struct {
	file, date string
	text       []byte
}

func readHistory(t testing.TB, table string) []published {
	t.Helper()
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	head := strings.Split(lines[0], "\t")
	column := func(row []string, name string) string { return row[slices.Index(head, name)] }
	var all []published
	for _, line := range lines[1:] {
		row := strings.Split(line, "\t")
		text, err := os.ReadFile(filepath.Join(filepath.Dir(table), filepath.FromSlash(column(row, "blob"))))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, published{column(row, "file"), column(row, "date"), text})
	}
	return all
}

// identity is a contract or product of a history: where its states were.
type identity struct {
	paths  map[string]bool
	hashes []string // in the order of the commits, of each run of equal ones the first
}

func replay(t *testing.T, table string) {
	r, db := newRepository(t), storetest.MustOpen(t)
	wanted := map[string]*identity{}
	for _, p := range readHistory(t, table) {
		r.publish(p.file, string(p.text), p.date)
		hash := store.HashOf(p.text).String()
		doc := reader.Read(p.file, p.text, reader.Options{})
		for _, c := range doc.Contracts {
			wanted[c.ID] = wanted[c.ID].add(p.file, hash)
		}
	}
	report := run(t, db, source.Config{Name: "g", Kind: source.KindGit, Location: r.dir})
	t.Logf("%d contracts, %d versions", report.Sources[0].Contracts, report.Sources[0].Versions)
	for id, want := range wanted {
		got := hashesOf(t, db, id)
		if len(want.paths) == 1 && !slices.Equal(got, want.hashes) {
			t.Errorf("%s:\n got %v\nwant %v", id, got, want.hashes)
		}
		for _, hash := range want.hashes {
			if !slices.Contains(got, hash) {
				t.Errorf("%s lacks the content %s", id, hash)
			}
			if raw, err := db.Raw(hash); err != nil || store.HashOf(raw).String() != hash {
				t.Errorf("%s: the bytes of %s: %v", id, hash, err)
			}
		}
	}
}

func (i *identity) add(path, hash string) *identity {
	if i == nil {
		i = &identity{paths: map[string]bool{}}
	}
	i.paths[path] = true
	if n := len(i.hashes); n == 0 || i.hashes[n-1] != hash {
		i.hashes = append(i.hashes, hash)
	}
	return i
}

// hashesOf lists the contents of a history, oldest first.
func hashesOf(t testing.TB, db *store.DB, id string) []string {
	t.Helper()
	versions, err := db.Versions(id)
	if err != nil {
		t.Error(err)
	}
	slices.Reverse(versions)
	var out []string
	for _, v := range versions {
		if n := len(out); n == 0 || out[n-1] != v.Origin.Hash {
			out = append(out, v.Origin.Hash)
		}
	}
	return out
}
