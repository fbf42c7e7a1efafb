package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/ui/text"
)

// Exit codes. They are a promise to scripts. Beside them there are those of
// commands that a signal ended; see stopped.
const (
	exitFine       = 0
	exitNo         = 1 // the answer is no: nothing found, or findings at or above --fail-on
	exitUsage      = 2 // the command was wrong
	exitUnreadable = 3 // something could not be read or written
)

// repairHint is what to do about a damaged cache.
const repairHint = "meshdex doctor --repair rebuilds the cache and keeps your bookmarks"

// several are errors of equal rank; each is reported on a line of its own.
type several []error

func (s several) Error() string   { return errors.Join(s...).Error() }
func (s several) Unwrap() []error { return s }

// failure is an error with its exit code and what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

func usage(hint, format string, args ...any) error {
	return &failure{exitUsage, fmt.Errorf(format, args...), hint}
}

func unreadable(hint string, err error) error {
	return &failure{exitUnreadable, err, hint}
}

func nothing(hint, format string, args ...any) error {
	return &failure{exitNo, fmt.Errorf(format, args...), hint}
}

// errNo ends a command whose answer, already printed, is no.
var errNo = errors.New("no")

// explain gives an error its exit code and hint.
func explain(err error) *failure {
	var f *failure
	var ambiguous *catalog.AmbiguousError
	var end *stopped
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &ambiguous):
		return &failure{exitUsage, fmt.Errorf("%q is ambiguous", ambiguous.Text), "name one of: " + strings.Join(ambiguous.Candidates, ", ")}
	case errors.Is(err, catalog.ErrNotFound):
		return &failure{exitNo, err, "meshdex search WORDS looks for it"}
	case errors.As(err, &end):
		return &failure{end.code(), end, ""}
	case errors.Is(err, context.Canceled):
		end = &stopped{syscall.SIGINT}
		return &failure{end.code(), end, ""}
	case errors.Is(err, store.ErrBusy):
		return &failure{exitUnreadable, err, "another meshdex is writing; try again in a moment"}
	case errors.Is(err, store.ErrFormat), errors.Is(err, store.ErrCorrupt):
		return &failure{exitUnreadable, err, repairHint}
	case errors.Is(err, store.ErrReadOnly):
		return &failure{exitUnreadable, err, "make the folder of the store and its files yours to read and write, or name another with --store"}
	case errors.Is(err, syscall.ENOSPC):
		return &failure{exitUnreadable, err, "make room on the disk; what was there before is kept"}
	case errors.Is(err, store.ErrMarks):
		return &failure{exitUnreadable, err, "meshdex doctor --repair sets the file aside and puts its previous state in its place, if there is one"}
	}
	return &failure{exitUnreadable, err, ""}
}

// report says what went wrong, and returns the exit code.
func (s Streams) report(err error) int {
	if err == nil {
		return exitFine
	}
	if errors.Is(err, errNo) {
		return exitNo
	}
	f := explain(err)
	all, ok := f.err.(several)
	if !ok {
		all = several{f.err}
	}
	for _, e := range all {
		fmt.Fprintf(s.Err, "error: %s\n", text.CleanProse(e.Error()))
	}
	if f.hint != "" {
		fmt.Fprintf(s.Err, "hint: %s\n", text.CleanProse(f.hint))
	}
	return f.code
}

// note says something that is worth knowing and not an error.
func (s Streams) note(format string, args ...any) {
	fmt.Fprintf(s.Err, "note: %s\n", text.CleanProse(fmt.Sprintf(format, args...)))
}
