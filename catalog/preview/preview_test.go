package preview_test

import (
	"errors"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/catalog/preview"
	"meshdex/catalog/reader"
)

const first = `apiVersion: v3.1.0
kind: DataContract
id: orders
name: Orders
version: 1.0.0
status: active
schema:
  - name: orders
    properties:
      - name: order_id
        logicalType: string
      - name: amount
        logicalType: number
`

// second drops a column, and says too little of it.
var second = strings.NewReplacer("version: 1.0.0", "version: 1.1.0", "      - name: amount\n        logicalType: number\n", "").Replace(first)

// other is a contract with another id.
var other = strings.NewReplacer("id: orders", "id: refunds", "name: Orders", "name: Refunds").Replace(first)

// shelf is a Library in memory: the texts of the states of contracts, oldest first.
type shelf struct {
	raw      map[string][]byte
	versions map[string]catalog.History
	records  []catalog.Record
	err      error
}

func newShelf(texts ...string) *shelf {
	s := &shelf{raw: map[string][]byte{}, versions: map[string]catalog.History{}}
	for _, text := range texts {
		doc := reader.Read("orders.yaml", []byte(text), reader.Options{})
		s.raw[doc.Hash] = []byte(text)
		for i, c := range doc.Contracts {
			v := catalog.Version{Contract: c.ID, Text: c.Version, Seq: len(s.versions[c.ID]), Origin: catalog.Origin{Source: "shop", Path: "orders.yaml", Hash: doc.Hash, Index: i}}
			s.versions[c.ID] = append(catalog.History{v}, s.versions[c.ID]...)
			s.records = append(s.records, catalog.Record{Summary: c.Summarize(v.Origin.Time), Origin: v.Origin, Versions: 1})
		}
	}
	return s
}

func (s *shelf) Versions(id string) ([]catalog.Version, error) { return s.versions[id], s.err }
func (s *shelf) Raw(hash string) ([]byte, error)               { return s.raw[hash], nil }

func (s *shelf) Document(hash string) (*catalog.Document, error) {
	return reader.Read("orders.yaml", s.raw[hash], reader.Options{}), nil
}

func (s *shelf) options() preview.Options {
	return preview.Options{Library: s, Snapshot: catalog.Assemble(s.records, catalog.Stamp{})}
}

func TestRead_comparesWithTheNewestVersion(t *testing.T) {
	t.Parallel()
	p := preview.Read("orders.yaml", []byte(second), newShelf(first).options())
	if p.Fault != nil || len(p.Changes) != 1 {
		t.Fatalf("%+v", p)
	}
	c := p.Changes[0]
	if c.Base != "orders@1.0.0" || c.Stored || c.Report == nil || c.Report.Verdict != diff.Breaking || c.Report.Bump.Required != diff.Major || c.Report.Bump.Sufficient {
		t.Errorf("%+v", c)
	}
	if row := p.Snapshot.Product(0); row.ID != "orders" || row.Properties != 1 || row.Version != "1.1.0" {
		t.Errorf("the row is %+v", row)
	}
}

func TestRead_knowsItsOwnState(t *testing.T) {
	t.Parallel()
	c := preview.Read("orders.yaml", []byte(second), newShelf(first, second).options()).Changes[0]
	if !c.Stored || c.Base != "orders@1.1.0" || c.Report.Verdict != diff.None || len(c.Report.Findings) > 0 {
		t.Errorf("a state that is known differs from itself: %+v", c)
	}
}

