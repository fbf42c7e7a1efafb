package search_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
)

func TestIndex_explain(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	for _, tt := range []struct {
		query string
		scope search.Scope
		want  []search.Match
	}{
		{"orders", search.Products, []search.Match{{In: search.Name, Text: "orders", Spans: [][2]int{{0, 6}}}}},
		{"strasse", search.Properties, []search.Match{{In: search.Name, Text: "straße", Spans: [][2]int{{0, 6}}}}},
		{"grosse", search.Properties, []search.Match{{In: search.Name, Text: "größe", Spans: [][2]int{{0, 5}}}}},
		{"muller beschwerden", search.Products, []search.Match{
			{In: search.Name, Text: "Beschwerden", Spans: [][2]int{{0, 11}}}, {In: search.Owner, Text: "Jürgen Müller", Spans: [][2]int{{7, 13}}},
		}},
		{"custmer id", search.Products, []search.Match{{In: search.Property, Text: "customer-id", Spans: [][2]int{{0, 8}, {9, 11}}}}},
		{"customerorders", search.Products, []search.Match{{In: search.Name, Text: "customer-orders", Spans: [][2]int{{0, 15}}}}},
		{"订单编号", search.Properties, []search.Match{{In: search.Name, Text: "订单编号", Spans: [][2]int{{0, 4}}}}},
		{"~chrnscr", search.Properties, []search.Match{{In: search.Name, Text: "churnScore", Spans: [][2]int{{0, 2}, {3, 7}, {8, 9}}}}},
		{`"seven years"`, search.Products, []search.Match{{In: search.Description, Text: "Orders older than seven years.", Spans: [][2]int{{18, 29}}}}},
		{"custord", search.Products, []search.Match{{In: search.Name, Text: "customer-orders", Spans: [][2]int{{0, 4}, {9, 12}}}}},
		{"*_token", search.Properties, []search.Match{{In: search.Name, Text: "card_token", Spans: [][2]int{{0, 10}}}}},
	} {
		r := run(t, m.index, tt.query, search.Options{Scope: tt.scope})
		if len(r.Hits) == 0 {
			t.Errorf("%q finds nothing", tt.query)
			continue
		}
		got := m.index.Explain(parse(t, tt.query), tt.scope, r.Hits[0])
		slices.SortFunc(got, func(a, b search.Match) int { return int(a.In) - int(b.In) })
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q:\n%s", tt.query, diff)
		}
	}
}

// TestIndex_explainsWhereWordsAre asks for the one product, by its name.
func TestIndex_explainsWhereWordsAre(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		query, name string
		want        [][2]int
	}{
		{"muller", "Herr Müller", [][2]int{{5, 11}}},
		{"orders", "Order of orders", [][2]int{{9, 15}}},
		{"orders", "one order", [][2]int{{4, 9}}},
		{"-returns domain:sales", "orders sales", nil},
		{"ord OR cust", "customer_orders", [][2]int{{0, 4}, {9, 12}}},
		{"~custord", "customer_orders", [][2]int{{0, 5}, {7, 8}, {11, 12}}}, // as it is scored
		{"e\u0301te", "un e\u0301te\u0301", [][2]int{{3, 8}}},
		{"", "orders", nil},
	} {
		records := []catalog.Record{parseContract("k | "+tt.name+" | sales | | | | ", 0)}
		m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
		r := run(t, m.index, tt.query, search.Options{})
		if len(r.Hits) != 1 {
			t.Errorf("%q finds %d", tt.query, len(r.Hits))
			continue
		}
		var got [][2]int
		for _, match := range m.index.Explain(parse(t, tt.query), search.Products, r.Hits[0]) {
			if match.In == search.Name {
				got = match.Spans
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q in %q:\n%s", tt.query, tt.name, diff)
		}
	}
}

