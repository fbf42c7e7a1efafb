package fields_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/search"
	"meshdex/ui/action"
	"meshdex/ui/canvas"
	"meshdex/ui/page"
	"meshdex/ui/page/fields"
	"meshdex/ui/page/pagetest"
)

// shelf is a Library in memory.
type shelf map[string]*catalog.Document

func (s shelf) Versions(string) ([]catalog.Version, error) { return nil, nil }
func (s shelf) Raw(string) ([]byte, error)                 { return nil, nil }

func (s shelf) Document(hash string) (*catalog.Document, error) {
	if d := s[hash]; d != nil {
		return d, nil
	}
	return nil, catalog.ErrNotFound
}

func column(name, kind, class string, required catalog.Flag) catalog.Property {
	return catalog.Property{Name: name, LogicalType: kind, Classification: class, Required: required, Description: "What " + name + " says."}
}

func contract(id, owner string, columns ...catalog.Property) *catalog.Contract {
	return &catalog.Contract{
		Annotations: catalog.Annotations{ID: id}, Name: strings.ToUpper(id[:1]) + id[1:], Version: "1.0.0", Domain: "sales", Team: catalog.Team{Name: owner},
		Schema: []catalog.Object{{Name: id, PhysicalType: "table", Properties: columns}},
	}
}

func contracts() []*catalog.Contract {
	return []*catalog.Contract{
		contract("customers", "Customer Care", column("customer_id", "string", "internal", catalog.True), column("email", "string", "confidential", catalog.Unset)),
		contract("orders", "Order Platform", column("customer_id", "string", "internal", catalog.True)),
		contract("loyalty", "", column("customer_id", "integer", "", catalog.Unset)),
		contract("invoices", "Finance", column("bill_to_customer_id", "string", "internal", catalog.Unset)),
	}
}

type bench struct {
	env  *page.Env
	deps fields.Deps
	snap *catalog.Snapshot
}

// newBench has a file for each contract.
func newBench(all ...*catalog.Contract) *bench {
	var files [][]*catalog.Contract
	for _, c := range all {
		files = append(files, []*catalog.Contract{c})
	}
	return newBenchOf(files)
}

func newBenchOf(files [][]*catalog.Contract) *bench {
	b := &bench{env: pagetest.Env(fields.Actions())}
	lib := shelf{}
	var records []catalog.Record
	for _, in := range files {
		hash := "hash-" + in[0].ID
		lib[hash] = &catalog.Document{Contracts: in}
		for i, c := range in {
			records = append(records, catalog.Record{Summary: c.Summarize(pagetest.Today()), Versions: 1, Origin: catalog.Origin{Path: c.ID, Hash: hash, Index: i}})
		}
	}
	b.snap = catalog.Assemble(records, catalog.Stamp{Generation: 1})
	ix := search.Build(records, b.snap)
	b.deps = fields.Deps{Library: lib, Index: func(context.Context, *catalog.Snapshot) (*search.Index, error) { return ix, nil }}
	return b
}

func (b *bench) open(t testing.TB, w, h int, query string) *pagetest.Driver {
	p, cmd := fields.New(b.env, b.deps, b.snap, page.Target{Query: query})
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	of := func(query string) func(*testing.T, int, int) *pagetest.Driver {
		return func(t *testing.T, w, h int) *pagetest.Driver {
			return newBench(contracts()...).open(t, w, h, query)
		}
	}
	return pagetest.Cases{
		"customer": of("customer_id"),
		"none":     of("zebra"),
		"blank":    of(""),
		"loading": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(contracts()...)
			p, _ := fields.New(b.env, b.deps, b.snap, page.Target{Query: "customer"})
			return pagetest.OpenLoading(t, p, w, h)
		},
		"error": func(t *testing.T, w, h int) *pagetest.Driver {
			b := newBench(contracts()...)
			b.deps.Index = func(context.Context, *catalog.Snapshot) (*search.Index, error) {
				return nil, errors.New("the index is broken")
			}
			return b.open(t, w, h, "customer")
		},
	}
}

func TestPage_golden(t *testing.T) { t.Parallel(); cases().Run(t) }