// A state that is compared with the version before last was not published before
// itself, so its number is not used again.
func TestRead_isNoReuseOfItsOwnNumber(t *testing.T) {
	t.Parallel()
	opts := newShelf(first, second).options()
	opts.Bases = map[string]string{"orders": "orders@1.0.0"}
	want := diff.Compare(parse(first), parse(second), diff.Options{Published: []string{"1.0.0"}})
	got := preview.Read("orders.yaml", []byte(second), opts).Changes[0].Report
	if got == nil || len(got.Findings) != len(want.Findings) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func parse(text string) *catalog.Contract {
	return reader.Read("orders.yaml", []byte(text), reader.Options{}).Contracts[0]
}

func TestRead_comparesWithWhatIsWished(t *testing.T) {
	t.Parallel()
	s := newShelf(first, second, other)
	for wish, want := range map[string]string{
		"": "orders@1.1.0", "1.0.0": "orders@1.0.0", "orders@1.0.0": "orders@1.0.0", "refunds": "refunds@1.0.0", "refunds@1.0.0": "refunds@1.0.0", "Refunds": "refunds@1.0.0",
	} {
		opts := s.options()
		opts.Bases = map[string]string{"orders": wish}
		if c := preview.Read("orders.yaml", []byte(second), opts).Changes[0]; c.Base != want || c.Err != nil || c.Report == nil {
			t.Errorf("%q compares with %q: %v", wish, c.Base, c.Err)
		}
	}
	for _, wish := range []string{"9.9", "nobody", "refunds@9.9"} {
		opts := s.options()
		opts.Bases = map[string]string{"orders": wish}
		c := preview.Read("orders.yaml", []byte(second), opts).Changes[0]
		if !errors.Is(c.Err, catalog.ErrNotFound) || c.Report != nil || len(c.Known) != 2 {
			t.Errorf("%q gives %+v", wish, c)
		}
	}
}

func TestRead_suggestsWhatCouldBeMeant(t *testing.T) {
	t.Parallel()
	opts := newShelf(first, other).options()
	renamed := strings.Replace(first, "id: orders", "id: orders-v2", 1)
	c := preview.Read("orders.yaml", []byte(renamed), opts).Changes[0]
	if c.Report != nil || c.Err != nil || len(c.Near) != 1 || c.Near[0] != (preview.Near{Ref: "orders", Why: "has this name"}) {
		t.Errorf("by name: %+v", c)
	}
	opts.Origin = catalog.Origin{Source: "shop", Path: "orders.yaml"}
	if c = preview.Read("orders.yaml", []byte(renamed), opts).Changes[0]; len(c.Near) != 2 || c.Near[0].Why != "known from this file" {
		t.Errorf("by file: %+v", c.Near)
	}
	if c = preview.Read("orders.yaml", []byte(renamed), preview.Options{}).Changes[0]; c.Report != nil || c.Near != nil || c.Err != nil {
		t.Errorf("without a catalog: %+v", c)
	}
}

func TestRead_tellsWhyItCannotBeShown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		fault string
		shown int
	}{
		"sound":      {first, "", 1},
		"wrong":      {first + "status: twice\n", "", 1},
		"cut off":    {first + "      - name: [\n", "line", 0},
		"second bad": {first + "---\n" + "id: [\n", "line", 1},
		"empty":      {"", "holds no contract", 0},
		"foreign":    {"name: compose\nservices: {}\n", "holds no contract", 0},
		"product":    {"apiVersion: v1.0.0\nkind: DataProduct\nid: shop\nname: Shop\nversion: 1.0.0\nstatus: active\n", "", 0},
	} {
		p := preview.Read("orders.yaml", []byte(c.text), newShelf(first).options())
		if (p.Fault == nil) != (c.fault == "") || len(p.Changes) != c.shown {
			t.Errorf("%s: fault %+v, %d contracts", name, p.Fault, len(p.Changes))
		}
		if p.Fault != nil && (p.Fault.Message == "" || p.Fault.Pos.Line < 1) {
			t.Errorf("%s: %+v", name, p.Fault)
		}
	}
}

func TestRead_tellsWhatLintFindsAndWhere(t *testing.T) {
	t.Parallel()
	p := preview.Read("orders.yaml", []byte(first+"status: twice\n"), preview.Options{})
	found := false
	for _, f := range p.Findings {
		found = found || f.Rule == "key-duplicate" && f.Pos.Line == 6 && f.Pos.Column == 1
	}
	if !found {
		t.Errorf("%+v", p.Findings)
	}
}

func TestRead_severalContractsInOneFile(t *testing.T) {
	t.Parallel()
	p := preview.Read("all.yaml", []byte(second+"---\n"+other), newShelf(first).options())
	if len(p.Changes) != 2 || p.Changes[0].Report == nil || p.Changes[1].Report != nil || p.Snapshot.ContractCount() != 2 {
		t.Errorf("%+v", p.Changes)
	}
}

func TestRead_anUnreadableStoreIsTold(t *testing.T) {
	t.Parallel()
	s := newShelf(first)
	s.err = errors.New("the store is busy")
	if c := preview.Read("orders.yaml", []byte(second), s.options()).Changes[0]; c.Err == nil || c.Report != nil {
		t.Errorf("%+v", c)
	}
}
