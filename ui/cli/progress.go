package cli

import (
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"

	"meshdex/catalog"
	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/sync"
	"meshdex/ui/text"
)

// progress shows how a sync gets on: a line that rewrites itself on a terminal,
// a line every few seconds otherwise, nothing when not wanted. before is how many
// files each source had at its last sync.
func (t *tool) progress(quiet bool, before map[string]int) func(sync.Progress) {
	if quiet {
		return nil
	}
	if f, ok := terminal(t.Err); ok && t.Getenv("TERM") != "dumb" {
		return (&liveProgress{f, before, map[string]sync.Progress{}}).show
	}
	return plainProgress(t.Err, t.Now)
}

// liveProgress redraws one line that speaks of all sources that are at work.
type liveProgress struct {
	terminal *os.File
	before   map[string]int
	running  map[string]sync.Progress
}

// show takes news of one source. The line is cut to the terminal, for a line that
// wraps cannot be redrawn.
func (l *liveProgress) show(p sync.Progress) {
	l.running[p.Source] = p
	if p.Done {
		delete(l.running, p.Source)
	}
	const erase = "\r\x1b[2K"
	if len(l.running) == 0 {
		fmt.Fprint(l.terminal, erase)
		return
	}
	width, _, err := term.GetSize(l.terminal.Fd())
	if err != nil || width < 20 {
		width = 80
	}
	total, expected := l.sum()
	line := progressLine(total)
	line += "  " + bar(total, expected, min(width-text.Width(line)-4, 30))
	fmt.Fprint(l.terminal, erase+text.Cut(text.Clean(line), width-1))
}

// sum adds up the sources that are at work, and what they had before; 0 if that
// is not known of one of them.
func (l *liveProgress) sum() (total sync.Progress, expected int) {
	known := true
	for _, name := range slices.Sorted(maps.Keys(l.running)) {
		p := l.running[name]
		total.Source += ", " + name
		if total.Stage.Name == "" && p.Stage.Name != "" {
			total.Stage = p.Stage
			if len(l.running) > 1 {
				total.Stage.Name = name + ": " + p.Stage.Name
			}
		}
		total.Files += p.Files
		total.Read += p.Read
		total.Problems += p.Problems
		total.Elapsed = max(total.Elapsed, p.Elapsed)
		expected += l.before[name]
		known = known && l.before[name] > 0
	}
	total.Source = strings.TrimPrefix(total.Source, ", ")
	if !known {
		expected = 0
	}
	return total, expected
}

// bar fills up to what was there before, or to the end of a stage that comes before the
// first file. While files come and nobody knows how many, a block wanders once a
// second; where nothing else moves, it would only look stuck.
func bar(p sync.Progress, expected, width int) string {
	if width < 10 {
		return ""
	}
	done, all := float64(p.Files), float64(expected)
	if p.Files == 0 {
		done, all = float64(p.Stage.Done), float64(p.Stage.Total)
	}
	switch {
	case all > 0:
		full := int(float64(width) * min(done/all, 1))
		return strings.Repeat("━", full) + strings.Repeat("─", width-full)
	case p.Files == 0 && p.Stage.Name != "":
		return ""
	}
	const block = 4
	at := int(p.Elapsed.Seconds()*float64(width)) % (width - block)
	return strings.Repeat("─", at) + strings.Repeat("━", block) + strings.Repeat("─", width-block-at)
}

// plainEvery is how often a log gets a line: often enough to see life.
const plainEvery = 5 * time.Second

func plainProgress(w io.Writer, now func() time.Time) func(sync.Progress) {
	last := now()
	return func(p sync.Progress) {
		if p.Done || now().Sub(last) < plainEvery {
			return
		}
		last = now()
		fmt.Fprintln(w, text.Clean(progressLine(p)))
	}
}

// progressLine says source, counts and rate, and what the next file is waited for.
func progressLine(p sync.Progress) string {
	var said []string
	say := func(s string) {
		if s != "" {
			said = append(said, s)
		}
	}
	say(p.Source)
	if p.Files > 0 || p.Stage.Name == "" {
		say(fmt.Sprintf("%s, %d read", text.Count(p.Files, "file", "files"), p.Read))
	}
	if s := p.Elapsed.Seconds(); s >= 1 && p.Files > 0 {
		say(fmt.Sprintf("%.0f/s", float64(p.Files)/s))
	}
	if p.Problems > 0 {
		say(text.Count(p.Problems, "problem", "problems"))
	}
	say(stageText(p.Stage))
	return strings.Join(said, "  ")
}

// stageText says what a source is at and how far, "" while files come.
func stageText(s source.Stage) string {
	switch {
	case s.Done == 0 && s.Total == 0:
		return s.Name
	case s.Unit == source.Bytes && s.Total > 0:
		return fmt.Sprintf("%s %s of %s", s.Name, bytesText(s.Done), bytesText(s.Total))
	case s.Unit == source.Bytes:
		return fmt.Sprintf("%s, %s", s.Name, bytesText(s.Done))
	case s.Total > 0:
		return fmt.Sprintf("%s %.0f%%", s.Name, math.Floor(100*float64(s.Done)/float64(s.Total)))
	}
	return fmt.Sprintf("%s, %d", s.Name, s.Done)
}

// printProblem writes one problem as "source:path:line:column: severity: message".
func printProblem(w io.Writer, p store.Problem) {
	at := p.Source + ":" + p.Path
	if p.Pos.IsKnown() {
		at = fmt.Sprintf("%s:%d:%d", at, p.Pos.Line, p.Pos.Column)
	}
	fmt.Fprintf(w, "%s: %s: %s [%s]\n", text.Clean(at), p.Severity, text.Clean(p.Message), p.Rule)
	if p.Hint != "" && p.Severity == catalog.Error {
		fmt.Fprintf(w, "  hint: %s\n", text.Clean(p.Hint))
	}
}
