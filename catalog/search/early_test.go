package search_test

import (
	"context"
	"slices"
	"testing"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

// TestSearch_earlyIsHowTheAnswerBegins compares what is told early with what is told
// in the end, by an index of one segment and one that was updated.
func TestSearch_earlyIsHowTheAnswerBegins(t *testing.T) {
	t.Parallel()
	mesh, later := synthetic{3_000}, synthetic{3_020}
	ix := mesh.index(mesh.snapshot())
	updated, err := search.Update(ix, later.snapshot(), later.fetch)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, text := range slices.Concat(trace(), []string{"orders-customers-v17", "v2999 orders", "custmoer", "~ordrs", "v3011"}) {
		for _, in := range []*search.Index{ix, updated} {
			var early []search.Result
			o := search.Options{Limit: 100, Early: func(r search.Result) { early = append(early, r) }}
			r, err := in.Search(context.Background(), query.ParsePartial(text), o)
			if err != nil {
				t.Fatal(err)
			}
			told += len(early)
			if len(early) > 1 || r.Early {
				t.Fatalf("%q was told %d times early, the last time so: %v", text, len(early), r.Early)
			}
			for _, e := range early {
				if !e.Early || len(e.Hits) == 0 || e.Total > r.Total || !slices.Equal(e.Hits, r.Hits[:len(e.Hits)]) {
					t.Errorf("%q: early %d of %d hits, then %d of %d, which do not begin so", text, len(e.Hits), e.Total, len(r.Hits), r.Total)
				}
			}
		}
	}
	if told < 10 {
		t.Errorf("only %d answers were told early", told)
	}
}
