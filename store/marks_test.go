package store_test

import (
	"os"
	"path/filepath"
	stdsync "sync"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/storetest"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func TestMarks_frecency(t *testing.T) {
	t.Parallel()
	var m store.Marks
	for range 3 {
		m.Visit("often", noon)
	}
	m.Visit("lately", noon.AddDate(0, 0, 20))
	if got := m.Frecent(noon.AddDate(0, 0, 20)); got[0].ID != "lately" {
		t.Errorf("three visits twenty days ago, at a half-life of ten, outrank one of today: %v", got)
	}
	if got := m.Frecent(noon.AddDate(0, 0, -5)); got[0].ID != "often" {
		t.Errorf("a clock that goes back: %v", got)
	}
}

func TestMarks_manyWriters(t *testing.T) {
	t.Parallel()
	db := storetest.MustOpen(t)
	var wg stdsync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := db.UpdateMarks(func(m *store.Marks) error { m.Visit("p", noon); return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	m, err := db.Marks()
	if err != nil || len(m.Recents) != 1 || m.Recents[0].Score != 20 {
		t.Errorf("marks = %+v, %v", m, err)
	}
}

func TestMarks_surviveABrokenFile(t *testing.T) {
	t.Parallel()
	db := storetest.MustOpen(t)
	for _, id := range []string{"a", "b"} {
		if err := db.UpdateMarks(func(m *store.Marks) error { m.ToggleBookmark(id, noon); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(db.Dir(), "marks.json")
	if err := os.WriteFile(path, []byte(`{"bookmarks": [`), 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := db.Marks(); err != nil || !m.IsBookmarked("a") {
		t.Errorf("the state before is used: %+v, %v", m, err)
	}
	if err := db.UpdateMarks(func(m *store.Marks) error { m.ToggleBookmark("c", noon); return nil }); err != nil {
		t.Fatal(err)
	}
	if m, err := db.Marks(); err != nil || !m.IsBookmarked("a") || !m.IsBookmarked("c") {
		t.Errorf("after the next write: %+v, %v", m, err)
	}
	if aside, _ := filepath.Glob(path + ".damaged-*"); len(aside) != 1 {
		t.Errorf("set aside: %v", aside)
	}
}

// TestMarks_toggleSearch also lets go what an older program kept twice.
func TestMarks_toggleSearch(t *testing.T) {
	t.Parallel()
	twice := store.SavedSearch{Name: "sales", Query: "domain:sales"}
	m := store.Marks{Searches: []store.SavedSearch{twice, {Name: "mine", Query: "owner:me"}, twice}}
	if m.ToggleSearch("domain:sales") || len(m.Searches) != 1 || m.Searches[0].Name != "mine" {
		t.Errorf("let go: %+v", m.Searches)
	}
	want := store.SavedSearch{Name: "domain:sales", Query: "domain:sales"}
	if !m.ToggleSearch("domain:sales") || len(m.Searches) != 2 || m.Searches[1] != want {
		t.Errorf("kept: %+v", m.Searches)
	}
}
