package browse

import (
	"slices"
	"testing"

	"meshdex/ui/config"
)

// What a configuration may name as a column is what the list has, in the same order.
func TestColumns_areThoseOfTheConfiguration(t *testing.T) {
	t.Parallel()
	var names []string
	for _, c := range columns() {
		if c.Title != "" {
			names = append(names, c.ID)
		}
	}
	if !slices.Equal(names, config.ColumnNames) {
		t.Errorf("the list has %q, the configuration takes %q", names, config.ColumnNames)
	}
}
