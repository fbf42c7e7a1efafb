package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/ui/text"
)

// narrowHelp fits what --help prints into a terminal that is narrower than its lines:
// paragraphs are filled anew, and what explains a flag or a command goes on below its
// own beginning. Files and pipes get it as it is written.
func (t *tool) narrowHelp(root *cobra.Command) {
	write := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) {
		room := t.width()
		if room <= 0 {
			write(c, args)
			return
		}
		var b strings.Builder
		c.SetOut(&b)
		write(c, args)
		c.SetOut(t.Out)
		fmt.Fprint(t.Out, fitted(b.String(), room))
	})
}

// fitted is a help text with no line wider than the room, but for words that are.
func fitted(help string, room int) string {
	var out []string
	lines := strings.Split(help, "\n")
	for len(lines) > 0 {
		n := paragraph(lines)
		if widest(lines[:n]) <= room {
			out = append(out, lines[:n]...)
		} else {
			out = append(out, hang(strings.Join(lines[:n], " "), room)...)
		}
		lines = lines[n:]
	}
	return strings.Join(out, "\n")
}

// paragraph is how many of the first lines are one: those of running text, which
// begin at the margin.
func paragraph(lines []string) int {
	n := 0
	for n < len(lines) && lines[n] != "" && lines[n][0] != ' ' {
		n++
	}
	return max(n, 1)
}

func widest(lines []string) int {
	w := 0
	for _, l := range lines {
		w = max(w, text.Width(l))
	}
	return w
}

// hang breaks a line at spaces. What follows its first line begins where its last
// column does; in a room without room for that, a little to the right of its beginning.
func hang(line string, room int) []string {
	const least, step = 24, 4
	own := len(line) - len(strings.TrimLeft(line, " "))
	at := own
	if gap := strings.LastIndex(line, "  "); gap > own {
		at = gap + 2
	}
	indent := text.Width(line[:at])
	if room-indent < least {
		at, indent = own, min(own+step, max(room-step, 0))
	}
	var out []string
	for i, l := range text.Wrap(line[at:], max(room-indent, step)) {
		lead := strings.Repeat(" ", indent)
		if i == 0 {
			lead = text.Fit(line[:at], indent)
		}
		out = append(out, lead+strings.TrimRight(l, " "))
	}
	return out
}
