package search_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/search"
)

// ledger is a product whose every name is another one.
func ledger() mesh {
	r := parseContract("gl-17 | Postings | finance | Jürgen Müller | active | | Double entry.", 0)
	s := &r.Summary
	s.DataProduct, s.Synonyms = "Books", []string{"Main Book"}
	s.Objects = []catalog.ObjectSummary{{
		Name: "lines", Synonyms: []string{"Double Bookings"},
		Properties: []catalog.PropertySummary{{Path: "amt", Type: "number", Synonyms: []string{"Sum Total"}}},
	}}
	other := parseContract("Returns | Returns | sales | Jane Stevens | active | | What came back.", 1)
	other.Summary.Objects = []catalog.ObjectSummary{{Name: "rows", Properties: []catalog.PropertySummary{{Path: "amt"}}}}
	records := []catalog.Record{r, other}
	return newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
}

// TestIndex_findsByEveryName asks for what is called so, or is in something that is, and
// holds by which of its names it is said to be found.
func TestIndex_findsByEveryName(t *testing.T) {
	t.Parallel()
	m := ledger()
	for _, tt := range []struct {
		query string
		scope search.Scope
		stage search.Stage
		in    search.Field
		text  string
	}{
		{"~fincbook", search.Products, search.Loose, search.Domain, "finance"},
		{"~postgl17", search.Contracts, search.Loose, search.ID, "gl-17"},
		{"~bookmuller", search.Products, search.Loose, search.Owner, "Jürgen Müller"},
		{"books/lines", search.Products, search.Qualified, search.Object, "lines"},
		{"finance/gl-17", search.Products, search.Qualified, search.Contract, "gl-17"},
		{"finance/postings", search.Contracts, search.Qualified, search.Name, "Postings"},
		{"finance/gl-17", search.Contracts, search.Qualified, search.ID, "gl-17"},
		{"finance/postings/lines/amt", search.Properties, search.Qualified, search.Name, "amt"},
		{"finance/postings/sum total", search.Properties, search.Qualified, search.Synonym, "Sum Total"},
		{"double bookings/amt", search.Properties, search.Qualified, search.Name, "amt"},
		{"double bookings/sum total", search.Products, search.Qualified, search.Property, "Sum Total"},
		{"mainbook", search.Contracts, search.WordStart, search.Synonym, "Main Book"},
		{"sumtotal", search.Properties, search.WordStart, search.Synonym, "Sum Total"},
		{"amt muller", search.Properties, search.AllWords, search.Owner, "Jürgen Müller"},
		{"amt finance", search.Properties, search.AllWords, search.Product, "finance/Books"},
		{"amt bookings", search.Properties, search.AllWords, search.Object, "Double Bookings"},
	} {
		r := run(t, m.index, tt.query, search.Options{Scope: tt.scope})
		if len(r.Hits) == 0 || r.Hits[0].Stage != tt.stage {
			t.Errorf("%q: hits %v, want one at stage %s", tt.query, r.Hits, tt.stage)
			continue
		}
		matches := m.index.Explain(parse(t, tt.query), tt.scope, r.Hits[0])
		said := false
		for _, match := range matches {
			said = said || match.In == tt.in && match.Text == tt.text
		}
		if !said {
			t.Errorf("%q: found by %v, want the %s %q among them", tt.query, matches, tt.in, tt.text)
		}
	}
}

// TestIndex_phraseIsOfOneText has rows whose texts have the words of a phrase, before and
// behind the one that has them side by side.
func TestIndex_phraseIsOfOneText(t *testing.T) {
	t.Parallel()
	var records []catalog.Record
	for i, text := range []string{"years after seven", "kept for seven years", "seven long years", "years", "and seven"} {
		records = append(records, parseContract(fmt.Sprintf("id%d | Name %d | d | o | active | | %s", i, i, text), i))
	}
	m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
	for query, want := range map[string][]string{
		`"seven years"`: {"id1"}, `"years after"`: {"id0"}, `"years and"`: nil, `-"seven years" seven`: {"id0", "id2", "id4"},
	} {
		if diff := cmp.Diff(want, m.ids(run(t, m.index, query, search.Options{}))); diff != "" {
			t.Errorf("%s:\n%s", query, diff)
		}
	}
}

// TestIndex_knowsWhoseIdIsTheName has a product that has its id for a name.
func TestIndex_knowsWhoseIdIsTheName(t *testing.T) {
	t.Parallel()
	records := []catalog.Record{parseContract("metrics a | metrics a | d | o | active | | ", 0), parseContract("metrics b | metrics b | d | o | active | | ", 1)}
	m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
	got := m.ids(run(t, m.index, "metrics", search.Options{Usage: search.Usage{Bookmarks: []string{"metrics b"}}}))
	if diff := cmp.Diff([]string{"metrics b", "metrics a"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestIndex_wildcardBehindALongWord asks by names longer than a word can be for what they
// begin with, what is inside, and another one.
func TestIndex_wildcardBehindALongWord(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("orders_of_customers_", 5)
	records := []catalog.Record{parseContract("k1 | "+long+" | "+long+" | o | active | | ", 0), parseContract("k2 | "+long+"2 | d | o | active | | ", 1)}
	m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
	for query, want := range map[string]int{
		long[:80] + "*": 2, long + "?": 1, long[:70] + "*2": 1, long[:70] + "x*": 0, "*" + long[1:90] + "*": 2,
		"name:" + long[:80] + "*": 2, "name:" + long + "?": 1, "name:" + long[:70] + "x*": 0, "domain:" + long[:70] + "*": 1, "domain:" + long[:70] + "*x": 0,
	} {
		r := run(t, m.index, query, search.Options{})
		if len(r.Hits) != want {
			t.Errorf("%s finds %d, want %d", query, len(r.Hits), want)
		}
		if strings.Contains(query, ":") {
			continue
		}
		for _, h := range r.Hits {
			if len(m.index.Explain(parse(t, query), search.Products, h)) == 0 {
				t.Errorf("%s: nothing says why %v was found", query, h)
			}
		}
	}
}
