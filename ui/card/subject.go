// Package card draws what a data product and its contract say: the card itself,
// the checks, service levels, people and neighbours as text, and the schema as a
// tree. The product page shows them of what was synced, the preview of a file that
// is being edited. [Subject] is what is drawn, [Subject.Write] the text, [Tree] the
// schema. It must not import store or a page.
package card

import (
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// The parts of a product, as a page.Target names the tabs that show them.
const (
	Overview = "overview"
	Schema   = "schema"
	Quality  = "quality"
	SLA      = "sla"
	Team     = "team"
	Lineage  = "lineage"
	Versions = "versions"
	Source   = "source"
)

// Body is a text whose links are intents.
type Body = sheet.Body[page.Intent]

// Span is a piece of such a text.
type Span = sheet.Span[page.Intent]

// The same, shorter: the texts are written with them.
type (
	body = Body
	span = Span
	cell = sheet.Cell[page.Intent]
)

// Subject is what is known of a product and of one of its contracts. Whoever makes
// it fills in what there is; what is missing is not drawn, or drawn as not said.
// It does not change while it is shown.
type Subject struct {
	Row       catalog.ProductRow
	Contracts []catalog.ContractRow
	At        int               // which of Contracts is shown; -1 when there is none
	Product   *catalog.Product  // nil without a document of its own
	Contract  *catalog.Contract // nil until loaded, or when there is none
	Origin    catalog.Origin    // of the contract, else of the product's document
	Versions  []catalog.Version // of the contract, newest first
	Results   []catalog.Result  // newest first
	Loaded    bool              // all of this is known; until then only rows are
	Verdict   diff.Severity     // on the newest version against the one before; "" until judged
	Kin       *Kin              // nil until the lineage is at hand
	Now       time.Time
}

// Seed is what a snapshot knows of the product in a row; the contract with the
// given id is the one shown, else the first.
func Seed(snap *catalog.Snapshot, row int, contract string, now time.Time) Subject {
	s := Subject{Row: snap.Product(row), At: -1, Now: now}
	for i := range s.Row.Contracts {
		c := snap.Contract(s.Row.First + i)
		s.Contracts = append(s.Contracts, c)
		if s.At < 0 || c.ID == contract {
			s.At = i
		}
	}
	s.Origin = catalog.Origin{Source: s.Row.Source, Path: s.Row.Path, Hash: s.Row.Hash, Index: s.Row.Index}
	if c, ok := s.Current(); ok {
		s.Origin = catalog.Origin{Source: c.Source, Path: c.Path, Hash: c.Hash, Index: c.Index}
	}
	return s
}

// Write lays out one of the parts that are text, and reports whether it is one.
func (s *Subject) Write(b *Body, part string, env *page.Env) bool {
	switch part {
	case Overview:
		s.overview(b, env)
	case Quality:
		s.qualityTab(b, env)
	case SLA:
		s.slaTab(b)
	case Team:
		s.teamTab(b, env)
	case Lineage:
		s.lineageTab(b, env)
	default:
		return false
	}
	return true
}

// ID is what to call the shown contract, else the product.
func (s *Subject) ID() string {
	if c, ok := s.Current(); ok {
		return c.ID
	}
	return s.Row.ID
}

// Current is the row of the contract that is shown.
func (s *Subject) Current() (catalog.ContractRow, bool) {
	if s.At < 0 || s.At >= len(s.Contracts) {
		return catalog.ContractRow{}, false
	}
	return s.Contracts[s.At], true
}

// team is who answers: the contract's team, and the product's where the contract
// names nobody.
func (s *Subject) team() catalog.Team {
	if s.Contract != nil && (s.Contract.Team.Name != "" || len(s.Contract.Team.Members) > 0) {
		return s.Contract.Team
	}
	if s.Product != nil {
		return s.Product.Team
	}
	return catalog.Team{}
}

// Channels lists the channels of contract and product, each once.
func (s *Subject) Channels() []catalog.Support {
	var out []catalog.Support
	add := func(all []catalog.Support) {
		for _, c := range all {
			same := func(o catalog.Support) bool { return o.Channel == c.Channel && o.URL == c.URL }
			if !slices.ContainsFunc(out, same) {
				out = append(out, c)
			}
		}
	}
	if s.Contract != nil {
		add(s.Contract.Support)
	}
	if s.Product != nil {
		add(s.Product.Support)
	}
	return out
}

// Roles lists the roles of the contract and of its servers.
func (s *Subject) Roles() []catalog.Role {
	if s.Contract == nil {
		return nil
	}
	out := s.Contract.Roles
	for i := range s.Contract.Servers {
		out = append(out[:len(out):len(out)], s.Contract.Servers[i].Roles...)
	}
	return out
}

// description is the contract's, else the product's.
func (s *Subject) description() catalog.Description {
	if s.Contract != nil && s.Contract.Description.Summary() != "" {
		return s.Contract.Description
	}
	if s.Product != nil {
		return s.Product.Description
	}
	return catalog.Description{}
}

// purpose is what the product is for: the text that its row begins, whole once it
// is loaded. The row decides between product and contract, so that what is being
// read does not turn into another text when the documents come.
func (s *Subject) purpose() string {
	if s.Row.Description == "" {
		return s.description().Summary()
	}
	var whole []string
	if s.Product != nil {
		whole = append(whole, s.Product.Description.Summary())
	}
	if s.Contract != nil {
		whole = append(whole, s.Contract.Description.Summary())
	}
	for _, t := range whole {
		if strings.HasPrefix(text.OneLine(t), s.Row.Description) {
			return t
		}
	}
	return s.Row.Description
}

// productPage is the page that the links lead to; a page that has the part that a
// link names shows it itself.
const productPage = "product"

// say is a span of text.
func say(token theme.Token, s string) span { return span{Text: s, Token: token} }

// plain is a span of ordinary text.
func plain(s string) span { return say(theme.Text, s) }

// muted is a span of secondary text.
func muted(s string) span { return say(theme.Muted, s) }

// link is a span that Enter follows.
func link(s string, i page.Intent) span { return span{Text: s, Token: theme.Link, Link: &i} }

// OpenTab is the intent of showing a tab of the shown contract.
func (s *Subject) OpenTab(tab string) page.Intent {
	t := page.Target{Page: productPage, Product: s.Row.ID, Tab: tab}
	if c, ok := s.Current(); ok {
		t.Contract = c.ID
	}
	return page.To(t)
}
