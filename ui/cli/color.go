package cli

import (
	"github.com/charmbracelet/x/term"
)

// ink is the parameter of an SGR sequence. Colour only repeats what words say.
type ink string

const (
	red    ink = "31"
	green  ink = "32"
	yellow ink = "33"
	blue   ink = "34"
	dim    ink = "2"
	bold   ink = "1"
)

// paint colours a text that has been cleaned already.
func (t *tool) paint(i ink, s string) string {
	if s == "" || !t.colored() {
		return s
	}
	return "\x1b[" + string(i) + "m" + s + "\x1b[0m"
}

// colored follows --color, then NO_COLOR and CLICOLOR_FORCE, then whether a
// terminal reads the output.
func (t *tool) colored() bool {
	switch {
	case t.color == "always":
		return true
	case t.color == "never", t.Getenv("NO_COLOR") != "":
		return false
	case t.Getenv("CLICOLOR_FORCE") != "" && t.Getenv("CLICOLOR_FORCE") != "0":
		return true
	}
	_, ok := terminal(t.Out)
	return ok && t.Getenv("TERM") != "dumb"
}

// width is how much room a line of the output has; 0 for any.
func (t *tool) width() int { return widthOf(t.Out) }

// widthOf is the width of the terminal that reads a stream, or of the page that
// shows what is written to it; 0 when that is a file or a pipe.
func widthOf(stream any) int {
	if p, ok := stream.(*pageful); ok {
		return p.width
	}
	f, ok := terminal(stream)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(f.Fd())
	if err != nil {
		return 0
	}
	return w
}
