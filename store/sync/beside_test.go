package sync_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// referring is a contract whose one field is defined elsewhere.
func referring(ref string) string { return referringTo("orders", ref) }

func referringTo(id, ref string) string {
	return "dataContractSpecification: 1.2.0\nid: " + id + "\ninfo: {title: Orders, version: 1.0.0}\n" +
		"models: {orders: {fields: {id: {$ref: '" + ref + "'}}}}\n"
}

func definition(title string) string {
	return "definitions: {id: {type: text, title: " + title + "}}\n"
}

// titles lists what the field was called in each version, newest first; "" where
// the reference led nowhere.
func titles(t *testing.T, db *store.DB) (all []string) {
	t.Helper()
	versions, err := db.Versions("orders")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		doc, err := db.Document(v.Origin.Hash)
		if err != nil || doc.Hash != v.Origin.Hash || len(doc.Contracts) != 1 {
			t.Fatalf("%+v, %v", doc, err)
		}
		all = append(all, doc.Contracts[0].Schema[0].Properties[0].BusinessName)
		raw, err := db.Raw(v.Origin.Hash)
		if err != nil || !bytes.HasPrefix(raw, []byte("dataContractSpecification")) {
			t.Errorf("raw = %q, %v", raw, err)
		}
	}
	return all
}

func wantTitles(t *testing.T, db *store.DB, want ...string) {
	t.Helper()
	got := titles(t, db)
	if len(got) != len(want) {
		t.Fatalf("titles = %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("titles = %q, want %q", got, want)
		}
	}
}

// TestRun_readsWhatIsReferredTo changes a file of definitions and not the contract
// that refers to it, though the folder of the definitions is not synced itself.
func TestRun_readsWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	cfg := f.config()
	cfg.Exclude = []string{"common"}
	f.write("contracts/orders.yaml", referring("../common/ids.yaml#/definitions/id"))
	want(t, run(t, db, cfg), counts{files: 1, added: 1, versions: 1})
	wantTitles(t, db, "")
	f.write("common/ids.yaml", definition("Number"))
	want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
	wantTitles(t, db, "Number", "")
	want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
	f.write("common/ids.yaml", definition("Key"))
	want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
	wantTitles(t, db, "Key", "Number", "")

	var pack bytes.Buffer
	if err := db.WritePack(context.Background(), &pack, store.PackOptions{Source: "p"}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "catalog.mdx")
	mustWrite(t, path, pack.String())
	other := storetest.MustOpen(t)
	run(t, other, source.Config{Name: "p", Kind: source.KindDir, Location: path})
	wantTitles(t, other, "Key", "Number", "")

	f.remove("contracts/orders.yaml")
	want(t, run(t, db, cfg), counts{removed: 1})
}

// TestRun_refersToNothingOutside has references that lead out of the source, by
// their path or by a link.
func TestRun_refersToNothingOutside(t *testing.T) {
	t.Parallel()
	for name, ref := range map[string]string{
		"upwards": "../../outside/ids.yaml#/definitions/id", "absolute": "/outside/ids.yaml#/definitions/id",
		"a link": "link.yaml#/definitions/id", "an address": "https://acme.example/ids.yaml#/definitions/id",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, db := newFolder(t), storetest.MustOpen(t)
			outside := filepath.Join(t.TempDir(), "ids.yaml")
			mustWrite(t, outside, definition("Secret"))
			mustWrite(t, filepath.Join(filepath.Dir(f.dir), "outside", "ids.yaml"), definition("Secret"))
			f.write("in/orders.yaml", referring(ref))
			if err := os.Symlink(outside, filepath.Join(f.dir, "in", "link.yaml")); err != nil {
				t.Skip(err)
			}
			report := run(t, db, f.config())
			wantTitles(t, db, "")
			found := false
			for _, p := range report.Problems {
				found = found || p.Rule == "reference-unresolved"
			}
			if !found {
				t.Errorf("problems = %+v", report.Problems)
			}
		})
	}
}

// TestRun_gitReadsWhatIsReferredTo reads it as it was at each commit of the
// contract, and as it is in the end.
func TestRun_gitReadsWhatIsReferredTo(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.write("common/ids.yaml", definition("Number"))
	r.publish("orders.yaml", referring("common/ids.yaml#/definitions/id"), "one")
	r.write("common/ids.yaml", definition("Key"))
	r.publish("orders.yaml", referring("./common/ids.yaml#/definitions/id"), "two")
	cfg := r.config()
	cfg.Include = []string{"orders.yaml"}
	run(t, db, cfg)
	wantTitles(t, db, "Key", "Number")
	last := r.publish("common/ids.yaml", definition("Code"), "rename")
	want(t, run(t, db, cfg), counts{files: 1, changed: 1, versions: 1})
	wantTitles(t, db, "Code", "Key", "Number")
	if versions, err := db.Versions("orders"); err != nil || versions[0].Origin.Commit != last || versions[0].Origin.Message != "rename" {
		t.Errorf("versions = %+v, %v", versions, err)
	}
	want(t, run(t, db, cfg), counts{files: 1, unchanged: 1})
}

