package source

import (
	"errors"
	"fmt"
)

// LargestFile bounds the bytes of one file. No contract comes near it; what does
// is something else, or an attack.
const LargestFile = 16 << 20

// TooLargeError refuses a file by its size.
type TooLargeError struct{ Size int64 } // 0 when it is only known to be too large

// Error says how large it is.
func (e *TooLargeError) Error() string {
	if e.Size == 0 {
		return fmt.Sprintf("larger than %d MB", LargestFile>>20)
	}
	return fmt.Sprintf("%d MB; files of up to %d MB are read", e.Size>>20, LargestFile>>20)
}

// LinkError is a symbolic link that is not followed.
type LinkError struct{ Why string }

// Error says why.
func (e *LinkError) Error() string { return "a link that " + e.Why }

// ErrUnchanged is yielded, without a path, by a source that yields all it has when
// it knows that all is as it was at the scan before. It is not a failure.
var ErrUnchanged = errors.New("nothing changed")
