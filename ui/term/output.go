package term

import "os"

// Output is a terminal that shows each frame at once. What is longer than a key's
// echo is wrapped into a synchronized update (mode 2026), which terminals that
// know it show as a whole and others ignore.
//
// It embeds the file, so that the terminal's size can still be asked of it.
type Output struct {
	*os.File
}

// NewOutput wraps a terminal.
func NewOutput(f *os.File) Output { return Output{f} }

const (
	beginFrame = "\x1b[?2026h"
	endFrame   = "\x1b[?2026l"

	// smallestFrame keeps cursor movements and queries out of it.
	smallestFrame = 64
)

// Write writes p, as one update when it may be a frame.
func (out Output) Write(p []byte) (int, error) {
	if len(p) < smallestFrame {
		return out.File.Write(p)
	}
	frame := make([]byte, 0, len(beginFrame)+len(p)+len(endFrame))
	frame = append(frame, beginFrame...)
	frame = append(frame, p...)
	frame = append(frame, endFrame...)
	n, err := out.File.Write(frame)
	return max(0, min(n-len(beginFrame), len(p))), err
}
