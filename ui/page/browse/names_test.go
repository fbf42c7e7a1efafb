package browse_test

import (
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/ui/action"
	"meshdex/ui/page"
)

// TestPage_nameIsTheLastColumnToGo narrows the page until next to nothing fits.
func TestPage_nameIsTheLastColumnToGo(t *testing.T) {
	t.Parallel()
	for w := 12; w <= 90; w++ {
		for _, sort := range []string{"", "-owner", "updated"} {
			b := newBench(contracts()...)
			if w%2 == 0 {
				b.deps.Columns = []string{"updated", "owner", "name"}
			}
			frame := b.open(t, w, 12, page.Target{Sort: sort}).Frame()
			if !strings.Contains(frame, "Nam") || !strings.Contains(frame, "Refu") {
				t.Errorf("no names at %d columns, sorted by %q:\n%s", w, sort, frame)
			}
		}
	}
}

func TestPage_facetsNamePeopleWithoutTheirAddresses(t *testing.T) {
	t.Parallel()
	c := contract("orders", "Orders", "sales", "", "active", "order_id")
	c.Team.Members = []catalog.Member{{Name: "Amira Haddad", Username: "amira@shop.example", Role: "Owner"}}
	d := newBench(c).open(t, 200, 60, page.Target{}).Lacks("Amira Haddad <")
	d.Shows("Amira Haddad, Owner         1")
	d.Do("browse.facets", action.Down, action.Down, action.Down, action.Down, "browse.pick-facet").Shows("owner: Amira Haddad, Owner   (X clears)")
}

// A heading cannot be picked, and says so.
func TestPage_facetsSayThatAHeadingIsNone(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 160, 60, page.Target{}).Do("browse.facets")
	if why := d.Page.Disabled("browse.pick-facet"); why == "" {
		t.Error("a heading is offered to be picked")
	}
	if why := d.Do(action.Down).Page.Disabled("browse.pick-facet"); why != "" {
		t.Errorf("a value cannot be picked: %s", why)
	}
}
