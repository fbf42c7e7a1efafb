package sync

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestTeller_passesOnTheLastWordInItsTime has a source speak every millisecond for ten
// seconds and then fall silent.
func TestTeller_passesOnTheLastWordInItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var told []Progress
		tell := startTelling(func(p Progress) { told = append(told, p) }, time.Now)
		w := tell.word("s")
		for range 10_000 {
			w.update(func(p *Progress) { p.Files++ })
			time.Sleep(time.Millisecond)
		}
		w.update(func(p *Progress) { p.Stage.Name = "waiting" })
		time.Sleep(tellEvery)
		synctest.Wait()
		last := told[len(told)-1]
		if len(told) > 102 || told[0].Files != 1 || last.Stage.Name != "waiting" || last.Elapsed < 10*time.Second {
			t.Errorf("told %d times, first %+v, last %+v", len(told), told[0], last)
		}
		before := len(told)
		time.Sleep(time.Hour)
		if tell.close(); len(told) != before {
			t.Errorf("told %d times of nothing new", len(told)-before)
		}
	})
}

// TestTeller_letsNobodyWait has somebody who is told take for ever.
func TestTeller_letsNobodyWait(t *testing.T) {
	t.Parallel()
	held, done := make(chan struct{}), 0
	tell := startTelling(func(p Progress) {
		<-held
		if p.Done {
			done++
		}
	}, time.Now)
	a, b := tell.word("a"), tell.word("b")
	for range 1000 {
		a.update(func(p *Progress) { p.Files++ })
		b.update(func(p *Progress) { p.Files++ })
	}
	a.update(func(p *Progress) { p.Done = true })
	b.update(func(p *Progress) { p.Done = true })
	close(held)
	if tell.close(); done != 2 {
		t.Errorf("%d sources ended", done)
	}
}
