package linear

import (
	"strings"
)

// mostTyped is how much of a line is looked at: more is a file that was sent by
// mistake.
const mostTyped = 4096

// prompt asks for a line. It names the place, for nothing else shows where one is.
func (t *talk) prompt() {
	t.noticeChange()
	name := "meshdex"
	switch {
	case t.menu != nil:
		name = t.menu.prompt()
	case len(t.back) > 0:
		name = t.here().told.Name
	}
	t.write(clean(name) + "> ")
	_ = t.out.Flush() // what cannot be written is told when the conversation ends
}

// heard is what reading a line brought.
type heard struct {
	line string
	err  error
}

// hear waits for a line. It is false when there is none any more, or the context
// has ended.
func (t *talk) hear() (string, bool) {
	lines := make(chan heard, 1)
	go func() {
		line, err := t.in.ReadString('\n')
		lines <- heard{line, err}
	}()
	select {
	case <-t.ctx.Done():
		t.newline()
		return "", false
	case h := <-lines:
		ended := h.err != nil && h.line == ""
		if ended || t.cfg.Echo == Unseen {
			t.newline() // else the terminal has written it
		}
		if ended {
			return "", false
		}
		return strings.TrimSpace(h.line[:min(len(h.line), mostTyped)]), true
	}
}
