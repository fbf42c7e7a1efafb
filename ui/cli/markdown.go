package cli

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	mdtext "github.com/yuin/goldmark/text"

	"meshdex/ui/text"
)

// plainMarkdown writes Markdown as running text for a terminal or a file: headings
// on lines of their own, paragraphs wrapped, code indented, tables in columns.
// Emphasis is dropped. Nothing in the text can move the cursor.
func plainMarkdown(markdown string, width int) string {
	src := []byte(markdown)
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(mdtext.NewReader(src))
	w := plainWriter{src: src, width: width}
	w.blocks(root, "")
	return w.out.String()
}

type plainWriter struct {
	src   []byte
	width int
	out   strings.Builder
}

// blocks writes the children of a node, each but the first after an empty line.
func (w *plainWriter) blocks(parent ast.Node, indent string) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.PreviousSibling() != nil && n.Kind() != ast.KindTextBlock {
			w.out.WriteByte('\n')
		}
		w.block(n, indent)
	}
}

func (w *plainWriter) block(n ast.Node, indent string) {
	switch n := n.(type) {
	case *ast.Heading:
		s := w.inline(n)
		if n.Level == 1 {
			s = strings.ToUpper(s)
		}
		w.wrap(s, indent, indent)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		w.code(n, indent+"    ")
	case *ast.List:
		w.list(n, indent)
	case *ast.Blockquote:
		w.blocks(n, indent+"  ")
	case *east.Table:
		w.table(n, indent)
	case *ast.ThematicBreak, *ast.HTMLBlock:
	default:
		w.wrap(w.inline(n), indent, indent)
	}
}

func (w *plainWriter) wrap(s, first, rest string) {
	for line := range strings.SplitSeq(s, "\n") {
		for _, wrapped := range text.Wrap(line, max(w.width-len(rest), 20)) {
			w.out.WriteString(first + wrapped + "\n")
			first = rest
		}
	}
}

func (w *plainWriter) code(n ast.Node, indent string) {
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		w.out.WriteString(strings.TrimRight(indent+text.Clean(strings.TrimRight(string(segment.Value(w.src)), "\r\n")), " ") + "\n")
	}
}

// list writes items with their marks; what follows the first block of an item is
// indented below it.
func (w *plainWriter) list(l *ast.List, indent string) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if l.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		inner := indent + strings.Repeat(" ", len(mark))
		for n := item.FirstChild(); n != nil; n = n.NextSibling() {
			if n.PreviousSibling() == nil && (n.Kind() == ast.KindTextBlock || n.Kind() == ast.KindParagraph) {
				w.wrap(w.inline(n), indent+mark, inner)
				continue
			}
			w.block(n, inner)
		}
	}
}

// table aligns the columns; the last one is wrapped within what is left.
func (w *plainWriter) table(t *east.Table, indent string) {
	var rows [][]string
	var widths []int
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			s := strings.ReplaceAll(w.inline(cell), "\n", " ")
			if len(cells) == len(widths) {
				widths = append(widths, 0)
			}
			widths[len(cells)] = max(widths[len(cells)], text.Width(s))
			cells = append(cells, s)
		}
		rows = append(rows, cells)
	}
	for _, cells := range rows {
		lead := indent
		for i, c := range cells[:max(len(cells)-1, 0)] {
			lead += text.Fit(c, widths[i]) + "  "
		}
		if len(cells) > 0 {
			w.wrap(strings.TrimRight(cells[len(cells)-1], " "), lead, strings.Repeat(" ", text.Width(lead)))
		}
	}
}

// inline is the text within a block. A link is followed by where it leads, unless
// it says so itself.
func (w *plainWriter) inline(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(text.Clean(string(c.Segment.Value(w.src))))
			switch {
			case c.HardLineBreak():
				b.WriteByte('\n')
			case c.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.WriteString(text.Clean(string(c.Value)))
		case *ast.AutoLink:
			b.WriteString(text.Clean(string(c.URL(w.src))))
		case *ast.Link:
			b.WriteString(w.inline(c))
			fmt.Fprintf(&b, " (%s)", text.Clean(string(c.Destination)))
		case *ast.RawHTML:
		default:
			b.WriteString(w.inline(c))
		}
	}
	return b.String()
}
