package walkthrough_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
)

// shelf is a library of one contract with two versions. In the first, the sku was
// called article, and there was a price.
type shelf struct{}

func (shelf) Versions(id string) ([]catalog.Version, error) {
	if id != "c-orders" {
		return nil, catalog.ErrNotFound
	}
	return []catalog.Version{
		{Contract: id, Text: "2.0.0", Origin: catalog.Origin{Hash: "h"}}, {Contract: id, Text: "1.0.0", Origin: catalog.Origin{Hash: "h1"}},
	}, nil
}

func (shelf) Document(hash string) (*catalog.Document, error) {
	property := func(name, id string) catalog.Property {
		return catalog.Property{Name: name, Annotations: catalog.Annotations{ID: id}}
	}
	line := []catalog.Property{property("sku", "line-sku")}
	switch hash {
	case "h":
	case "h1":
		line = []catalog.Property{property("article", "line-sku"), property("price", "")}
	default:
		return nil, catalog.ErrNotFound
	}
	return &catalog.Document{Contracts: []*catalog.Contract{{Schema: []catalog.Object{{
		Name: "orders", Properties: []catalog.Property{{Name: "lines", Items: &catalog.Property{Properties: line}}},
	}}}}}, nil
}

func (shelf) Raw(string) ([]byte, error) { return nil, catalog.ErrNotFound }

func snapshot() *catalog.Snapshot {
	return catalog.Assemble([]catalog.Record{
		{Versions: 1, Summary: catalog.Summary{Subject: catalog.OfProduct, ID: "orders", Name: "Orders", Domain: "sales", Owner: "Order Desk", Outputs: []catalog.PortSummary{{Contract: "c-orders"}}}},
		{Versions: 2, Origin: catalog.Origin{Hash: "h"}, Summary: catalog.Summary{ID: "c-orders", Version: "2.0.0"}},
		{Versions: 1, Summary: catalog.Summary{Subject: catalog.OfProduct, ID: "report", Domain: "finance", Inputs: []catalog.PortSummary{{Contract: "c-orders"}}}},
	}, catalog.Stamp{})
}

func TestSettle_knowsWhatIsThere(t *testing.T) {
	t.Parallel()
	snap := snapshot()
	for place, there := range map[string]bool{
		"browse": true, "browse domain:sales": true, `browse (domain:`: false, "problems": true, "help": true,
		"product orders": true, "product c-orders schema": true, "product nobody": false,
		"product orders#orders": true, "product orders#orders.lines[].sku": true, "product c-orders#orders.price": false,
		"lineage report": true, "lineage nobody": false,
		"diff c-orders": true, "diff c-orders@1.0.0 c-orders@2.0.0": true, "diff c-orders@3.0.0": false, "diff nobody@1": false, "diff nobody": false,
	} {
		if _, err := walkthrough.Settle(at(t, place), snap, shelf{}); (err == nil) != there {
			t.Errorf("%s: %v", place, err)
		}
	}
}

func TestSettle_followsARenamedProperty(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{
		"product orders#orders.lines[].article": "product orders#orders.lines[].sku",
		"product c-orders#line-sku":             "product c-orders#orders.lines[].sku",
		"product c-orders#orders.lines[].sku":   "product c-orders#orders.lines[].sku",
	} {
		got, err := walkthrough.Settle(at(t, place), snapshot(), shelf{})
		if err != nil || got.String() != want {
			t.Errorf("%s is now %s, %v; want %s", place, got, err, want)
		}
	}
}

