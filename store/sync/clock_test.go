package sync_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/storetest"
	"meshdex/store/sync"
)

// TestFault_clockGoesBackwards syncs under a clock that is set back by years
// between one sync and the next, and during them.
func TestFault_clockGoesBackwards(t *testing.T) {
	t.Parallel()
	now := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	clock := backwards(now)
	db, err := store.Open(t.TempDir(), store.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	f := newFolder(t)
	for round := range 6 {
		f.write("a.yaml", contract("a", fmt.Sprintf("1.%d.0", round)))
		f.write(fmt.Sprintf("b%d.yaml", round), contract(fmt.Sprintf("b%d", round), "1.0.0"))
		before, err := db.Generation()
		if err != nil {
			t.Fatal(err)
		}
		report, err := sync.Run(context.Background(), db, []source.Config{f.config()}, sync.Options{Now: clock})
		if err != nil || report.Sources[0].Err != nil || report.Sources[0].NewVersions != 2 {
			t.Fatalf("round %d: %+v, %v", round, report.Sources, err)
		}
		if after, err := db.Generation(); err != nil || after != before+1 {
			t.Errorf("round %d: generation %d after %d, %v", round, after, before, err)
		}
		storetest.MustCheck(t, db)
	}
	if got := texts(t, db, "a"); got != "1.5.0 1.4.0 1.3.0 1.2.0 1.1.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
	if s := snapshot(t, db); s.ContractCount() != 7 {
		t.Errorf("%d contracts", s.ContractCount())
	}
}

// backwards is a clock that goes back by an hour whenever it is looked at.
func backwards(from time.Time) func() time.Time {
	ticks := make(chan time.Time, 1)
	ticks <- from
	return func() time.Time {
		now := <-ticks
		ticks <- now.Add(-time.Hour)
		return now
	}
}
