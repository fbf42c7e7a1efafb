package cli

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// Streams is the world as the command line sees it; tests hand in their own.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Getenv   func(string) string
	Now      func() time.Time
	Context  context.Context
}

// Process is the world of the running process. Its context ends at the first
// interrupt; the second one ends the process.
func Process() Streams {
	ctx, _ := untilSignal(context.Background(), os.Interrupt) // until the process ends
	return Streams{os.Stdin, os.Stdout, os.Stderr, os.Getenv, time.Now, ctx}
}

// terminal returns the file behind a stream when it is a terminal.
func terminal(stream any) (*os.File, bool) {
	f, ok := stream.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) && !isatty.IsCygwinTerminal(f.Fd()) {
		return nil, false
	}
	return f, true
}

// interactive reports whether a person can be shown screens and asked questions.
func (s Streams) interactive() bool { return s.onTerminal() && s.Getenv("TERM") != "dumb" }

// onTerminal reports whether a person reads and types, whatever the terminal can
// do.
func (s Streams) onTerminal() bool {
	_, in := terminal(s.In)
	_, out := terminal(s.Out)
	return in && out
}
