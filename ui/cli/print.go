package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"meshdex/ui/text"
)

// printJSON writes one document, indented, without escaping < and >.
func (t *tool) printJSON(v any) error {
	enc := json.NewEncoder(t.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// table prints rows in columns that are as wide as their widest cell. The last
// column is not padded. Cells are cleaned.
type table struct {
	head []string
	rows [][]string
}

func (tb *table) add(cells ...string) {
	for i := range cells {
		cells[i] = text.Clean(cells[i])
	}
	tb.rows = append(tb.rows, cells)
}

func (tb *table) print(w io.Writer) error {
	if isTold(w) {
		_, err := io.WriteString(w, tb.told())
		return err
	}
	widths := make([]int, len(tb.head))
	for _, row := range append([][]string{tb.head}, tb.rows...) {
		for i, c := range row {
			widths[i] = max(widths[i], text.Width(c))
		}
	}
	if room := widthOf(w); room > 0 {
		shrink(widths, room)
	}
	out := bufio.NewWriter(w)
	for _, row := range append([][]string{tb.head}, tb.rows...) {
		var line strings.Builder
		for i, c := range row {
			line.WriteString(text.Fit(c, widths[i])) // cuts in a terminal only
			line.WriteString("  ")
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
	return out.Flush()
}

// told are the rows as sentences: what the first cell names, and of the others that
// hold something what they are.
func (tb *table) told() string {
	var s strings.Builder
	for _, row := range tb.rows {
		var said []string
		for i, c := range row[1:] {
			if c != "" {
				said = append(said, strings.ToLower(tb.head[i+1])+" "+c)
			}
		}
		fmt.Fprintln(&s, strings.TrimSuffix(row[0]+": "+strings.Join(said, ", "), ": "))
	}
	return s.String()
}

// shrink narrows the widest columns until the table fits into the room: rows that
// wrap cannot be read as a table. What goes to a file or a pipe is never cut.
func shrink(widths []int, room int) {
	const gap, least = 2, 8
	total := -gap
	for _, w := range widths {
		total += w + gap
	}
	for ; total > room; total-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= least {
			return
		}
		widths[widest]--
	}
}

// unicode reports whether the locale can show more than ASCII; an unset locale
// can, for no terminal of today cannot.
func (t *tool) unicode() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToUpper(t.Getenv(name)); v != "" {
			return strings.Contains(v, "UTF")
		}
	}
	return true
}
