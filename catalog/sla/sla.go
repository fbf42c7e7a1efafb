package sla

import (
	"slices"
	"strings"

	"meshdex/catalog"
)

// Level is a service-level property brought to its canonical form.
type Level struct {
	Name     Name
	Known    bool // the name is one of Names
	Quantity Quantity
	Elements []string // what the level applies to, sorted; empty means everything
	Driver   string   // lower case
}

// Normalize reads a service level as it stands in a contract.
func Normalize(p catalog.SLA) Level {
	name, known := Canonical(p.Property)
	return Level{
		Name: name, Known: known, Quantity: Parse(name, p.Value.String(), p.Unit),
		Elements: elements(p.Elements), Driver: strings.ToLower(strings.TrimSpace(p.Driver)),
	}
}

func elements(list []string) []string {
	var out []string
	for _, e := range list {
		if e = strings.TrimSpace(e); e != "" {
			out = append(out, e)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Label says the level in one line: "latency at most 4 days".
func (l Level) Label() string {
	return strings.TrimSpace(l.Name.Title() + " " + l.Terms())
}

// Terms says the level without its name: "at most 4 days"; "" without a value.
func (l Level) Terms() string {
	value := l.Quantity.String()
	if value == "" {
		return ""
	}
	return strings.Join(strings.Fields(l.qualifier()+" "+value), " ")
}

// qualifier is the word between the name and the value.
func (l Level) qualifier() string {
	if l.Quantity.Kind == Text || l.Quantity.Kind == Unlimited {
		return ""
	}
	switch l.Name {
	case Frequency, BackupInterval:
		return "every"
	case TimeOfAvailability:
		return "by"
	case GeneralAvailability, EndOfSupport, EndOfLife:
		return "on"
	}
	switch l.Name.Direction() {
	case LessIsBetter:
		return "at most"
	case MoreIsBetter:
		return "at least"
	}
	return ""
}
