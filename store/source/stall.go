package source

import (
	"context"
	"errors"
	"io"
	"time"
)

// errStalled is why a transfer was given up that hardly moved.
var errStalled = errors.New("the server has stopped sending")

// leastProgress is how many bytes count as a transfer that moves: one that
// trickles would otherwise go on for ever.
const leastProgress = 1 << 10

// stallReader gives a transfer up when it does not move.
type stallReader struct {
	from  io.Reader
	after time.Duration
	timer *time.Timer
	since int // bytes since the timer was set
}

// watchStall cancels with errStalled when less than leastProgress comes within a
// time. It is to be stopped.
func watchStall(from io.Reader, after time.Duration, cancel context.CancelCauseFunc) *stallReader {
	return &stallReader{from: from, after: after, timer: time.AfterFunc(after, func() { cancel(errStalled) })}
}

func (s *stallReader) stop() { s.timer.Stop() }

func (s *stallReader) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if s.since += n; s.since >= leastProgress {
		s.since = 0
		s.timer.Reset(s.after)
	}
	return n, err
}