func TestIndex_facetsAndValues(t *testing.T) {
	t.Parallel()
	m := filtered()
	facets, err := m.index.Facets(context.Background(), parse(t, "alpha"), search.Products)
	if err != nil {
		t.Fatal(err)
	}
	want := search.Facet{Qualifier: "status", Values: []query.Value{{Text: "active", Count: 2}}}
	if i := slices.IndexFunc(facets, func(f search.Facet) bool { return f.Qualifier == "status" }); i < 0 || !cmp.Equal(facets[i], want) {
		t.Errorf("facets %v, want %v among them", facets, want)
	}
	for _, tt := range []struct {
		qualifier, prefix string
		want              []query.Value
	}{
		{"domain", "sal", []query.Value{{Text: "Sales", Count: 1}, {Text: "sales emea", Count: 1}}},
		{"domain", "eme", []query.Value{{Text: "sales emea", Count: 1}}},
		{"status", "", []query.Value{{Text: "active", Count: 3}, {Text: "deprecated", Count: 1}, {Text: "draft", Count: 1}}},
		{"missing", "own", []query.Value{{Text: "owner", Count: 3}}},
		{"name", "al", []query.Value{{Text: "alpha", Count: 1}, {Text: "alpha two", Count: 1}}},
		{"nothing", "", nil},
	} {
		if diff := cmp.Diff(tt.want, m.index.Values(tt.qualifier, tt.prefix, 10)); diff != "" {
			t.Errorf("values of %s beginning with %q:\n%s", tt.qualifier, tt.prefix, diff)
		}
	}
}

// Who misspells a word narrows what was found all the same.
func TestIndex_facetsOfGuesses(t *testing.T) {
	t.Parallel()
	m := filtered()
	exact, err := m.index.Facets(context.Background(), parse(t, "alpha"), search.Products)
	if err != nil {
		t.Fatal(err)
	}
	if r := run(t, m.index, "alhpa", search.Options{}); len(r.Hits) == 0 || r.Hits[0].Stage != search.Near {
		t.Fatalf("alhpa finds %+v", r.Hits)
	}
	guessed, err := m.index.Facets(context.Background(), parse(t, "alhpa"), search.Products)
	if diff := cmp.Diff(exact, guessed); err != nil || diff != "" {
		t.Errorf("%v, facets of the guesses:\n%s", err, diff)
	}
	none, err := m.index.Facets(context.Background(), parse(t, "qqqqqqqq"), search.Products)
	if err != nil || len(none) != 0 {
		t.Errorf("facets of nothing: %v, %v", none, err)
	}
}

// What resembles a query is listed beside the few that match it, so it is counted too.
func TestIndex_facetsOfFewAndGuesses(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	for _, text := range []string{"acc", "ace", "act status:active", "ads"} {
		hits := run(t, m.index, text, search.Options{Limit: -1}).Hits
		if hits[0].Stage >= search.Near || hits[len(hits)-1].Stage < search.Near {
			t.Fatalf("%s finds nothing, or guesses nothing: %+v", text, hits)
		}
		want, got := map[string]int{}, map[string]int{}
		for _, h := range hits {
			want[m.snap.Product(int(h.Product)).Domain]++
		}
		facets, err := m.index.Facets(context.Background(), parse(t, text), search.Products)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range facets[slices.IndexFunc(facets, func(f search.Facet) bool { return f.Qualifier == "domain" })].Values {
			got[v.Text] = v.Count
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: domains of what is listed:\n%s", text, diff)
		}
	}
}

func TestIndex_suggest(t *testing.T) {
	t.Parallel()
	m := filtered()
	for text, want := range map[string]string{
		"alpha domain:finance": "alpha",
		"alpha domain:saels":   "alpha domain:sales",
		"domain:saels zzzz":    "domain:sales",
		"owner:adms":           "owner:adams",
		"alpha name:beta":      "alpha",
		"alpha zzzz":           "alpha",
		"gamma -words":         "gamma",
		"alpha":                "",
		"zzzz":                 "",
	} {
		got, ok := m.index.Suggest(context.Background(), parse(t, text), search.Products)
		if got.String() != want || ok != (want != "") {
			t.Errorf("Suggest(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}
