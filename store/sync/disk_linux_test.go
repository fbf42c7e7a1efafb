package sync_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"golang.org/x/sys/unix"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// mount puts a file system of a bounded size in memory at dir, or skips the test.
func mount(t *testing.T, dir, size string) {
	t.Helper()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mounting needs more rights: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
}

func remount(t *testing.T, dir string, flags uintptr, size string) {
	t.Helper()
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|flags, "size="+size); err != nil {
		t.Fatal(err)
	}
}

// failure is why a sync did not come to its end, wherever that is told.
func failure(db *store.DB, cfg source.Config) error {
	report, err := sync.Run(context.Background(), db, []source.Config{cfg}, sync.Options{})
	if err == nil {
		err = report.Sources[0].Err
	}
	return err
}

func TestFault_diskFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mount(t, dir, "3m")
	db := storetest.MustOpenIn(t, dir)
	f, random := newFolder(t), rand.New(rand.NewPCG(1, 1))
	f.write("first.yaml", contract("first", "1.0.0"))
	run(t, db, f.config())
	if err := db.UpdateMarks(bookmark); err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		f.write(fmt.Sprintf("c%d.yaml", i), contract(fmt.Sprintf("c%d", i), "1.0.0", "tags: ["+noise(random, 40_000)+"]"))
	}
	for range 3 {
		if err := failure(db, f.config()); !errors.Is(err, unix.ENOSPC) {
			t.Errorf("err = %v", err)
		}
		if s := snapshot(t, db); s.ContractCount() == 0 {
			t.Error("what was there is gone")
		}
		mustKeepMarks(t, db)
	}
	if _, _, err := db.Compact(context.Background()); !errors.Is(err, unix.ENOSPC) {
		t.Errorf("compact: %v", err)
	}
	if _, err := db.Repair(context.Background()); err != nil && !errors.Is(err, unix.ENOSPC) {
		t.Errorf("repair: %v", err)
	}
	storetest.MustCheck(t, db) // what could not be done left nothing undone
	remount(t, dir, 0, "64m")
	run(t, db, f.config())
	if n := snapshot(t, db).ContractCount(); n != 301 {
		t.Errorf("%d contracts when there is room", n)
	}
	mustKeepMarks(t, db)
}

func TestFault_readOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	mount(t, dir, "16m")
	db := storetest.MustOpenIn(t, dir)
	f := newFolder(t)
	f.write("a.yaml", contract("a", "1.0.0"))
	run(t, db, f.config())
	remount(t, dir, unix.MS_RDONLY, "16m")
	f.write("a.yaml", contract("a", "2.0.0"))
	if err := failure(db, f.config()); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("sync: %v", err)
	}
	if err := db.UpdateMarks(bookmark); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("marks: %v", err)
	}
	if got := texts(t, db, "a"); got != "1.0.0" {
		t.Errorf("versions = %s", got)
	}
	if _, ix, err := db.Catalog(); err != nil || ix.Generation() != 1 {
		t.Errorf("catalog: %v", err)
	}
	remount(t, dir, 0, "16m")
	run(t, db, f.config())
	if got := texts(t, db, "a"); got != "2.0.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
}
