package sample_test

import (
	"errors"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/sample"
)

func open(t testing.TB) (*sample.Library, []catalog.Record, *catalog.Snapshot) {
	t.Helper()
	lib, records, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	return lib, records, snap
}

func TestOpen_holdsAWholeMesh(t *testing.T) {
	t.Parallel()
	_, _, snap := open(t)
	domains, versions := map[string]bool{}, 0
	for i := range snap.Len() {
		domains[snap.Product(i).Domain] = true
		versions += snap.Product(i).Versions
	}
	if snap.Len() < 45 || len(domains) < 8 || versions < 120 {
		t.Errorf("%d products in %d domains with %d versions, want at least 45, 8 and 120", snap.Len(), len(domains), versions)
	}
}

func TestOpen_everyProductHasADocumentAndContracts(t *testing.T) {
	t.Parallel()
	_, _, snap := open(t)
	for i := range snap.Len() {
		p := snap.Product(i)
		if !p.Flags.Has(catalog.HasDocument|catalog.HasDescription) || p.Contracts == 0 || p.Properties == 0 {
			t.Errorf("%s: %d contracts, %d properties, flags %b", p.ID, p.Contracts, p.Properties, p.Flags)
		}
	}
}

func TestLibrary_knowsEveryVersionAndItsBytes(t *testing.T) {
	t.Parallel()
	lib, records, _ := open(t)
	for _, r := range records {
		versions, err := lib.Versions(r.Summary.ID)
		if err != nil || len(versions) != r.Versions {
			t.Errorf("%s: %d versions and %v, the record says %d", r.Summary.ID, len(versions), err, r.Versions)
			continue
		}
		if versions[0].Text != r.Summary.Version || versions[0].Origin != r.Origin || versions[0].Stale != r.Stale {
			t.Errorf("%s: newest version %+v, record %+v", r.Summary.ID, versions[0], r.Origin)
		}
		raw, err := lib.Raw(r.Origin.Hash)
		if err != nil || len(raw) == 0 {
			t.Errorf("%s: no bytes: %v", r.Summary.ID, err)
		}
	}
}

func TestLibrary_saysWhatItDoesNotHave(t *testing.T) {
	t.Parallel()
	lib, _, _ := open(t)
	if _, err := lib.Versions("nobody"); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("Versions: %v", err)
	}
	if _, err := lib.Raw("00"); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("Raw: %v", err)
	}
	if _, err := lib.Document("00"); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("Document: %v", err)
	}
}

// BenchmarkOpen measures how long the program waits for the sample, as a share of
// the 60 ms that it may take.
func BenchmarkOpen(b *testing.B) {
	start := time.Now()
	for b.Loop() {
		open(b)
	}
	b.ReportMetric(float64(time.Since(start))/float64(b.N)/float64(60*time.Millisecond), "of-the-budget")
}
