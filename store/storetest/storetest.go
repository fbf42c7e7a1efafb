// Package storetest gives tests a store that is checked when they end.
package storetest

import (
	"context"
	"testing"

	"meshdex/store"
)

// MustOpen opens an empty store in a folder of the test's own. When the test
// ends, whatever the database then holds must pass Check.
func MustOpen(t testing.TB) *store.DB {
	t.Helper()
	return MustOpenIn(t, t.TempDir())
}

// MustOpenIn is MustOpen for a folder that may already hold a store.
func MustOpenIn(t testing.TB, dir string) *store.DB {
	t.Helper()
	db, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { MustCheck(t, db) })
	return db
}

// MustCheck fails the test for every fault that Check finds.
func MustCheck(t testing.TB, db *store.DB) {
	t.Helper()
	faults, err := db.Check(context.Background())
	if err != nil {
		t.Errorf("check: %v", err)
	}
	for _, f := range faults {
		t.Errorf("check: %v", f)
	}
}
