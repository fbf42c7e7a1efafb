package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

type span = sheet.Span[page.Intent]

func link(s, target string) span {
	i := page.ToProduct(target, "")
	return span{Text: s, Token: theme.Link, Link: &i}
}

func lines(t *page.Telling) []string {
	var out []string
	for i := range t.Len() {
		out = append(out, t.Line(i).Text)
	}
	return out
}

func write(f func(b *sheet.Body[page.Intent])) *page.Telling {
	var t page.Telling
	t.Text(f)
	return &t
}

func TestTelling_turnsColumnsIntoSentences(t *testing.T) {
	t.Parallel()
	plain := func(s string) span { return span{Text: s} }
	for _, c := range []struct {
		name  string
		write func(b *sheet.Body[page.Intent])
		want  string
	}{
		{"gaps are commas", func(b *sheet.Body[page.Intent]) { b.Flow(0, plain("active"), plain("   version "), plain("1.2")) }, "active, version 1.2"},
		{"labels end in a colon", func(b *sheet.Body[page.Intent]) { b.Field("Owner", plain("Order Desk"), plain("  since 2024")) }, "Owner: Order Desk, since 2024"},
		{"a line without a label has none", func(b *sheet.Body[page.Intent]) { b.Field("", plain("table")) }, "table"},
		{"dots and arrows are words", func(b *sheet.Body[page.Intent]) { b.Line(plain("3 checks · 1.0 → 2.0 …")) }, "3 checks, 1.0 to 2.0 ..."},
		{"gaps between sentences are blanks", func(b *sheet.Body[page.Intent]) { b.Line(plain("It ends.  It begins.")) }, "It ends. It begins."},
		{"commas are not doubled", func(b *sheet.Body[page.Intent]) { b.Line(plain("a  , b,  c")) }, "a, b, c"},
		{"what is missing leaves no comma", func(b *sheet.Body[page.Intent]) { b.Line(plain("   "), plain(" name     "), plain("  ")) }, "name"},
		{"columns are whole", func(b *sheet.Body[page.Intent]) {
			b.Row([]sheet.Cell[page.Intent]{{Span: plain("a-very-long-name"), Width: 4}, {Span: plain("table"), Width: 9}}, plain("about"))
		}, "a-very-long-name, table, about"},
		{"paragraphs are whole", func(b *sheet.Body[page.Intent]) { b.Prose(4, strings.Repeat("word ", 60), theme.Text) }, strings.TrimSpace(strings.Repeat("word ", 60))},
		{"code stays as it is", func(b *sheet.Body[page.Intent]) { b.Line(span{Text: "  a:  b", Token: theme.Code}) }, "  a:  b"},
		{"nothing hostile is left", func(b *sheet.Body[page.Intent]) { b.Line(plain("a\x1b[2Jb\u202e\u009b31mc")) }, "ab31mc"},
	} {
		if got := strings.Join(lines(write(c.write)), "\n"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTelling_numbersLinksAndRowsInOrder(t *testing.T) {
	t.Parallel()
	var told page.Telling
	at := -1
	told.Title("Returns", "2 rows")
	told.Text(func(b *sheet.Body[page.Intent]) {
		b.Field("Owner", link("Order Desk", "desk"), span{Text: "  "}, link("all theirs", "all"))
	})
	told.Rows(page.Rows{
		Len: 2, Row: func(i int) string { return fmt.Sprintf("row  %d", i) }, Point: func(i int) { at = i },
		Open: func() (page.Intent, tea.Cmd) { return page.ToProduct(fmt.Sprint(at), ""), nil },
	})
	n := told.Number(page.ToProduct("last", ""))
	told.Say(fmt.Sprintf("One more [%d].", n))
	want := []string{"Returns: 2 rows", "Owner: Order Desk [1], all theirs [2]", "3. row, 0", "4. row, 1", "One more [5]."}
	if got := lines(&told); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for n, want := range []string{"", "desk", "all", "0", "1", "last", ""} {
		in, _, ok := told.Follow(n)
		if ok != (want != "") || in.Target.Product != want {
			t.Errorf("%d leads to %q (%v), want %q", n, in.Target.Product, ok, want)
		}
	}
	if told.Point(2) || !told.Point(4) || at != 1 || told.Numbers() != 5 {
		t.Errorf("pointing at rows: at %d, %d numbers", at, told.Numbers())
	}
}

func TestTelling_makesOnlyTheLinesThatAreAskedFor(t *testing.T) {
	t.Parallel()
	var told page.Telling
	made, ready := 0, -1
	told.Rows(page.Rows{
		Len: 1_000_000, Row: func(i int) string { made++; return "row" },
		Ready: func(i int) tea.Cmd { ready = i; return nil },
	})
	if told.Len() != 1_000_000 || told.Line(999_999).Text != "1000000. row" || made != 1 {
		t.Errorf("%d lines, %d rows made", told.Len(), made)
	}
	if told.Ready(20); ready != 19 {
		t.Errorf("made ready up to row %d, want 19", ready)
	}
	if told.Ready(2_000_000); ready != 999_999 {
		t.Errorf("made ready up to row %d, want the last", ready)
	}
}
