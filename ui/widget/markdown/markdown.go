// Package markdown turns Markdown into styled lines of a given width: paragraphs,
// headings, lists, code, emphasis, links, quotations, rules and tables. Goldmark
// parses; drawing is ours, because a library that does both would be larger than
// the rest of the program. The entry point is [Render]. It knows nothing of the
// catalog and must not import pages.
package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// narrowest is the width below which text is not wrapped further; a canvas cuts
// what is too long for it.
const narrowest = 8

// Render lays Markdown out in lines of at most width cells; code and tables may be
// wider and are cut where they are drawn. HTML is left out. The text is cleaned:
// it may come from anywhere.
func Render(source string, width int, icons *theme.Icons) []canvas.Line {
	src := []byte(text.CleanProse(source))
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(gtext.NewReader(src))
	r := &renderer{src: src, width: max(width, narrowest), icons: icons}
	r.blocks(doc, margin{})
	return r.lines
}

type renderer struct {
	src   []byte
	width int
	icons *theme.Icons
	lines []canvas.Line
}

// margin is what stands before the lines of a block: first before its first line,
// rest before the others.
type margin struct{ first, rest canvas.Line }

// then is the margin of a block within a block: what is inside begins with the
// mark, and its other lines are indented as far.
func (m margin) then(mark canvas.Line, rest canvas.Line) margin {
	return margin{join(m.first, mark), join(m.rest, rest)}
}

func join(a, b canvas.Line) canvas.Line { return append(append(canvas.Line{}, a...), b...) }

func plain(s string) canvas.Line { return canvas.Line{{Text: s, Style: theme.Text.Plain()}} }

// blocks draws the blocks that a node holds, with a blank line between them. In a
// tight list there is none.
func (r *renderer) blocks(parent ast.Node, m margin) {
	first := true
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindHTMLBlock {
			continue
		}
		if !first && !tight(n) {
			r.emit(margin{m.rest, m.rest}, nil)
		}
		r.block(n, m)
		m.first, first = m.rest, false
	}
}

// tight reports whether a block stands right below the one before it.
func tight(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindTextBlock:
		return true
	case ast.KindListItem:
		list, ok := n.Parent().(*ast.List)
		return ok && list.IsTight
	case ast.KindList:
		return n.Parent().Kind() == ast.KindListItem
	}
	return false
}

func (r *renderer) block(n ast.Node, m margin) {
	switch n := n.(type) {
	case *ast.Heading:
		r.heading(n, m)
	case *ast.List:
		r.list(n, m)
	case *ast.Blockquote:
		quote := canvas.Line{{Text: r.icons.Quote + " ", Style: theme.Border.Plain()}}
		r.blocks(n, m.then(quote, quote))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.code(n, m)
	case *ast.ThematicBreak:
		width := max(r.width-m.rest.Width(), 1)
		r.emit(m, canvas.Line{{Text: strings.Repeat(r.icons.Rule, width), Style: theme.Border.Plain()}})
	case *east.Table:
		r.table(n, m)
	default:
		r.wrap(m, r.inline(n, theme.Text))
	}
}

func (r *renderer) heading(n *ast.Heading, m margin) {
	spans := r.inline(n, theme.Title)
	if n.Level > 2 {
		spans = r.inline(n, theme.Accent)
	}
	r.wrap(m, spans)
	if n.Level == 1 {
		under := min(canvas.Line(spans).Width(), max(r.width-m.rest.Width(), 0))
		r.emit(margin{m.rest, m.rest}, canvas.Line{{Text: strings.Repeat(r.icons.Rule, under), Style: theme.Border.Plain()}})
	}
}

func (r *renderer) list(n *ast.List, m margin) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := cmp.Or(r.icons.Bullet, "-") + " " // without signs a list is one still
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		if item != n.FirstChild() && !n.IsTight {
			r.emit(margin{m.rest, m.rest}, nil)
		}
		bullet := canvas.Line{{Text: mark, Style: theme.Accent.Plain()}}
		r.blocks(item, m.then(bullet, plain(strings.Repeat(" ", text.Width(mark)))))
		m.first = m.rest
	}
}

// code keeps its lines as they are: a broken command can not be copied.
func (r *renderer) code(n ast.Node, m margin) {
	m = m.then(plain("  "), plain("  "))
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := strings.TrimRight(string(seg.Value(r.src)), "\n")
		r.emit(m, canvas.Line{{Text: line, Style: theme.Code.Plain()}})
		m.first = m.rest
	}
}

// emit adds one line after its margin.
func (r *renderer) emit(m margin, line canvas.Line) {
	r.lines = append(r.lines, join(m.first, line))
}
