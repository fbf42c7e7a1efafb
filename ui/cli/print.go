package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
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
	// below writes the last cells below their rows in a terminal that is too narrow for
	// them: they are what the table is read for, and mean nothing cut.
	below bool
	// spare head the columns that are left out, the first of them first, in a terminal
	// where others would be cut for them.
	spare []string
	// whole heads the column that is narrowed last: what is copied into the next command.
	whole string
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
	room := widthOf(w)
	if room > 0 {
		tb = tb.fitted(room)
	}
	widths, last := tb.widths(), len(tb.head)
	if room > 0 {
		if tb.below && total(widths) > room {
			last--
		}
		shrink(widths[:last], room, slices.Index(tb.head, tb.whole))
	}
	out := bufio.NewWriter(w)
	for _, row := range append([][]string{tb.head}, tb.rows...) {
		var line strings.Builder
		for i, c := range row[:last] {
			line.WriteString(text.Fit(c, widths[i])) // cuts in a terminal only
			line.WriteString("  ")
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
		if last == len(row) || row[last] == "" {
			continue
		}
		for _, l := range text.Wrap(row[last], max(room-2, 8)) {
			fmt.Fprintln(out, "  "+l)
		}
	}
	return out.Flush()
}

// fitted is the table without those of its spare columns that the room is too narrow for.
func (tb *table) fitted(room int) *table {
	for _, name := range tb.spare {
		line := tb.widths()
		if tb.below {
			line = line[:len(line)-1]
		}
		if total(line) <= room {
			break
		}
		tb = tb.without(slices.Index(tb.head, name))
	}
	return tb
}

// without is the table but for one column.
func (tb *table) without(column int) *table {
	less := *tb
	less.head = slices.Delete(slices.Clone(tb.head), column, column+1)
	less.rows = make([][]string, len(tb.rows))
	for i, row := range tb.rows {
		less.rows[i] = slices.Delete(slices.Clone(row), column, column+1)
	}
	return &less
}

// widths are those of the widest cells.
func (tb *table) widths() []int {
	widths := make([]int, len(tb.head))
	for _, row := range append([][]string{tb.head}, tb.rows...) {
		for i, c := range row {
			widths[i] = max(widths[i], text.Width(c))
		}
	}
	return widths
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
// wrap cannot be read as a table. Column whole, -1 for none, comes last, as long as
// the others stay readable beside it: ids without names are no list that anybody can
// choose from. What goes to a file or a pipe is never cut.
func shrink(widths []int, room, whole int) {
	const least = 8
	if whole >= 0 && widths[whole]*5 > room*2 { // more than its share among five and more
		whole = -1
	}
	for over := total(widths) - room; over > 0; over-- {
		widest := whole
		for i, w := range widths {
			if w > least && i != whole && (widest == whole || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 || widths[widest] <= least {
			return
		}
		widths[widest]--
	}
}

// total is the width of a table with columns of some widths.
func total(widths []int) int {
	const gap = 2
	sum := -gap
	for _, w := range widths {
		sum += w + gap
	}
	return sum
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