func TestPage_everySize(t *testing.T) {
	t.Parallel()
	all := cases()
	all["hostile"] = func(t *testing.T, w, h int) *pagetest.Driver {
		evil := "customer\x1b]52;c;ZXZpbA==\x07\x1b[2J数据\u202e\r\n\tΏ👩‍👩‍👧‍👦" + strings.Repeat("long", 60)
		return newBench(contract("c"+evil, evil, column(evil, evil, evil, catalog.True))).open(t, w, h, "customer")
	}
	all.SweepAll(t)
}

func TestPage_monkey(t *testing.T) {
	t.Parallel()
	cases().Monkey(t, fields.Actions(), fields.Stacks())
}

func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, fields.Actions()) }

func TestPage_marksDisagreements(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 160, 30, "customer_id")
	d.Shows("▲ integer", "▲ nullable", "string 2, integer 1", "required 2, nullable 1", "3 places are called customer_id")
	d.Lacks("▲ string", "▲ required")
}

func TestPage_opensTheProperty(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 160, 30, "email").Do("fields.open")
	want := page.Target{Page: "product", Product: "customers", Contract: "customers", Tab: "schema", Path: "customers.email"}
	if got := d.Last().Target; got != want {
		t.Errorf("enter opens %+v, want %+v", got, want)
	}
}

func TestPage_sameNameOnly(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 160, 30, "customer_id")
	d.Shows("bill_to_customer_id")
	d.Do("fields.same-name").Lacks("bill_to_customer_id").Shows("customer_id")
}

func TestPage_countsColumnsOnly(t *testing.T) {
	t.Parallel()
	alone := &catalog.Contract{
		Annotations: catalog.Annotations{ID: "till"}, Name: "Till", Version: "1.0.0",
		Schema: []catalog.Object{{Name: "receipts", Description: "Slips of paper.", Properties: []catalog.Property{column("receipts_no", "string", "", catalog.True)}}},
	}
	for query, want := range map[string]string{"slips": "0 found", "receipts": "1 found"} {
		d := newBench(alone).open(t, 80, 24, query)
		if got := d.Page.Status(); got != want {
			t.Errorf("of %s, %s, want %s", query, got, want)
		}
	}
}

// Columns do not jump while one types, and do not stay as wide as what was typed over.
func TestPage_columnsFitWhatIsFound(t *testing.T) {
	t.Parallel()
	const long, product = "election_results_of_the_last_hundred_years", "Orders_of_all_the_shops"
	d := newBench(contract(strings.ToLower(product), "", column(long, "string", "", catalog.Unset), column("email", "string", "", catalog.Unset))).open(t, 80, 24, "")
	d.Type("e").Shows("election_res", "email").Lacks(product + "  ").Type("m").Shows("email").Lacks(product + "  ")
	d.Do(action.InputAccept).Shows("email   " + product + "  ")
}

func TestPage_searchesAsYouType(t *testing.T) {
	t.Parallel()
	d := newBench(contracts()...).open(t, 120, 30, "")
	d.Type("ema").Shows("email", "confidential").Do(action.InputAccept)
	if got := d.Page.Contexts()[0]; got != action.List {
		t.Errorf("the focus is on %q", got)
	}
}

// BenchmarkMove is what one key and its frame cost the UI goroutine with 500 places in the list.
func BenchmarkMove(b *testing.B) {
	var all []*catalog.Contract
	for i := range 600 {
		all = append(all, contract(fmt.Sprintf("c%03d", i), "Team", column("customer_id", "string", "internal", catalog.True)))
	}
	bench := newBench(all...)
	d := bench.open(b, 240, 70, "customer_id")
	c := canvas.New(240, 70)
	for b.Loop() {
		d.Page.Do(action.Down)
		c.Clear()
		d.Page.Draw(c)
	}
}

// Of a file with several contracts, only those were told that were asked for last.
func TestPage_tellsTheFactsOfEveryContractInAFile(t *testing.T) {
	t.Parallel()
	inOne := []*catalog.Contract{
		contract("shop", "", column("customer_id", "string", "internal", catalog.True)),
		contract("shop2", "", column("customer_id", "integer", "internal", catalog.True)),
	}
	inOne[1].Schema[0].Name = "shop"
	d := newBenchOf([][]*catalog.Contract{inOne}).open(t, 120, 40, "customer_id")
	d.Shows("string", "integer").Lacks("…")
}
