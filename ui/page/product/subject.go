package product

import (
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/sheet"
)

// The page's tabs draw on sheets whose links are intents.
type (
	body = sheet.Body[page.Intent]
	span = sheet.Span[page.Intent]
)

// subject is all that the page knows of its product. It is immutable: a load
// gives a new one.
type subject struct {
	row       catalog.ProductRow
	contracts []catalog.ContractRow
	at        int                    // which of contracts is shown; -1 when there is none
	product   *catalog.Product       // nil without a document of its own
	contract  *catalog.Contract      // nil until loaded, or when there is none
	origin    catalog.Origin         // of the contract, else of the product's document
	problems  []catalog.Problem      // of that file
	raw       []byte                 // that file's bytes
	file      *file                  // the same, ready to be drawn; nil until loaded
	versions  []catalog.Version      // of the contract, newest first
	results   []catalog.Result       // newest first
	steps     []step                 // one per version, newest first
	reads     []Neighbour            // one hop upstream
	readBy    []Neighbour            // one hop downstream
	feeds     map[string][]Neighbour // by path: the columns elsewhere that are made from it or refer to it
	loaded    bool                   // all of this is known; until then only rows are
	now       time.Time
}

// step is what one version changed against the version before it.
type step struct {
	verdict  string // as in catalog/diff; "" when it cannot be judged
	required string // the bump that the change needs: major, minor, patch or none
	declared string // the bump that the versions make
	enough   bool   // declared covers required
}

// id is what to call the shown contract, else the product.
func (s *subject) id() string {
	if c, ok := s.current(); ok {
		return c.ID
	}
	return s.row.ID
}

// current is the row of the contract that is shown.
func (s *subject) current() (catalog.ContractRow, bool) {
	if s.at < 0 || s.at >= len(s.contracts) {
		return catalog.ContractRow{}, false
	}
	return s.contracts[s.at], true
}

// team is who answers: the contract's team, and the product's where the contract
// names nobody.
func (s *subject) team() catalog.Team {
	if s.contract != nil && (s.contract.Team.Name != "" || len(s.contract.Team.Members) > 0) {
		return s.contract.Team
	}
	if s.product != nil {
		return s.product.Team
	}
	return catalog.Team{}
}

// support lists the channels of contract and product, each once.
func (s *subject) support() []catalog.Support {
	var out []catalog.Support
	add := func(all []catalog.Support) {
		for _, c := range all {
			same := func(o catalog.Support) bool { return o.Channel == c.Channel && o.URL == c.URL }
			if !slices.ContainsFunc(out, same) {
				out = append(out, c)
			}
		}
	}
	if s.contract != nil {
		add(s.contract.Support)
	}
	if s.product != nil {
		add(s.product.Support)
	}
	return out
}

// roles lists the roles of the contract and of its servers.
func (s *subject) roles() []catalog.Role {
	if s.contract == nil {
		return nil
	}
	out := s.contract.Roles
	for i := range s.contract.Servers {
		out = append(out[:len(out):len(out)], s.contract.Servers[i].Roles...)
	}
	return out
}

// description is the contract's, else the product's.
func (s *subject) description() catalog.Description {
	if s.contract != nil && s.contract.Description.Summary() != "" {
		return s.contract.Description
	}
	if s.product != nil {
		return s.product.Description
	}
	return catalog.Description{}
}

// purpose is what the product is for: the text that its row begins, whole once it
// is loaded. The row decides between product and contract, so that what is being
// read does not turn into another text when the documents come.
func (s *subject) purpose() string {
	if s.row.Description == "" {
		return s.description().Summary()
	}
	var whole []string
	if s.product != nil {
		whole = append(whole, s.product.Description.Summary())
	}
	if s.contract != nil {
		whole = append(whole, s.contract.Description.Summary())
	}
	for _, text := range whole {
		if strings.HasPrefix(oneLine(text), s.row.Description) {
			return text
		}
	}
	return s.row.Description
}

// say is a span of text.
func say(token theme.Token, s string) span { return span{Text: s, Token: token} }

// plain is a span of ordinary text.
func plain(s string) span { return say(theme.Text, s) }

// muted is a span of secondary text.
func muted(s string) span { return say(theme.Muted, s) }

// link is a span that Enter follows.
func link(s string, i page.Intent) span { return span{Text: s, Token: theme.Link, Link: &i} }

// openTab is the intent of showing a tab of the shown contract.
func (s *subject) openTab(tab string) page.Intent {
	t := page.Target{Page: Name, Product: s.row.ID, Tab: tab}
	if c, ok := s.current(); ok {
		t.Contract = c.ID
	}
	return page.To(t)
}
