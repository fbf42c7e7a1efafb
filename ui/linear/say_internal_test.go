package linear

import (
	"slices"
	"strings"
	"testing"

	"meshdex/ui/text"
)

func TestWrapped_breaksAtBlanksAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line string
		want []string
	}{
		{"short", []string{"short"}},
		{"open customer-accounts then team", []string{"open", "customer-accounts", "then team"}},
		{"a  b   cc", []string{"a  b   cc"}},
		{"    indented and long enough", []string{"    indented and", "long enough"}},
		{strings.Repeat("x", 45), []string{strings.Repeat("x", 20), strings.Repeat("x", 20), "xxxxx"}},
		{"数据数据数据 数据数据数据", []string{"数据数据数据", "数据数据数据"}},
	} {
		got := wrapped(c.line, 20)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q is broken into %q, want %q", c.line, got, c.want)
		}
		for _, l := range got {
			if text.Width(l) > 20 {
				t.Errorf("%q is wider than 20", l)
			}
		}
	}
}
