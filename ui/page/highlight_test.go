package page_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/ui/page"
)

func TestOccurrences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		words []string
		want  [][2]int
	}{
		{"customer_orders", []string{"ord"}, [][2]int{{9, 12}}},
		{"Müller GmbH", []string{"MÜL"}, [][2]int{{0, 3}}},
		{"aaaa", []string{"aa"}, [][2]int{{0, 4}}},
		{"orders order", []string{"order", "ers"}, [][2]int{{0, 6}, {7, 12}}},
		{"数据 数", []string{"数"}, [][2]int{{0, 1}, {3, 4}}},
		{"nothing", []string{"", "x"}, nil},
	} {
		if got := page.Occurrences(c.text, c.words); !cmp.Equal(got, c.want) {
			t.Errorf("Occurrences(%q, %q) = %v, want %v", c.text, c.words, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][]string{
		"":                               nil,
		"orders daily":                   {"orders", "daily"},
		`"order id" domain:sales -draft`: {"order id"},
		"cust* OR owner:amira":           {"cust"},
		`domain:"unfinished`:             nil,
	} {
		if got := page.Words(query); !cmp.Equal(got, want) {
			t.Errorf("Words(%q) = %q, want %q", query, got, want)
		}
	}
}
