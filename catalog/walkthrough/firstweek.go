package walkthrough

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"meshdex/catalog"
)

// Change is a change of a contract that a newcomer should know of. The texts are
// version references, ID@VERSION.
type Change struct {
	Contract, Base, Revision string
	Breaking                 bool
}

// FirstWeek writes "Your first week in a domain": who is there, the products that
// others depend on, where their data comes from, what was changed lately, and
// what needs care. changes are the recent changes of the domain's contracts,
// newest first; they may be none. Around counts who reads what. The result has 8 to 15 steps, whatever the
// domain is like, and returns catalog.ErrNotFound for one without products.
func FirstWeek(domain string, snap *catalog.Snapshot, around Neighbours, changes []Change) (*Walkthrough, error) {
	t := survey(domain, snap)
	t.around = around
	if len(t.products) == 0 {
		return nil, fmt.Errorf("domain %q: %w", domain, catalog.ErrNotFound)
	}
	w := &Walkthrough{
		ID: FirstWeekID(domain), Title: "Your first week in " + t.domain, Audience: "newcomer", Minutes: 10,
		Summary: "The products of " + t.domain + ", who answers for them, and what has happened lately.",
		Needs:   []string{t.products[0].ID},
		Intro: fmt.Sprintf("Made from the catalog as it is today: %s in the domain **%s**.",
			counted(len(t.products), "product", "products"), t.domain),
	}
	for _, s := range []Step{
		t.list(), t.people(), t.busiest(), t.owner(), t.schema(), t.promises(), t.quality(), t.down(), t.up(),
		t.history(), t.changed(changes), t.personal(), t.care(), t.ask(),
	} {
		if s.ID != "" {
			w.Steps = append(w.Steps, s)
		}
	}
	return w, nil
}

// tour is what FirstWeek knows of a domain.
type tour struct {
	domain   string
	snap     *catalog.Snapshot
	products []catalog.ProductRow // those that most others depend on first
	owners   []string             // those with most products first
	oldest   catalog.ContractRow  // the contract with most versions
	around   Neighbours
}

