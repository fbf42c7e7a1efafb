package catalog_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"meshdex/catalog"
)

func record(subject catalog.Subject, id, domain, name string, edit func(*catalog.Record)) catalog.Record {
	r := catalog.Record{Versions: 1, Summary: catalog.Summary{Subject: subject, ID: id, Domain: domain, Name: name}}
	if edit != nil {
		edit(&r)
	}
	return r
}

func mesh() []catalog.Record {
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	return []catalog.Record{
		record(catalog.OfContract, "c-orders", "sales", "orders", func(r *catalog.Record) {
			r.Origin = catalog.Origin{Source: "s", Path: "orders.yaml", Hash: "h1", Time: day}
			r.Summary.Tags = []string{"gold"}
			r.Summary.Objects = []catalog.ObjectSummary{{Name: "orders", Properties: []catalog.PropertySummary{
				{Path: "id"}, {Path: "email", Flags: catalog.PII, Checks: 2},
			}}}
		}),
		record(catalog.OfContract, "c-returns", "sales", "returns", func(r *catalog.Record) { r.Summary.DataProduct = "after-sales" }),
		record(catalog.OfContract, "c-claims", "Sales", "claims", func(r *catalog.Record) { r.Summary.DataProduct = "After-Sales" }),
		record(catalog.OfContract, "c-alone", "sales", "orders", nil),
		record(catalog.OfProduct, "p-orders", "sales", "Orders", func(r *catalog.Record) {
			r.Summary.Outputs = []catalog.PortSummary{{Name: "o", Contract: "c-orders"}}
		}),
		record(catalog.OfProduct, "p-report", "finance", "Report", func(r *catalog.Record) {
			r.Summary.Inputs = []catalog.PortSummary{{Contract: "c-orders"}, {Contract: "gone"}}
		}),
	}
}

func product(t *testing.T, s *catalog.Snapshot, id string) catalog.ProductRow {
	t.Helper()
	i, ok := s.FindProduct(id)
	if !ok {
		t.Fatalf("no product %s", id)
	}
	return s.Product(i)
}

func TestAssemble_groupsContractsIntoProducts(t *testing.T) {
	t.Parallel()
	s := catalog.Assemble(mesh(), catalog.Stamp{Generation: 7, Problems: 3})
	if s.Len() != 4 || s.ContractCount() != 4 {
		t.Fatalf("%d products of %d contracts, want 4 of 4", s.Len(), s.ContractCount())
	}
	orders := product(t, s, "p-orders")
	if orders.Contracts != 1 || s.Contract(orders.First).ID != "c-orders" || orders.Consumers != 1 {
		t.Errorf("p-orders = %+v", orders)
	}
	if orders.Properties != 2 || orders.Checks != 2 || !orders.Flags.Has(catalog.HasPII|catalog.HasDocument) {
		t.Errorf("p-orders sums = %+v", orders)
	}
	if report := product(t, s, "p-report"); report.Upstream != 1 || !report.Flags.Has(catalog.HasDangling) {
		t.Errorf("p-report = %+v", report)
	}
	if after := product(t, s, "Sales/After-Sales"); after.Contracts != 2 {
		t.Errorf("the contracts that share domain and data product = %+v", after)
	}
	if s.Generation() != 7 || s.ProblemCount() != 3 {
		t.Errorf("stamp = %d, %d", s.Generation(), s.ProblemCount())
	}
}

func TestAssemble_ignoresTheOrderOfRecords(t *testing.T) {
	t.Parallel()
	records := mesh()
	want := string(written(t, catalog.Assemble(records, catalog.Stamp{})))
	for i := range records {
		turned := append(append([]catalog.Record{}, records[i:]...), records[:i]...)
		if string(written(t, catalog.Assemble(turned, catalog.Stamp{}))) != want {
			t.Fatalf("turned by %d: another snapshot", i)
		}
	}
}

func TestLoadSnapshot_refusesDamage(t *testing.T) {
	t.Parallel()
	whole := written(t, catalog.Assemble(mesh(), catalog.Stamp{}))
	if _, err := catalog.LoadSnapshot(whole); err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) {
		if _, err := catalog.LoadSnapshot(whole[:n]); !errors.Is(err, catalog.ErrSnapshot) {
			t.Fatalf("the first %d of %d bytes load: %v", n, len(whole), err)
		}
	}
}

