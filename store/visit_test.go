package store

import (
	"errors"
	"testing"

	"meshdex/catalog"
)

// TestRelay_visitorThatPanics gives more blocks than there are to a visitor that cannot
// bear the first one, beside one that can.
func TestRelay_visitorThatPanics(t *testing.T) {
	t.Parallel()
	seen := 0
	r := newRelay([]visitor{
		func(*catalog.Record) { panic("damaged") },
		func(*catalog.Record) { seen++ },
	})
	const blocks = 20
	for range blocks {
		b := <-r.spare
		b.records = make([]catalog.Record, 3)
		r.give(b)
	}
	if err := r.end(); !errors.Is(err, ErrCorrupt) {
		t.Errorf("error %v, want ErrCorrupt", err)
	}
	if seen != 3*blocks {
		t.Errorf("the other visitor has seen %d records of %d", seen, 3*blocks)
	}
}
