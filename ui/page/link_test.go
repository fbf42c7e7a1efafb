package page_test

import (
	"testing"

	"meshdex/ui/page"
)

func TestQuoted(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"sales":         "sales",
		"Customer Care": `"Customer Care"`,
		`say "hi"`:      `"say hi"`,
		"":              `""`,
		"a:b":           `"a:b"`,
	} {
		if got := page.Quoted(value); got != want {
			t.Errorf("Quoted(%q) = %s, want %s", value, got, want)
		}
	}
}

func TestToAddress_copiesWhatIsNoAddress(t *testing.T) {
	t.Parallel()
	if i := page.ToAddress("https://wiki.example/orders"); i.Kind != page.Browse {
		t.Errorf("an address gives %v, want Browse", i.Kind)
	}
	for _, s := range []string{"#orders", "javascript:alert(1)", "file:///etc/passwd", "data@corp.example"} {
		if i := page.ToAddress(s); i.Kind != page.Copy || i.Text != s {
			t.Errorf("%q gives %+v, want it copied", s, i)
		}
	}
}