// TestSnapshot_keepsTogetherWhatListsRead looks at where the texts are: names, domains
// and ids of all products come before what only one product is asked for, so that a
// list reads few pages of a mapped snapshot.
func TestSnapshot_keepsTogetherWhatListsRead(t *testing.T) {
	t.Parallel()
	var records []catalog.Record
	for i := range 20 {
		n := fmt.Sprintf("%02d", i)
		records = append(records, record(catalog.OfContract, "id-"+n, "domain-"+n, "name-"+n, func(r *catalog.Record) {
			r.Summary.Owner, r.Summary.Description = "owner-"+n, "text-"+n
			r.Origin = catalog.Origin{Source: "s", Path: "path-" + n, Hash: "hash-" + n}
		}))
	}
	data := written(t, catalog.Assemble(records, catalog.Stamp{}))
	end := 0
	for _, texts := range []string{"name-", "domain-", "owner-", "id-"} {
		from, to := bytes.Index(data, []byte(texts)), bytes.LastIndex(data, []byte(texts))
		if from < end || to-from > 20*len("domain-00") {
			t.Errorf("%s… are from %d to %d, those before them to %d", texts, from, to, end)
		}
		end = to
	}
	for _, texts := range []string{"text-", "path-", "hash-"} {
		if from := bytes.Index(data, []byte(texts)); from < end {
			t.Errorf("%s… begin at %d, want behind %d", texts, from, end)
		}
	}
}

func TestSnapshot_rowsDoNotAllocate(t *testing.T) {
	s := catalog.Assemble(mesh(), catalog.Stamp{})
	if n := testing.AllocsPerRun(100, func() {
		_ = s.Product(1)
		_ = s.Contract(1)
		_, _ = s.FindProduct("p-orders")
		_ = catalog.LifecycleOf("Something Else")
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	s := catalog.Assemble(mesh(), catalog.Stamp{})
	for text, want := range map[string]string{
		"p-orders":                 "p-orders",
		"c-orders@1.2.0#orders.id": "p-orders",
		"finance/report":           "p-report",
		"REPORT":                   "p-report",
		"claims":                   "Sales/After-Sales",
	} {
		got, err := s.Resolve(text)
		if err != nil || s.Product(got.Product).ID != want {
			t.Errorf("%s → %+v, %v; want %s", text, got, err, want)
		}
	}
	var ambiguous *catalog.AmbiguousError
	if _, err := s.Resolve("orders"); !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Errorf("orders → %v", err)
	}
	for _, text := range []string{"nothing", "", "#", "#orders.id"} {
		if _, err := s.Resolve(text); !errors.Is(err, catalog.ErrNotFound) {
			t.Errorf("%q → %v", text, err)
		}
	}
	if got, _ := s.Resolve("c-orders@1.2.0#orders.id"); got.Ref.Version != "1.2.0" || got.Ref.Path != "orders.id" {
		t.Errorf("ref = %+v", got.Ref)
	}
}

func TestParseVersion_isLenient(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1": "1.0.0", "v2": "2.0.0", "1.10": "1.10.0", " 1.2.3-rc.1 ": "1.2.3-rc.1", "V1.0.0+b": "1.0.0+b",
		"": "", "latest": "", "2024-01-02x": "", "1.2.3.4": "",
	} {
		v, ok := catalog.ParseVersion(text)
		if ok != (want != "") || ok && v.String() != want {
			t.Errorf("%q = %v, %v; want %q", text, v, ok, want)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	t.Parallel()
	rising := []string{"0.9", "1.0.0-rc.1", "v1", "1.2", "1.10"}
	for i := range rising[1:] {
		if catalog.CompareVersions(rising[i], rising[i+1]) >= 0 {
			t.Errorf("%s is not before %s", rising[i], rising[i+1])
		}
	}
	if catalog.CompareVersions("v1", "1.0.0") != 0 || catalog.CompareVersions("release 2", "release 10") >= 0 {
		t.Error("notation must not matter; digits count as numbers")
	}
}

func TestLifecycleOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]catalog.Lifecycle{
		"active": catalog.Active, " Production ": catalog.Active, "in development": catalog.Draft, "IN_DEVELOPMENT": catalog.Draft,
		"end-of-life": catalog.Retired, "Deprecated": catalog.Deprecated, "": catalog.UnknownStatus, "actively": catalog.UnknownStatus,
		"act": catalog.UnknownStatus, "approved": catalog.UnknownStatus,
	} {
		if got := catalog.LifecycleOf(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}
