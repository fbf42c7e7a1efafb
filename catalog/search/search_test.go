package search_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/sample"
)

func parse(t testing.TB, text string) query.Query {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func run(t testing.TB, ix *search.Index, text string, o search.Options) search.Result {
	t.Helper()
	o.Now = day
	r, err := ix.Search(context.Background(), parse(t, text), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ids are the products of the hits.
func (m mesh) ids(r search.Result) []string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, m.snap.Product(int(h.Product)).ID)
	}
	return out
}

func TestIndex_stages(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	for _, tt := range []struct {
		query, id string
		stage     search.Stage
	}{
		{"orders", "sales.orders", search.Exact},
		{"ORDERS", "sales.orders", search.Exact},
		{"sales.orders", "sales.orders", search.Exact},
		{"sales/orders", "sales.orders", search.Qualified},
		{"customers.email", "crm.customers", search.Qualified},
		{"orders_arch", "sales.orders_archive", search.Prefix},
		{"archive", "sales.orders_archive", search.WordStart},
		{"profile", "crm.CustomerProfile", search.WordStart},
		{"stevens core orders", "sales.orders", search.AllWords},
		{"elemetr", "iot.sensor_readings", search.Listed}, // nothing: not a word, and nobody is called that
		{"egion", "sales.regions", search.Substring},
		{"regoins", "sales.regions", search.Near},
		{"~rgns", "sales.regions", search.Loose},
		{"domain:risk", "risk.fraud_scores", search.Listed},
	} {
		r := run(t, m.index, tt.query, search.Options{})
		i := slices.Index(m.ids(r), tt.id)
		if tt.query == "elemetr" {
			if i >= 0 && r.Hits[i].Stage < search.Substring {
				t.Errorf("%q: found at stage %s", tt.query, r.Hits[i].Stage)
			}
			continue
		}
		if i < 0 || r.Hits[i].Stage != tt.stage {
			t.Errorf("%q: hits %v, want %s at stage %s", tt.query, m.ids(r), tt.id, tt.stage)
		}
	}
}

func TestIndex_stagesDoNotMix(t *testing.T) {
	t.Parallel()
	g := sample.Generate(3, 300)
	m := newMesh(slices.Collect(g.Records()), g.Snapshot())
	usage := search.Usage{}
	for i := range 50 {
		usage.Bookmarks = append(usage.Bookmarks, m.snap.Product(i).ID)
	}
	r := rand.New(rand.NewPCG(8, 8))
	for range 300 {
		p := m.snap.Product(r.IntN(m.snap.Len()))
		name := plain(p.Name)[:1+r.IntN(len(plain(p.Name)))]
		for s := range search.Properties + 1 {
			hits := run(t, m.index, strings.TrimSpace(name), search.Options{Scope: s, Usage: usage}).Hits
			for i := 1; i < len(hits); i++ {
				a, b := hits[i-1], hits[i]
				if a.Stage > b.Stage || a.Stage == b.Stage && a.Score < b.Score {
					t.Fatalf("%q: hit %d is %s with %d, the next %s with %d", name, i-1, a.Stage, a.Score, b.Stage, b.Score)
				}
			}
		}
	}
}

func TestIndex_fuzzyDoesNotWiden(t *testing.T) {
	t.Parallel()
	_, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	m := newMesh(records, snap)
	for _, text := range []string{"web-orders", "sales/web orders", "web orders", "customers"} {
		for _, h := range run(t, m.index, text, search.Options{}).Hits {
			if h.Stage >= search.Near {
				t.Errorf("%q: a %s hit beside exact ones", text, h.Stage)
			}
		}
	}
}

