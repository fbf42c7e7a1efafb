package catalog_test

import (
	"slices"
	"testing"

	"meshdex/catalog"
)

// history is a contract whose author changed it without a new number.
func history() catalog.History {
	var h catalog.History
	for i, text := range []string{"", "v1.0.0", "1.1.0", "1.1.0", "2024~1"} {
		h = append(catalog.History{{Contract: "orders", Text: text, Seq: i}}, h...)
	}
	return h
}

func TestHistory_refAndFindAreInverse(t *testing.T) {
	t.Parallel()
	h := history()
	want := []string{"orders@2024~1", "orders@1.1.0~3", "orders@1.1.0~2", "orders@v1.0.0", "orders@~0"}
	for i := range h {
		ref := h.Ref(i)
		if at, ok := h.Find(ref); ref != want[i] || !ok || at != i {
			t.Errorf("version %d is called %s, want %s, which finds %d, %v", i, ref, want[i], at, ok)
		}
	}
}

func TestHistory_findsByTextAlone(t *testing.T) {
	t.Parallel()
	h := history()
	for text, want := range map[string]int{"2024~1": 0, "1.1.0": 1, "1.1.0~2": 2, "v1.0.0": 3, "1.0.0": 3, "v1.1.0": 1, "": 4, "~0": 4} {
		if at, ok := h.Find(text); !ok || at != want {
			t.Errorf("%q finds %d, %v, want %d", text, at, ok, want)
		}
	}
	for _, text := range []string{"9.9", "orders@9.9", "other@1.1.0", "v", "1.1.0~9"} {
		if at, ok := h.Find(text); ok {
			t.Errorf("%q finds %d", text, at)
		}
	}
}

func TestHistory_textsBefore(t *testing.T) {
	t.Parallel()
	if got, want := history().Texts(1), []string{"", "v1.0.0", "1.1.0"}; !slices.Equal(got, want) {
		t.Errorf("before the second newest stood %q, want %q", got, want)
	}
	if got := history().Texts(-1); len(got) != 5 {
		t.Errorf("all are %q", got)
	}
}
