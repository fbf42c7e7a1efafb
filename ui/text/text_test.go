package text_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"meshdex/ui/text"
)

// What is taken for one cell without a search must be one cell to the library that
// does search, alone and beside each other.
func TestOneCell_agreesWithTheLibrary(t *testing.T) {
	t.Parallel()
	n := 0
	for r := rune(0); r < 0x30000; r++ {
		if !text.OneCell(r) {
			continue
		}
		n++
		for s, want := range map[string]int{string(r): 1, "a" + string(r) + "é": 3} {
			if got := ansi.StringWidth(s); got != want {
				t.Errorf("%U: %q takes %d cells, want %d", r, s, got, want)
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d runes", n)
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	cases := []struct {
		s    string
		w    int
		want string
	}{
		{"orders", 6, "orders"},
		{"orders", 5, "orde…"},
		{"Zoë Müller", 10, "Zoë Müller"},
		{"Zoë Müller", 4, "Zoë…"},
		{"界界界", 5, "界界…"},
		{"e\u0301te\u0301", 3, "e\u0301te\u0301"},
		{"x", 0, ""},
		{"x", -1, ""},
	}
	for _, c := range cases {
		if got := text.Cut(c.s, c.w); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

func TestCutMiddle_keepsBothEnds(t *testing.T) {
	t.Parallel()
	if got := text.CutMiddle("urn:contract:orders_daily", 11); got != "urn:c…daily" {
		t.Error(got)
	}
	for w := range 12 {
		if got := text.CutMiddle("界界界 urn 界界", w); text.Width(got) > w {
			t.Errorf("%d cells: %q", w, got)
		}
	}
}

func TestClean_leavesNothingThatActs(t *testing.T) {
	t.Parallel()
	cases := []struct{ s, want string }{
		{"plain", "plain"},
		{"a\tb\nc", "a b c"},
		{"\x1b[2Jx\x1b]52;c;eA==\x07y", "xy"},
		{"\u202eevil\u202c", "evil"},
		{"a\u2066b\u200f", "ab"},
		{"\xff\xfe", "�"},
		{"界é", "界é"},
	}
	for _, c := range cases {
		if got := text.Clean(c.s); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.s, got, c.want)
		}
	}
	if got := text.CleanProse("a\r\nb\x1b[H\nc"); got != "a\nb\nc" {
		t.Errorf("%q", got)
	}
}
