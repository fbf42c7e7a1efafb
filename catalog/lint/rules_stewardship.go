package lint

import (
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
	"meshdex/catalog/sla"
)

// stewardshipRules are about who looks after the data and what readers are told.
func stewardshipRules() []rule {
	return []rule{
		{
			Rule: Rule{"owner-missing", Stewardship, catalog.Warning, "nobody answers for the data", "Write team.name, or a member whose role is owner."},
			contract: func(p *pass, c *catalog.Contract) {
				missing(p, c.Team.Owner(c.Custom, p.cfg.Today), c.Place.Pos, "team", "the contract has no owner")
			},
			product: func(p *pass, c *catalog.Product) {
				missing(p, c.Team.Owner(c.Custom, p.cfg.Today), c.Place.Pos, "team", "the product has no owner")
			},
		},
		{
			Rule:     Rule{"member-left", Stewardship, catalog.Note, "a member has left and nobody took over", "Write replacedByUsername, or remove the member."},
			contract: func(p *pass, c *catalog.Contract) { members(p, &c.Team, memberLeft) },
			product:  func(p *pass, c *catalog.Product) { members(p, &c.Team, memberLeft) },
		},
		{
			Rule: Rule{"description-missing", Stewardship, catalog.Warning, "nobody is told what the data is for", "Write description.purpose."},
			contract: func(p *pass, c *catalog.Contract) {
				missing(p, c.Description.Summary(), c.Place.Pos, "description", "the contract has no description")
			},
			product: func(p *pass, c *catalog.Product) {
				missing(p, c.Description.Summary(), c.Place.Pos, "description", "the product has no description")
			},
		},
		{
			Rule: Rule{"object-description-missing", Stewardship, catalog.Note, "a schema object is not described", "Say what one row is."},
			object: func(p *pass, o placedObject) {
				missing(p, o.Description+o.Granularity, o.Place.Pos, o.Path, "the schema object "+o.Name+" has no description")
			},
		},
		{
			Rule:   Rule{"property-description-missing", Stewardship, catalog.Note, "properties are not described", "Describe them, at least where the name does not say it all."},
			object: propertyDescriptions,
		},
		{
			Rule:     Rule{"classification-missing", Stewardship, catalog.Warning, "a property looks personal and is not classified", "Write classification, such as public, internal, confidential or restricted."},
			property: classificationMissing,
		},
		{
			Rule: Rule{"sla-missing", Stewardship, catalog.Note, "nothing is promised about the service", "Write slaProperties, such as frequency, latency and retention."},
			contract: func(p *pass, c *catalog.Contract) {
				if len(c.SLAs) == 0 {
					p.say(c.Place.Pos, "slaProperties", "the contract promises no service level")
				}
			},
		},
		{
			Rule: Rule{"quality-missing", Stewardship, catalog.Note, "nothing is promised about the quality of the data", "Write quality checks on objects or properties."},
			contract: func(p *pass, c *catalog.Contract) {
				for range checks(c) {
					return
				}
				p.say(c.Place.Pos, "schema", "the contract has no quality check")
			},
		},
		{
			Rule: Rule{"support-missing", Stewardship, catalog.Note, "readers are not told whom to ask", "Write a support channel."},
			contract: func(p *pass, c *catalog.Contract) {
				if len(c.Support) == 0 {
					p.say(c.Place.Pos, "support", "the contract has no support channel")
				}
			},
		},
		{
			Rule: Rule{"servers-missing", Stewardship, catalog.Note, "readers are not told where the data is", "Write servers."},
			contract: func(p *pass, c *catalog.Contract) {
				if len(c.Servers) == 0 {
					p.say(c.Place.Pos, "servers", "the contract has no server")
				}
			},
		},
		{
			Rule: Rule{"schema-missing", Stewardship, catalog.Warning, "a contract says nothing about its data", "Write schema."},
			contract: func(p *pass, c *catalog.Contract) {
				if len(c.Schema) == 0 {
					p.say(c.Place.Pos, "schema", "the contract has no schema")
				}
			},
		},
		{
			Rule:     Rule{"end-missing", Stewardship, catalog.Warning, "something is deprecated and nobody is told until when it stays", "Write an SLA property endOfSupport or endOfLife with a date."},
			contract: endMissing,
		},
		{
			Rule:     Rule{"end-passed", Stewardship, catalog.Warning, "a contract is active after its end of life", "Retire the contract, or move the date."},
			contract: endPassed,
		},
		{
			Rule: Rule{"domain-missing", Stewardship, catalog.Note, "a product or contract belongs to no domain", "Write domain."},
			contract: func(p *pass, c *catalog.Contract) {
				missing(p, c.Domain, c.Place.Pos, "domain", "the contract belongs to no domain")
			},
			product: func(p *pass, c *catalog.Product) {
				missing(p, c.Domain, c.Place.Pos, "domain", "the product belongs to no domain")
			},
		},
	}
}

