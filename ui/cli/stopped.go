package cli

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
)

// stopped is why a command ended before its end: somebody sent a signal.
type stopped struct{ by syscall.Signal }

// Error is what one reads after "error:".
func (s *stopped) Error() string {
	word := map[syscall.Signal]string{syscall.SIGTERM: "terminated", syscall.SIGHUP: "hung up"}[s.by]
	if word == "" {
		word = "interrupted"
	}
	return word + "; what was finished is kept"
}

// Is makes it the end of a context.
func (*stopped) Is(target error) bool { return target == context.Canceled }

// code is what shells say of a process that a signal ended, and scripts ask for.
func (s *stopped) code() int { return 128 + int(s.by) }

// untilSignal is a context that ends at the first of the signals, with a *stopped
// as its cause. The second one does what it does to any process. A signal that the
// process was started to ignore, as by nohup, is left so.
func untilSignal(parent context.Context, signals ...os.Signal) (ctx context.Context, off func()) {
	ctx, end := context.WithCancelCause(parent)
	came := make(chan os.Signal, 1)
	if heeded := slices.DeleteFunc(signals, signal.Ignored); len(heeded) > 0 {
		signal.Notify(came, heeded...)
	}
	go func() {
		defer signal.Stop(came)
		select {
		case s := <-came:
			by, _ := s.(syscall.Signal)
			end(&stopped{by})
		case <-ctx.Done():
		}
	}()
	return ctx, func() { end(context.Canceled) }
}

// whileWriting is a context that also ends when the process is asked to end, for
// commands that write as they go on: they finish what they have begun. One that
// only reads ends at once, as any process does.
func whileWriting(parent context.Context) (ctx context.Context, off func()) {
	return untilSignal(parent, syscall.SIGTERM, syscall.SIGHUP)
}
