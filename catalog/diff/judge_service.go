package diff

import (
	"slices"
	"strings"

	"meshdex/catalog/sla"
)

// levelJudges judge a service level that both sides have.
var levelJudges = map[string]judge{
	"level":       judgeLevel,
	"property":    labels("sla-description-changed"),
	"element":     judgeElement,
	"driver":      always("sla-driver-changed"),
	"schedule":    judgeLevelSchedule,
	"scheduler":   judgeLevelSchedule,
	"valueExt":    judgeLevelSchedule,
	"description": labels("sla-description-changed"),
	"tags":        labels("sla-description-changed"),
	"custom:":     labels("sla-description-changed"),
	"link:":       labels("sla-description-changed"),
	"meaning:":    labels("sla-description-changed"),
	"id":          labels("sla-description-changed"),
}

// levelRules are the rules for a level that promises less, and more.
var levelRules = map[sla.Name][2]string{
	sla.Latency:             {"sla-latency-increased", "sla-latency-decreased"},
	sla.Freshness:           {"sla-freshness-increased", "sla-freshness-decreased"},
	sla.Retention:           {"sla-retention-shortened", "sla-retention-lengthened"},
	sla.Frequency:           {"sla-frequency-lowered", "sla-frequency-raised"},
	sla.Availability:        {"sla-availability-lowered", "sla-availability-raised"},
	sla.Throughput:          {"sla-throughput-lowered", "sla-throughput-raised"},
	sla.ErrorRate:           {"sla-error-rate-increased", "sla-error-rate-decreased"},
	sla.TimeOfAvailability:  {"sla-time-of-availability-later", "sla-time-of-availability-earlier"},
	sla.GeneralAvailability: {"sla-general-availability-later", "sla-general-availability-earlier"},
	sla.EndOfSupport:        {"sla-end-of-support-earlier", "sla-end-of-support-later"},
	sla.EndOfLife:           {"sla-end-of-life-earlier", "sla-end-of-life-later"},
	sla.TimeToDetect:        {"sla-time-to-detect-increased", "sla-time-to-detect-decreased"},
	sla.TimeToNotify:        {"sla-time-to-notify-increased", "sla-time-to-notify-decreased"},
	sla.TimeToRepair:        {"sla-time-to-repair-increased", "sla-time-to-repair-decreased"},
	sla.SupportResponseTime: {"sla-support-response-time-increased", "sla-support-response-time-decreased"},
	sla.BackupInterval:      {"sla-backup-recovery-worsened", "sla-backup-recovery-improved"},
	sla.RecoveryTime:        {"sla-backup-recovery-worsened", "sla-backup-recovery-improved"},
	sla.RecoveryPoint:       {"sla-backup-recovery-worsened", "sla-backup-recovery-improved"},
}

func levelOf(n *node) sla.Level {
	l, _ := n.source.(sla.Level)
	return l
}

func judgeLevel(c *comparison, p *pair, key string) {
	b, r := levelOf(p.base), levelOf(p.revision)
	rel, reason := sla.Compare(b, r)
	rule := levelRule(b, r, rel)
	switch {
	case r.Quantity.Kind == sla.None && b.Quantity.Kind != sla.Text:
		rule = "sla-property-removed"
	case b.Quantity.Kind == sla.None && r.Quantity.Kind != sla.Text:
		rule = "sla-property-added"
	case b.Quantity.Kind == sla.None || r.Quantity.Kind == sla.None:
		reason = "one side names no value"
	}
	c.tellKey(p, rule, key, note{detail: reason})
}

func levelRule(b, r sla.Level, rel sla.Relation) string {
	rules, known := levelRules[r.Name]
	switch {
	case r.Name == sla.SupportHours:
		return "support-hours-changed"
	case !known:
		return "sla-unknown-property-changed"
	case rel == sla.Incomparable:
		return "sla-incomparable"
	case rel == sla.Looser && r.Name == sla.Retention && b.Quantity.Kind == sla.Unlimited:
		return "sla-retention-unlimited-dropped"
	case rel == sla.Looser:
		return rules[0]
	case rel == sla.Tighter:
		return rules[1]
	}
	return "sla-restated-approximately"
}

