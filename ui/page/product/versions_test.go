package product_test

import (
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/page/pagetest"
	"meshdex/ui/page/product"
)

// lean is a state of a contract whose property is of the type.
func lean(version, status, kind string) *catalog.Contract {
	return &catalog.Contract{
		Annotations: catalog.Annotations{ID: "lean"}, Version: version, Status: status, Name: "Lean",
		Schema: []catalog.Object{{Name: "lean", Properties: []catalog.Property{prop("id", kind, key)}}},
	}
}

// opened shows the history of a contract, oldest state first.
func opened(t *testing.T, w int, states ...*catalog.Contract) *pagetest.Driver {
	t.Helper()
	s := newShelf()
	var before []catalog.Version
	var rec catalog.Record
	for i, c := range states {
		hash := "hash-" + c.Version + c.Status + c.Schema[0].Properties[0].LogicalType
		s.docs[hash] = &catalog.Document{Path: "lean.yaml", Hash: hash, Contracts: []*catalog.Contract{c}}
		origin := catalog.Origin{Source: "shop", Path: "lean.yaml", Hash: hash, Time: today.Add(time.Duration(i) * time.Hour)}
		before = append([]catalog.Version{{Contract: c.ID, Text: c.Version, Status: c.Status, Origin: origin, Seq: i}}, before...)
		rec = catalog.Record{Summary: c.Summarize(today), Origin: origin, Versions: len(before)}
	}
	s.versions["lean"] = before
	b := newBench()
	b.deps.Library, b.snap = s, catalog.Assemble([]catalog.Record{rec}, catalog.Stamp{Synced: today})
	return b.open(t, w, 24, page.Target{Product: "lean", Tab: product.Versions})
}

// A version says what it declares and nothing else, and whole: that it declares too
// little is what the tab is read for.
func TestVersions_sayWhatIsDeclared(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name              string
		base, status, now string
		shows             string
	}{
		{"enough", "1.0.0", "active", "2.0.0", "✗ breaking   major, declared  "},
		{"too little", "1.0.0", "active", "1.0.1", "▲ major, declared patch"},
		{"nothing", "1.0.0", "active", "1.0.0", "▲ major, declared none"},
		{"more than enough", "0.1.0", "active", "1.0.0", "minor, declared major"},
		{"nothing, after a draft", "1.0.0", "draft", "1.0.0", "major, after a draft"},
		{"texts that are no numbers", "spring", "active", "summer", "major, not comparable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			opened(t, 80, lean(c.base, c.status, "string"), lean(c.now, "active", "integer")).Shows(c.shows)
		})
	}
}

// What has no version text is called as the page that compares it calls it.
func TestVersions_nameStatesWithoutAText(t *testing.T) {
	t.Parallel()
	d := opened(t, 80, lean("", "active", "string"), lean("", "active", "integer")).Shows("▌   state 1 ", "    state 0 ", "first known ")
	d.Do("product.mark-version").Shows("compares with the marked version state 1")
}

// Of what no version says, there is no column.
func TestVersions_leaveOutWhatIsNeverSaid(t *testing.T) {
	t.Parallel()
	opened(t, 160, lean("1.0.0", "", "string"), lean("2.0.0", "", "integer")).Shows("Version", "Needs").Lacks("Status").Lacks("By").Lacks("Why")
	newBench(orders()).open(t, 160, 24, page.Target{Product: "orders", Tab: product.Versions}).Shows("Status", "By", "Why")
}
