package browse

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/frame"
	"meshdex/ui/widget/list"
	"meshdex/ui/widget/sheet"
	"meshdex/ui/widget/table"
)

// keyed counts in a word: "3 marked".
func keyed(n int, word string) string { return fmt.Sprintf("%d %s", n, word) }

// Draw paints the search line and the panes.
func (p *Page) Draw(c canvas.Canvas) {
	p.drawSearch(c.Region(0, 0, c.Width(), 1))
	below := 1 + p.drawMistake(c)
	if p.headLines() > below {
		c.PutCut(1, below, c.Width()-2, p.chips(), theme.Accent.Plain())
	}
	if b := p.box.facets; b.w > 0 {
		p.drawFacets(frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{Title: "Facets", Focused: p.focus == facetPane}))
	}
	if b := p.box.list; b.w > 0 {
		p.drawList(frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{
			Title: p.listTitle(), Counter: p.answer.counted(p.list.Cursor()), Note: p.reason(), Focused: p.focus == listPane,
		}))
	}
	if b := p.box.preview; b.w > 0 {
		in := frame.Draw(c.Region(b.x, b.y, b.w, b.h), p.env.Icons, frame.Pane{
			Title: p.previewTitle(), Counter: p.preview.text.Position(), Focused: p.focus == previewPane,
		})
		p.preview.text.Draw(in, sheet.Focus(p.focus == previewPane))
	}
}

func (p *Page) previewTitle() string {
	if p.preview.matrix != nil {
		return "Service levels (" + p.env.Key(doCompare) + " ends it)"
	}
	if p.box.list.w == 0 {
		return "Preview (" + p.env.Key(doPreview) + " ends it)"
	}
	return "Preview"
}

func (p *Page) drawSearch(c canvas.Canvas) {
	if p.wrong != "" && p.h < lowPage && !p.input.Focused() {
		c.PutCut(1, 0, c.Width()-2, p.wrong, theme.Warn.Plain())
		return
	}
	room := c.Width() - 1
	status := ""
	if p.input.Value() != "" && p.err == nil {
		status = fmt.Sprintf("%d%s found", p.answer.total, p.answer.more())
	}
	if p.search.Pending() && !p.answer.early && p.input.Value() != "" {
		status = "searching …"
	}
	if n := text.Width(status); n > 0 && room-n > 24 {
		c.PutRight(c.Width()-1, 0, status, theme.Muted.Plain())
		room -= n + 2
	}
	p.input.Draw(c.Region(1, 0, room, 1), "/ ")
}

func (p *Page) listTitle() string {
	title := "Products"
	if p.sort.Column != "" {
		title += " by " + p.sort.Column
	} else if len(page.Words(p.answer.query)) > 0 {
		title += ", best first"
	}
	return title
}

func (p *Page) drawList(c canvas.Canvas) {
	if p.answer.Len() == 0 {
		p.drawEmpty(c)
		return
	}
	lay := p.table
	lay.Header(c.Region(1, 0, c.Width()-1, 1), p.env.Icons, p.sort)
	lit := page.Words(p.input.Value())
	p.list.Draw(c.Region(0, 1, c.Width(), c.Height()-1), list.Look{
		Icons: p.env.Icons, Focused: p.focus == listPane,
		Row: func(c canvas.Canvas, i int) { p.drawRow(c, lay, i, lit) },
	})
}

// marksRoom is what the marks take beside the name, with the gap between them.
const marksRoom = 4

// fit chooses the columns that the width has room for; a list by some column shows
// that column whatever its width. The name is the last to go: it takes what the
// marks leave, and their place as well when that is next to nothing.
func (p *Page) fit(width int) table.Layout {
	all := preferred(slices.Clone(p.measured), p.deps.Columns)
	for i := range all {
		c := &all[i]
		if c.ID == "name" {
			c.Min = min(c.Min, max(width-marksRoom, marksRoom))
			c.Max = min(c.Max, max(width-marksRoom, c.Min))
		}
		if c.ID == p.sort.Column {
			c.Want = max(c.Want, c.Min, text.Width(c.Title)+2) // with its arrow
			c.Priority = min(c.Priority, 2)
		}
		if width < 40 && c.Priority > 1 {
			c.Min, c.Want = max(c.Min, width), 0 // one column in a narrow list
		}
	}
	return table.Fit(all, width)
}

// preferred leaves the columns that the user wants, by the user's order of
// importance; the name stays always.
func preferred(all []table.Column, ids []string) []table.Column {
	if len(ids) == 0 {
		return all
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "name" })
	out := all[:0:0]
	for _, c := range all {
		at := slices.Index(ids, c.ID)
		if c.Priority > 1 && at < 0 {
			continue
		}
		if at >= 0 {
			c.Priority = 2 + at
		}
		out = append(out, c)
	}
	return out
}

