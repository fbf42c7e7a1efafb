package walkthrough_test

import (
	"testing"

	"meshdex/catalog/walkthrough"
)

// ids are such as real catalogs have: made of names, paths and addresses.
func ids() []string {
	return []string{
		"orders", "sales/Order Lines", "Human Resources/Demo Story 4 :  Ensuring ", `say "hi"`, `back\slash`, `both \" at once`,
		"a.yaml#2", "urn:x@1.0", "a@b#c", `"`, `\`, "数据 产品", "\ttab",
	}
}

// Whatever an id holds, a place, a check and a fact that name it are read as they
// are written.
func TestPlace_holdsAnyID(t *testing.T) {
	t.Parallel()
	for _, id := range ids() {
		for _, p := range []walkthrough.Place{
			{Page: "product", Product: id},
			{Page: "product", Product: id, Tab: "sla"},
			{Page: "product", Product: id, Tab: "schema", Path: id},
			{Page: "lineage", Product: id},
			{Page: "diff", Base: id + "@1.0", Revision: id + "@2.0"},
		} {
			if got, err := walkthrough.ParsePlace(p.String()); err != nil || got != p {
				t.Errorf("%s is read as %+v, %v", p, got, err)
			}
		}
		for _, c := range []walkthrough.Check{
			{Kind: walkthrough.CheckFound, Target: id, Within: 3},
			{Kind: walkthrough.CheckFound, Target: id},
			{Kind: walkthrough.CheckTab, Place: walkthrough.Place{Page: "product", Product: id, Tab: "team"}},
		} {
			got, err := walkthrough.ParseCheck(c.String())
			if err != nil || got.Target != c.Target || got.Place != c.Place || got.Within != c.Within {
				t.Errorf("%s is read as %+v, %v", c, got, err)
			}
		}
	}
}

func FuzzParsePlace(f *testing.F) {
	for _, id := range ids() {
		f.Add(walkthrough.Place{Page: "product", Product: id, Path: id, Tab: "schema"}.String())
	}
	f.Add(`product "unclosed`)
	f.Add(`diff "" ""`)
	f.Fuzz(func(t *testing.T, text string) {
		p, err := walkthrough.ParsePlace(text)
		if err != nil {
			return
		}
		if again, err := walkthrough.ParsePlace(p.String()); err != nil || again != p {
			t.Errorf("%q is %+v, written as %q and read as %+v, %v", text, p, p.String(), again, err)
		}
	})
}
