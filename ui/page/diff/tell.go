package diff

import (
	"cmp"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	judge "meshdex/catalog/diff"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// Tell says the verdict, and then the findings, the worst first; or one finding in
// full, or what changed in the source.
func (p *Page) Tell(t *page.Telling) {
	if p.err != nil {
		t.Title(p.Title())
		t.Say(p.failure("reload", "back"))
		return
	}
	if p.cmp == nil || p.cmp.report == nil {
		t.Title(p.Title())
		return
	}
	switch {
	case p.inSource:
		p.tellSource(t)
	case p.pane.Explains() && p.pane.Len() > 0:
		p.tellFinding(t)
	default:
		p.tellFindings(t)
	}
}

// tellFindings says the verdict and what it rests on.
func (p *Page) tellFindings(t *page.Telling) {
	r := p.cmp.report
	verdict := change.Headline(r.Verdict)
	t.Title(p.Title(), verdict[:1]+strings.ToLower(verdict[1:])+". "+change.Claim(r))
	if counts := p.counts(); counts != "" {
		t.Say(counts)
	}
	t.Say(p.downstream())
	if p.pane.Len() == 0 {
		t.Say(p.noFinding())
		return
	}
	t.Rows(page.Rows{
		Len:   p.pane.Len(),
		Row:   func(i int) string { return sentence(p.pane.At(i)) },
		Point: p.pane.MoveTo,
		Open: func() (page.Intent, tea.Cmd) {
			p.pane.Explain()
			p.layout()
			return page.Intent{}, nil
		},
	})
}

// sentence is a finding in one line; most messages name the place themselves.
func sentence(f judge.Finding) string {
	said := change.Title(f.Severity) + ": "
	if at := cmp.Or(f.Path, "contract"); !strings.Contains(f.Message, at) {
		said += at + ": "
	}
	return said + f.Message + "."
}

// tellFinding says the finding under the cursor in full.
func (p *Page) tellFinding(t *page.Telling) {
	f, _ := p.pane.Finding()
	t.Leave = func() tea.Cmd {
		p.pane.Explain()
		p.layout()
		return nil
	}
	t.Title(p.Title()+", "+cmp.Or(f.Path, "contract"), change.Title(f.Severity))
	t.Text(func(b *sheet.Body[page.Intent]) {
		b.Prose(0, f.Message+".", theme.Text)
		if before, after := change.Sides(f); before+after != "" {
			b.Field("Before", sheet.Span[page.Intent]{Text: before})
			b.Field("After", sheet.Span[page.Intent]{Text: after})
		}
		for _, part := range p.pane.Circumstances() {
			b.Prose(0, part.Text, part.Token)
		}
		if f.Base.IsKnown() || f.Revision.IsKnown() {
			b.Prose(0, "In the source: "+lineOf(f.Base.Line)+" before, "+lineOf(f.Revision.Line)+" after.", theme.Muted)
		}
	})
}

func lineOf(n int) string {
	if n == 0 {
		return "no line"
	}
	return fmt.Sprintf("line %d", n)
}

// tellSource says the lines that differ, each with its number.
func (p *Page) tellSource(t *page.Telling) {
	t.Leave = func() tea.Cmd {
		p.inSource = false
		p.layout()
		return nil
	}
	t.Title(p.Title()+", source", "the lines that differ")
	t.Text(func(b *sheet.Body[page.Intent]) {
		for _, l := range p.cmp.lines {
			r := p.cmp.rows[l.row]
			switch {
			case r.Same:
			case l.side == 0:
				b.Line(changed(r.Base, "removed", p.cmp.source[0]))
			default:
				b.Line(changed(r.Revision, "added", p.cmp.source[1]))
			}
		}
	})
}

func changed(line int, how string, lines []string) sheet.Span[page.Intent] {
	return sheet.Span[page.Intent]{Text: fmt.Sprintf("%s, line %d: %s", how, line+1, strings.TrimSpace(lines[line])), Token: theme.Code}
}

// counts says how many findings there are of each severity.
func (p *Page) counts() string {
	counts := p.cmp.report.Counts()
	var words []string
	for _, s := range change.Severities() {
		n := counts[s.Is]
		switch {
		case n > 0 && p.hidden[s.Is]:
			words = append(words, fmt.Sprintf("%d %s hidden", n, s.Title))
		case n > 0:
			words = append(words, fmt.Sprintf("%d %s", n, s.Title))
		}
	}
	if n := p.cmp.report.Notation; n > 0 {
		words = append(words, text.Count(n, "difference", "differences")+" in notation only")
	}
	return strings.Join(words, ", ")
}
