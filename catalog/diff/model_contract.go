package diff

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// model builds the comparison model of a contract. Both sides of a comparison
// share what names of physical types mean.
func model(c *catalog.Contract, words *vocabulary, revised bool) *node {
	root := &node{kind: contractKind, name: "the contract", id: c.ID, place: c.Place, source: c, revised: revised, words: words}
	root.fundamentals(c)
	root.terms(c)
	root.people(c)
	root.money(c.Price)
	for i := range c.Schema {
		root.add(&node{kind: objectKind}).schemaObject(&c.Schema[i])
	}
	for i := range c.Servers {
		root.server(&c.Servers[i])
	}
	for i := range c.Roles {
		root.role(&c.Roles[i])
	}
	for i := range c.SLAs {
		root.level(&c.SLAs[i])
	}
	for i := range c.Support {
		root.support(&c.Support[i])
	}
	root.references()
	root.seal()
	return root
}

func (n *node) fundamentals(c *catalog.Contract) {
	n.annotate(c.Annotations, c.Element)
	if len(c.SLAs) > 0 {
		n.drop("ext:slaDefaultElement", "ext:slaDefaultColumn") // every level says what it applies to
	}
	n.word("name", c.Name)
	n.put("kind", documentKind(c.Dialect), documentKind(c.Dialect))
	n.put("dialect", dialectOf(c.Dialect), dialectOf(c.Dialect))
	n.put("status", statusOf(c.Status), c.Status)
	n.word("domain", c.Domain)
	n.word("dataProduct", c.DataProduct)
	n.put("tenant", strings.ToLower(strings.TrimSpace(c.Tenant)), c.Tenant)
	n.put("created", instantText(c.Created), c.Created)
	n.value("examples", catalog.Value{Kind: listOrAbsent(c.Examples), Items: c.Examples})
	n.context(c.Context)
	n.synonyms(c.Synonyms)
}

func listOrAbsent(items []catalog.Value) catalog.Kind {
	if len(items) == 0 {
		return catalog.Absent
	}
	return catalog.List
}

// documentKind is what the document is, in the words of ODCS. Older dialects of
// the family wrote the kind of dataset in the same place.
func documentKind(d catalog.Dialect) string {
	switch d.Family {
	case catalog.ODCS, catalog.DCS, catalog.Hybrid, catalog.NotContract:
		switch foldName(d.Kind) {
		case "", "datacontract", "virtualdataset", "manageddataset":
			return "DataContract"
		}
		return d.Kind
	}
	return string(d.Family)
}

func dialectOf(d catalog.Dialect) string {
	version := strings.TrimPrefix(strings.TrimSpace(d.Declared), "v")
	return strings.TrimSpace(string(d.Family) + " " + version)
}

// statusOf folds the words that mean one state; words without a known place in
// the lifecycle stay themselves.
func statusOf(text string) string {
	folded := strings.ToLower(foldText(text))
	switch l := catalog.LifecycleOf(text); l {
	case catalog.Active, catalog.Deprecated, catalog.Retired:
		return l.String()
	}
	return folded
}

// instantText makes timestamps equal that differ in the letter between date and
// time only.
func instantText(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	return s
}

func (n *node) terms(c *catalog.Contract) {
	d := c.Description
	n.putAt("description.purpose", foldText(d.Purpose), d.Purpose, d.Place.Of("purpose"))
	n.putAt("description.usage", foldText(d.Usage), d.Usage, d.Place.Of("usage"))
	n.putAt("description.limitations", foldText(d.Limitations), d.Limitations, d.Place.Of("limitations"))
	n.attachments(d.Annotations)
	n.extensions(d.Element)
}

// context records guidance for agents; every constraint is a node, for each
// rules out a use.
func (n *node) context(c catalog.Context) {
	n.putAt("context.instructions", foldText(c.Instructions), c.Instructions, c.Place.Of("instructions"))
	var statements []string
	for _, s := range c.Statements {
		statements = append(statements, foldText(s.Question)+"\x1e"+foldText(s.Answer)+remainder(s.Element, s.Annotations))
	}
	slices.Sort(statements)
	n.putAt("context.statements", strings.Join(statements, "\x1f"), strings.ReplaceAll(strings.Join(statements, "; "), "\x1e", " → "), c.Place.Of("verifiedStatements"))
	for i := range c.Constraints {
		k := &c.Constraints[i]
		child := n.add(&node{kind: constraintKind, name: k.Constraint, id: k.ID, place: k.Place, path: join(n.path, "context")})
		child.prose("constraint", k.Constraint)
		child.put("labels", remainder(k.Element, k.Annotations), "labels")
	}
	n.put("context.labels", remainder(c.Element, catalog.Annotations{}), "labels")
}