func judgeElement(c *comparison, p *pair, key string) {
	c.tellDefault(p, "sla-element-changed", key, "everything")
}

func judgeLevelSchedule(c *comparison, p *pair, key string) {
	p.claim("schedule", "scheduler", "valueExt")
	c.tellKey(p, "sla-schedule-changed", key, note{})
}

func judgeLoneLevel(c *comparison, n *node) {
	added, removed := "sla-property-added", "sla-property-removed"
	switch levelOf(n).Name {
	case sla.EndOfSupport, sla.EndOfLife:
		added, removed = "sla-end-announced", "sla-end-cancelled"
	}
	c.tellLone(n, either(n.revised, added, removed), note{})
}

// serverJudges judge a server that both sides have.
var serverJudges = map[string]judge{
	"server":      judgeServerName,
	"type":        always("server-type-changed"),
	"environment": judgeEnvironment,
	"address.":    judgeAddress,
	"format":      oneSided("server-format-changed"),
	"encoding":    judgeEncoding,
	"delimiter":   oneSided("server-delimiter-changed"),
	"region":      always("server-region-changed"),
	"compute.":    always("server-compute-changed"),
	"roles":       judgeServerRoles,
	"roles.":      judgeServerRoles,
	"description": labels("server-metadata-changed"),
	"tags":        labels("server-metadata-changed"),
	"custom:":     judgeServerCustom,
	"link:":       labels("server-metadata-changed"),
	"meaning:":    labels("server-metadata-changed"),
	"id":          labels("server-metadata-changed"),
	"setting:":    judgeExtension,
}

// oneSided judges milder where one side says nothing: what was in force there is
// not known.
func oneSided(rule string) judge {
	return func(c *comparison, p *pair, key string) {
		n := note{}
		if !p.base.has(key) || !p.revision.has(key) {
			n.severity = PotentiallyBreaking
		}
		c.tellKey(p, rule, key, n)
	}
}

func judgeServerName(c *comparison, p *pair, key string) {
	moved := slices.ContainsFunc(p.open, isAddress)
	c.tellKey(p, "server-renamed", key, note{detail: either(moved, "", "; its address is the same")})
}

func isAddress(key string) bool { return strings.HasPrefix(key, "address.") }

// judgeEnvironment asks whether production goes or comes. A server without a
// mark is taken for production.
func judgeEnvironment(c *comparison, p *pair, key string) {
	n := note{}
	switch {
	case isProduction(p.revision):
		n.severity = Compatible
	case !isProduction(p.base):
		n.severity = PotentiallyBreaking
	}
	c.tellKey(p, "server-environment-changed", key, n)
}

func isProduction(n *node) bool {
	e := n.fact("environment").value
	return e == "" || e == "prod"
}

// judgeAddress tells of all parts of an address at once.
func judgeAddress(c *comparison, p *pair, _ string) {
	keys := p.claimPrefix("address.")
	var parts []string
	filled, same, added := true, true, true
	for _, k := range keys {
		b, r := p.base.fact(k).text, p.revision.fact(k).text
		parts = append(parts, publicKey(k)+" "+defaultTo(b, "nothing")+" → "+defaultTo(r, "nothing"))
		added = added && b == ""
		filled = filled && strings.Contains(b+r, "${")
		same = same && (strings.Contains(r, ":-"+b+"}") || strings.Contains(b, ":-"+r+"}"))
	}
	f := Finding{Rule: "server-address-changed", Path: p.revision.path, Key: publicKey(keys[0])}
	f.Base, f.Revision = p.base.pos(keys[0]), p.revision.pos(keys[0])
	f.Before, f.After = addressText(p.base, keys), addressText(p.revision, keys)
	n := note{node: p.revision, detail: strings.Join(parts, ", ")}
	if added {
		n.severity = PotentiallyBreaking // where it led before, nobody said
	}
	if filled {
		f.Rule = "server-address-parameterised"
		if same {
			n.severity = DocOnly
		}
	}
	c.tell(f, n)
}

