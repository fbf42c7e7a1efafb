package browse

import (
	"slices"
	"strings"
)

// mostAsked is how many searches the prompt remembers.
const mostAsked = 50

// history is the searches that were made, oldest first, to be had again from an
// empty prompt.
type history struct {
	asked []string
	back  int  // how far back the one is that is shown; 0 for none
	shut  bool // the person went down the list since the prompt was opened, and up leads back there
}

// keep puts a search last.
func (h *history) keep(query string) {
	h.back = 0
	if query = strings.TrimSpace(query); query == "" {
		return
	}
	h.asked = append(slices.DeleteFunc(h.asked, func(s string) bool { return s == query }), query)
	h.asked = h.asked[max(0, len(h.asked)-mostAsked):]
}

// offers reports whether what is typed may give way to a search from here: it is
// nothing, or such a search.
func (h *history) offers(typed string) bool {
	return len(h.asked) > 0 && !h.shut && (typed == "" || typed == h.shown())
}

// older is the search before the one that is typed; before the oldest there is none,
// and then the newest again.
func (h *history) older(typed string) string {
	if typed != h.shown() {
		h.back = 0
	}
	h.back = (h.back + 1) % (len(h.asked) + 1)
	return h.shown()
}

func (h *history) shown() string {
	if h.back == 0 {
		return ""
	}
	return h.asked[len(h.asked)-h.back]
}
