package card

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// Tell says the rows of the schema, each with its path. Open is what choosing the row
// under the cursor does: it asks for that row in full.
func (t *Tree) Tell(to *page.Telling, open func() (page.Intent, tea.Cmd)) {
	if len(t.all) == 0 {
		to.Say(t.emptiness())
		return
	}
	to.Rows(page.Rows{
		Len:   len(t.shown),
		Row:   func(i int) string { return t.shown[i].sentence() },
		Point: func(i int) { t.list.Select(t.shown[i].Path) },
		Open:  open,
	})
}

// TellDetail says all that there is to say of the row under the cursor.
func (t *Tree) TellDetail(to *page.Telling) {
	if n, ok := t.Current(); ok {
		to.Text(func(b *Body) { t.detailOf(b, n) })
	}
}

// sentence is a row in one line: what it is called, its type, its marks, what it is
// about.
func (n Node) sentence() string {
	if n.Property == nil {
		words := []string{cmp.Or(n.Object.PhysicalType, "object"), text.Count(propertiesOf(n.Object), "property", "properties")}
		if n.Object.Deprecated.Is() {
			words = append(words, "deprecated")
		}
		return said(n.Path, words, n.Object.Description)
	}
	words := []string{cmp.Or(typeName(n.Property), "no type")}
	var marks strings.Builder
	for _, s := range markWords(n.Property) {
		marks.WriteString(s.Text)
	}
	if marks.Len() > 0 {
		words = append(words, strings.TrimSpace(marks.String()))
	}
	if n.Property.Classification != "" {
		words = append(words, "classified "+n.Property.Classification)
	}
	return said(strings.TrimPrefix(n.Path, n.Object.Name+"."), words, n.Property.Description)
}

// said is a name with what is said of it.
func said(name string, words []string, about string) string {
	s := name + ": " + strings.Join(words, ", ")
	if about = text.OneLine(about); about != "" {
		s += ". " + about
	}
	return s
}
