package preview

import (
	"fmt"
	"slices"
	"strconv"

	"meshdex/catalog/lint"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/sheet"
)

// findings is what lint found, the worst first, then in the order of the file.
type findings struct {
	rows findingRows
	list list.List
}

// findingRows are the findings with their ids: what is wrong where in the document,
// without the line, so that the cursor stays on a finding that lines above it move.
type findingRows struct {
	all []lint.Finding
	ids []string
}

func (r findingRows) Len() int        { return len(r.all) }
func (r findingRows) ID(i int) string { return r.ids[i] }

func (r findingRows) Find(id string) (int, bool) {
	for i := range r.ids {
		if r.ids[i] == id {
			return i, true
		}
	}
	return 0, false
}

func (f *findings) set(found []lint.Finding) {
	all := slices.Clone(found)
	slices.SortStableFunc(all, func(a, b lint.Finding) int { return a.Severity.Compare(b.Severity) })
	f.rows = findingRows{all, make([]string, len(all))}
	seen := map[string]int{}
	for i, x := range all {
		id := x.Rule + "\x00" + x.Path + "\x00" + x.Message
		f.rows.ids[i] = id + "\x00" + strconv.Itoa(seen[id])
		seen[id]++
	}
	f.list.SetRows(f.rows)
}

// current is the finding under the cursor.
func (f *findings) current() (lint.Finding, bool) {
	i := f.list.Cursor()
	if i < 0 {
		return lint.Finding{}, false
	}
	return f.rows.all[i], true
}

// flawless is said when there is no finding.
const flawless = "Lint finds nothing in this file."

// draw paints the list and, below it, the finding under the cursor whole.
func (f *findings) draw(c canvas.Canvas, d split, focus sheet.Focus, env *page.Env) {
	if f.rows.Len() == 0 {
		c.PutCut(1, 0, c.Width()-1, flawless, theme.Muted.Plain())
		return
	}
	f.list.Draw(c.Region(0, 0, c.Width(), d.list), list.Look{Icons: env.Icons, Focused: bool(focus), Row: func(c canvas.Canvas, i int) {
		drawFinding(c, f.rows.all[i], env)
	}})
	if x, ok := f.current(); ok && d.detail > 0 {
		rule(c, d.list, env)
		drawWhole(c.Region(0, d.list+1, c.Width(), d.detail), x)
	}
}

// drawFinding is one row: mark, line and column, message.
func drawFinding(c canvas.Canvas, f lint.Finding, env *page.Env) {
	glyph, token := env.Gravity(f.Severity)
	c.Put(0, 0, glyph, token.Plain())
	x := c.Put(2, 0, text.Fit(place(f), 8), theme.Accent.Plain())
	c.PutCut(x+1, 0, c.Width()-x-1, text.Clean(f.Message), theme.Text.Plain())
}

// place is where a finding is, as editors write it.
func place(f lint.Finding) string {
	if !f.Pos.IsKnown() {
		return "-"
	}
	return fmt.Sprintf("%d:%d", f.Pos.Line, f.Pos.Column)
}

// drawWhole tells a finding in full: the message, what to do, the rule.
func drawWhole(c canvas.Canvas, f lint.Finding) {
	y, w := 0, max(c.Width()-2, 8)
	rule := f.Rule
	if f.Path != "" {
		rule += " at " + f.Path
	}
	for _, part := range []struct {
		text  string
		token theme.Token
	}{{f.Message, theme.Text}, {f.Hint, theme.Muted}, {rule, theme.Muted}} {
		if part.text == "" {
			continue
		}
		for _, l := range text.Wrap(text.Clean(part.text), w) {
			c.Put(1, y, l, part.token.Plain())
			y++
		}
	}
}

// rule draws a line across.
func rule(c canvas.Canvas, y int, env *page.Env) {
	c.Rule(0, y, c.Width(), env.Icons.Rule, theme.Border.Plain())
}
