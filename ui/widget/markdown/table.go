package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"meshdex/ui/canvas"
	"meshdex/ui/theme"
)

// columnGap is the number of cells between two columns.
const columnGap = 2

// table draws columns as wide as their content. When they do not fit, the last
// one is wrapped below its head: in the tables of a manual that is the one with the
// prose.
func (r *renderer) table(t *east.Table, m margin) {
	rows := r.rows(t)
	widths := columnWidths(rows)
	if len(widths) == 0 {
		return
	}
	last := len(widths) - 1
	used := 0
	for _, w := range widths[:last] {
		used += w + columnGap
	}
	widths[last] = max(narrowest, min(widths[last], r.width-m.rest.Width()-used))
	for i, row := range rows {
		r.row(row, widths, used, m)
		m.first = m.rest
		if i == 0 {
			r.emit(m, canvas.Line{{Text: strings.Repeat(r.icons.Rule, used+widths[last]), Style: theme.Border.Plain()}})
		}
	}
}

// rows are the cells of a table, the head first.
func (r *renderer) rows(t *east.Table) [][]canvas.Line {
	var rows [][]canvas.Line
	for n := t.FirstChild(); n != nil; n = n.NextSibling() {
		token := theme.Text
		if n.Kind() == east.KindTableHeader {
			token = theme.Title
		}
		var row []canvas.Line
		for c := ast.Node(n.FirstChild()); c != nil; c = c.NextSibling() {
			row = append(row, r.inline(c, token))
		}
		rows = append(rows, row)
	}
	return rows
}

func columnWidths(rows [][]canvas.Line) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cell.Width())
		}
	}
	return widths
}

// row draws one row; used is the width of all columns but the last.
func (r *renderer) row(cells []canvas.Line, widths []int, used int, m margin) {
	line := canvas.Line{}
	for i, cell := range cells[:min(len(cells), len(widths)-1)] {
		line = append(append(line, cell...), plain(strings.Repeat(" ", widths[i]-cell.Width()+columnGap))...)
	}
	last := len(widths) - 1
	if len(cells) <= last {
		r.emit(m, line)
		return
	}
	indent := plain(strings.Repeat(" ", used))
	sub := &renderer{src: r.src, width: m.rest.Width() + used + widths[last], icons: r.icons}
	sub.wrap(m.then(line, indent), cells[last])
	if len(sub.lines) == 0 {
		sub.emit(m, line)
	}
	r.lines = append(r.lines, sub.lines...)
}
