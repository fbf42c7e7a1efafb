package meant

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"meshdex/catalog"
)

const (
	most       = 3 // names: more than a glance takes are a search
	leastTyped = 3 // bytes: less is in too many names
	checked    = 4096
)

// Product gives what a reference that leads nowhere was probably meant to name: the id
// or name that is a slip of the finger away, else the shortest few that have all of its
// words. It looks at all of the catalog, a microsecond a product; nothing is given when
// the context ends before.
func Product(ctx context.Context, snap *catalog.Snapshot, ref string) []string {
	name := catalog.ParseRef(ref).Name
	slip := By(name)
	for i := range snap.Len() {
		if i%checked == 0 && ctx.Err() != nil {
			return nil
		}
		p := snap.Product(i)
		slip.Offer(p.ID, p.Name)
	}
	for i := range snap.ContractCount() {
		if i%checked == 0 && ctx.Err() != nil {
			return nil
		}
		slip.Offer(snap.Contract(i).ID)
	}
	if slip.Best() != "" {
		return []string{slip.Best()}
	}
	if len(name) < leastTyped {
		return nil
	}
	found := holding(snap, wordsOf(name))
	slices.SortStableFunc(found, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	found = slices.Compact(found)
	return found[:min(len(found), most)]
}

// holding gives the names of products that have all the words, by their ids if those
// have them; without such a product, those of contracts.
func holding(snap *catalog.Snapshot, words []string) (found []string) {
	offer := func(names ...string) {
		if i := slices.IndexFunc(names, func(n string) bool { return hasWords(n, words) }); i >= 0 {
			found = append(found, names[i])
		}
	}
	for i := range snap.Len() {
		p := snap.Product(i)
		offer(p.ID, p.Name)
	}
	if found != nil {
		return found
	}
	for i := range snap.ContractCount() {
		c := snap.Contract(i)
		offer(c.ID, c.Name)
	}
	return found
}

// hasWords reports whether a name has all the words, or words that hold them: "orders" is
// what is remembered of "customerOrders", too.
func hasWords(name string, words []string) bool {
	name = strings.ToLower(name)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) })
}

func wordsOf(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