func addressText(n *node, keys []string) string {
	var parts []string
	for _, k := range keys {
		if t := n.fact(k).text; t != "" {
			parts = append(parts, publicKey(k)+"="+t)
		}
	}
	return strings.Join(parts, " ")
}

func judgeEncoding(c *comparison, p *pair, key string) {
	n := note{}
	b, r := p.base.fact(key).value, p.revision.fact(key).value
	if b == "" || r == "" || strings.Contains(b, "ascii") && r == "utf8" {
		n.severity = PotentiallyBreaking
	}
	c.tellKey(p, "server-encoding-changed", key, n)
}

func judgeServerRoles(c *comparison, p *pair, key string) {
	b, r := splitSet(p.base.fact("roles").value), splitSet(p.revision.fact("roles").value)
	p.claim("roles")
	p.claimPrefix("roles.")
	c.tellKey(p, "server-roles-changed", key, note{detail: defaultTo(setChange(b, r), "who approves and why")})
}

func judgeServerCustom(c *comparison, p *pair, key string) {
	if secretKey().MatchString(key) {
		c.tellKey(p, "secret-changed", key, note{})
		return
	}
	labels("server-metadata-changed")(c, p, key)
}

func judgeLoneServer(c *comparison, n *node) {
	removed := either(isProduction(n), "server-removed", "server-removed-nonproduction")
	x := note{}
	if !n.revised && addressKey(n) == "" {
		x.severity = PotentiallyBreaking // there was no address to lose
	}
	c.tellLone(n, either(n.revised, "server-added", removed), x)
}

// roleJudges judge a role that both sides have.
var roleJudges = map[string]judge{
	"role":                 judgeRoleName,
	"access":               judgeAccess,
	"firstLevelApprovers":  judgeApprovers,
	"secondLevelApprovers": judgeApprovers,
	"description":          labels("role-metadata-changed"),
	"tags":                 labels("role-metadata-changed"),
	"custom:":              labels("role-metadata-changed"),
	"link:":                labels("role-metadata-changed"),
	"meaning:":             labels("role-metadata-changed"),
	"id":                   labels("role-metadata-changed"),
}

func judgeRoleName(c *comparison, p *pair, key string) {
	c.tellKey(p, "role-renamed", key, note{})
}

func accessRank(s string) int {
	return slices.Index([]string{"none", "read", "write", "admin"}, s)
}

func judgeAccess(c *comparison, p *pair, key string) {
	b, r := accessRank(p.base.fact(key).value), accessRank(p.revision.fact(key).value)
	rule := "role-access-changed"
	switch {
	case b < 0 || r < 0:
	case r < b:
		rule = "role-access-reduced"
	default:
		rule = "role-access-extended"
	}
	c.tellKey(p, rule, key, note{})
}

func judgeApprovers(c *comparison, p *pair, key string) {
	p.claim("firstLevelApprovers", "secondLevelApprovers")
	c.tellKey(p, "role-approvers-changed", key, note{})
}

// supportJudges judge a support channel that both sides have.
var supportJudges = map[string]judge{
	"channel":       supportChange,
	"url":           supportChange,
	"tool":          supportChange,
	"scope":         supportChange,
	"invitationUrl": supportChange,
	"description":   supportChange,
	"tags":          supportChange,
	"custom:":       supportChange,
	"link:":         supportChange,
	"meaning:":      supportChange,
	"id":            supportChange,
}

// supportChange tells all that changed about a channel at once.
func supportChange(c *comparison, p *pair, key string) {
	var parts []string
	for _, k := range p.open {
		if !strings.HasPrefix(k, "ext:") {
			parts = append(parts, publicKey(k)+" "+shorten(p.base.fact(k).text)+" → "+shorten(p.revision.fact(k).text))
		}
	}
	p.claimAll(func(k string) bool { return !strings.HasPrefix(k, "ext:") })
	c.tellKey(p, "support-channel-changed", key, note{detail: strings.Join(parts, ", ")})
}

func judgeLoneSupport(c *comparison, n *node) {
	rule := "support-channel-added"
	if !n.revised {
		rule = either(len(c.revision.children[supportKind]) == 0, "support-removed", "support-channel-removed")
	}
	c.tellLone(n, rule, note{})
}
