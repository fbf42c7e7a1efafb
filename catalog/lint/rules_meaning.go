package lint

import (
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

// meaningRules are about what a document says: where it contradicts itself, or
// says nothing that could be relied on.
func meaningRules() []rule { return slices.Concat(meaningOfSchemas(), meaningOfTerms()) }

func meaningOfTerms() []rule {
	return []rule{
		{
			Rule:     Rule{"version-form", Meaning, catalog.Note, "a version is not a semantic version", "Write three numbers, like 1.4.0: the first changes when readers break."},
			contract: func(p *pass, c *catalog.Contract) { versionForm(p, c.Version, c.Place) },
			product:  func(p *pass, c *catalog.Product) { versionForm(p, c.Version, c.Place) },
		},
		{
			Rule:     Rule{"status-unknown", Meaning, catalog.Note, "a status is a word of one's own", "Use proposed, draft, active, deprecated or retired."},
			contract: func(p *pass, c *catalog.Contract) { statusUnknown(p, c.Status, c.Place) },
			product:  func(p *pass, c *catalog.Product) { statusUnknown(p, c.Status, c.Place) },
		},
		{
			Rule:     Rule{"sla-name-unknown", Meaning, catalog.Note, "a service level has a name that nobody else uses", "Use a name of the standard, such as latency, frequency, retention or availability."},
			contract: func(p *pass, c *catalog.Contract) { slas(p, c, slaName) },
		},
		{
			Rule:     Rule{"sla-unit-unknown", Meaning, catalog.Warning, "the unit of a service level is not known, so it cannot be compared", "Use a unit such as minutes, hours, days, months, years or percent."},
			contract: func(p *pass, c *catalog.Contract) { slas(p, c, slaUnit) },
		},
		{
			Rule:     Rule{"sla-repeated", Meaning, catalog.Warning, "a service level is promised twice for the same data", "Keep one, or say by element and driver how they differ."},
			contract: slaRepeated,
		},
		{
			Rule:     Rule{"sla-element-dangling", Meaning, catalog.Warning, "a service level applies to something that the schema does not have", "Write object.property as in the schema."},
			contract: slaElements,
		},
		{
			Rule:     Rule{"sla-dates-reversed", Meaning, catalog.Warning, "the data is to end before it begins", "Correct the dates of generalAvailability, endOfSupport and endOfLife."},
			contract: slaDates,
		},
		{
			Rule:     Rule{"member-dates-reversed", Meaning, catalog.Warning, "a member left before joining", "Correct dateIn or dateOut."},
			contract: func(p *pass, c *catalog.Contract) { members(p, &c.Team, datesReversed) },
			product:  func(p *pass, c *catalog.Product) { members(p, &c.Team, datesReversed) },
		},
		{
			Rule:     Rule{"date-form", Meaning, catalog.Warning, "a date is not written as year-month-day", "Write it like 2026-11-30."},
			contract: func(p *pass, c *catalog.Contract) { members(p, &c.Team, dateForm) },
			product:  func(p *pass, c *catalog.Product) { members(p, &c.Team, dateForm) },
		},
		{
			Rule:     Rule{"successor-unknown", Meaning, catalog.Note, "a member was replaced by somebody who is not in the team", "Add the successor to the members."},
			contract: func(p *pass, c *catalog.Contract) { successors(p, &c.Team) },
			product:  func(p *pass, c *catalog.Product) { successors(p, &c.Team) },
		},
		{
			Rule:     Rule{"server-repeated", Meaning, catalog.Warning, "two servers have the same name", "Rename one of them."},
			contract: serverRepeated,
		},
		{
			Rule:    Rule{"port-repeated", Meaning, catalog.Warning, "two ports have the same name and version", "Rename one of them."},
			product: portRepeated,
		},
		{
			Rule:    Rule{"port-reads-itself", Meaning, catalog.Warning, "a product reads what it offers itself", "Remove the input port, or correct its contractId."},
			product: readsItself,
		},
	}
}

func versionForm(p *pass, version string, at catalog.Place) {
	if _, ok := catalog.ParseVersion(version); !ok && version != "" {
		p.say(at.Of("version"), "version", "%q is not a semantic version", version)
	}
}

func statusUnknown(p *pass, status string, at catalog.Place) {
	if status != "" && catalog.LifecycleOf(status) == catalog.UnknownStatus {
		known := []string{"proposed", "draft", "active", "deprecated", "retired"}
		p.say(at.Of("status"), "status", "%q is not a known status%s", status, meant(nearestWord(status, known)))
	}
}

func slas(p *pass, c *catalog.Contract, judge func(*pass, *catalog.SLA, string)) {
	for i := range c.SLAs {
		judge(p, &c.SLAs[i], sel("", "slaProperties", c.SLAs[i].Property, i))
	}
}

func slaName(p *pass, s *catalog.SLA, path string) {
	if _, known := sla.Canonical(s.Property); !known && s.Property != "" {
		var names []string
		for _, n := range sla.Names() {
			names = append(names, string(n))
		}
		p.say(s.Place.Of("property"), path, "%q is not a known service level%s", s.Property, meant(nearestWord(s.Property, names)))
	}
}

func slaUnit(p *pass, s *catalog.SLA, path string) {
	if s.Unit == "" || !s.Value.IsSet() {
		return
	}
	level := sla.Normalize(*s)
	timed := slices.Contains([]sla.Name{sla.Latency, sla.Freshness, sla.Retention, sla.Frequency, sla.TimeToDetect, sla.TimeToNotify, sla.TimeToRepair}, level.Name)
	if level.Known && (level.Quantity.Kind == sla.Text || timed && level.Quantity.Kind == sla.Number) {
		p.say(s.Place.Of("unit"), path, "%q %q cannot be compared as %s", s.Value.String(), s.Unit, level.Name.Title())
	}
}

func slaRepeated(p *pass, c *catalog.Contract) {
	seen := map[string]bool{}
	for i, s := range c.SLAs {
		l := sla.Normalize(s)
		key := string(l.Name) + "\x00" + strings.Join(l.Elements, ",") + "\x00" + l.Driver
		if seen[key] && s.Property != "" {
			p.say(s.Place.Pos, sel("", "slaProperties", s.Property, i), "%s is promised twice for the same data", s.Property)
		}
		seen[key] = true
	}
}

func slaElements(p *pass, c *catalog.Contract) {
	if len(c.Schema) == 0 {
		return
	}
	known := map[string]bool{}
	for o := range objects(c) {
		known[fold(o.Name)], known[fold(o.PhysicalName)] = true, true
	}
	for at := range properties(c) {
		known[fold(at.Name)] = true
		_, below, _ := strings.Cut(at.Name, ".")
		known[fold(below)] = true
		if at.Object.PhysicalName != "" {
			known[fold(at.Object.PhysicalName+"."+below)] = true
		}
	}
	for i, s := range c.SLAs {
		for _, e := range s.Elements {
			if !known[fold(e)] && fold(e) != "" {
				p.say(s.Place.Of("element"), sel("", "slaProperties", s.Property, i), "the schema has no %q", e)
			}
		}
	}
}

func fold(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.NewReplacer("[]", "", "{}", "").Replace(s)))
}

