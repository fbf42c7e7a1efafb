package sync_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	if err := db.WritePack(context.Background(), &pack, private); err != nil {
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

func TestPack_refusesDamage(t *testing.T) {
	t.Parallel()
	f, db := newFolder(t), storetest.MustOpen(t)
	f.write("orders.yaml", contract("orders", "1.0.0"))
	run(t, db, f.config())
	var pack bytes.Buffer
	if err := db.WritePack(context.Background(), &pack, nil); err != nil {
		t.Fatal(err)
	}
	nothing := func(store.Change) error { return nil }
	if err := store.EachPacked(pack.Bytes(), nil, nothing); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 8, 40, pack.Len() / 2, pack.Len() - 1} {
		if err := store.EachPacked(pack.Bytes()[:n], nil, nothing); !errors.Is(err, store.ErrPack) {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	public, _, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.EachPacked(pack.Bytes(), public, nothing); !errors.Is(err, store.ErrPack) || !strings.Contains(err.Error(), "not signed") {
		t.Errorf("unsigned, where a signature is asked for: %v", err)
	}
	harmed := bytes.Clone(pack.Bytes())
	harmed[len(harmed)/2] ^= 1
	if err := store.EachPacked(harmed, nil, nothing); !errors.Is(err, store.ErrPack) {
		t.Errorf("harmed: %v", err)
	}
}
