package output

import (
	"fmt"
	"regexp"
	"unicode/utf8"

	"meshdex/ui/page"
	"meshdex/ui/widget/code"
)

// Tell says what the command printed, and why it failed.
func (p *Page) Tell(t *page.Telling) {
	t.Title(p.Title(), p.Status())
	if note := p.note(); note != "" {
		t.Say(note)
	}
	for _, l := range p.out.lines {
		t.Say(unrooted(code.Clean(l)))
	}
	if p.err != nil {
		t.Say("It failed: " + p.err.Error())
	}
}

// branch is what draws the way to a line of a tree, four cells for every level.
var branch = regexp.MustCompile("^(?:[│|]   |    )*(?:├── |└── |[|`]-- )")

// unrooted says how deep in a tree a line is, which its branch draws.
func unrooted(l string) string {
	drawn := branch.FindString(l)
	if drawn == "" {
		return l
	}
	return fmt.Sprintf("%d deep: %s", utf8.RuneCountInString(drawn)/4, l[len(drawn):])
}
