package catalog

import (
	"strconv"
	"strings"
)

// History is the known versions of one contract, newest first, as a [Library]
// lists them.
type History []Version

// Ref is what names version i exactly: ID@TEXT, and where several states carry
// that text, or it is empty, "~" and the state's place in the history after it.
func (h History) Ref(i int) string {
	same := 0
	for _, v := range h {
		if v.Text == h[i].Text {
			same++
		}
	}
	if same > 1 || h[i].Text == "" {
		return h[i].Ref() + "~" + strconv.Itoa(h[i].Seq)
	}
	return h[i].Ref()
}

// Find is the inverse of Ref. It also takes the text of a version alone, with or
// without a leading v; of several states that carry it, the newest is meant.
func (h History) Find(ref string) (int, bool) {
	for _, is := range []func(i int) bool{
		func(i int) bool { return h[i].Text == ref || h[i].Ref() == ref },
		func(i int) bool { return h.place(i) == ref || h[i].Contract+"@"+h.place(i) == ref },
		func(i int) bool {
			return h[i].Text != "" && strings.TrimPrefix(h[i].Text, "v") == strings.TrimPrefix(ref, "v")
		},
	} {
		for i := range h {
			if is(i) {
				return i, true
			}
		}
	}
	return 0, false
}

// place names a state by its text and its place in the history.
func (h History) place(i int) string { return h[i].Text + "~" + strconv.Itoa(h[i].Seq) }

// Texts lists the version texts before version i, oldest first; before all of them
// with -1.
func (h History) Texts(i int) []string {
	var out []string
	for n := len(h) - 1; n > i; n-- {
		out = append(out, h[n].Text)
	}
	return out
}
