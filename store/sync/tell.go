package sync

import (
	stdsync "sync"
	"time"
)

// tellEvery is how often Progress is told of each source.
const tellEvery = 100 * time.Millisecond

// teller passes on how far the sources are, on a goroutine of its own: who is told may
// be slow, as a terminal that is held up, and must not hold up a transfer. Of what
// comes within tellEvery only the last is passed on, but that always is: it may be all
// there is to say for a while.
type teller struct {
	told   func(Progress)
	now    func() time.Time
	news   chan struct{} // holds one when a word is new
	closed chan struct{}
	ended  chan struct{}

	mu    stdsync.Mutex
	words []*word
}

// startTelling starts a teller, which is to be closed.
func startTelling(told func(Progress), now func() time.Time) *teller {
	t := &teller{told: told, now: now, news: make(chan struct{}, 1), closed: make(chan struct{}), ended: make(chan struct{})}
	go t.run()
	return t
}

// close passes on what is left to tell.
func (t *teller) close() {
	close(t.closed)
	<-t.ended
}

func (t *teller) run() {
	defer close(t.ended)
	for {
		select {
		case <-t.closed:
			t.pass()
			return
		case <-t.news:
		}
		t.pass()
		select {
		case <-t.closed:
		case <-time.After(tellEvery):
		}
	}
}

// pass passes on the words that are new.
func (t *teller) pass() {
	t.mu.Lock()
	words := t.words
	t.mu.Unlock()
	for _, w := range words {
		if p, isNew := w.take(); isNew {
			p.Elapsed = t.now().Sub(w.started)
			t.told(p)
		}
	}
}

// word gives a source a word to tell.
func (t *teller) word(source string) *word {
	w := &word{news: t.news, started: t.now(), last: Progress{Source: source}}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.words = append(t.words, w)
	return w
}

// word is the last word on one source.
type word struct {
	news    chan<- struct{}
	started time.Time

	mu    stdsync.Mutex
	last  Progress
	isNew bool
}

// update changes the word. It never waits for who is told.
func (w *word) update(change func(*Progress)) {
	w.mu.Lock()
	change(&w.last)
	w.isNew = true
	w.mu.Unlock()
	select {
	case w.news <- struct{}{}:
	default:
	}
}

// take returns the word, and whether it is a new one.
func (w *word) take() (p Progress, isNew bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	isNew, w.isNew = w.isNew, false
	return w.last, isNew
}
