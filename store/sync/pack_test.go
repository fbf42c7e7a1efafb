package sync_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

func TestPack_carriesTheWholeCatalog(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	f.write("old.yaml", contract("old", "1.0.0"))
	run(t, db, f.config())
	f.write("orders.yaml", contract("orders", "1.1.0"))
	f.remove("old.yaml")
	run(t, db, f.config())

	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	var pack bytes.Buffer
	if err := db.WritePack(context.Background(), &pack, store.PackOptions{Source: "p", Key: private}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "catalog.mdx")
	if err := os.WriteFile(path, pack.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := source.Config{Name: "p", Kind: source.KindDir, Location: path, Settings: map[string]string{
		source.SettingKey: base64.StdEncoding.EncodeToString(public),
	}}
	other := storetest.MustOpen(t)
	for range 2 { // the second time nothing is new
		run(t, other, cfg)
		if got := texts(t, other, "orders"); got != "1.1.0 1.0.0" {
			t.Errorf("versions = %s", got)
		}
		if g, err := other.Generation(); err != nil || g != 1 {
			t.Errorf("generation %d, %v", g, err)
		}
	}
	if snapshot(t, other).ContractCount() != 2 {
		t.Error("what was removed is not in the pack")
	}

	wrong, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Settings[source.SettingKey] = base64.StdEncoding.EncodeToString(wrong)
	report, err := sync.Run(context.Background(), other, []source.Config{cfg}, sync.Options{})
	if err != nil || !errors.Is(report.Sources[0].Err, store.ErrPack) {
		t.Errorf("another key: %+v, %v", report.Sources, err)
	}
}

// TestPack_isReadyAtOnce has stores take a pack in: an empty one its search index,
// too, where it is made under the name of the source, and what holds something
// already only the states. All come to show the same.
func TestPack_isReadyAtOnce(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	for i := range 40 {
		f.write(fmt.Sprintf("c%d.yaml", i), contract(fmt.Sprintf("c%d", i), "1.0.0"))
	}
	run(t, db, f.config())
	f.write("c1.yaml", contract("c1", "1.1.0"))
	f.write("bad.yaml", "apiVersion: v3.1.0\nkind: DataContract\nid: [\n")
	f.remove("c2.yaml")
	run(t, db, f.config())
	path := filepath.Join(t.TempDir(), "p.mdx")
	writePack(t, db, path)

	for _, c := range []struct {
		name  string
		first string // a contract that is there before; none if it is empty
		takes bool   // the search index of the pack
	}{{name: "p", takes: true}, {name: "another"}, {name: "p", first: "other"}} {
		t.Run(c.name+c.first, func(t *testing.T) {
			t.Parallel()
			other, here := storetest.MustOpen(t), newFolder(t)
			contracts := 40
			if c.first != "" {
				here.write("first.yaml", contract(c.first, "1.0.0"))
				run(t, other, here.config())
				contracts++
			}
			cfg := source.Config{Name: c.name, Kind: source.KindDir, Location: path}
			report := run(t, other, cfg)
			if s := report.Sources[0]; s.Files != 39 || s.NewVersions != 41 {
				t.Errorf("report: %+v", s)
			}
			if got := texts(t, other, "c1"); got != "1.1.0 1.0.0" {
				t.Errorf("versions = %s", got)
			}
			snap, ix, err := other.Catalog()
			if err != nil || snap.ContractCount() != contracts {
				t.Fatal(snap.ContractCount(), err)
			}
			if taken := ix.Delta() != nil && len(ix.Bytes()) > 0; c.first == "" && taken != c.takes {
				t.Errorf("the search index of the pack was taken: %v", taken)
			}
			q, err := query.Parse("c17")
			if err != nil {
				t.Fatal(err)
			}
			found, err := ix.Search(t.Context(), q, search.Options{Scope: search.Contracts})
			if err != nil || len(found.Hits) == 0 || snap.Contract(int(found.Hits[0].Contract)).ID != "c17" {
				t.Errorf("search finds %v, %v", found.Hits, err)
			}
			want(t, run(t, other, cfg), counts{files: 39, unchanged: 39})
		})
	}
}

// TestPack_ofTheFirstFormat takes in a pack as they were before they had an index.
func TestPack_ofTheFirstFormat(t *testing.T) {
	t.Parallel()
	db := storetest.MustOpen(t)
	run(t, db, source.Config{Name: "p", Kind: source.KindDir, Location: "testdata/first.mdx"})
	if got := texts(t, db, "returns"); got != "1.1.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
	if path := snapshot(t, db).Contract(0).Path; path != "mesh/returns.yaml" {
		t.Errorf("it is at %s", path)
	}
}

func writePack(t *testing.T, db *store.DB, path string) {
	t.Helper()
	var pack bytes.Buffer
	if err := db.WritePack(context.Background(), &pack, store.PackOptions{Source: "p"}); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, path, pack.String())
}

func TestPack_refusesDamage(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	run(t, db, f.config())
	var pack bytes.Buffer
	if err := db.WritePack(context.Background(), &pack, store.PackOptions{Source: "p"}); err != nil {
		t.Fatal(err)
	}
	opened := func(data []byte, key ed25519.PublicKey) error {
		_, err := store.OpenPack(data, key)
		return err
	}
	if err := opened(pack.Bytes(), nil); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 8, 40, pack.Len() / 2, pack.Len() - 1} {
		if err := opened(pack.Bytes()[:n], nil); !errors.Is(err, store.ErrPack) {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := opened(pack.Bytes(), public); !errors.Is(err, store.ErrPack) || !strings.Contains(err.Error(), "not signed") {
		t.Errorf("unsigned, where a signature is asked for: %v", err)
	}
	harmed := bytes.Clone(pack.Bytes())
	harmed[len(harmed)/2] ^= 1
	if err := opened(harmed, nil); !errors.Is(err, store.ErrPack) {
		t.Errorf("harmed: %v", err)
	}
}