// slaDates wants general availability before the end of support, and that not
// after the end of life.
func slaDates(p *pass, c *catalog.Contract) {
	order := []sla.Name{sla.GeneralAvailability, sla.EndOfSupport, sla.EndOfLife}
	var latest time.Time
	for _, name := range order {
		for i, s := range c.SLAs {
			l := sla.Normalize(s)
			if l.Name != name || l.Quantity.Kind != sla.Instant {
				continue
			}
			if l.Quantity.Time.Before(latest) {
				p.say(s.Place.Of("value"), sel("", "slaProperties", s.Property, i), "%s is before what must come earlier", s.Property)
			}
			latest = l.Quantity.Time
		}
	}
}

func members(p *pass, t *catalog.Team, judge func(*pass, *catalog.Member, string)) {
	for i := range t.Members {
		judge(p, &t.Members[i], sel("team", "members", t.Members[i].Label(), i))
	}
}

func datesReversed(p *pass, m *catalog.Member, path string) {
	in, okIn := day(m.DateIn)
	out, okOut := day(m.DateOut)
	if okIn && okOut && out.Before(in) {
		p.say(m.Place.Of("dateOut"), path, "%s left on %s, before joining on %s", m.Label(), m.DateOut, m.DateIn)
	}
}

func dateForm(p *pass, m *catalog.Member, path string) {
	for _, d := range []struct{ key, text string }{{"dateIn", m.DateIn}, {"dateOut", m.DateOut}} {
		if _, ok := day(d.text); !ok && d.text != "" {
			p.say(m.Place.Of(d.key), path+"."+d.key, "%q is not a date", d.text)
		}
	}
}

func day(text string) (time.Time, bool) {
	if len(text) < len(time.DateOnly) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)])
	return t, err == nil
}

func successors(p *pass, t *catalog.Team) {
	for i, m := range t.Members {
		if m.ReplacedBy == "" {
			continue
		}
		if !slices.ContainsFunc(t.Members, func(o catalog.Member) bool { return o.Username == m.ReplacedBy || o.Name == m.ReplacedBy }) {
			p.say(m.Place.Of("replacedByUsername"), sel("team", "members", m.Label(), i), "%s was replaced by %s, who is not in the team", m.Label(), m.ReplacedBy)
		}
	}
}

func serverRepeated(p *pass, c *catalog.Contract) {
	for i, s := range c.Servers {
		if s.Name != "" && slices.ContainsFunc(c.Servers[:i], func(o catalog.Server) bool { return o.Name == s.Name && o.Environment == s.Environment }) {
			p.say(s.Place.Of("server"), sel("", "servers", s.Name, i), "there is another server named %q", s.Name)
		}
	}
}

func portRepeated(p *pass, c *catalog.Product) {
	for _, side := range []struct {
		list string
		all  []catalog.Port
	}{{"inputPorts", c.Inputs}, {"outputPorts", c.Outputs}} {
		for i, port := range side.all {
			if port.Name != "" && slices.ContainsFunc(side.all[:i], func(o catalog.Port) bool { return o.Name == port.Name && o.Version == port.Version }) {
				p.say(port.Place.Of("name"), sel("", side.list, port.Name, i), "there is another port named %q with the same version", port.Name)
			}
		}
	}
}

func readsItself(p *pass, c *catalog.Product) {
	for i, in := range c.Inputs {
		if in.Contract != "" && slices.ContainsFunc(c.Outputs, func(o catalog.Port) bool { return o.Contract == in.Contract }) {
			p.say(in.Place.Of("contractId"), sel("", "inputPorts", in.Name, i), "the product offers %q itself", in.Contract)
		}
	}
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}
