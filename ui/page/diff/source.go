package diff

import (
	"fmt"
	"slices"
	"strings"

	judge "meshdex/catalog/diff"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
)

// sideWidth is the width from which two columns of source are readable.
const sideWidth = 90

// side reports whether the two sources stand side by side.
func (p *Page) side() bool { return !p.unified && p.box.source.w >= sideWidth }

// lineRef is one line of the unified source: a row, and which side of it.
type lineRef struct {
	row  int
	side int // 0 base, 1 revision
}

// unify turns rows into lines one below the other: what was removed stands before
// what was added in its place.
func unify(rows []code.Row) []lineRef {
	out := make([]lineRef, 0, len(rows))
	for i := 0; i < len(rows); {
		if rows[i].Same {
			out = append(out, lineRef{i, 1})
			i++
			continue
		}
		end := i
		for end < len(rows) && !rows[end].Same {
			end++
		}
		for n := i; n < end; n++ {
			if rows[n].Base >= 0 {
				out = append(out, lineRef{n, 0})
			}
		}
		for n := i; n < end; n++ {
			if rows[n].Revision >= 0 {
				out = append(out, lineRef{n, 1})
			}
		}
		i = end
	}
	return out
}

// lineCount is how many lines the source pane has.
func (p *Page) lineCount() int {
	switch {
	case p.cmp == nil:
		return 0
	case p.side():
		return len(p.cmp.rows)
	}
	return len(p.cmp.lines)
}

// digits is the width of the numbers of the lines.
func (p *Page) digits() int {
	return text.Digits(max(len(p.cmp.source[0]), len(p.cmp.source[1])))
}

// textGap is what stands beside a line of source but its number: the cursor, the sign
// of what became of it, and blanks.
const textGap = 4

// sourceRoom is how many cells of a line are visible in a pane of some width.
func (p *Page) sourceRoom(w int) int {
	if p.cmp == nil {
		return 0
	}
	if p.side() {
		w = (w - 1) / 2
	}
	return w - p.digits() - textGap
}

// follow brings the source of the finding under the cursor into sight.
func (p *Page) follow() {
	row, ok := p.rowOfFinding()
	if !ok {
		return
	}
	p.pan.Show(0, 0) // keys stand where lines begin, and say what a line is about
	if !p.side() {
		row = max(slices.IndexFunc(p.cmp.lines, func(l lineRef) bool { return l.row == row }), 0)
	}
	p.source.Scroll(row - p.source.Offset() - p.box.source.h/3)
}

// rowOfFinding is the row of the source that the finding points at: in the
// revision, else in the base.
func (p *Page) rowOfFinding() (int, bool) {
	f, ok := p.pane.Finding()
	if !ok || p.cmp == nil {
		return 0, false
	}
	i := -1
	if f.Revision.IsKnown() {
		i = slices.IndexFunc(p.cmp.rows, func(r code.Row) bool { return r.Revision == f.Revision.Line-1 })
	}
	if f.Base.IsKnown() && (i < 0 || p.cmp.rows[i].Same) {
		if b := slices.IndexFunc(p.cmp.rows, func(r code.Row) bool { return r.Base == f.Base.Line-1 }); b >= 0 && (i < 0 || !p.cmp.rows[b].Same) {
			i = b
		}
	}
	return p.changedNear(i), i >= 0
}

// changedNear is the first row that differs at or a little after row i: what a
// finding points at is often the beginning of the block that changed.
func (p *Page) changedNear(i int) int {
	const near = 40
	for n := i; n >= 0 && n < min(i+near, len(p.cmp.rows)); n++ {
		if !p.cmp.rows[n].Same {
			return n
		}
	}
	return i
}

func (p *Page) drawSource(c canvas.Canvas) {
	at, ok := p.rowOfFinding()
	if !ok {
		at = -1
	}
	if p.side() {
		half := (c.Width() - 1) / 2
		p.source.Draw(c, func(c canvas.Canvas, i int) {
			r := p.cmp.rows[i]
			p.drawSide(c.Region(0, 0, half, 1), r, 0, i == at)
			c.Put(half, 0, p.env.Icons.Vertical, theme.Border.Plain())
			p.drawSide(c.Region(half+1, 0, c.Width()-half-1, 1), r, 1, i == at)
		})
		return
	}
	lines := p.cmp.lines
	p.source.Draw(c, func(c canvas.Canvas, i int) {
		p.drawSide(c, p.cmp.rows[lines[i].row], lines[i].side, lines[i].row == at)
	})
}

// drawSide draws one line of one side: its number, what became of it, the text
// with the changed words marked.
func (p *Page) drawSide(c canvas.Canvas, r code.Row, side int, here bool) {
	n := r.Base
	if side == 1 {
		n = r.Revision
	}
	if n < 0 {
		return
	}
	digits := p.digits()
	number := theme.Muted
	if here {
		c.Put(0, 0, p.env.Icons.Cursor, theme.BorderFocused.Plain())
		number = theme.Accent
	}
	c.PutNumber(1+digits, 0, n+1, number.Plain())
	line, in := p.cmp.source[side][n], c.Region(digits+textGap, 0, c.Width()-digits-textGap, 1)
	if r.Same {
		code.Draw(in, p.pan.From(), line)
		return
	}
	token, word, sign := theme.Removed, theme.RemovedWord, p.env.Icons.Removed
	if side == 1 {
		token, word, sign = theme.Added, theme.AddedWord, p.env.Icons.Added
	}
	c.Put(digits+2, 0, sign, token.Plain())
	code.DrawPlain(in, p.pan.From(), line, token.Plain())
	if from, to := p.cmp.changed(r, side); to > from {
		in.Restyle(from-p.pan.From(), 0, to-from, func(theme.Style) theme.Style { return word.Plain() })
	}
}

// changed are the cells of one side in which its line differs from the other's; none
// where there is no other.
func (c *comparison) changed(r code.Row, side int) (from, to int) {
	if r.Base < 0 || r.Revision < 0 {
		return 0, 0
	}
	inBase, inRevision := code.Changed(c.source[0][r.Base], c.source[1][r.Revision])
	in, line := inBase, c.source[0][r.Base]
	if side == 1 {
		in, line = inRevision, c.source[1][r.Revision]
	}
	return text.Width(line[:in[0]]), text.Width(line[:in[1]])
}

// unifiedText is the whole source, one line below the other, with the signs that
// every tool reads.
func (p *Page) unifiedText() string {
	var sb strings.Builder
	fmt.Fprintf(&sb, "--- %s\n+++ %s\n@@ -1,%d +1,%d @@\n", p.cmp.versions.Ref(p.cmp.base), p.cmp.versions.Ref(p.cmp.revision), len(p.cmp.source[0]), len(p.cmp.source[1]))
	for _, l := range p.cmp.lines {
		r := p.cmp.rows[l.row]
		switch {
		case r.Same:
			sb.WriteString(" " + p.cmp.source[1][r.Revision] + "\n")
		case l.side == 0:
			sb.WriteString("-" + p.cmp.source[0][r.Base] + "\n")
		default:
			sb.WriteString("+" + p.cmp.source[1][r.Revision] + "\n")
		}
	}
	return sb.String()
}

// markdown is the report for a pull request.
func (p *Page) markdown() string {
	var sb strings.Builder
	_ = judge.WriteMarkdown(&sb, p.cmp.report) // a Builder takes everything
	return sb.String()
}
