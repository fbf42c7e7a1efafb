package product

import (
	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
)

// startFind opens the line in which the text to find is typed.
func (p *Page) startFind() {
	if p.tab == Schema {
		p.schema.Filter()
	} else {
		p.finding = true
		p.find.SetValue("")
		p.find.Focus()
	}
	p.layout()
}

// endFind closes it and forgets the text.
func (p *Page) endFind() {
	p.finding = false
	p.find.Blur()
	p.find.SetValue("")
	p.source.find = ""
	p.text[p.tab].Find("")
	p.layout()
}

// doInput performs what is bound while the text is typed: accept it, or move the
// rows below.
func (p *Page) doInput(id action.ID) (page.Intent, bool) {
	switch {
	case id == action.InputAccept && p.schema.Filtering():
		p.schema.Accept()
		p.layout()
	case id == action.InputAccept:
		p.finding = false
		p.find.Blur()
		p.layout()
		return p.nextHit(1), true
	case p.schema.Filtering() && p.schema.Do(id):
	default:
		return page.Intent{}, false
	}
	return page.Intent{}, true
}

// Type edits the text.
func (p *Page) Type(k tea.KeyMsg) (taken bool, cmd tea.Cmd) {
	switch {
	case p.schema.Filtering():
		taken = p.schema.Type(k)
	case p.finding:
		if taken = p.find.Type(k); taken {
			p.text[p.tab].Find(p.find.Value())
			p.source.find = p.find.Value()
		}
	}
	return taken, nil
}

// nextHit goes to the next or previous match of the text.
func (p *Page) nextHit(step int) page.Intent {
	switch {
	case p.tab == Source:
		if !p.source.next(step) {
			return page.Warn("There is nothing more to find.")
		}
		return page.Intent{}
	case p.tab == Schema && p.schema.Next(step):
		return page.Intent{}
	case p.find.Value() == "":
		return page.Warn("Nothing is looked for: " + p.env.Key(doFind) + " finds a text in this tab.")
	}
	s := p.text[p.tab]
	if s.Find(p.find.Value()) == 0 {
		return page.Warn("“" + p.find.Value() + "” is not on this tab.")
	}
	if step > 0 {
		s.Next()
	} else {
		s.Previous()
	}
	return page.Intent{}
}

// Escape leaves, from the inside out: the typing (the filter stays), the details,
// the filter, the text looked for, the marked version.
func (p *Page) Escape() (left bool, cmd tea.Cmd) {
	switch {
	case (p.tab == Schema || p.schema.Filtering()) && p.schema.Escape():
		p.layout()
	case p.find.Value() != "" || p.finding:
		p.endFind()
	case p.tab == Versions && p.versions.marked != "":
		p.versions.marked = ""
	default:
		return false, nil
	}
	return true, nil
}
