package diff

import (
	"embed"
	"strings"
)

// The examples of rules, each a small edit of a contract in the notation of a
// unified diff. They are what is shown to explain a rule, and they are the
// fixtures that the rule is tested with.
//
// A block begins with "@ RULE" and may go on with: "property" or "object", when
// the lines stand inside a property or schema object; "!SEVERITY", when the case
// is judged otherwise than usual; "after VERSION", when that version had been
// published; and "= RULE…", what the edit brings with it besides.
//
//go:embed example/*.diff
var examples embed.FS

// Example is a small edit that a rule speaks of.
type Example struct {
	Rule     string
	Inside   string   // "", "object" or "property": what the lines are part of
	Lines    []string // each begins with " ", "-" or "+"
	Severity Severity // of the finding
	After    string   // a version that had been published before
	Others   []string // further rules that speak of the edit
}

// Examples returns the examples of a rule, the most telling first.
func (r Rule) Examples() []Example {
	var out []Example
	for _, e := range Examples() {
		if e.Rule == r.ID {
			out = append(out, e)
		}
	}
	return out
}

// Example returns the first example as a text in the notation of a unified diff.
func (r Rule) Example() string {
	for _, e := range r.Examples() {
		return strings.Join(e.Lines, "\n")
	}
	return ""
}

// Examples returns all examples.
func Examples() []Example {
	var out []Example
	files, _ := examples.ReadDir("example") // embedded: it is there
	for _, f := range files {
		data, _ := examples.ReadFile("example/" + f.Name())
		out = append(out, parseExamples(string(data))...)
	}
	return out
}

func parseExamples(text string) []Example {
	var out []Example
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "@ "):
			out = append(out, parseHead(strings.Fields(line[2:])))
		case line != "" && len(out) > 0:
			last := &out[len(out)-1]
			last.Lines = append(last.Lines, line)
		}
	}
	return out
}

func parseHead(words []string) Example {
	e := Example{Rule: words[0], Severity: ruleIndex()[words[0]].Severity}
	for i := 1; i < len(words); i++ {
		switch w := words[i]; {
		case w == "object" || w == "property":
			e.Inside = w
		case strings.HasPrefix(w, "!"):
			e.Severity = Severity(w[1:])
		case w == "after" && i+1 < len(words):
			i++
			e.After = words[i]
		case w == "=":
			e.Others = words[i+1:]
			return e
		}
	}
	return e
}
