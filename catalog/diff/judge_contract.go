package diff

import (
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

// contractJudges judge the contract itself.
var contractJudges = map[string]judge{
	"id":                      always("contract-id-changed"),
	"name":                    always("contract-name-changed"),
	"kind":                    always("kind-changed"),
	"dialect":                 always("dialect-changed"),
	"status":                  judgeStatus,
	"domain":                  always("domain-changed"),
	"dataProduct":             always("data-product-changed"),
	"tenant":                  always("tenant-changed"),
	"created":                 always("contract-created-ts-changed"),
	"description.purpose":     always("purpose-changed"),
	"description.usage":       always("usage-changed"),
	"description.limitations": turned("limitation-added", "limitation-removed", "limitation-changed"),
	"noticePeriod":            judgeNotice,
	"billing":                 always("billing-terms-changed"),
	"price.":                  judgePrice,
	"owner":                   judgeOwner,
	"team.":                   judgeTeam,
	"contact.":                judgeContact,
	"contact.name":            judgeContact,
	"contact.url":             judgeContact,
	"contact.email":           judgeContact,
	"order":                   judgeServerOrder,
}

// judgeStatus reads the step in the lifecycle.
func judgeStatus(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key), p.revision.fact(key)
	c.tellKey(p, statusRule(b.value, r.value), key, note{})
}

func statusRule(base, revision string) string {
	b, r := catalog.LifecycleOf(base), catalog.LifecycleOf(revision)
	if base == "" && (r == catalog.Retired || r == catalog.Deprecated || r == catalog.Active) {
		b = map[bool]catalog.Lifecycle{true: catalog.Draft, false: catalog.Active}[r == catalog.Active]
	}
	switch {
	case b == catalog.UnknownStatus || r == catalog.UnknownStatus:
		return "status-unrecognised-changed"
	case b == catalog.Draft && r == catalog.Draft:
		return "status-preliminary-changed"
	case r == catalog.Retired:
		return either(b == catalog.Deprecated, "status-retired", "status-retired-without-deprecation")
	case r == catalog.Draft:
		return "status-regressed"
	case r == catalog.Deprecated:
		return either(b == catalog.Retired, "status-reactivated", "status-deprecated")
	}
	return either(b == catalog.Draft, "status-activated", "status-reactivated")
}

// judgeNotice compares notice periods as durations. One that cannot be read is
// taken for the shortest, for nobody can rely on it.
func judgeNotice(c *comparison, p *pair, key string) {
	b, r := p.base.fact(key), p.revision.fact(key)
	rule := "notice-period-shortened"
	switch {
	case r.value == "":
		rule = "notice-period-removed"
	case b.value == "" || isLonger(notice(b.text), notice(r.text)):
		rule = "notice-period-lengthened"
	}
	c.tellKey(p, rule, key, note{})
}

func notice(text string) sla.Quantity { return sla.Parse(sla.Retention, text, "") }

func isLonger(b, r sla.Quantity) bool {
	old, _, okOld := b.Base()
	now, _, okNow := r.Base()
	switch {
	case okOld != okNow:
		return okNow
	case !okNow:
		return r.Raw > b.Raw
	}
	return now > old
}

func judgePrice(c *comparison, p *pair, _ string) {
	b, r := priceText(p.base), priceText(p.revision)
	f := Finding{
		Rule: priceRule(p), Path: "price", Before: b, After: r,
		Base: p.base.pos("price.amount"), Revision: p.revision.pos("price.amount"),
	}
	p.claimPrefix("price.")
	c.tell(f, note{node: p.revision, name: "a label"})
}

func priceRule(p *pair) string {
	b, r := p.base.fact("price.amount"), p.revision.fact("price.amount")
	switch {
	case b.value == r.value && b.value != "" && !p.isOpen("price.currency") && !p.isOpen("price.unit"):
		return "custom-property-changed"
	case b.value == "" && r.value != "":
		return "price-introduced"
	case b.value != "" && r.value == "":
		return "price-removed"
	case p.isOpen("price.currency") || p.isOpen("price.unit"):
		return "price-basis-changed"
	}
	old, ok1 := parseNumber(b.text)
	now, ok2 := parseNumber(r.text)
	if !ok1 || !ok2 {
		return "price-basis-changed"
	}
	return either(now.Cmp(old) > 0, "price-increased", "price-decreased")
}

func priceText(n *node) string {
	text := strings.TrimSpace(n.fact("price.amount").text + " " + n.fact("price.currency").text)
	if u := n.fact("price.unit").text; u != "" {
		text += " per " + u
	}
	return strings.TrimSpace(text)
}

// judgeOwner tells of another owner, which includes the members who are owners.
func judgeOwner(c *comparison, p *pair, key string) {
	p.claim("team.owners")
	for _, k := range []string{"custom:owner", "custom:ownerEmail"} {
		if f := p.revision.fact(k); f.text == p.revision.fact(key).text || p.base.fact(k).text == p.base.fact(key).text {
			p.claim(k)
		}
	}
	c.tellKey(p, either(p.revision.has(key), "owner-changed", "owner-removed"), key, note{})
}

func judgeTeam(c *comparison, p *pair, key string) {
	b, r := teamRows(p.base), teamRows(p.revision)
	gained, lost := plainRows(subtract(r, b)), plainRows(subtract(b, r))
	p.claimPrefix("team.")
	c.tellKey(p, "team-member-changed", key, note{detail: teamChange(gained, lost)})
}

// teamRows lists all members, owners or not.
func teamRows(n *node) []string {
	rows := append(strings.Split(n.fact("team.members").value, rowEnd), strings.Split(n.fact("team.owners").value, rowEnd)...)
	return subtract(rows, []string{""})
}

func teamChange(gained, lost string) string {
	switch {
	case gained != "" && lost != "":
		return shorten(lost) + " became " + shorten(gained)
	case gained != "":
		return shorten(gained) + " joined"
	case lost != "":
		return shorten(lost) + " left"
	}
	return "its description reads differently"
}

func judgeContact(c *comparison, p *pair, key string) {
	p.claimPrefix("contact.")
	c.tellKey(p, "contact-changed", key, note{})
}

func judgeServerOrder(c *comparison, p *pair, key string) {
	b, r := p.base.children[serverKind][0], p.revision.children[serverKind][0]
	p.claim(key)
	c.tell(Finding{
		Rule: "server-list-reordered", Path: "servers", Before: b.name, After: r.name, Base: b.pos(""), Revision: r.pos(""),
	}, note{node: r})
}

// policyJudges judge a policy that both sides have.
var policyJudges = map[string]judge{
	"url":         labels("policy-changed"),
	"type":        labels("policy-changed"),
	"description": labels("policy-changed"),
	"ext:":        labels("policy-changed"),
}