func TestSettle_saysWhenItWasLastThere(t *testing.T) {
	t.Parallel()
	_, err := walkthrough.Settle(at(t, "product orders#orders.lines[].price"), snapshot(), shelf{})
	if want := "orders has no property orders.lines[].price; version 1.0.0 of c-orders was the last to have it"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// forgetful is a library that cannot tell.
type forgetful struct{ shelf }

var errForgotten = errors.New("the disk is gone")

func (forgetful) Versions(string) ([]catalog.Version, error) { return nil, errForgotten }
func (forgetful) Document(string) (*catalog.Document, error) { return nil, errForgotten }

func TestSettle_doesNotDoubtWhatNobodyCanTell(t *testing.T) {
	t.Parallel()
	for _, place := range []string{"product orders#orders.gone", "diff c-orders@7.0.0"} {
		if _, err := walkthrough.Settle(at(t, place), snapshot(), forgetful{}); err != nil {
			t.Errorf("%s: %v", place, err)
		}
	}
}

func TestSettled_leadsEveryStepToThePresentName(t *testing.T) {
	t.Parallel()
	w := parse(t, "place: product orders#orders.lines[].article\ncheck: opened product orders#orders.lines[].article")
	now := w.Settled(snapshot(), shelf{})
	const want = "orders.lines[].sku"
	if s := now.Steps[0]; s.Place.Path != want || s.Checks[0].Place.Path != want {
		t.Errorf("the step leads to %s and waits for %s", s.Place, s.Checks[0])
	}
	if s := w.Steps[0]; s.Place.Path == want || s.Checks[0].Place.Path == want {
		t.Error("the walkthrough itself was changed")
	}
}

func parse(t *testing.T, block string) *walkthrough.Walkthrough {
	t.Helper()
	w, problems := walkthrough.Parse("x", []byte("---\nwalkthrough: 1\nid: x\ntitle: X\n---\n## One\n```step\nid: s\n"+block+"\n```\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return w
}

func TestLint_findsWhatCanNotPass(t *testing.T) {
	t.Parallel()
	right := walkthrough.HashAnswer("s", "Order Desk")
	world := walkthrough.World{
		Snapshot: snapshot(), Library: shelf{}, Topics: []string{"query"}, Commands: []string{"audit"},
		Search: func(q string) ([]string, error) { return []string{"report", q}, nil },
	}
	for block, rule := range map[string]string{
		"place: product orders":                                   "",
		"place: product nobody":                                   walkthrough.RulePlace,
		"check: opened product orders quality":                    "",
		"check: opened product nobody":                            walkthrough.RuleCheck,
		"check: tab quality of nobody":                            walkthrough.RuleCheck,
		"place: help Query":                                       "",
		"place: help Nothing":                                     walkthrough.RulePlace,
		"check: opened help nothing":                              walkthrough.RuleCheck,
		"check: ran audit orders":                                 "",
		"check: ran audit orders\ntry: meshdex audit orders":      "",
		"check: ran audit orders\ntry: audit report":              walkthrough.RuleCheck,
		"check: ran rm":                                           walkthrough.RuleCheck,
		"check: found orders":                                     "",
		"check: found orders\ntry: orders":                        "",
		"check: found orders in 1\ntry: orders":                   walkthrough.RuleCheck,
		"check: found orders\ntry: order":                         walkthrough.RuleCheck,
		"check: found nobody\ntry: order":                         walkthrough.RuleCheck,
		"check: found orders\ntry: '(order'":                      walkthrough.RuleCheck,
		"question: q\nanswer: " + right + "\nfact: owner orders":  "",
		"question: q\nanswer: " + right + "\nfact: owner report":  walkthrough.RuleCheck,
		"question: q\nanswer: " + right + "\nfact: owner nobody":  walkthrough.RuleCheck,
		"question: q\nanswer: " + right + "\nfact: colour orders": walkthrough.RuleCheck,
	} {
		problems := walkthrough.Lint(parse(t, block), world)
		if rule == "" && len(problems) > 0 || rule != "" && (len(problems) != 1 || problems[0].Rule != rule || problems[0].At != "s") {
			t.Errorf("%s: %+v, want %q", block, problems, rule)
		}
	}
}

func TestLint_saysOnceThatTheMeshIsAnother(t *testing.T) {
	t.Parallel()
	w := parse(t, "place: product nobody")
	w.Needs = []string{"nobody"}
	problems := walkthrough.Lint(w, walkthrough.World{Snapshot: snapshot(), Library: shelf{}})
	if len(problems) != 1 || problems[0].Rule != walkthrough.RuleNeeds {
		t.Errorf("%+v", problems)
	}
}

func TestFact_readsProductsAndContracts(t *testing.T) {
	t.Parallel()
	for fact, want := range map[string]string{
		"owner orders": "Order Desk", "owner c-orders": "Order Desk", "domain c-orders": "sales", "version c-orders": "2.0.0",
		"versions c-orders": "2", "consumers orders": "1", "upstream report": "1", "name orders": "Orders",
	} {
		if got, err := walkthrough.Fact(snapshot(), nil, fact); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %q", fact, got, err, want)
		}
	}
	if _, err := walkthrough.Fact(snapshot(), nil, "owner nobody"); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("owner of nobody: %v", err)
	}
}

func TestReplay_doesWhatTheStepsSay(t *testing.T) {
	t.Parallel()
	world := walkthrough.World{
		Snapshot: snapshot(), Library: shelf{},
		Search: func(q string) ([]string, error) { return []string{"orders"}, nil },
		Run: func(words []string) error {
			if slices.Equal(words, []string{"lint", "."}) {
				return nil
			}
			return errors.New("exit status 2")
		},
	}
	right := walkthrough.HashAnswer("s", "Order Desk")
	for block, want := range map[string]string{
		"hint: nothing to check":                                 "",
		"check: opened product orders":                           "",
		"check: opened product nobody":                           "nobody is not in the catalog",
		"check: found orders\ntry: x":                            "",
		"check: found report\ntry: x":                            "found report does not hold after doing what the step says",
		"check: found orders":                                    walkthrough.ErrUntried.Error(),
		"check: ran lint .":                                      "",
		"check: ran lint\ntry: meshdex lint .":                   "",
		"check: ran sync":                                        "exit status 2",
		"place: diff nobody":                                     "nobody is not in the catalog",
		"question: q\nanswer: " + right + "\nfact: owner orders": "",
		"question: q\nanswer: " + right:                          walkthrough.ErrUntried.Error(),
	} {
		got := walkthrough.Replay(parse(t, block), world)
		if len(got) != 1 || (got[0].Err != nil || want != "") && fmt.Sprint(got[0].Err) != want {
			t.Errorf("%s: %+v, want %q", block, got, want)
		}
	}
}

func TestFirstWeek_fitsAnyDomain(t *testing.T) {
	t.Parallel()
	snap := snapshot()
	for _, domain := range []string{"sales", "Finance"} {
		w, err := walkthrough.FirstWeek(domain, snap, nil, []walkthrough.Change{{Contract: "c-orders", Base: "c-orders@1.0.0", Revision: "c-orders@2.0.0", Breaking: true}})
		if err != nil {
			t.Fatal(err)
		}
		if len(w.Steps) < 8 || len(w.Steps) > 15 {
			t.Errorf("%s: %d steps", domain, len(w.Steps))
		}
		again, problems := walkthrough.Parse("x", w.Marshal())
		if len(problems) > 0 {
			t.Fatalf("%s: %+v\n%s", domain, problems, w.Marshal())
		}
		if problems := walkthrough.Lint(again, walkthrough.World{Snapshot: snap, Library: shelf{}}); len(problems) > 0 {
			t.Errorf("%s: %+v", domain, problems)
		}
	}
	if _, err := walkthrough.FirstWeek("nowhere", snap, nil, nil); !errors.Is(err, catalog.ErrNotFound) {
		t.Errorf("nowhere: %v", err)
	}
}

func TestFirstWeek_tellsOfTheBreakingChange(t *testing.T) {
	t.Parallel()
	w, err := walkthrough.FirstWeek("sales", snapshot(), nil, []walkthrough.Change{
		{Base: "c-orders@1.0.0", Revision: "c-orders@1.0.1"}, {Base: "c-orders@1.0.0", Revision: "c-orders@2.0.0", Breaking: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	step := w.Steps[w.Find("changed")]
	if step.Place.Revision != "c-orders@2.0.0" || !strings.Contains(step.Text, "broke a promise") {
		t.Errorf("%+v", step)
	}
}

// Domains of the wild: copies of one product, descriptions of several hundred words,
// products whose data nobody describes.
func TestFirstWeek_promisesNothingThatIsNotThere(t *testing.T) {
	t.Parallel()
	product := func(id, name, description string) catalog.Record {
		return catalog.Record{Versions: 1, Summary: catalog.Summary{Subject: catalog.OfProduct, ID: id, Name: name, Domain: "wealth-management", Description: description}}
	}
	w, err := walkthrough.FirstWeek("wealth-management", catalog.Assemble([]catalog.Record{
		product("a", "Copy", "The same. Twice."), product("b", "Copy", "The same. Twice."),
		product("c", "Long", strings.Repeat("word ", 400)),
		product("d", "Short", "Values incl. taxes. More of it."),
	}, catalog.Stamp{}), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if w.Find("schema") >= 0 || len(w.Steps) < 8 {
		t.Errorf("it has %d steps, with one on a schema that nobody described: %v", len(w.Steps), w.Find("schema") >= 0)
	}
	list, busiest := w.Steps[w.Find("products")], w.Steps[w.Find("busiest")]
	for _, want := range []string{
		"`domain:wealth-management`", "and one more.", "**Copy**: The same. Twice.", "**Short**: Values incl. taxes.", "word…",
	} {
		if !strings.Contains(list.Text, want) {
			t.Errorf("the list does not say %q:\n%s", want, list.Text)
		}
	}
	if strings.Contains(list.Text, "More of it") || strings.Count(list.Text, "Copy") != 1 || len(list.Text) > 600 {
		t.Errorf("the list says too much:\n%s", list.Text)
	}
	if !strings.Contains(busiest.Text, "not described yet") || strings.Contains(busiest.Text, "0 properties") {
		t.Errorf("the first one: %s", busiest.Text)
	}
}

// A product is read by a foreign key too, which no port declares. The page counts that
// reader, so the answer does.
func TestFirstWeek_countsReadersAsTheLineageShowsThem(t *testing.T) {
	t.Parallel()
	snap := snapshot()
	around := func(product string) (reads, readBy int) { return 0, map[string]int{"orders": 7}[product] }
	w, err := walkthrough.FirstWeek("sales", snap, around, nil)
	if err != nil {
		t.Fatal(err)
	}
	down := w.Steps[w.Find("down")]
	if got := down.Checks[len(down.Checks)-1].Hashes; !slices.Contains(got, walkthrough.HashAnswer("down", "7")) {
		t.Errorf("the answer to %q is not 7", down.Question)
	}
	if busiest := w.Steps[w.Find("busiest")].Text; !strings.Contains(busiest, "7 other products") {
		t.Error(busiest)
	}
	if got, err := walkthrough.Fact(snap, around, "consumers c-orders"); err != nil || got != "7" {
		t.Errorf("the fact is %s, %v", got, err)
	}
	if got, _ := walkthrough.Fact(snap, nil, "consumers orders"); got != "1" {
		t.Errorf("without a lineage the fact is %s", got)
	}
}