func (n *node) synonyms(list []catalog.Synonym) {
	var words []string
	var rest strings.Builder
	for _, s := range list {
		words = append(words, s.Synonym)
		for _, t := range []string{s.Locale, s.Description, s.Source, s.Status} {
			rest.WriteString(foldText(t) + "\x1e")
		}
		rest.WriteString(remainder(s.Element, catalog.Annotations{ID: s.ID, Custom: s.Custom}))
	}
	n.set("synonyms", words)
	if strings.Trim(rest.String(), "\x1e") != "" {
		n.put("synonyms.labels", rest.String(), "labels")
	}
}

// people records who answers for the contract. Owners are facts apart from the
// other members, for a change of owner has a rule of its own.
func (n *node) people(c *catalog.Contract) {
	t := c.Team
	var owners, ownerRows, rows []string
	for i := range t.Members {
		m := &t.Members[i]
		if isOwner(m) {
			owners = append(owners, m.Label())
			ownerRows = append(ownerRows, memberRow(m))
			continue
		}
		rows = append(rows, memberRow(m))
	}
	slices.Sort(ownerRows)
	slices.Sort(rows)
	n.putAt("owner", ownerOf(t.Name, owners, n), ownerOf(t.Name, owners, n), t.Place.Of("name"))
	n.putAt("team.owners", strings.Join(ownerRows, rowEnd), plainRows(ownerRows), t.Place.Pos)
	n.putAt("team.members", strings.Join(rows, rowEnd), plainRows(rows), t.Place.Pos)
	n.putAt("team.description", foldText(t.Description), t.Description, t.Place.Of("description"))
	n.put("team.labels", remainder(t.Element, t.Annotations), "labels")
}

// ownerOf names the owner: the team, else the members who are owners now, else a
// custom property, which then is the owner and nothing else.
func ownerOf(team string, owners []string, n *node) string {
	if team = strings.TrimSpace(team); team != "" {
		return team
	}
	if len(owners) > 0 {
		return strings.Join(normalSet(owners), ", ")
	}
	for _, key := range []string{"custom:owner", "custom:ownerEmail"} {
		if f := n.fact(key); f.value != "" {
			return f.text
		}
	}
	return ""
}

func isOwner(m *catalog.Member) bool {
	return m.DateOut == "" && strings.Contains(strings.ToLower(m.Role), "owner")
}

func memberRow(m *catalog.Member) string {
	row := []string{m.Username, m.Name, m.Role, m.DateIn, m.DateOut, m.ReplacedBy, foldText(m.Description), strings.Join(normalSet(m.Tags), ",")}
	a := m.Annotations
	a.Tags = nil
	return strings.Join(append(row, remainder(m.Element, a)), "\x1e")
}

// rowEnd separates rows; no canonical value holds it.
const rowEnd = "\x1c"

// plainRows writes rows for reading: who and in which role.
func plainRows(rows []string) string {
	var out []string
	for _, r := range rows {
		f := strings.Split(r, "\x1e")
		if len(f) < 3 {
			continue // a hostile text that holds separators
		}
		who := f[1]
		if who == "" {
			who = f[0]
		}
		if f[2] != "" {
			who += " (" + f[2] + ")"
		}
		out = append(out, who)
	}
	return strings.Join(out, ", ")
}

func (n *node) money(p catalog.Price) {
	amount := canonicalNumber(strings.TrimSpace(p.Amount))
	if amount == "0" {
		amount = "" // free is no price
	}
	n.putAt("price.amount", amount, p.Amount, p.Place.Of("priceAmount"))
	n.putAt("price.currency", strings.ToUpper(strings.TrimSpace(p.Currency)), p.Currency, p.Place.Of("priceCurrency"))
	n.putAt("price.unit", strings.ToLower(strings.TrimSpace(p.Unit)), p.Unit, p.Place.Of("priceUnit"))
	n.put("price.labels", remainder(p.Element, catalog.Annotations{ID: p.ID}), "labels")
}