func survey(domain string, snap *catalog.Snapshot) *tour {
	t := &tour{domain: domain, snap: snap}
	count := map[string]int{}
	for i := range snap.Len() {
		p := snap.Product(i)
		if !strings.EqualFold(p.Domain, domain) || p.Flags.Has(catalog.IsRemoved) {
			continue
		}
		t.domain = p.Domain
		t.products = append(t.products, p)
		if p.Owner != "" {
			count[p.Owner]++
		}
		for c := range p.Contracts {
			if row := snap.Contract(p.First + c); row.Versions > t.oldest.Versions {
				t.oldest = row
			}
		}
	}
	slices.SortStableFunc(t.products, func(a, b catalog.ProductRow) int {
		return cmp.Or(b.Consumers-a.Consumers, b.Properties-a.Properties, strings.Compare(a.ID, b.ID))
	})
	for o := range count {
		t.owners = append(t.owners, o)
	}
	slices.SortFunc(t.owners, func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	return t
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return strconv.Itoa(n) + " " + many
}

func (t *tour) reads(p catalog.ProductRow) int {
	n, _ := t.around.of(p)
	return n
}

func (t *tour) readBy(p catalog.ProductRow) int {
	_, n := t.around.of(p)
	return n
}

// first is the product that most others depend on.
func (t *tour) first() catalog.ProductRow { return t.products[0] }

func opens(page, product, tab string) Check {
	return Check{Kind: CheckOpened, Place: Place{Page: page, Product: product, Tab: tab}}
}

// asks makes a step's question and its check out of a fact.
func asks(s Step, question, fact, answer string) Step {
	s.Question, s.Fact = question, fact
	s.Checks = append(s.Checks, Check{Kind: CheckAnswer, Hashes: []string{HashAnswer(s.ID, answer)}})
	return s
}

// query asks for the products of the domain that are read at least as much as p,
// so that p is among the first hits of a large domain too.
func (t *tour) query(p catalog.ProductRow) string {
	q := "domain:" + t.domain
	if strings.ContainsFunc(t.domain, isQuoted) || strings.HasPrefix(t.domain, "-") {
		q = `domain:"` + strings.ReplaceAll(t.domain, `"`, "") + `"`
	}
	if p.Consumers > 0 {
		q += fmt.Sprintf(" consumers>=%d", p.Consumers)
	}
	return q
}

// isQuoted reports whether a letter makes the query language need quotes.
func isQuoted(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
}

func (t *tour) list() Step {
	names := t.introduced()
	try := t.query(t.first())
	text := "Press `/` and ask for them yourself: `" + try + "`. Those that others depend on most come first here:\n\n" + strings.Join(names, "\n")
	if more := len(t.products) - len(names); more > 0 {
		text += "\n\nand " + counted(more, "more", "more") + "."
	}
	return Step{
		ID: "products", Title: "What is here", Text: text,
		Place: Place{Page: "browse"}, Checks: []Check{{Kind: CheckFound, Target: t.first().ID}}, Try: try,
		Hint: "Type `" + try + "`.",
	}
}

// introduced is a line for each of the first products. Those that read the same, of
// copies say, have one.
func (t *tour) introduced() []string {
	const most = 8
	var names []string
	for _, p := range t.products {
		line := "- **" + p.Label() + "**: " + cmp.Or(inShort(p.Description), "nobody has described it yet.")
		if !slices.Contains(names, line) {
			names = append(names, line)
		}
		if len(names) == most {
			break
		}
	}
	return names
}

// inShort is the first sentence of a description, or as much of it as is read at a
// glance. A short word before a dot may be an abbreviation, and ends no sentence.
func inShort(text string) string {
	const most, abbreviation = 100, 4
	words := strings.Fields(text)
	length := 0
	for i, w := range words {
		length += utf8.RuneCountInString(w) + 1
		switch {
		case length > most && i > 0:
			return strings.Join(words[:i], " ") + "…"
		case strings.HasSuffix(w, ".") && utf8.RuneCountInString(w) > abbreviation+1:
			return strings.Join(words[:i+1], " ")
		}
	}
	return strings.Join(words, " ")
}

func (t *tour) people() Step {
	if len(t.owners) == 0 {
		return Step{ID: "people", Title: "Who is here", Text: "No product of the domain says who answers for it. Ask who does, and have it written down: it is the first thing the next newcomer will look for."}
	}
	text := "Names to remember:\n\n- " + strings.Join(t.owners[:min(len(t.owners), 10)], "\n- ") +
		"\n\nA product has one owner. Who it is stands on the first tab, and the people behind the name on **Team & access**."
	return Step{ID: "people", Title: "Who is here", Text: text}
}

func (t *tour) busiest() Step {
	p := t.first()
	title, stands := "The one that others lean on", "is read by "+counted(t.readBy(p), "other product", "other products")
	holds := "it holds " + counted(p.Properties, "property", "properties") + ". If you read one contract today, read this one"
	switch {
	case t.readBy(p) > 0:
	case p.Properties > 0:
		title, stands = "The one to begin with", "is the largest here, though the catalog knows of nobody who reads it"
	default:
		title, stands = "The one to begin with", "stands first here, though the catalog knows of nobody who reads it"
	}
	if p.Properties == 0 {
		holds = "what its data looks like is not described yet"
	}
	return Step{
		ID: "busiest", Title: title,
		Text:  fmt.Sprintf("**%s** %s; %s. Open it.", p.Label(), stands, holds),
		Place: Place{Page: "product", Product: p.ID}, Checks: []Check{opens("product", p.ID, "")}, Hint: "Select it in the list and press `enter`.",
	}
}

func (t *tour) owner() Step {
	p := t.first()
	if p.Owner == "" {
		return Step{ID: "owner", Title: "Who answers for it", Text: "Nobody, says the contract. Before you build on it, find out who would pick up the phone.", Place: Place{Page: "product", Product: p.ID, Tab: "team"}}
	}
	s := Step{
		ID: "owner", Title: "Who answers for it", Text: "Find out who answers for **" + p.Label() + "**.",
		Place: Place{Page: "product", Product: p.ID, Tab: "team"}, Hint: "It stands on **Overview** and on **Team & access**.",
	}
	return asks(s, "Who owns "+p.Label()+"?", "owner "+quote(p.ID, ""), p.Owner)
}

// schema shows the first product that describes its data.
func (t *tour) schema() Step {
	i := slices.IndexFunc(t.products, func(p catalog.ProductRow) bool { return p.Properties > 0 })
	if i < 0 {
		return Step{}
	}
	p := t.products[i]
	return Step{
		ID: "schema", Title: "What it says", Text: "The **Schema** tab of **" + p.Label() + "** shows what is promised, property by property: names, types, keys, and what each means. A closed object opens with `enter`.",
		Place: Place{Page: "product", Product: p.ID, Tab: "schema"}, Checks: []Check{opens("product", p.ID, "schema")}, Hint: "Press `tab` until **Schema** is marked.",
	}
}

func (t *tour) promises() Step {
	return t.onTab(catalog.HasSLA, "promises", "What it promises", "sla",
		"How fresh, how available, kept how long: **SLA** is the part of a contract that you may hold somebody to. Look at those of **%s**.",
		"No product of the domain promises a service level yet. Whoever reads its data does so at their own risk; that is worth a talk with the owners.")
}

func (t *tour) quality() Step {
	return t.onTab(catalog.HasQuality, "quality", "How it is checked", "quality",
		"A promise that nobody checks is a hope. **Quality** lists the checks of **%s** and, where results are synced, how they went.",
		"No contract of the domain has a check yet. Pick a column you care about and propose one.")
}

// onTab shows a tab of the first product that has something on it.
func (t *tour) onTab(flag catalog.RowFlags, id, title, tab, text, none string) Step {
	i := slices.IndexFunc(t.products, func(p catalog.ProductRow) bool { return p.Flags.Has(flag) })
	if i < 0 {
		return Step{ID: id, Title: title, Text: none}
	}
	p := t.products[i]
	return Step{
		ID: id, Title: title, Text: fmt.Sprintf(text, p.Label()),
		Place: Place{Page: "product", Product: p.ID, Tab: tab}, Checks: []Check{opens("product", p.ID, tab)},
	}
}

func (t *tour) down() Step {
	p := t.first()
	text := "If **" + p.Label() + "** stopped tonight, somebody would call tomorrow. **Lineage** shows who."
	if t.readBy(p) == 0 {
		text = "If **" + p.Label() + "** stopped tonight, would anybody notice? **Lineage** shows who has declared that they read it."
	}
	s := Step{
		ID: "down", Title: "Who would notice", Text: text,
		Place: Place{Page: "product", Product: p.ID, Tab: "lineage"}, Checks: []Check{opens("product", p.ID, "lineage")},
	}
	return asks(s, "How many products read it directly?", "consumers "+quote(p.ID, ""), strconv.Itoa(t.readBy(p)))
}

func (t *tour) up() Step {
	p := slices.MaxFunc(t.products, func(a, b catalog.ProductRow) int { return t.reads(a) - t.reads(b) })
	if t.reads(p) == 0 {
		return Step{}
	}
	return Step{
		ID: "up", Title: "Where it comes from",
		Text: fmt.Sprintf("**%s** reads %s. When its numbers look odd, the cause is often one of them: walk up its lineage.",
			p.Label(), counted(t.reads(p), "product", "products")),
		Place: Place{Page: "product", Product: p.ID, Tab: "lineage"}, Checks: []Check{opens("product", p.ID, "lineage")},
	}
}

func (t *tour) history() Step {
	if t.oldest.Versions < 2 {
		return Step{}
	}
	s := Step{
		ID: "history", Title: "How it came to be",
		Text:  "**" + t.oldest.Label() + "** has been edited most. **Versions** tells by whom, when and why.",
		Place: Place{Page: "product", Product: t.oldest.ID, Tab: "versions"}, Checks: []Check{opens("product", t.oldest.ID, "versions")},
	}
	return asks(s, "How many versions are known?", "versions "+quote(t.oldest.ID, ""), strconv.Itoa(t.oldest.Versions))
}

// changed shows the newest breaking change, else the newest change.
func (t *tour) changed(changes []Change) Step {
	if len(changes) == 0 {
		return Step{}
	}
	c, text := changes[0], "The newest change of a contract here. See what it did, line by line."
	if i := slices.IndexFunc(changes, func(c Change) bool { return c.Breaking }); i >= 0 {
		c, text = changes[i], "The newest change that broke a promise. See what it took away: whoever relied on that had work to do."
	}
	place := Place{Page: "diff", Base: c.Base, Revision: c.Revision}
	return Step{ID: "changed", Title: "What happened lately", Text: text, Place: place, Checks: []Check{{Kind: CheckOpened, Place: place}}}
}

func (t *tour) personal() Step {
	i := slices.IndexFunc(t.products, func(p catalog.ProductRow) bool { return p.Flags.Has(catalog.HasPII) })
	if i < 0 {
		return Step{}
	}
	p := t.products[i]
	try := t.query(p) + " pii:true"
	return Step{
		ID: "personal", Title: "What to handle with care",
		Text:  "Some data here is about people. Search for it, so that you know which products before you copy a table anywhere: `" + try + "`.",
		Place: Place{Page: "browse"}, Checks: []Check{{Kind: CheckFound, Target: p.ID}}, Try: try, Hint: "Type `" + try + "`.",
	}
}

// care lists what a good neighbour would mend.
func (t *tour) care() Step {
	var lines []string
	for _, p := range t.products {
		for _, w := range []struct {
			is   bool
			what string
		}{
			{!p.Flags.Has(catalog.HasOwner), "has no owner"},
			{p.Flags.Has(catalog.HasDangling), "reads something that nobody publishes"},
			{p.Flags.Has(catalog.IsDeprecated) && t.readBy(p) > 0, "is deprecated and still read by " + counted(t.readBy(p), "product", "products")},
			{p.Flags.Has(catalog.IsStale), "has a file that can not be read"},
			{!p.Flags.Has(catalog.HasDescription), "says nothing about itself"},
		} {
			if w.is {
				lines = append(lines, "- **"+p.Label()+"** "+w.what+".")
			}
		}
	}
	if len(lines) == 0 {
		return Step{ID: "care", Title: "What needs care", Text: "Every product has an owner, describes itself and reads nothing that is missing. Keep it so; the **Problems** page tells when it changes.", Place: Place{Page: "problems"}}
	}
	if more := len(lines) - 8; more > 0 {
		lines = append(lines[:8], fmt.Sprintf("- and %d more.", more))
	}
	return Step{ID: "care", Title: "What needs care", Text: "A newcomer sees what others no longer see:\n\n" + strings.Join(lines, "\n") + "\n\nMending one of these is a fine first week.", Place: Place{Page: "problems"}, Checks: []Check{opens("problems", "", "")}}
}

func (t *tour) ask() Step {
	return Step{
		ID: "ask", Title: "Whom to ask",
		Text:  "**Team & access** says where questions are welcome. Where nobody has written that down, it is a good first question. You know enough now to ask more.",
		Place: Place{Page: "product", Product: t.first().ID, Tab: "team"},
	}
}

// FirstWeekID is the id of the walkthrough that FirstWeek makes for a domain.
// Domains whose names differ in punctuation or case alone share one.
func FirstWeekID(domain string) string { return "first-week-" + slug(domain) }
