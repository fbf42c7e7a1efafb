package product

import (
	"cmp"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/export"
	"meshdex/ui/card"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// copyMenu offers what can be copied here.
func (p *Page) copyMenu() page.Intent {
	s := p.sub
	choices := []page.Choice{copyChoice("i", "Id", s.ID())}
	if s.Row.Name != "" {
		choices = append(choices, copyChoice("n", "Name", s.Row.Label()))
	}
	if n, ok := p.schema.Current(); ok && p.tab == Schema {
		choices = append(choices, p.schemaChoices(n)...)
	}
	if l := s.FirstLocation(); l != "" {
		choices = append(choices, copyChoice("w", "Where the data is", l))
	}
	choices = append(choices,
		copyChoice("l", "Link for meshdex", "meshdex show "+text.ShellWord(s.ID())),
		copyChoice("a", "Access request", s.AccessRequest(firstRole(s))),
		copyChoice("f", "The whole file", string(s.raw)),
	)
	return page.Intent{Kind: page.Menu, What: "Copy", Choices: choices}
}

// copyChoice is one row of the menu; its detail is the start of what is copied.
func copyChoice(key, what, value string) page.Choice {
	c := page.Choice{Key: key, Title: what, Detail: text.OneLine(clip(value, 200)), Intent: page.ToCopy(value, strings.ToLower(what))}
	if value == "" {
		c.Disabled = "there is none"
	}
	return c
}

// clip takes the first n bytes of a text, up to a whole rune.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

// schemaChoices are those of a row of the schema.
func (p *Page) schemaChoices(n card.Node) []page.Choice {
	choices := []page.Choice{copyChoice("p", "Path", n.Path)}
	physical := n.Object.PhysicalName
	if n.Property != nil {
		physical = n.Property.PhysicalName
	}
	if physical != "" {
		choices = append(choices, copyChoice("h", "Physical name", physical))
	}
	return append(choices,
		copyChoice("d", "DDL", p.ddl(n.Object)),
		copyChoice("s", "SELECT without sensitive columns", export.Select(n.Object, export.DialectOf(p.sub.Contract))),
		copyChoice("y", "YAML as written", fragment(p.sub.raw, n.Pos())),
	)
}

// ddl is the CREATE TABLE of one object, in the dialect of the contract's server.
func (p *Page) ddl(o *catalog.Object) string {
	one := *p.sub.Contract
	one.Schema = []catalog.Object{*o}
	var b strings.Builder
	if err := export.DDL(&b, &one, export.DialectOf(&one)); err != nil {
		return "" // a strings.Builder does not fail; what cannot be said in SQL is
	}
	return b.String()
}

// fragment is the block of YAML that begins at a position: its line and all lines
// after it that are indented deeper.
func fragment(raw []byte, at catalog.Pos) string {
	lines := strings.Split(string(raw), "\n")
	if !at.IsKnown() || at.Line > len(lines) {
		return ""
	}
	first := lines[at.Line-1]
	depth := indent(first)
	end := at.Line
	for end < len(lines) && (strings.TrimSpace(lines[end]) == "" || indent(lines[end]) > depth) {
		end++
	}
	var out []string
	for _, l := range lines[at.Line-1 : end] {
		out = append(out, l[min(depth, indent(l)):])
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n ") + "\n"
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func firstRole(s *subject) catalog.Role {
	if roles := s.Roles(); len(roles) > 0 {
		return roles[0]
	}
	return catalog.Role{}
}

// requestMenu offers an access request for each role; with one role or none it is
// copied at once.
func (p *Page) requestMenu() page.Intent {
	roles := p.sub.Roles()
	if len(roles) < 2 {
		return p.sub.RequestAccess(firstRole(p.sub))
	}
	var choices []page.Choice
	for _, r := range roles {
		choices = append(choices, page.Choice{Title: cmp.Or(r.Role, "role"), Detail: strings.Trim(r.Access+" · "+text.OneLine(r.Description), " ·"), Intent: p.sub.RequestAccess(r)})
	}
	return page.Intent{Kind: page.Menu, What: "Ask for access as", Choices: choices}
}

// contractMenu offers the other contracts of the product.
func (p *Page) contractMenu() page.Intent {
	var choices []page.Choice
	for _, c := range p.sub.Contracts {
		choices = append(choices, page.Choice{Title: c.Label(), Detail: strings.TrimSpace(c.Version + " " + c.Status), Value: chosenContract(c.ID)})
	}
	return page.Intent{Kind: page.Menu, What: "Contract", Choices: choices}
}

// file is the product's file on this machine.
func (p *Page) file() (string, bool) {
	if p.deps.Locate == nil {
		return "", false
	}
	return p.deps.Locate(cmp.Or(p.sub.Origin.Source, p.sub.Row.Source), p.sub.Origin.Path)
}

// line is where to put the editor: at what is chosen.
func (p *Page) line() int {
	switch p.tab {
	case Source:
		return p.source.list.Cursor() + 1
	case Schema:
		if n, ok := p.schema.Current(); ok {
			return n.Pos().Line
		}
	}
	if p.sub.Contract != nil {
		return p.sub.Contract.Place.Line
	}
	return 0
}

// webLink is the first address that the contract gives for itself.
func (p *Page) webLink() string {
	var all []catalog.AuthoritativeDefinition
	if p.sub.Contract != nil {
		all = append(all, p.sub.Contract.Links...)
	}
	if p.sub.Product != nil {
		all = append(all, p.sub.Product.Links...)
	}
	for _, l := range all {
		if strings.HasPrefix(l.URL, "http") {
			return l.URL
		}
	}
	for _, c := range p.sub.Channels() {
		if strings.HasPrefix(c.URL, "http") {
			return c.URL
		}
	}
	return ""
}
