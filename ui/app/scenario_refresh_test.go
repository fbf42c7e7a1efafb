package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/sample"
)

// without is the embedded mesh without the files of some folders.
func (w *world) without(folders ...string) *catalog.Snapshot {
	records := slices.DeleteFunc(slices.Clone(w.records), func(r catalog.Record) bool {
		return slices.ContainsFunc(folders, func(f string) bool { return strings.Contains(r.Origin.Path, f) })
	})
	return catalog.Assemble(records, catalog.Stamp{Generation: 2, Synced: sample.Today()})
}

func TestRefresh_keepsThePlaceById(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	cfg.Reload = func(context.Context) (*catalog.Snapshot, error) {
		return w.without("acquirer-settlements", "basket-stream"), nil
	}
	d, _ := start(t, cfg, 100, 30)
	d.Send(burst("jjjjj")).Selected("Card payments").Shows("50 products")
	d.Press("r").Footer("catalog reloaded").Advance(time.Minute).Selected("Card payments")
}

func TestRefresh_reachesThePagesBelow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	cfg.Reload = func(context.Context) (*catalog.Snapshot, error) { return w.without("acquirer-settlements"), nil }
	d, _ := start(t, cfg, 100, 30)
	d.Press("enter", "r").Advance(time.Minute).Header("Acquirer settlements")
	d.Press("esc").Advance(time.Minute).Lacks("Acquirer settlements")
}

func TestRefresh_aFailureIsToldAndNothingLost(t *testing.T) {
	t.Parallel()
	cfg := newWorld(t).config()
	cfg.Reload = func(context.Context) (*catalog.Snapshot, error) { return nil, errors.New("disk full") }
	d, _ := start(t, cfg, 100, 30)
	d.Press("r").Footer("disk full").Shows("Acquirer settlements")
}

func TestRefresh_ofWhatNeverChanges(t *testing.T) {
	t.Parallel()
	begin(t, 100, 30).Press("r").Footer("does not change")
}

func TestRefresh_changesFromOutside(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	cfg := w.config()
	calls := 0
	cfg.Changed = func(context.Context) (*catalog.Snapshot, error) {
		if calls++; calls > 2 {
			return nil, errors.New("the watch has ended")
		}
		return w.without("acquirer-settlements"), nil
	}
	d, _ := start(t, cfg, 100, 30)
	d.Lacks("Acquirer settlements").Footer("the watch has ended")
	line(d, "messages").Shows("the catalog has changed")
	if calls != 3 {
		t.Errorf("a watch that has failed was started again: %d calls", calls)
	}
}
