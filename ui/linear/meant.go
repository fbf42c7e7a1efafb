package linear

import (
	"slices"
	"strings"

	"meshdex/ui/text"
)

// meant is the line that a word alone stands for at a product, where it is no word
// or lacks what it is about: another name of a section, or a command of the program
// that wants to know of which product. It is "" when nothing is meant.
func (t *talk) meant(name string) string {
	here := t.here().page.Target()
	if here.Page != "product" {
		return ""
	}
	if word := sections[name]; word != "" {
		return word
	}
	of := here.Contract
	if of == "" {
		of = here.Product
	}
	takesRef := func(w word) bool {
		return w.Name == name && (strings.HasPrefix(w.Argument, "REF") || strings.HasPrefix(w.Argument, "A "))
	}
	if of != "" && slices.ContainsFunc(t.shellWords(), takesRef) {
		return name + " " + text.ShellWord(of)
	}
	return ""
}

// sections are other names of the sections of a product, as people ask for them.
var sections = map[string]string{
	"owner": "team", "owners": "team", "people": "team", "contact": "team", "ask": "team",
	"columns": "schema", "properties": "schema", "checks": "quality", "history": "versions", "file": "source",
}
