package page

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// How results find their way back
//
// A page returns a command from one of its methods. The root runs it off the UI
// goroutine and hands whatever it brings to the Receive of the page that returned
// it, shown or not, and to no other; if that page has been left, the answer is
// dropped. So a page needs no address of its own. What a page does have to know
// is whether an answer still belongs to its last question; that is what a [Slot]
// is for. tea.Batch may be used; tea.Sequence and Bubble Tea's own messages may
// not, they would be handed to Receive unopened.

// Slot is one kind of question that a page asks: the preview, the search. Asking
// again cancels the question before it and makes its answer stale. The zero Slot
// is ready.
type Slot struct {
	request uint64
	cancel  context.CancelFunc
}

// next starts a new question.
func (s *Slot) next() (context.Context, uint64) {
	s.Cancel()
	ctx, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	return ctx, s.request
}

// Cancel gives up the open question, if there is one; its answer will be stale.
func (s *Slot) Cancel() {
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
	s.request++
}

// Pending reports whether an answer is awaited.
func (s *Slot) Pending() bool { return s.cancel != nil }

// Settle reports whether request is the open question, and closes it. A page
// calls it first thing in Receive and drops the answer when it is false.
func (s *Slot) Settle(request uint64) bool {
	if !s.Awaits(request) {
		return false
	}
	s.cancel()
	s.cancel = nil
	return true
}

// Awaits reports whether request is the open question, and leaves it open.
func (s *Slot) Awaits(request uint64) bool { return request == s.request && s.Pending() }

// Result is the answer to a question asked by [Ask] or [AskAfter].
type Result[T any] struct {
	Request uint64
	Value   T
	Err     error
}

// Ask runs f off the UI goroutine; a Result[T] comes to the page's Receive. f must
// touch nothing of the page: it works on what it captured by value. Its context
// ends when the slot is asked again or cancelled.
func Ask[T any](s *Slot, f func(context.Context) (T, error)) tea.Cmd {
	ctx, request := s.next()
	return answer(ctx, request, f)
}

// Part is what is known of an answer before its Result; see [AskInParts].
type Part[T any] struct {
	Request uint64
	Value   T
}

// AskInParts is Ask for what can be told in part before it is whole: f calls early
// with that, once at most, and a Part[T] comes to the page's Receive. It may be
// overtaken by the Result, after which the slot does not await it any more.
func AskInParts[T any](s *Slot, f func(ctx context.Context, early func(T)) (T, error)) tea.Cmd {
	ctx, request := s.next()
	part := make(chan T, 1)
	whole := answer(ctx, request, func(ctx context.Context) (T, error) {
		defer close(part)
		return f(ctx, func(v T) { part <- v })
	})
	return tea.Batch(whole, func() tea.Msg {
		select {
		case <-ctx.Done():
		case v, ok := <-part:
			if ok && ctx.Err() == nil {
				return Part[T]{request, v}
			}
		}
		return nil
	})
}

// AskAfter is Ask once the slot has been left alone for d: the way to wait until
// the cursor or the typing has settled.
func AskAfter[T any](s *Slot, d time.Duration, f func(context.Context) (T, error)) tea.Cmd {
	ctx, request := s.next()
	run := answer(ctx, request, f)
	return After(d, Deferred{ctx, run})
}

func answer[T any](ctx context.Context, request uint64, f func(context.Context) (T, error)) tea.Cmd {
	return func() tea.Msg {
		if ctx.Err() != nil {
			return nil
		}
		v, err := f(ctx)
		return Result[T]{request, v, err}
	}
}

// After brings msg to the page's Receive once d has passed.
func After(d time.Duration, msg tea.Msg) tea.Cmd {
	return func() tea.Msg { return Delay{d, msg} }
}

// Delay asks the root to bring Msg back after For; only the root holds a clock.
// See [After].
type Delay struct {
	For time.Duration
	Msg tea.Msg
}

// Deferred asks the root to run a command unless its context has ended. See
// [AskAfter].
type Deferred struct {
	Context context.Context
	Run     tea.Cmd
}

// Await runs a command that waits for something from outside, which may never come:
// who waits for the page to be done does not wait for it.
func Await(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg { return Awaited{cmd} }
}

// Awaited asks the root to run a command that nobody waits for. See [Await].
type Awaited struct{ Run tea.Cmd }
