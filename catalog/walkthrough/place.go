package walkthrough

import (
	"fmt"
	"slices"
	"strings"
)

// Place is somewhere in the program, named by ids. The zero Place is nowhere in
// particular.
type Place struct {
	Page     string // one of Pages
	Product  string // id of a product or contract
	Contract string // id; only in events, where the program knows both
	Tab      string // one of Tabs
	Path     string // object.property, or the id of one
	Query    string
	Base     string // contract@version
	Revision string
	Topic    string // of the help
}

// Pages lists the pages that a place may name, with the form of the rest.
func Pages() []string {
	return []string{"browse", "diff", "fields", "help", "lineage", "problems", "product", "sources"}
}

// Tabs lists the tabs of a product's page, in their order.
func Tabs() []string {
	return []string{"overview", "schema", "quality", "sla", "team", "lineage", "versions", "source"}
}

// ParsePlace reads a place:
//
//	browse [QUERY]             the list, with a query if one is given
//	fields [QUERY]             the list of properties
//	product ID [TAB]           a product or contract, on a tab
//	product ID#OBJECT[.PATH]   a property in its schema
//	diff BASE [REVISION]       two versions, ID@VERSION; BASE alone is its last two
//	lineage ID                 what is up and down of a product
//	help [TOPIC]
//	problems, sources
//
// A name with a space in it stands in double quotes, as does an id with a #.
func ParsePlace(text string) (Place, error) {
	page, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	p := Place{Page: page}
	rest = strings.TrimSpace(rest)
	if page == "browse" || page == "fields" {
		p.Query = rest
		return p, nil
	}
	words, err := fields(rest)
	if err != nil {
		return Place{}, err
	}
	switch page {
	case "product":
		return p.subject(words)
	case "diff":
		return p.pair(words)
	case "lineage":
		if len(words) != 1 {
			return Place{}, fmt.Errorf("%s takes the id of a product", page)
		}
		p.Product = unquote(words[0])
		return p, nil
	case "help":
		p.Topic = rest
		return p, nil
	}
	if !slices.Contains(Pages(), page) {
		return Place{}, fmt.Errorf("no page is called %q; pages are %s", page, strings.Join(Pages(), ", "))
	}
	if rest != "" {
		return Place{}, fmt.Errorf("%s takes nothing", page)
	}
	return p, nil
}

func (p Place) subject(words []string) (Place, error) {
	if len(words) == 0 || len(words) > 2 {
		return Place{}, fmt.Errorf("%s takes an id and, at most, a tab", p.Page)
	}
	id, path, _ := cutOutside(words[0], '#')
	p.Product, p.Path = unquote(id), unquote(path)
	if p.Product == "" {
		return Place{}, fmt.Errorf("%s takes an id before its property", p.Page)
	}
	if p.Path != "" {
		p.Tab = "schema"
	}
	if len(words) == 2 {
		p.Tab = words[1]
		if !slices.Contains(Tabs(), p.Tab) {
			return Place{}, fmt.Errorf("no tab is called %q; tabs are %s", p.Tab, strings.Join(Tabs(), ", "))
		}
	}
	return p, nil
}

func (p Place) pair(words []string) (Place, error) {
	if len(words) == 0 || len(words) > 2 {
		return Place{}, fmt.Errorf("%s takes one or two versions, each ID@VERSION", p.Page)
	}
	p.Base = unquote(words[0])
	if len(words) == 2 {
		p.Revision = unquote(words[1])
	}
	return p, nil
}

// String is the inverse of ParsePlace.
func (p Place) String() string {
	words := []string{p.Page}
	add := func(s string) {
		if s != "" {
			words = append(words, s)
		}
	}
	name := func(s, marks string) string {
		if s == "" {
			return ""
		}
		return quote(s, marks)
	}
	subject := name(p.Product, "#")
	if p.Path != "" {
		subject += "#" + quote(p.Path, "")
	}
	add(subject)
	if p.Path == "" || p.Tab != "schema" {
		add(p.Tab)
	}
	add(p.Query)
	add(name(p.Base, ""))
	add(name(p.Revision, ""))
	add(p.Topic)
	return strings.Join(words, " ")
}

// IsZero reports whether the place is nowhere in particular.
func (p Place) IsZero() bool { return p == Place{} }

// Covers reports whether somebody who is at q is at p: every part that p names
// is the same in q. The two ends of a diff may come in either order.
func (p Place) Covers(q Place) bool {
	same := func(want, is string) bool { return want == "" || strings.EqualFold(want, is) }
	return p.Page == q.Page && (same(p.Product, q.Product) || same(p.Product, q.Contract)) &&
		same(p.Tab, q.Tab) && same(p.Path, q.Path) && same(p.Query, q.Query) && same(p.Topic, q.Topic) &&
		(same(p.Base, q.Base) && same(p.Revision, q.Revision) || same(p.Base, q.Revision) && same(p.Revision, q.Base))
}