func memberLeft(p *pass, m *catalog.Member, path string) {
	if m.Left(p.cfg.Today) && m.ReplacedBy == "" {
		p.say(m.Place.Of("dateOut"), path, "%s left on %s, and no successor is named", m.Label(), m.DateOut)
	}
}

// propertyDescriptions counts by object: a finding for each column would drown
// all others.
func propertyDescriptions(p *pass, o placedObject) {
	without := 0
	first := ""
	for i := range o.Properties {
		if q := &o.Properties[i]; q.Description == "" {
			if without == 0 {
				first = q.Name
			}
			without++
		}
	}
	if without > 0 {
		p.say(o.Place.Of("properties"), o.Path+".properties", "%d of %d properties of %s have no description, %s being the first", without, len(o.Properties), o.Name, first)
	}
}

// personal are words that, in a name, tell of a person. They are matched word by
// word, for "filename" names no person.
var personal = lazy.Regexp(`(?i)^(e?mail|phone|mobile|surname|lastname|firstname|fullname|birth(day|date)?|dob|ssn|iban|passport|gender|street|postcode|salary|religion|ethnicity)$`)

var personalPairs = []string{
	"first name", "last name", "full name", "family name", "given name", "customer name", "contact name", "e mail", "email address",
	"phone number", "date of birth", "birth date", "social security", "credit card", "card number", "ip address", "home address", "postal code",
}

var wordEdges = lazy.Regexp(`[a-z0-9]+|[A-Z]+[a-z0-9]*`)

func looksPersonal(name string) bool {
	words := wordEdges().FindAllString(name, -1)
	if slices.ContainsFunc(words, personal().MatchString) {
		return true
	}
	joined := " " + strings.ToLower(strings.Join(words, " ")) + " "
	return slices.ContainsFunc(personalPairs, func(pair string) bool { return strings.Contains(joined, " "+pair+" ") })
}

func classificationMissing(p *pass, at placedProperty) {
	if at.Classification == "" && !at.Alone && len(at.Properties) == 0 && !at.IsPII() && looksPersonal(at.Property.Name) {
		p.say(at.Place.Of("name"), at.Path, "%s looks personal, but is not classified", at.Name)
	}
}

// end returns the date of a service level that ends the contract.
func end(c *catalog.Contract) (time.Time, *catalog.SLA) {
	for i := range c.SLAs {
		l := sla.Normalize(c.SLAs[i])
		if (l.Name == sla.EndOfLife || l.Name == sla.EndOfSupport) && l.Quantity.Kind == sla.Instant {
			return l.Quantity.Time, &c.SLAs[i]
		}
	}
	return time.Time{}, nil
}

func endMissing(p *pass, c *catalog.Contract) {
	if _, s := end(c); s != nil {
		return
	}
	if catalog.LifecycleOf(c.Status) == catalog.Deprecated {
		p.say(c.Place.Of("status"), "status", "the contract is deprecated, but does not say until when it stays")
	}
	for o := range objects(c) {
		if o.Deprecated.Is() {
			p.say(o.Place.Of("deprecated"), o.Path, "%s is deprecated, but the contract does not say until when it stays", o.Name)
		}
	}
}

func endPassed(p *pass, c *catalog.Contract) {
	when, s := end(c)
	if s != nil && when.Before(p.cfg.Today) && catalog.LifecycleOf(c.Status) == catalog.Active {
		p.say(s.Place.Of("value"), "slaProperties", "%s was %s, but the contract is still %s", s.Property, s.Value.String(), c.Status)
	}
}
