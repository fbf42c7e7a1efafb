// Package help holds the topics that "meshdex help" and the help page show:
// Markdown files beside this one, and the query language, which is written by the
// package that parses it. The entry points are [List] and [Read].
//
// The package draws nothing and must not import a library for terminals. The keys
// are not a topic here: they come from the registry of actions.
package help

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"meshdex/catalog/query"
)

//go:embed *.md
var files embed.FS

// Topic is one page of help.
type Topic struct {
	Name  string // what it is asked for by
	Title string // its first heading
}

// queryTopic is the topic that no file holds.
const queryTopic = "query"

// List lists the topics by name.
func List() []Topic {
	topics := []Topic{{queryTopic, title(queryText())}}
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
	if name == queryTopic {
		return queryText(), true
	}
	data, err := files.ReadFile(name + ".md")
	return string(data), err == nil
}

func title(markdown string) string {
	first, _, _ := strings.Cut(markdown, "\n")
	return strings.TrimSpace(strings.TrimLeft(first, "#"))
}

const queryIntro = `# The query language

Words are looked for in names, ids, descriptions, owners, tags, properties and more. A hit has all words, in any order. Exact names come first,
then prefixes, beginnings of words, parts of words, and last what is spelled nearly so.

`

func queryText() string {
	var b strings.Builder
	b.WriteString(queryIntro)
	b.WriteString("| Write | To find |\n|---|---|\n")
	for _, l := range query.Help() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", l.Form, cell(l.Meaning))
	}
	b.WriteString("\n## Qualifiers\n\n| Qualifier | Looks at | For example |\n|---|---|---|\n")
	for _, q := range query.Qualifiers() {
		fmt.Fprintf(&b, "| `%s:` | %s | `%s` |\n", q.Name, cell(q.Help), q.Example)
	}
	return b.String()
}

// cell keeps a text within its cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
