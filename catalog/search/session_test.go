package search_test

import (
	"context"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

// starMesh has a name with a star among others.
func starMesh() *search.Index {
	records := []catalog.Record{
		parseContract("a | Orders * | x | x | active | | x", 0),
		parseContract("b | Orders | x | x | active | | x", 1),
		parseContract("c | Customers | x | x | active | | x", 2),
	}
	return search.Build(records, catalog.Assemble(records, catalog.Stamp{}))
}

// TestIndex_starInAPhraseIsNoWildcard asks for a star that is one after another that is
// not, in one query and in two.
func TestIndex_starInAPhraseIsNoWildcard(t *testing.T) {
	t.Parallel()
	ix := starMesh()
	session := ix.NewSession(search.Options{})
	for _, q := range []struct {
		text string
		want int
	}{{`"*"`, 1}, {"*", 3}, {`"*"`, 1}, {`* "*"`, 1}, {`"*" *`, 1}} {
		r, err := session.Search(context.Background(), query.ParsePartial(q.text))
		if err != nil || r.Total != q.want {
			t.Errorf("%s finds %d, want %d: %v", q.text, r.Total, q.want, err)
		}
	}
}

// dying is a context that ends when it has been asked so often.
type dying struct {
	context.Context
	left int
}

func (d *dying) Err() error {
	if d.left--; d.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestSession_keepsNothingOfACancelledSearch ends searches at every moment, as whoever
// types on does, and then asks the same to the end.
func TestSession_keepsNothingOfACancelledSearch(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	for _, text := range []string{"ord", "order", "*der*", "o*s", "ordres", `"customer orders"`} {
		q := query.ParsePartial(text)
		want, err := m.index.Search(context.Background(), q, search.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for asked := range 200 {
			session := m.index.NewSession(search.Options{})
			_, _ = session.Search(&dying{context.Background(), asked}, q)
			got, err := session.Search(context.Background(), q)
			if err != nil || got.Total != want.Total {
				t.Errorf("%s finds %d after a search that ended at look %d, want %d: %v", text, got.Total, asked, want.Total, err)
			}
		}
	}
}
