package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// LargestFile bounds the bytes of one file. No contract comes near it; what does
// is something else, or an attack.
const LargestFile = 16 << 20

// TooLargeError refuses a file by its size.
type TooLargeError struct {
	Size  int64 // 0 when it is only known to be too large
	Limit int64 // 0 for that of one file, LargestFile
}

// Error says how large it is.
func (e *TooLargeError) Error() string {
	limit := e.Limit
	if limit == 0 {
		limit = LargestFile
	}
	if e.Size == 0 {
		return fmt.Sprintf("larger than %d MB", limit>>20)
	}
	return fmt.Sprintf("%d MB; files of up to %d MB are read", e.Size>>20, limit>>20)
}

// tooLargeToFetch refuses what is transferred as a whole: an archive, a pack.
func tooLargeToFetch(size int64) error { return &TooLargeError{Size: size, Limit: largestDownload} }

// ErrNotNow is what a file gives that others refer to and that a later sync may well be
// able to read: what refers to it is not to be taken as if it were missing.
var ErrNotNow = errors.New("the source does not give it now")

// ForbiddenError is a file that there is, and that a service gives to others. It is an
// fs.ErrPermission.
type ForbiddenError struct{ Why string }

// Error says what the service says.
func (e *ForbiddenError) Error() string { return "permission denied (" + e.Why + ")" }

// Is reports whether that is what is asked for.
func (e *ForbiddenError) Is(target error) bool { return target == fs.ErrPermission }

// errNoFile is what there is at a path where there is none: an fs.ErrNotExist.
var errNoFile error = noFile{}

type noFile struct{}

func (noFile) Error() string        { return "there is no such file" }
func (noFile) Is(target error) bool { return target == fs.ErrNotExist }

// withoutLogins takes user names and passwords out of the addresses in what a program
// says: git repeats those that its own settings put there.
func withoutLogins(said string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(said, "://")
		if out.WriteString(before); !found {
			return out.String()
		}
		out.WriteString("://")
		end := strings.IndexAny(after, "/ \t\r\n'\"")
		if end < 0 {
			end = len(after)
		}
		said = after[strings.LastIndexByte(after[:end], '@')+1:]
	}
}

// LinkError is a symbolic link that is not followed.
type LinkError struct{ Why string }

// Error says why.
func (e *LinkError) Error() string { return "a link that " + e.Why }

// ErrUnchanged is yielded, without a path, by a source that yields all it has when
// it knows that all is as it was at the scan before. It is not a failure.
var ErrUnchanged = errors.New("nothing changed")

// ErrStartedOver is yielded, without a path and before anything else, by a source
// with history that tells it from the beginning, though there was a scan before:
// what it then does not yield is gone. It is not a failure either.
var ErrStartedOver = errors.New("started over")