func (p *Page) drawRow(c canvas.Canvas, lay table.Layout, i int, lit []string) {
	row := p.answer.product(i)
	marks := lay.Cell(c, "marks")
	if mark, token := p.rowMark(row.ID); mark != "" {
		marks.Put(0, 0, mark, token.Plain())
	}
	glyph, token := state(p.env, row)
	marks.Put(1, 0, glyph, token.Plain())
	st := theme.Text
	if row.Flags.Has(catalog.IsRemoved) || row.Flags.Has(catalog.IsStale) {
		st = theme.Muted
	}
	p.putLit(lay.Cell(c, "name"), row.Label(), st, lit)
	p.putLit(lay.Cell(c, "domain"), row.Domain, theme.Muted, lit)
	p.putLit(lay.Cell(c, "owner"), row.Owner, theme.Muted, lit)
	lay.Put(c, "version", text.Clean(row.Version), theme.Muted.Plain())
	lay.Put(c, "status", word(row), token.Plain())
	var room [20]byte
	lay.PutASCII(c, "updated", text.AppendDay(room[:0], row.Updated()), theme.Muted.Plain())
	for _, n := range []struct {
		column string
		n      int
	}{{"columns", row.Properties}, {"consumers", row.Consumers}, {"checks", row.Checks}} {
		if n.n > 0 { // an empty cell is read faster than a zero
			lay.PutASCII(c, n.column, strconv.AppendInt(room[:0], int64(n.n), 10), theme.Muted.Plain())
		}
	}
	lay.Put(c, "type", text.Clean(row.Type), theme.Muted.Plain())
	lay.Put(c, "source", text.Clean(row.Source), theme.Muted.Plain())
}

// state is what word says, with a glyph.
func state(env *page.Env, row catalog.ProductRow) (glyph string, token theme.Token) {
	switch {
	case row.Flags.Has(catalog.IsRemoved):
		return env.Icons.Off, theme.Muted
	case row.Flags.Has(catalog.IsStale):
		return env.Icons.Warning, theme.Warn
	}
	return env.Lifecycle(row.Status)
}

// word is the status of a product, or what is wrong with its file now.
func word(row catalog.ProductRow) string {
	switch {
	case row.Flags.Has(catalog.IsRemoved):
		return "removed"
	case row.Flags.Has(catalog.IsStale):
		return "broken"
	}
	return text.Clean(row.Status)
}

func (p *Page) rowMark(id string) (string, theme.Token) {
	switch {
	case p.marked[id]:
		return p.env.Icons.Mark, theme.Accent
	case p.deps.Marks != nil && p.deps.Marks.Bookmarked(id):
		return p.env.Icons.Bookmark, theme.Accent
	}
	return "", theme.Text
}

// putLit writes a cell with the query's words marked.
func (p *Page) putLit(c canvas.Canvas, s string, token theme.Token, lit []string) {
	if c.Width() == 0 || s == "" {
		return
	}
	s = text.Clean(s)
	c.PutCut(0, 0, c.Width(), s, token.Plain())
	if len(lit) > 0 {
		s = text.Cut(s, c.Width())
		page.Mark(c, 0, 0, s, lit)
	}
}

// drawEmpty says why nothing is listed, and what to do.
func (p *Page) drawEmpty(c canvas.Canvas) {
	y := 1
	for _, l := range p.emptyLines() {
		for _, part := range text.Wrap(text.Clean(l), max(c.Width()-4, 8)) {
			c.Put(2, y, part, theme.Muted.Plain())
			y++
		}
		y++
	}
}

func (p *Page) emptyLines() []string {
	switch {
	case p.err != nil && !errors.Is(p.err, errOtherSnapshot):
		return []string{"The search did not work: " + p.err.Error(), p.env.TryAgain()}
	case p.snap.Len() == 0:
		return []string{"The catalog is empty.", "meshdex sync PATH brings contracts in from a folder, a repository or an address; :sources shows what is set up; meshdex demo shows a sample."}
	case p.search.Pending():
		return []string{"Searching …"}
	case p.bookmarks:
		return []string{"None of your bookmarks is among these.", p.env.Key(doBookmarks) + " shows everything again; " + p.env.Key(doBookmark) + " bookmarks the product under the cursor."}
	}
	return append([]string{p.nothing()}, p.waysOut()...)
}

// nothing says that nothing matches.
func (p *Page) nothing() string {
	if p.answer.columns > 0 {
		return fmt.Sprintf("No product matches %s, but %s.", cmp.Or(p.query(), "this"), text.Count(p.answer.columns, "column does", "columns do"))
	}
	return fmt.Sprintf("No product and no column matches %s.", cmp.Or(p.query(), "this"))
}

// waysOut are what to do when nothing matches. While one is typing, their keys are
// letters until the typing is accepted.
func (p *Page) waysOut() []string {
	var lines []string
	if p.input.Focused() {
		lines = append(lines, p.env.Key(action.InputAccept)+" ends the typing; then:")
	}
	if p.answer.suggest != "" && !strings.EqualFold(p.answer.suggest, p.query()) {
		lines = append(lines, "Nearest that matches: "+p.answer.suggest+" ("+p.env.Key(doOpen)+" searches for it).")
	}
	keys := p.env.Key(action.Escape) + " clears the search"
	if p.answer.columns > 0 {
		keys = p.env.Key(doFields) + " shows the columns; " + keys
	}
	if p.facets.any() || p.bookmarks {
		keys += "; " + p.env.Key(doClear) + " clears what is picked as well"
	}
	return append(lines, keys+".")
}
