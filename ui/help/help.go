// Package help holds the topics that "meshdex help" and the help page show: the
// Markdown files beside this one, which can be read in the repository as well. The
// entry points are [List] and [Read].
//
// The query language and the rules of the diff are tables of the packages that have
// them; their topics are written by "go test ./ui/help -update", and the tests fail
// while they differ. The package draws nothing and must not import a library for
// terminals. The keys are not a topic here: they come from the registry of actions.
package help

import (
	"embed"
	"path"
	"slices"
	"strings"
)

//go:embed *.md
var files embed.FS

// Topic is one page of help.
type Topic struct {
	Name  string // what it is asked for by
	Title string // its first heading
}

// List lists the topics by name.
func List() []Topic {
	var topics []Topic
	entries, _ := files.ReadDir(".") // an embedded folder is always there
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		text, _ := Read(name)
		topics = append(topics, Topic{name, title(text)})
	}
	slices.SortFunc(topics, func(a, b Topic) int { return strings.Compare(a.Name, b.Name) })
	return topics
}

// Read returns the Markdown of a topic, and whether there is one of that name.
func Read(name string) (markdown string, ok bool) {
	data, err := files.ReadFile(name + ".md")
	return string(data), err == nil
}

func title(markdown string) string {
	first, _, _ := strings.Cut(markdown, "\n")
	return strings.TrimSpace(strings.TrimLeft(first, "#"))
}
