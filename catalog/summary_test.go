package catalog_test

import (
	"slices"
	"testing"
	"time"

	"meshdex/catalog"
)

// An object's foreign key belongs to the properties it goes from, whether it
// names them by name, by object and name, or by id.
func TestSummarize_foreignKeysReachTheirProperty(t *testing.T) {
	t.Parallel()
	c := &catalog.Contract{Schema: []catalog.Object{{
		Annotations: catalog.Annotations{ID: "ord"},
		Name:        "orders",
		Properties: []catalog.Property{
			{Name: "customer"}, {Name: "shop"}, {Name: "item", Annotations: catalog.Annotations{ID: "it"}}, {Name: "note"},
		},
		Relationships: []catalog.Relationship{
			{From: []string{"orders.customer", "shop"}, To: []string{"customers.id", "shops.id"}},
			{From: []string{"/schema/ord/properties/it", "orders.gone"}, To: []string{"/schema/items/properties/id"}},
		},
	}}}
	o := c.Summarize(time.Time{}).Objects[0]
	if o.ID != "ord" || o.Properties[2].ID != "it" {
		t.Errorf("ids are lost: %q, %q", o.ID, o.Properties[2].ID)
	}
	for i, want := range [][]string{{"customers.id"}, {"shops.id"}, {"/schema/items/properties/id"}, nil} {
		if got := o.Properties[i].References; !slices.Equal(got, want) {
			t.Errorf("%s references %v, want %v", o.Properties[i].Path, got, want)
		}
	}
}
