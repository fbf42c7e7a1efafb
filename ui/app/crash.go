package app

import "fmt"

// Crash is the error of a program that has panicked: what there is to know for
// whoever looks for the cause. It holds nothing that was typed and nothing of the
// catalog, except that the value may quote from it.
type Crash struct {
	Value         any
	Stack         []byte
	Width, Height int      // of the terminal
	Trail         []string // the last actions, oldest first
}

func (c *Crash) Error() string { return fmt.Sprintf("meshdex has crashed: %v", c.Value) }

// trail is the last steps of the person. A step that is repeated, as a cursor key
// is, counts as one, so that it does not push the others out.
type trail []step

type step struct {
	name  string
	times int
}

// trailLength is how far back a trail goes.
const trailLength = 40

func (t *trail) add(name string) {
	if n := len(*t); n > 0 && (*t)[n-1].name == name {
		(*t)[n-1].times++
		return
	}
	*t = append(*t, step{name, 1})
	if len(*t) > 2*trailLength { // not each time, as everything is moved
		*t = append((*t)[:0], (*t)[len(*t)-trailLength:]...)
	}
}

func (t trail) lines() []string {
	t = t[max(0, len(t)-trailLength):]
	out := make([]string, len(t))
	for i, s := range t {
		out[i] = s.name
		if s.times > 1 {
			out[i] = fmt.Sprintf("%s ×%d", s.name, s.times)
		}
	}
	return out
}
