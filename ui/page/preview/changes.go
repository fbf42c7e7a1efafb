package preview

import (
	"fmt"
	"path/filepath"
	"strings"

	"meshdex/catalog/diff"
	draft "meshdex/catalog/preview"
	"meshdex/ui/canvas"
	"meshdex/ui/card"
	"meshdex/ui/change"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/sheet"
)

// report is how the shown contract differs from what it is compared with; nil when
// there is nothing to compare with.
func (p *Page) report() *diff.Report {
	c, _ := p.change()
	return c.Report
}

// since names what is compared with: a version of the contract by its text alone.
func (p *Page) since(ref string) string { return strings.TrimPrefix(ref, p.id()+"@") }

// verdict is the line above everything: how the change is judged, and what it asks
// of the version.
func (p *Page) verdict() (glyph string, token theme.Token, strong, rest string) {
	icons := p.env.Icons
	c, isContract := p.change()
	switch {
	case !isContract:
		return icons.Off, theme.Muted, "A product document", "Only contracts are compared."
	case c.Err != nil:
		return icons.Warning, theme.Warn, "Not compared", c.Err.Error()
	case c.Report == nil:
		return icons.Off, theme.Info, "New", "The catalog knows no version to compare it with."
	}
	glyph, token = change.Mark(icons, c.Report.Verdict)
	return glyph, token, change.Headline(c.Report.Verdict), change.Claim(c.Report)
}

// against says what the file is compared with, "" when with nothing.
func (p *Page) against() string {
	switch c, _ := p.change(); {
	case c.Report == nil:
		return ""
	case c.Stored:
		return "It is what the catalog has as " + p.since(c.Base) + "."
	default:
		return "Compared with " + p.since(c.Base) + "."
	}
}

// counts is how many changes there are of each severity.
func counts(c canvas.Canvas, r *diff.Report, icons *theme.Icons) {
	n, x := r.Counts(), 1
	for _, s := range change.Severities() {
		if n[s.Is] == 0 {
			continue
		}
		label := fmt.Sprintf("%d %s", n[s.Is], s.Title)
		if x+text.Width(label) > c.Width() {
			c.Put(x, 0, icons.More, theme.Muted.Plain())
			return
		}
		x = c.Put(x, 0, label, s.Token.Plain()) + 3
	}
	if r.Notation > 0 && x+30 < c.Width() {
		c.Put(x, 0, text.Count(r.Notation, "difference", "differences")+" in notation only", theme.Muted.Plain())
	}
}

// unchanged is said when there is no change.
const unchanged = "No change in meaning."

// drawChanges paints the counts, the changes and, below them, the one under the
// cursor; or why there is none.
func (p *Page) drawChanges(c canvas.Canvas, d split, focus sheet.Focus) {
	r := p.report()
	if r == nil {
		p.text[Changes].Draw(c, focus)
		return
	}
	if p.changes.Len() == 0 {
		c.PutCut(1, 0, c.Width()-1, unchanged, theme.Muted.Plain())
		return
	}
	counts(c.Region(0, 0, c.Width(), 1), r, p.env.Icons)
	if d.list > 0 {
		p.changes.DrawList(c.Region(0, 1, c.Width(), d.list), list.Look{Icons: p.env.Icons, Focused: bool(focus)})
	}
	if d.detail > 0 {
		rule(c, d.list+1, p.env)
		p.changes.DrawDetail(c.Region(0, d.list+2, c.Width(), d.detail), p.env.Icons)
	}
}

// writeChanges lays out why nothing is compared, for a width.
func (p *Page) writeChanges(w int) {
	b := sheet.NewBody[page.Intent](w)
	if p.good != nil && p.report() == nil {
		p.nothingCompared(b)
	}
	p.text[Changes].Set(b)
}

// nothingCompared says why nothing is compared, and what would help.
func (p *Page) nothingCompared(b *card.Body) {
	switch c, isContract := p.change(); {
	case !isContract:
		b.Prose(0, "This is a product document: what is compared are contracts.", theme.Text)
	case c.Err != nil:
		b.Prose(0, "It was not compared: "+c.Err.Error()+".", theme.Text)
		b.Prose(0, p.env.Key(doBase)+" chooses something else.", theme.Text)
	default:
		p.unknown(b, c)
	}
}

// unknown says that the contract is in no store, and what it could be compared
// with.
func (p *Page) unknown(b *card.Body, c draft.Change) {
	b.Prose(0, p.id()+" is not in the catalog, so there is nothing to compare it with.", theme.Text)
	b.Gap()
	for _, n := range c.Near {
		i := page.Intent{Kind: page.Run, Text: "base " + n.Ref}
		b.Flow(0, span{Text: "Compare with ", Token: theme.Muted}, span{Text: n.Ref, Token: theme.Link, Link: &i}, span{Text: "  " + n.Why, Token: theme.Muted})
	}
	dir := page.ToCopy("meshdex sync "+text.ShellWord(filepath.Dir(p.path)), "command")
	b.Flow(0, span{Text: "Bring its folder in: ", Token: theme.Muted}, span{Text: dir.Text, Token: theme.Link, Link: &dir})
	b.Flow(0, span{Text: "Or compare with any contract: ", Token: theme.Muted}, span{Text: ":base REF", Token: theme.Accent})
}

type span = card.Span
