package term

import "os"

// Input is a terminal whose reads never end inside an escape sequence. Bubble Tea
// reads 256 bytes at a time and takes the two halves of a sequence that was cut
// for keys: a burst of the mouse wheel types "65;10;10M" into whatever has the
// focus. Input holds an unfinished tail back until the next read.
//
// It embeds the file, so that the terminal's mode can still be set on it.
type Input struct {
	*os.File
	held []byte
}

// NewInput wraps a terminal.
func NewInput(f *os.File) *Input { return &Input{File: f} }

// longestSequence bounds what is taken for one: longer ones are text.
const longestSequence = 64

// Read reads as the file does, except that an escape sequence that was cut in two
// comes whole with the next Read; it may therefore return no bytes at all. A lone
// ESC at the end is held back only when the buffer is full: otherwise it is the
// key of that name.
func (in *Input) Read(p []byte) (int, error) {
	n := copy(p, in.held)
	in.held = in.held[n:]
	if n == len(p) {
		return n, nil
	}
	m, err := in.File.Read(p[n:])
	n += m
	if err != nil {
		return n, err
	}
	if cut := unfinished(p[:n]); cut >= 0 && (n == len(p) || n-cut > 1) {
		in.held = append([]byte(nil), p[cut:n]...)
		n = cut
	}
	return n, nil
}

// unfinished returns where an escape sequence begins that goes on beyond b, or -1.
func unfinished(b []byte) int {
	for i := len(b) - 1; i >= max(0, len(b)-longestSequence); i-- {
		if b[i] != 0x1b {
			continue
		}
		if isFinished(b[i+1:]) {
			return -1
		}
		return i
	}
	return -1
}

// isFinished reports whether what follows an ESC is a whole sequence: a CSI ends
// at its first byte from 0x40 on, anything else is one byte.
func isFinished(rest []byte) bool {
	if len(rest) == 0 {
		return false
	}
	if rest[0] != '[' {
		return rest[0] != 'O' || len(rest) > 1 // SS3 takes one more
	}
	for _, c := range rest[1:] {
		if c >= 0x40 && c <= 0x7e {
			return true
		}
	}
	return false
}
