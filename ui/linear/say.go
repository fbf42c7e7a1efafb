package linear

import (
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

func (t *talk) write(s string) {
	_, _ = t.out.WriteString(s) // the writer keeps its first error for Flush
}

func (t *talk) newline() { t.write("\n") }

// clean makes a line fit to be written, wherever it comes from.
func clean(s string) string { return text.Clean(s) }

// say writes a sentence.
func (t *talk) say(s string) {
	t.said++
	for line := range strings.SplitSeq(s, "\n") {
		for _, l := range t.broken(line) {
			t.write(l + "\n")
		}
	}
}

// broken is a line broken at the width of the terminal, between words.
func (t *talk) broken(line string) []string {
	line = strings.TrimRight(clean(line), " ")
	if t.cfg.Width <= 0 || text.Width(line) <= t.cfg.Width {
		return []string{line}
	}
	return wrapped(line, t.cfg.Width)
}

// wrapped breaks a line at blanks alone: a name with hyphens is typed as it is
// heard. Only a word that is too long for a line is broken itself.
func wrapped(line string, width int) []string {
	var out []string
	last := ""
	for word := range strings.SplitAfterSeq(line, " ") {
		if last != "" && text.Width(last)+text.Width(strings.TrimRight(word, " ")) > width {
			out, last = append(out, text.Wrap(strings.TrimRight(last, " "), width)...), ""
		}
		last += word
	}
	return append(out, text.Wrap(last, width)...)
}

// aside is something that is told besides the place: help, a step, what was found,
// a text that was copied. It goes on where it stopped until something else is
// asked for.
type aside struct {
	lines []string
	from  int // where the portion begins that was told last
	at    int // where the next one does
}

// tellAside begins to tell lines besides the place.
func (t *talk) tellAside(lines []string) {
	t.aside = &aside{lines: lines}
	t.goOn()
}

// goOn tells the next portion of what is being told: the rest of the aside, then of
// the place. A step of a walkthrough that was told and is done gives way to the next
// one, and so does the end of everything.
func (t *talk) goOn() {
	a, mayAdvance := t.aside, t.lead != nil && t.lead.mayAdvance()
	switch {
	case a != nil && a.at < len(a.lines):
		a.from = a.at
		a.at = t.recite(len(a.lines), a.at, func(i int) page.Line { return page.Line{Text: a.lines[i]} })
	case mayAdvance && (a != nil || t.isTold()):
		t.advance()
	case !t.isTold():
		t.aside = nil
		t.tell()
	default:
		t.say("That was all. again repeats it.")
		t.remind()
	}
}

// isTold reports whether all of the place was told.
func (t *talk) isTold() bool { return t.here().at >= t.here().told.Len() }

// repeat tells the last portion again.
func (t *talk) repeat() {
	if a := t.aside; a != nil {
		a.at = a.from
	} else {
		t.here().at = t.here().from
	}
	t.goOn()
}

// rest tells all that is left at once.
func (t *talk) rest() {
	lines := t.cfg.Lines
	t.cfg.Lines = 0
	t.goOn()
	t.cfg.Lines = lines
}

// tell goes on telling the place.
func (t *talk) tell() {
	p := t.here()
	t.makeReady(p)
	p.from = p.at
	p.at = t.recite(p.told.Len(), p.at, p.told.Line)
}

// makeReady has the page bring what the next portion needs.
func (t *talk) makeReady(p *place) {
	upTo := p.told.Len()
	if t.cfg.Lines > 0 {
		upTo = min(p.at+t.cfg.Lines, upTo)
	}
	if cmd := p.told.Ready(upTo); cmd != nil {
		t.settle(p.page, cmd)
		p.told = telling(p.page)
	}
}

// recite writes lines from one on, as many as make a portion, and returns the first
// that is left. A line that is broken counts for all its parts, and is not torn
// apart; a heading stays with what it is above.
func (t *talk) recite(n, from int, line func(int) page.Line) (next int) {
	next = t.portion(n, from, line)
	for i := from; i < next; i++ {
		for _, l := range t.broken(line(i).Text) {
			t.write(l + "\n")
		}
	}
	t.said++
	if left := n - next; left > 0 {
		t.say(text.Count(left, "more line", "more lines") + ". Enter goes on.")
	}
	return next
}

// portion is the end of the portion that begins at a line.
func (t *talk) portion(n, from int, line func(int) page.Line) (next int) {
	used := 0
	for next = from; next < n; next++ {
		parts := len(t.broken(line(next).Text))
		isLast := next == n-1 && parts == 1 // it takes no more than to say that it is left
		if t.cfg.Lines > 0 && used > 0 && used+parts > t.cfg.Lines && !isLast {
			break
		}
		used += parts
	}
	for next < n && next > from+1 && (line(next-1).Heading || line(next-1).Text == "") {
		next--
	}
	return next
}

// tellMessage says something that happened, and how bad it is.
func (t *talk) tellMessage(m page.Message) {
	t.log = append(t.log, m)
	said := titled(page.Spoken(m.Text))
	if m.Severity == catalog.Warning || m.Severity == catalog.Error {
		said = titled(string(m.Severity)) + ": " + page.Spoken(m.Text)
	}
	t.say(said)
}

func (t *talk) messages() []page.Message { return t.log }

// ended is a sentence that ends as one does.
func ended(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!:") {
		return s
	}
	return s + "."
}
