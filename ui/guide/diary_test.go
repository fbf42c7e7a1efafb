package guide_test

import (
	"slices"
	"testing"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/guide"
	"meshdex/ui/page"
)

// shown is a page at a place; listing is one that has found something there, and
// running one that runs a command.
type shown struct {
	page.Page
	at page.Target
}

type listing struct {
	shown
	query string
	hits  []string
}

func (s shown) Target() page.Target { return s.at }

func (l listing) Found() (query string, ids []string) { return l.query, l.hits }

type running struct {
	page.Page
	words []string
	done  bool
}

func (r running) Target() page.Target   { return page.Target{} }
func (r running) Ran() ([]string, bool) { return r.words, r.done }

// TestDiary_isTheDraft looks at what is made of a diary: the events themselves can
// not be looked into.
func TestDiary_isTheDraft(t *testing.T) {
	t.Parallel()
	var d guide.Diary
	var events []walkthrough.Event
	browse := page.Target{Page: "browse"}
	for _, p := range []page.Page{
		listing{shown: shown{at: browse}},
		listing{shown{at: browse}, "returns", []string{"returns"}},
		listing{shown{at: browse}, "returns", []string{"returns"}},
		shown{at: page.Target{Page: "product", Product: "returns", Tab: "overview"}},
		shown{at: page.Target{Page: "product", Product: "returns", Tab: "sla"}},
		running{words: []string{"audit", "returns"}},
		running{words: []string{"audit", "returns"}, done: true},
		running{words: []string{"audit", "returns"}, done: true},
		listing{shown{at: browse}, "returns", []string{"returns"}},
		running{words: []string{"audit", "returns"}, done: true},
	} {
		events = append(events, d.Look(p)...)
	}
	var got []string
	for _, s := range walkthrough.Draft("x", "X", mesh(t), events).Steps {
		got = append(got, s.Checks[0].String())
	}
	want := []string{"found returns", "opened product returns", "tab sla of returns", "ran audit returns", "ran audit returns"}
	if !slices.Equal(got, want) {
		t.Errorf("the draft has %q, want %q", got, want)
	}
}
