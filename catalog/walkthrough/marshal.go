package walkthrough

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Marshal writes the walkthrough as a file that Parse reads back as it is, but
// for positions.
func (w *Walkthrough) Marshal() []byte {
	var b strings.Builder
	b.WriteString("---\n")
	b.WriteString("walkthrough: " + Format + "\n")
	pair(&b, "id", w.ID)
	pair(&b, "title", w.Title)
	pair(&b, "summary", w.Summary)
	pair(&b, "audience", w.Audience)
	if w.Minutes > 0 {
		fmt.Fprintf(&b, "minutes: %d\n", w.Minutes)
	}
	list(&b, "needs", w.Needs)
	pair(&b, "next", w.Next)
	b.WriteString("---\n")
	if w.Intro != "" {
		fmt.Fprintf(&b, "\n%s\n", w.Intro)
	}
	for i := range w.Steps {
		w.Steps[i].marshal(&b)
	}
	return []byte(b.String())
}

func (s *Step) marshal(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %s\n\n", s.Title)
	if s.Text != "" {
		fmt.Fprintf(b, "%s\n\n", s.Text)
	}
	b.WriteString("```step\n")
	pair(b, "id", s.ID)
	if !s.Place.IsZero() {
		pair(b, "place", s.Place.String())
	}
	var checks, hashes []string
	for _, c := range s.Checks {
		if c.Kind == CheckAnswer {
			hashes = append(hashes, c.Hashes...)
			continue
		}
		checks = append(checks, c.String())
	}
	list(b, "check", checks)
	pair(b, "try", s.Try)
	pair(b, "question", s.Question)
	list(b, "answer", hashes)
	pair(b, "fact", s.Fact)
	pair(b, "hint", s.Hint)
	b.WriteString("```\n")
}

// pair writes a key with its value, unless that is empty.
func pair(b *strings.Builder, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s: %s\n", key, scalar(value))
	}
}

func list(b *strings.Builder, key string, values []string) {
	if len(values) == 1 {
		pair(b, key, values[0])
		return
	}
	for i, v := range values {
		if i == 0 {
			fmt.Fprintf(b, "%s:\n", key)
		}
		fmt.Fprintf(b, "  - %s\n", scalar(v))
	}
}

// scalar writes a text as YAML on one line, in quotes only where it must be.
func scalar(text string) string {
	node := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if strings.ContainsAny(text, "\n\t") {
		node.Style = yaml.DoubleQuotedStyle
	}
	out, err := yaml.Dump(&node, yaml.WithLineWidth(-1))
	if err != nil {
		return fmt.Sprintf("%q", text)
	}
	return strings.TrimSpace(string(out))
}
