package page

import (
	"context"
	"errors"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/meant"
	"meshdex/ui/text"
)

// NotResolved says why a reference that a person typed names nothing in the catalog, and
// what was probably meant. It may look at the whole catalog, so it is not for the UI
// goroutine.
func NotResolved(ctx context.Context, snap *catalog.Snapshot, ref string, err error) string {
	said := text.Clean(err.Error())
	if !errors.Is(err, catalog.ErrNotFound) {
		return said
	}
	if names := meant.Product(ctx, snap, ref); len(names) > 0 {
		said += "; did you mean: " + text.Clean(strings.Join(names, ", "))
	}
	return said
}
