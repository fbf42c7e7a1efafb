package browse

import (
	"errors"
	"slices"
	"unicode"

	"meshdex/catalog/query"
	"meshdex/ui/canvas"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// lowPage is the height below which what is wrong with the query takes the place
// of the search line instead of lines of its own.
const lowPage = 8

// mistake says what the search leaves out of what is typed because it cannot be
// understood; "" while there is nothing, or while somebody is still writing it.
func (p *Page) mistake() string {
	typed := p.input.Value()
	_, err := query.Parse(typed)
	var wrong *query.Error
	if !errors.As(err, &wrong) || p.input.Focused() && isUnfinished(typed) {
		return ""
	}
	if len(wrong.Suggestion) > 1 { // more than a sign that closes
		return text.Clean(wrong.Message + " (" + wrong.Suggestion + ")")
	}
	return text.Clean(wrong.Message)
}

// isUnfinished reports whether going on could make a query of a text that is none:
// its mistake is in the last word, or something is open, or wants a word more.
func isUnfinished(typed string) bool { return closes(typed) || closes(typed+"x") }

// mostOpen bounds the quotes and parentheses that closes closes.
const mostOpen = 8

// closes reports whether the text is a query up to its last word once all that is
// open in it is closed.
func closes(typed string) bool {
	for range mostOpen {
		_, err := query.Parse(typed)
		var wrong *query.Error
		if !errors.As(err, &wrong) {
			return true
		}
		runes := []rune(typed)
		if !slices.ContainsFunc(runes[min(wrong.Offset, len(runes)):], unicode.IsSpace) {
			return true
		}
		if wrong.Suggestion != `"` && wrong.Suggestion != ")" {
			return false
		}
		typed += wrong.Suggestion
	}
	return false
}

// check lays the page out anew when there is something else to say of the query.
func (p *Page) check() {
	if p.mistake() != p.wrong {
		p.layout()
	}
}

// wrongLines are the lines below the search line that tell the mistake.
func (p *Page) wrongLines() []string {
	if p.wrong == "" || p.h < lowPage {
		return nil
	}
	lines := text.Wrap(p.wrong, max(p.w-2, 8))
	return lines[:min(len(lines), 2)]
}

// drawMistake tells the mistake below the search line, and reports how many lines
// that took.
func (p *Page) drawMistake(c canvas.Canvas) int {
	lines := p.wrongLines()
	for i, l := range lines {
		c.PutCut(1, 1+i, c.Width()-2, l, theme.Warn.Plain())
	}
	return len(lines)
}
