package sample_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/sample"
)

// readAll reads the files of product i as the store would.
func readAll(t *testing.T, g *sample.Generated, i int) []catalog.Summary {
	t.Helper()
	var got []catalog.Summary
	for _, f := range g.Files(i) {
		d := reader.Read(f.Path, f.Data, reader.Options{})
		if len(d.Problems) > 0 {
			t.Errorf("%s: %+v\n%s", f.Path, d.Problems[0], f.Data)
		}
		for _, c := range d.Contracts {
			got = append(got, c.Summarize(g.Today()))
		}
		for _, p := range d.Products {
			got = append(got, p.Summarize(g.Today()))
		}
	}
	return got
}

func TestGenerate_recordsAreWhatTheReaderReads(t *testing.T) {
	t.Parallel()
	g := sample.Generate(7, 300)
	var want []catalog.Summary
	for r := range g.Records() {
		want = append(want, r.Summary)
	}
	var got []catalog.Summary
	for i := range g.Len() {
		got = append(got, readAll(t, g, i)...)
	}
	if diff := cmp.Diff(got, want, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("files (-) and records (+) differ:\n%.3000s", diff)
	}
}

func TestGenerate_aLargerMeshOnlyAdds(t *testing.T) {
	t.Parallel()
	small, large := sample.Generate(3, 50), sample.Generate(3, 5000)
	for i := range small.Len() {
		if diff := cmp.Diff(small.Files(i), large.Files(i)); diff != "" {
			t.Fatalf("product %d: %s", i, diff)
		}
	}
	if cmp.Equal(sample.Generate(4, 1).Files(0), small.Files(0)) {
		t.Error("another seed gives the same product")
	}
}

func TestGenerate_looksLikeARealMesh(t *testing.T) {
	t.Parallel()
	const n = 4000
	g := sample.Generate(1, n)
	snap := g.Snapshot()
	if snap.Len() != n {
		t.Errorf("%d products of %d", snap.Len(), n)
	}
	domains, owners, sizes := map[string]int{}, map[string]int{}, []int{}
	var read, dangling, deprecated int
	for i := range snap.Len() {
		p := snap.Product(i)
		domains[p.Domain]++
		owners[p.Owner]++
		if p.Consumers > 0 {
			read++
		}
		if p.Flags.Has(catalog.HasDangling) {
			dangling++
		}
		if p.Flags.Has(catalog.IsDeprecated) {
			deprecated++
		}
	}
	for r := range g.Records() {
		for _, o := range r.Summary.Objects {
			sizes = append(sizes, len(o.Properties))
		}
	}
	slices.Sort(sizes)
	if median := sizes[len(sizes)/2]; median < 8 || median > 12 {
		t.Errorf("median of %d properties, want about 10", median)
	}
	if largest := sizes[len(sizes)-1]; largest < 150 || largest > 600 {
		t.Errorf("the largest object has %d properties", largest)
	}
	if domains["sales"] < 4*domains["legal"] {
		t.Errorf("domains are not skewed: %v", domains)
	}
	if owners[""] < n/50 || owners[""] > n/10 || read < n/20 || dangling == 0 || deprecated < n/50 {
		t.Errorf("%d without owner, %d read, %d dangling, %d deprecated", owners[""], read, dangling, deprecated)
	}
}

func TestGenerated_givesEveryVersionByItsHash(t *testing.T) {
	t.Parallel()
	g := sample.Generate(5, 60)
	for r := range g.Records() {
		versions, err := g.Versions(r.Summary.ID)
		if err != nil || len(versions) != r.Versions || versions[0].Origin != r.Origin {
			t.Fatalf("%s: %d versions of %d, %v, %+v", r.Summary.ID, len(versions), r.Versions, err, r.Origin)
		}
		for i, v := range versions {
			d, err := g.Document(v.Origin.Hash)
			if err != nil || d.Hash != v.Origin.Hash {
				t.Fatalf("%s: %v", v.Ref(), err)
			}
			if len(d.Contracts) == 1 && (d.Contracts[0].Version != v.Text || d.Contracts[0].ID != r.Summary.ID) {
				t.Errorf("%s holds %s@%s", v.Ref(), d.Contracts[0].ID, d.Contracts[0].Version)
			}
			if i > 0 && !v.Origin.Time.Before(versions[i-1].Origin.Time) {
				t.Errorf("%s is not older than the version after it", v.Ref())
			}
		}
	}
}

func TestGenerated_doesNotHaveWhatIsNotItsOwn(t *testing.T) {
	t.Parallel()
	g, other := sample.Generate(5, 10), sample.Generate(6, 10)
	var hash, id string
	for r := range other.Records() {
		hash, id = r.Origin.Hash, r.Summary.ID
	}
	for _, h := range []string{"", "00", hash} {
		if _, err := g.Raw(h); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Raw(%q): %v", h, err)
		}
	}
	for _, name := range []string{"", "-", "orders", id, "sales.orders-zzzzzzzzzzzzzzzz.main", "sales.orders-5"} {
		if _, err := g.Versions(name); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("Versions(%q): %v", name, err)
		}
	}
}

func TestGenerated_WriteTo_refusesToOverwrite(t *testing.T) {
	t.Parallel()
	dir, g := t.TempDir(), sample.Generate(1, 20)
	n, err := g.WriteTo(dir)
	if err != nil || n < 20 {
		t.Fatalf("%d files, %v", n, err)
	}
	if _, err := g.WriteTo(dir); err == nil {
		t.Error("wrote over files")
	}
}

// BenchmarkGenerated_Records compares making records with reading the same
// products from their files, which is what it saves.
func BenchmarkGenerated_Records(b *testing.B) {
	g := sample.Generate(1, 2000)
	var files []sample.File
	for i := range g.Len() {
		files = append(files, g.Files(i)...)
	}
	start := time.Now()
	for _, f := range files {
		reader.Read(f.Path, f.Data, reader.Options{})
	}
	floor := time.Since(start)
	start = time.Now()
	for b.Loop() {
		for range g.Records() {
		}
	}
	each := time.Since(start) / time.Duration(b.N)
	b.ReportMetric(float64(floor)/float64(each), "times-faster-than-reading")
	b.ReportMetric(float64(g.Len())/each.Seconds(), "products/s")
}
