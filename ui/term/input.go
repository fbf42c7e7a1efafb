package term

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
)

// Input is a terminal whose reads hold nothing but keys, and whole ones. Bubble Tea
// takes for keys whatever it does not know: the halves of a sequence that was cut
// by the end of a read, so that a burst of the mouse wheel types "65;10;10M" into
// what has the focus; and an answer of the terminal, however late it comes, which
// types "11;rgb:…". Input holds an unfinished tail back until the next read, and
// hands answers to who asked.
//
// It embeds the file, so that the terminal's mode can still be set on it.
type Input struct {
	*os.File
	held     []byte
	answered func(Ground)
}

// NewInput wraps a terminal. What it says of its background goes to answered, on
// the goroutine that reads.
func NewInput(f *os.File, answered func(Ground)) *Input { return &Input{File: f, answered: answered} }

// longestSequence bounds what is taken for one: longer ones are text.
const longestSequence = 64

// ErrGone is returned by [Input.Read] when there is no terminal any more.
var ErrGone = errors.New("the terminal is gone")

// Read reads as the file does, except that an escape sequence that was cut in two
// comes whole with the next Read, and answers do not come at all; it may therefore
// return no bytes. A lone ESC at the end is held back only when the buffer is full:
// otherwise it is the key of that name. So is ESC ].
func (in *Input) Read(p []byte) (int, error) {
	n := copy(p, in.held)
	in.held = in.held[n:]
	if n == len(p) {
		return n, nil
	}
	m, err := in.File.Read(p[n:])
	n += m
	if errors.Is(err, io.EOF) {
		err = ErrGone // Bubble Tea takes an end for the wish to type nothing more
	}
	if err != nil {
		return n, err
	}
	full := n == len(p)
	n = in.takeAnswers(p[:n])
	if cut := unfinished(p[:n]); cut >= 0 && (full || !isKey(p[cut:n])) {
		in.held = append([]byte(nil), p[cut:n]...)
		n = cut
	}
	return n, nil
}

// takeAnswers takes the answers out of b and returns the length of what is left.
func (in *Input) takeAnswers(b []byte) int {
	for bytes.Contains(b, []byte(oscStart)) {
		at := answer.FindIndex(b)
		if at == nil {
			break
		}
		in.answered(parseGround(b[at[0]:at[1]]))
		b = append(b[:at[0]], b[at[1]:]...)
	}
	return len(b)
}

const (
	oscStart    = "\x1b]"
	answerStart = "\x1b]11;"
)

// isKey reports whether what could be the beginning of a sequence is a key as well.
func isKey(b []byte) bool { return len(b) == 1 || string(b) == oscStart }

// unfinished returns where an escape sequence begins that goes on beyond b, or -1.
func unfinished(b []byte) int {
	from := max(0, len(b)-longestSequence)
	if i := bytes.LastIndex(b[from:], []byte(oscStart)); i >= 0 && isAnswerStart(string(b[from+i:])) {
		return from + i
	}
	for i := len(b) - 1; i >= from; i-- {
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

// isAnswerStart reports whether an answer may begin with s, in which none ends.
func isAnswerStart(s string) bool {
	return strings.HasPrefix(s, answerStart) || strings.HasPrefix(answerStart, s)
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
