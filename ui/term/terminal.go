package term

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// Terminal is the terminal that the program runs in: a [Screen] to show frames on,
// an [Input] to read keys from, and the modes of the line between them. It is taken
// by Enter and given back by Leave, and in between lent to other programs. Make one
// with [NewTerminal]; Enter and Leave, which loans call too, are for one goroutine.
type Terminal struct {
	*Screen
	Input *Input
	// Told gets what the terminal says of its background, on the goroutine that reads
	// it. It is set before Enter; nil for nobody.
	Told func(Ground)

	in, out *os.File
	restore func()        // makes the line what it was found as; nil before Enter
	taken   bool          // between Enter and Leave
	entered chan struct{} // the size may be another one
	asked   atomic.Int64  // when the background was asked for, Unix nanoseconds; 0 when no answer is awaited
}

// NewTerminal returns a terminal that nothing has been done to.
func NewTerminal(in, out *os.File) *Terminal {
	t := &Terminal{Screen: NewScreen(out), in: in, out: out, entered: make(chan struct{}, 1)}
	t.Input = NewInput(in, t.answered)
	return t
}

// Enter takes the terminal.
func (t *Terminal) Enter() error {
	restore, err := setRaw(t.in, t.out)
	if err != nil {
		return err
	}
	if t.restore == nil { // later it is as the program left it that had it last
		t.restore = restore
	}
	t.taken = true
	t.Screen.Enter()
	select {
	case t.entered <- struct{}{}:
	default: // that is known already
	}
	return nil
}

// Leave gives the terminal back as it was before Enter. Nobody may be reading it
// any more. It does nothing when the terminal has been given back already.
func (t *Terminal) Leave() {
	t.Screen.Leave()
	if t.taken {
		t.taken = false
		t.awaitAnswer()
		t.restore()
	}
}

// Ask asks for the background. The answer may never come.
func (t *Terminal) Ask() {
	t.asked.Store(time.Now().UnixNano())
	_, _ = t.Write([]byte(question)) // a terminal that is gone gives no answer
}

func (t *Terminal) answered(g Ground) {
	t.asked.Store(0)
	if t.Told != nil && g != "" {
		t.Told(g)
	}
}

// answerTime is within what terminals that know the question answer it, over a
// slow line too.
const answerTime = 200 * time.Millisecond

// awaitAnswer reads the answer that may be on its way, so that it is not taken for
// something typed by whoever has the terminal next.
func (t *Terminal) awaitAnswer() {
	left := answerTime - time.Since(time.Unix(0, t.asked.Load()))
	if left <= 0 {
		return
	}
	reader, err := cancelreader.NewReader(t.Input)
	if err != nil {
		return // what cannot be cancelled is not read: nothing may wait for ever
	}
	defer func() { _ = reader.Close() }()
	timer := time.AfterFunc(left, func() { reader.Cancel() })
	defer timer.Stop()
	for buf := make([]byte, 256); t.asked.Load() != 0; {
		if _, err := reader.Read(buf); err != nil {
			return
		}
	}
}

// Size is the size in cells. A terminal that does not know its own gets that of
// the terminals of old.
func (t *Terminal) Size() (w, h int) {
	w, h, err := term.GetSize(t.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		return 80, 24
	}
	return w, h
}

// WatchSize calls resized with the size whenever it may be another one, until the
// context ends.
func (t *Terminal) WatchSize(ctx context.Context, resized func(w, h int)) {
	signals := make(chan os.Signal, 1)
	notifyResize(signals)
	defer signal.Stop(signals)
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		case <-t.entered:
		}
		resized(t.Size())
	}
}
