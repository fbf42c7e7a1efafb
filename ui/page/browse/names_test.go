package browse_test

import (
	"strings"
	"testing"

	"meshdex/catalog"
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
}
