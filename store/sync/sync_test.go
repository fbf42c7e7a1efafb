package sync_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

func contract(id, version string, more ...string) string {
	return fmt.Sprintf("apiVersion: v3.1.0\nkind: DataContract\nid: %s\nname: %s\nversion: %s\nstatus: active\ndomain: sales\n%s",
		id, id, version, strings.Join(more, "\n"))
}

// folder is a dir source that a test changes.
type folder struct {
	t    testing.TB
	dir  string
	tick time.Time
}

func newFolder(t testing.TB) *folder {
	return &folder{t, t.TempDir(), time.Now().Add(-time.Hour).Truncate(time.Second)}
}

// write puts files, each a second newer than the one before and none so new that
// its stamp would not be believed.
func (f *folder) write(name, text string) {
	f.t.Helper()
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
	f.tick = f.tick.Add(time.Second)
	if err := os.Chtimes(path, f.tick, f.tick); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) remove(name string) {
	f.t.Helper()
	if err := os.Remove(filepath.Join(f.dir, filepath.FromSlash(name))); err != nil {
		f.t.Fatal(err)
	}
}

func (f *folder) config() source.Config {
	return source.Config{Name: "s", Kind: source.KindDir, Location: f.dir}
}

func run(t testing.TB, db *store.DB, cfgs ...source.Config) sync.Report {
	t.Helper()
	report, err := sync.Run(context.Background(), db, cfgs, sync.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range report.Sources {
		if s.Err != nil {
			t.Fatalf("source %s: %v", s.Name, s.Err)
		}
	}
	return report
}

// counts are the figures of a report that a test is about.
type counts struct{ files, added, changed, unchanged, removed, broken, versions int }

func countsOf(r sync.SourceReport) counts {
	return counts{r.Files, r.Added, r.Changed, r.Unchanged, r.Removed, r.Broken, r.NewVersions}
}

func want(t testing.TB, r sync.Report, w counts) {
	t.Helper()
	if got := countsOf(r.Sources[0]); got != w {
		t.Errorf("report = %+v, want %+v", got, w)
	}
}

func snapshot(t testing.TB, db *store.DB) *catalog.Snapshot {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func row(t testing.TB, db *store.DB, id string) catalog.ContractRow {
	t.Helper()
	s := snapshot(t, db)
	i, ok := s.FindContract(id)
	if !ok {
		t.Fatalf("no contract %s", id)
	}
	return s.Contract(i)
}

func texts(t testing.TB, db *store.DB, id string) string {
	t.Helper()
	versions, err := db.Versions(id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, v := range versions {
		out = append(out, v.Text)
	}
	return strings.Join(out, " ")
}

func TestRun_lifeOfAFile(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	f.write("deep/down/returns.yml", contract("returns", "1.0.0"))
	f.write("notes.txt", "not for us")
	f.write("values.yaml", "replicas: 3\n")
	want(t, run(t, db, f.config()), counts{files: 3, added: 3, versions: 2})
	if s := snapshot(t, db); s.ContractCount() != 2 || s.Generation() != 1 {
		t.Errorf("%d contracts in generation %d", s.ContractCount(), s.Generation())
	}

	want(t, run(t, db, f.config()), counts{files: 3, unchanged: 3})
	if g, err := db.Generation(); err != nil || g != 1 {
		t.Errorf("a sync without news makes generation %d, %v", g, err)
	}

	f.write("orders.yaml", contract("orders", "1.1.0"))
	want(t, run(t, db, f.config()), counts{files: 3, changed: 1, unchanged: 2, versions: 1})
	if got := texts(t, db, "orders"); got != "1.1.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}

	f.write("orders.yaml", "id: [orders\nkind: DataContract\n")
	r := run(t, db, f.config())
	want(t, r, counts{files: 3, changed: 1, unchanged: 2, broken: 1})
	if len(r.Problems) == 0 || r.Problems[0].Path != "orders.yaml" || r.Problems[0].Pos.Line == 0 {
		t.Errorf("problems = %+v", r.Problems)
	}
	if o := row(t, db, "orders"); !o.Flags.Has(catalog.IsStale) || o.Version != "1.1.0" {
		t.Errorf("a broken file shows %s, flags %b", o.Version, o.Flags)
	}

	f.write("orders.yaml", contract("orders", "1.2.0"))
	run(t, db, f.config())
	if o := row(t, db, "orders"); o.Flags.Has(catalog.IsStale) || o.Version != "1.2.0" || o.Versions != 3 {
		t.Errorf("mended: %+v", o)
	}

	f.remove("orders.yaml")
	want(t, run(t, db, f.config()), counts{files: 2, unchanged: 2, removed: 1})
	if o := row(t, db, "orders"); !o.Flags.Has(catalog.IsRemoved) || o.Versions != 3 {
		t.Errorf("removed: %+v", o)
	}

	f.write("orders.yaml", contract("orders", "1.2.0"))
	want(t, run(t, db, f.config()), counts{files: 3, added: 1, unchanged: 2})
	if o := row(t, db, "orders"); o.Flags.Has(catalog.IsRemoved) || o.Versions != 3 {
		t.Errorf("back again: %+v", o)
	}
}

// TestRun_twoSourcesOfTheSame has one contract in two sources, and more in one.
func TestRun_twoSourcesOfTheSame(t *testing.T) {
	t.Parallel()
	f, g, db := newFolder(t), newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	g.write("copy.yaml", contract("orders", "1.0.0"))
	second := g.config()
	second.Name = "t"
	run(t, db, f.config())
	for _, version := range []string{"1.0.0", "1.1.0"} {
		g.write("copy.yaml", contract("orders", version))
		run(t, db, f.config(), second)
	}
	states, err := db.SourceStates()
	if err != nil || states[0].Contracts != 1 || states[0].Versions != 1 || states[1].Contracts != 1 || states[1].Versions != 2 {
		t.Errorf("states = %+v, %v", states, err)
	}
	mustHaveTrueTotals(t, db)
	g.remove("copy.yaml")
	if s := run(t, db, second).Sources[0]; s.Contracts != 0 || s.Files != 0 {
		t.Errorf("report = %+v", s)
	}
	if c := row(t, db, "orders"); c.Flags.Has(catalog.IsRemoved) || c.Versions != 2 {
		t.Errorf("orders = %+v", c)
	}
	mustHaveTrueTotals(t, db)
}

func TestRun_keepsTheBytes(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	text := contract("orders", "1.0.0") + "\n# a comment, and trailing space  \n"
	f.write("orders.yaml", text)
	run(t, db, f.config())
	versions, err := db.Versions("orders")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := db.Raw(versions[0].Origin.Hash)
	if err != nil || string(raw) != text {
		t.Errorf("raw = %q, %v", raw, err)
	}
	doc, err := db.Document(versions[0].Origin.Hash)
	if err != nil || len(doc.Contracts) != 1 || doc.Contracts[0].ID != "orders" {
		t.Errorf("document = %+v, %v", doc, err)
	}
}