// TestRun_gitIsAskedOnceOfWhereAScanEnded has many contracts refer to others.
func TestRun_gitIsAskedOnceOfWhereAScanEnded(t *testing.T) {
	t.Parallel()
	r, db := newRepository(t), storetest.MustOpen(t)
	r.write("ids.yaml", definition("Number"))
	for i := range 5 {
		id := fmt.Sprintf("c%d", i)
		r.write(id+".yaml", referringTo(id, "ids.yaml#/definitions/id"))
	}
	r.commit("all")
	run(t, db, r.config())
	r.publish("ids.yaml", definition("Key"), "rename")
	trace, settings := filepath.Join(t.TempDir(), "trace"), filepath.Join(t.TempDir(), "gitconfig")
	mustWrite(t, settings, "[trace2]\nnormalTarget = "+filepath.ToSlash(trace)+"\n")
	report, err := sync.Run(t.Context(), db, []source.Config{r.config()}, sync.Options{Environ: append(os.Environ(), "GIT_CONFIG_GLOBAL="+settings)})
	if err != nil || report.Sources[0].Changed != 6 {
		t.Fatalf("%+v, %v", report, err)
	}
	said, err := os.ReadFile(trace)
	if n := bytes.Count(said, []byte("log -1 -z --no-patch")); err != nil || n != 1 {
		t.Errorf("asked %d times, %v:\n%s", n, err, said)
	}
}

// alone is a source that gives its files without those beside them, as all did in
// format 1.
type alone struct{ source.Source }

// Cursor is of no use to programs of another format.
func (alone) Cursor() string { return "" }

func (a alone) Scan(ctx context.Context, cursor string) iter.Seq2[source.File, error] {
	return func(yield func(source.File, error) bool) {
		for f, err := range a.Source.Scan(ctx, cursor) {
			f.Beside = nil
			if !yield(f, err) {
				return
			}
		}
	}
}

// inFormat syncs a source as programs of an earlier format did, which read nothing beside
// the files of it.
func inFormat(t *testing.T, format string, db *store.DB, cfg source.Config) {
	t.Helper()
	_, err := sync.Run(t.Context(), db, []source.Config{cfg}, sync.Options{
		Open: func(cfg source.Config) (source.Source, error) {
			s, err := source.Open(cfg, source.Env{CacheDir: db.Dir()})
			return alone{s}, err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := bolt.Open(filepath.Join(db.Dir(), "catalog.db"), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Update(func(t *bolt.Tx) error { return t.Bucket([]byte("meta")).Put([]byte("format"), []byte(format)) })
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
}

// TestRun_readsWhatFormat1LeftUnread has nothing change but the program.
func TestRun_readsWhatFormat1LeftUnread(t *testing.T) {
	t.Parallel()
	f, r := newFolder(t), newRepository(t)
	for _, write := range []func(name, text string){f.write, r.write} {
		write("orders.yaml", referring("ids.yaml#/definitions/id"))
		write("ids.yaml", definition("Number"))
		write("own.yaml", referringTo("own", "#/definitions/id")+definition("Own"))
	}
	r.commit("all")
	for _, cfg := range []source.Config{f.config(), r.config()} {
		db := storetest.MustOpen(t)
		inFormat(t, "1", db, cfg)
		want(t, run(t, db, cfg), counts{files: 3, changed: 1, unchanged: 2, versions: 1})
		wantTitles(t, db, "Number", "")
		want(t, run(t, db, cfg), counts{files: 3, unchanged: 3})
		if refs, err := db.References(cfg.Name); err != nil || len(refs) != 1 || refs[0].Path != "orders.yaml" {
			t.Errorf("%s: references = %+v, %v", cfg.Name, refs, err)
		}
	}
}

// TestRun_readsWhatFormat2LeftUnread has an archive and a bucket that have not changed.
func TestRun_readsWhatFormat2LeftUnread(t *testing.T) {
	t.Parallel()
	files := []entry{{"orders.yaml", referring("ids.yaml#/definitions/id")}, {"ids.yaml", definition("Number")}}
	p := packagedHTTP(t)
	p.publish(tgzOf(t, files))
	cfg, b := bucketOf(t, nil)
	for _, f := range files {
		putObject(t, b, "live/"+f.name, f.text)
	}
	for _, cfg := range []source.Config{p.cfg, cfg} {
		db := storetest.MustOpen(t)
		inFormat(t, "2", db, cfg)
		wantTitles(t, db, "")
		want(t, run(t, db, cfg), counts{files: 2, changed: 1, unchanged: 1, versions: 1})
		wantTitles(t, db, "Number", "")
		want(t, run(t, db, cfg), counts{files: 2, unchanged: 2})
	}
}
