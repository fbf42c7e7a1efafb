package product

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/code"
	"meshdex/ui/widget/list"
)

// sourceTab is the file as it was synced, byte for byte but for what could move
// the cursor. Lines with a problem, and keys that the standard does not know, say
// so at their end.
type sourceTab struct {
	*file
	list list.List
	pan  code.Pan
	find string
}

// note is what is said about a line.
type note struct {
	token theme.Token
	text  string
}

// lineRows are the lines of a file, by number.
type lineRows int

func (r lineRows) Len() int        { return int(r) }
func (r lineRows) ID(i int) string { return strconv.Itoa(i) }

func (r lineRows) Find(id string) (int, bool) {
	i, err := strconv.Atoi(id)
	return i, err == nil && i < int(r)
}

// file is the source made ready to be drawn. It is made off the UI goroutine, for
// files can be large.
type file struct {
	lines []string
	notes map[int]note // by line, from 0
	noted []int        // the lines of notes, in order
	wide  int          // cells that the longest line takes, with its note
}

// newFile splits the bytes, and notes the unknown keys and the problems.
func newFile(s *subject) *file {
	f := &file{lines: code.Lines(s.raw), notes: map[int]note{}}
	switch {
	case s.Contract != nil:
		f.unknown(s.Contract.AllExtensions())
	case s.Product != nil:
		f.unknown(s.Product.AllExtensions())
	}
	for _, p := range s.problems {
		f.note(p.Pos, note{page.Tint(p.Severity), string(p.Severity) + ": " + p.Message})
	}
	f.noted = slices.Sorted(maps.Keys(f.notes))
	f.wide = code.Longest(f.lines)
	for i, n := range f.notes {
		f.wide = max(f.wide, text.Width(code.Clean(f.lines[i]))+max(len("  x ")+text.Width(n.text), noteRoom))
	}
	return f
}

func (f *file) unknown(all []catalog.PlacedExtension) {
	for _, e := range all {
		f.note(e.Extension.Pos, note{theme.Info, "not in the standard"})
	}
}

// note keeps the first thing said about a line.
func (f *file) note(at catalog.Pos, n note) {
	line := at.Line - 1
	if _, taken := f.notes[line]; !taken && line >= 0 && line < len(f.lines) {
		f.notes[line] = n
	}
}

func (t *sourceTab) set(s *subject) {
	t.file = &file{}
	if s.file != nil {
		t.file = s.file
	}
	t.list.SetRows(lineRows(len(t.lines)))
	t.pan.SetLongest(t.wide)
}

// sourceHead is the number of lines above the file.
const sourceHead = 1

func (t *sourceTab) resize(w, h int) {
	t.list.Resize(h - sourceHead)
	t.pan.Resize(w - 1 - t.textAt())
}

// textAt is the column of a row at which the text begins, behind the number and the mark
// of a note.
func (t *sourceTab) textAt() int { return text.Digits(len(t.lines)) + 2 }

// noteRoom is how many cells a note has at least at the end of its line.
const noteRoom = 24

func (t *sourceTab) draw(c canvas.Canvas, s *subject, env *page.Env) {
	c.PutCut(1, 0, c.Width()-1, t.headline(s), theme.Muted.Plain())
	if len(t.lines) == 0 {
		c.PutCut(2, 2, c.Width()-2, "The bytes of this file are not in the store; sync its source again.", theme.Muted.Plain())
		return
	}
	t.list.Draw(c.Region(0, sourceHead, c.Width(), c.Height()-sourceHead), list.Look{
		Icons: env.Icons, Focused: true,
		Row: func(c canvas.Canvas, i int) { t.drawLine(c, i, env) },
	})
}

func (t *sourceTab) headline(s *subject) string {
	words := []string{cmp.Or(s.Origin.Source, s.Row.Source) + ":" + s.Origin.Path}
	if len(t.lines) > 0 {
		words = append(words, text.Count(len(t.lines), "line", "lines"))
	}
	if n := len(t.noted); n > 0 {
		words = append(words, text.Count(n, "line is", "lines are")+" marked, n goes to the next")
	}
	return strings.Join(words, " · ")
}

func (t *sourceTab) drawLine(c canvas.Canvas, i int, env *page.Env) {
	at := t.textAt()
	c.PutNumber(at-2, 0, i+1, theme.Muted.Plain())
	n, noted := t.notes[i]
	if noted {
		c.Put(at-1, 0, env.Icons.Quote, n.token.Plain())
	}
	c = c.Region(at, 0, c.Width()-at, 1)
	end := code.Draw(c, t.pan.From(), t.lines[i])
	if t.find != "" {
		page.Mark(c, -t.pan.From(), 0, code.Clean(t.lines[i]), []string{t.find})
	}
	if x := max(min(end+2, c.Width()-noteRoom), 0); noted && x > end {
		c.PutCut(x, 0, c.Width()-x, env.Icons.ArrowLeft+" "+text.Clean(n.text), n.token.Plain())
	}
}

// show brings what is looked for in a line into sight.
func (t *sourceTab) show(i int) {
	line := code.Clean(t.lines[i])
	at := strings.Index(strings.ToLower(line), strings.ToLower(t.find))
	if t.find == "" || at < 0 || at > len(line) {
		return
	}
	from := text.Width(line[:at])
	t.pan.Show(from, from+text.Width(t.find))
}

// next goes to the next line, step 1 or -1, that has the text looked for, or that
// is marked when nothing is looked for. It goes round at the ends.
func (t *sourceTab) next(step int) bool {
	n, at := len(t.lines), t.list.Cursor()
	low := strings.ToLower(t.find)
	for d := 1; d <= n; d++ {
		i := ((at+step*d)%n + n) % n
		_, noted := t.notes[i]
		if low == "" && noted || low != "" && strings.Contains(strings.ToLower(t.lines[i]), low) {
			t.list.MoveTo(i)
			t.show(i)
			return true
		}
	}
	return false
}
