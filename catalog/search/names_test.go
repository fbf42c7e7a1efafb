package search

import (
	"cmp"
	"strings"
	"testing"
)

// FuzzNames compares names as they are compared in place with names that were
// folded before.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"Sales.Orders", " orders ", "größe", "a.b…c", "ÅNGSTRÖM", "..", "\x00a.\x1b", "客户.订单"} {
		f.Add(s, "orders")
		f.Add("sales.orders", s)
	}
	f.Add("a.b…c", "c")
	f.Add("\x7f", " ")
	f.Add("orders \u00a0", "orders") // which folds to white space, and goes
	f.Fuzz(func(t *testing.T, text, other string) {
		text, other = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(other, "?")
		for part := range nameParts {
			s := part.of(other)
			got, want := part.compare(text, []byte(s)), cmp.Compare(part.of(text), s)
			if got != want {
				t.Errorf("%q is %d against %q, want %d: folded it is %q", text, got, s, want, part.of(text))
			}
		}
	})
}
