package cli

import (
	"fmt"
	"strings"

	"meshdex/ui/text"
)

// prose gathers what a command says in text: headings, facts and lists. All text
// that goes in is cleaned.
type prose struct {
	strings.Builder
	told   bool // see isTold
	labels int  // how wide the labels of facts are, where they are wider than usual
}

// proseWidth is how wide running text is: more is hard to read.
const proseWidth = 96

// heading starts a section with its name in capitals.
func (p *prose) heading(s string) { p.title(strings.ToUpper(s)) }

// title starts a section with what something is called, as it is written.
func (p *prose) title(s string) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	p.WriteString(text.Clean(s) + "\n")
}

// fact writes one labelled value, wrapped beside its label; nothing when the
// value is empty.
func (p *prose) fact(label, value string) {
	const usual = 18
	if strings.TrimSpace(value) == "" {
		return
	}
	if p.told {
		if label != "" {
			label += ": "
		}
		p.WriteString(text.Clean(label+text.OneLine(value)) + "\n")
		return
	}
	const gap = 2
	indent := max(usual, gap+p.labels+gap)
	lead := text.Fit("  "+label, max(indent, gap+text.Width(label)+gap)) // a label is never cut
	for line := range strings.SplitSeq(text.CleanProse(strings.TrimSpace(value)), "\n") {
		for _, wrapped := range text.Wrap(line, proseWidth-indent) {
			p.WriteString(strings.TrimRight(lead+wrapped, " ") + "\n")
			lead = strings.Repeat(" ", indent)
		}
	}
}

// line writes one indented line.
func (p *prose) line(format string, args ...any) {
	p.WriteString("  " + text.Clean(fmt.Sprintf(format, args...)) + "\n")
}

// rows writes a table without cutting anything.
func (p *prose) rows(tb table) {
	if len(tb.rows) == 0 {
		return
	}
	if p.told {
		p.WriteString(tb.told())
		return
	}
	var b strings.Builder
	_ = tb.print(&b) // a strings.Builder does not fail
	for line := range strings.Lines(b.String()) {
		p.WriteString("  " + line)
	}
}