func TestIndex_tiesByUseThenName(t *testing.T) {
	t.Parallel()
	var records []catalog.Record
	for i, status := range []string{"deprecated", "active", "active", "active"} {
		line := fmt.Sprintf("id%d | metrics %c | d | o | %s | | text", i, 'a'+i, status)
		records = append(records, parseContract(line, i))
	}
	m := newMesh(records, catalog.Assemble(records, catalog.Stamp{}))
	for _, tt := range []struct {
		usage search.Usage
		want  []string
	}{
		{search.Usage{}, []string{"id1", "id2", "id3", "id0"}},
		{search.Usage{Bookmarks: []string{"id3"}}, []string{"id3", "id1", "id2", "id0"}},
		{search.Usage{Recent: []string{"id2", "id0"}}, []string{"id2", "id1", "id3", "id0"}},
		{search.Usage{Bookmarks: []string{"ID3"}}, []string{"id1", "id2", "id3", "id0"}}, // that is another one
	} {
		if diff := cmp.Diff(tt.want, m.ids(run(t, m.index, "metrics", search.Options{Usage: tt.usage}))); diff != "" {
			t.Errorf("%+v:\n%s", tt.usage, diff)
		}
	}
}

func TestIndex_sort(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	for sort, want := range map[string]string{
		"name": "sales.customer-orders", "-name": "jp.orders", "-updated": "sales.orders", "-columns": "sales.orders",
	} {
		o, err := search.ParseSort(sort)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.ids(run(t, m.index, "name:orders status:active,draft", search.Options{Sort: o}))[0]; got != want {
			t.Errorf("by %s first is %s, want %s", sort, got, want)
		}
		if o.String() != sort {
			t.Errorf("%q is written %q", sort, o)
		}
	}
	if _, err := search.ParseSort("colour"); err == nil {
		t.Error("an unknown column gives no error")
	}
}

func TestIndex_limit(t *testing.T) {
	t.Parallel()
	m := smallMesh(t)
	all := run(t, m.index, "", search.Options{Limit: -1})
	if len(all.Hits) != m.snap.Len() || all.Total != m.snap.Len() || !all.Exact {
		t.Errorf("%d of %d hits, want all %d", len(all.Hits), all.Total, m.snap.Len())
	}
	few := run(t, m.index, "orders", search.Options{Limit: 2})
	if len(few.Hits) != 2 || few.Total <= 2 {
		t.Errorf("%d of %d hits, want 2 of more", len(few.Hits), few.Total)
	}
	if diff := cmp.Diff(m.ids(run(t, m.index, "orders", search.Options{}))[:2], m.ids(few)); diff != "" {
		t.Errorf("the first hits depend on the limit:\n%s", diff)
	}
}

// TestSession_equalsSearch types texts letter by letter, with slips, and takes
// letters back.
func TestSession_equalsSearch(t *testing.T) {
	t.Parallel()
	g := sample.Generate(4, 400)
	m := newMesh(slices.Collect(g.Records()), g.Snapshot())
	r := rand.New(rand.NewPCG(2, 2))
	for s := range search.Properties + 1 {
		session := m.index.NewSession(search.Options{Scope: s, Limit: 20, Now: day})
		for range 40 {
			text := []rune(m.snap.Product(r.IntN(m.snap.Len())).Name + " domain:sales -raw")
			for n := 1; n <= len(text); n += 1 + r.IntN(3) {
				q := query.ParsePartial(string(text[:n]))
				got, err := session.Search(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				want, _ := m.index.Search(context.Background(), q, search.Options{Scope: s, Limit: 20, Now: day})
				if diff := cmp.Diff(want, got, cmp.AllowUnexported(search.Hit{})); diff != "" {
					t.Fatalf("%q: a session gives something else:\n%s", string(text[:n]), diff)
				}
			}
		}
	}
}

func TestIndex_cancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	m := smallMesh(t)
	if _, err := m.index.Search(ctx, parse(t, "orders"), search.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled search gives %v", err)
	}
	if run(t, m.index, "orders", search.Options{}).Total == 0 {
		t.Error("nothing is found after a cancelled search")
	}
}
