package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// hardBreak is a span that ends the line.
const hardBreak = "\n"

// inline gathers the text of a block in its styles.
func (r *renderer) inline(n ast.Node, token theme.Token) []canvas.Span {
	var out []canvas.Span
	add := func(s string, t theme.Token) { out = append(out, canvas.Span{Text: s, Style: t.Plain()}) }
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			add(string(c.Segment.Value(r.src)), token)
			if c.HardLineBreak() {
				add(hardBreak, token)
			} else if c.SoftLineBreak() {
				add(" ", token)
			}
		case *ast.String:
			add(string(c.Value), token)
		case *ast.CodeSpan:
			out = append(out, r.inline(c, theme.CodeKey)...)
		case *ast.Emphasis:
			out = append(out, r.inline(c, emphasis(c.Level, token))...)
		case *ast.Link:
			out = append(out, r.inline(c, theme.Link)...)
			if to := string(c.Destination); strings.Contains(to, "://") {
				add(" <"+text.Clean(to)+">", theme.Muted)
			}
		case *ast.AutoLink:
			add(string(c.URL(r.src)), theme.Link)
		case *ast.RawHTML:
		default:
			out = append(out, r.inline(c, token)...)
		}
	}
	return out
}

// emphasis is how stressed text looks; within a heading it is the heading.
func emphasis(level int, within theme.Token) theme.Token {
	switch {
	case within != theme.Text:
		return within
	case level > 1:
		return theme.Title
	}
	return theme.Accent
}

// wrap breaks spans into lines at spaces. Words keep their styles, and a word made
// of several spans is not broken between them.
func (r *renderer) wrap(m margin, spans []canvas.Span) {
	f := flow{r: r, m: m}
	for _, s := range spans {
		if s.Text == hardBreak {
			f.endWord()
			f.endLine()
			continue
		}
		for i, word := range strings.Split(s.Text, " ") {
			if i > 0 {
				f.endWord()
				f.space = true
			}
			if word != "" {
				f.word = append(f.word, canvas.Span{Text: word, Style: s.Style})
			}
		}
	}
	f.endWord()
	f.endLine()
}

// flow fills lines with words.
type flow struct {
	r     *renderer
	m     margin
	line  canvas.Line
	word  canvas.Line
	space bool // there was a space before the word
}

func (f *flow) endWord() {
	if len(f.word) == 0 {
		return
	}
	room := max(f.r.width-f.m.rest.Width(), narrowest)
	if len(f.line) > 0 && f.line.Width()+1+f.word.Width() > room {
		f.endLine()
	}
	if len(f.line) > 0 && f.space {
		f.line = append(f.line, canvas.Span{Text: " ", Style: between(f.line[len(f.line)-1], f.word[0])})
	}
	f.line = append(f.line, f.word...)
	f.word, f.space = nil, false
}

// between is the style of the space between two words: a link's underline does
// not run beyond it.
func between(a, b canvas.Span) theme.Style {
	if a.Style == b.Style {
		return a.Style
	}
	return theme.Text.Plain()
}

func (f *flow) endLine() {
	if len(f.line) == 0 {
		return
	}
	f.r.emit(f.m, f.line)
	f.m.first, f.line = f.m.rest, nil
}
