package walkthrough

import (
	"cmp"
	"fmt"
	"strconv"

	"meshdex/catalog"
)

// Fact reads an answer from the catalog:
//
//	owner ID · domain ID · name ID · type ID · status ID · version ID
//	versions ID · contracts ID · objects ID · properties ID · checks ID
//	consumers ID · upstream ID     products that read it, products it reads, by around
//
// ID is that of a product or a contract. It returns catalog.ErrNotFound for an id
// that the catalog does not have.
func Fact(snap *catalog.Snapshot, around Neighbours, text string) (string, error) {
	words, err := fields(text)
	if err != nil || len(words) != 2 {
		return "", fmt.Errorf("a fact is a word and an id, not %q", text)
	}
	id := unquote(words[1])
	p, c, ok := subject(snap, id)
	if !ok {
		return "", fmt.Errorf("%q: %w", id, catalog.ErrNotFound)
	}
	if reads, readBy := around.of(p); words[0] == "consumers" || words[0] == "upstream" {
		p.Upstream, p.Consumers = reads, readBy
	}
	if value, ok := texts(words[0], p, c); ok {
		return value, nil
	}
	if n, ok := counts(words[0], p, c); ok {
		return strconv.Itoa(n), nil
	}
	return "", fmt.Errorf("no fact is called %q", words[0])
}

// subject finds a product, or a contract with its product. For a product the
// contract row is zero.
func subject(snap *catalog.Snapshot, id string) (catalog.ProductRow, catalog.ContractRow, bool) {
	if row, ok := snap.FindProduct(id); ok {
		return snap.Product(row), catalog.ContractRow{}, true
	}
	if row, ok := snap.FindContract(id); ok {
		c := snap.Contract(row)
		return snap.Product(c.Product), c, true
	}
	return catalog.ProductRow{}, catalog.ContractRow{}, false
}

func texts(word string, p catalog.ProductRow, c catalog.ContractRow) (string, bool) {
	switch word {
	case "owner":
		return p.Owner, true
	case "domain":
		return p.Domain, true
	case "type":
		return p.Type, true
	case "name":
		return cmp.Or(c.Name, p.Name), true
	case "status":
		return cmp.Or(c.Status, p.Status), true
	case "version":
		return cmp.Or(c.Version, p.Version), true
	}
	return "", false
}

func counts(word string, p catalog.ProductRow, c catalog.ContractRow) (int, bool) {
	if c.ID != "" {
		p.Versions, p.Objects, p.Properties, p.Checks = c.Versions, c.Objects, c.Properties, c.Checks
	}
	n, ok := map[string]int{
		"versions": p.Versions, "contracts": p.Contracts, "objects": p.Objects, "properties": p.Properties,
		"checks": p.Checks, "consumers": p.Consumers, "upstream": p.Upstream,
	}[word]
	return n, ok
}
