package output

import (
	"meshdex/ui/page"
	"meshdex/ui/widget/code"
)

// Tell says what the command printed, and why it failed.
func (p *Page) Tell(t *page.Telling) {
	t.Title(p.Title(), p.Status())
	if note := p.note(); note != "" {
		t.Say(note)
	}
	for _, l := range p.lines {
		t.Say(code.Clean(l))
	}
	if p.err != nil {
		t.Say("It failed: " + p.err.Error())
	}
}
