package catalog

import (
	"strings"
	"time"

	"meshdex/catalog/lazy"
)

// Team is ODCS team: who answers for the data.
type Team struct {
	Element
	Annotations
	Name, Description string
	Members           []Member
}

// Member is ODCS team.members[]; in ODCS v2 a stakeholder.
type Member struct {
	Element
	Annotations
	Username, Name, Description, Role string
	DateIn, DateOut                   string // ISO dates, verbatim
	ReplacedBy                        string // replacedByUsername
}

// Label is how to call the member: the name, else the user name.
func (m Member) Label() string {
	if m.Name != "" {
		return m.Name
	}
	return m.Username
}

// Left reports whether the member has left by the given day.
func (m Member) Left(now time.Time) bool {
	if len(m.DateOut) < len(time.DateOnly) {
		return false
	}
	out, err := time.Parse(time.DateOnly, m.DateOut[:len(time.DateOnly)])
	return err == nil && out.Before(now)
}

var ownerRole = lazy.Regexp(`(?i)\bowner\b`)

// Owner says who answers for a contract: the team's name, else the members who
// are owners by role and have not left, else what custom properties say. It is
// "" when nobody does; it never guesses.
func (t Team) Owner(custom []CustomProperty, now time.Time) string {
	if t.Name != "" {
		return t.Name
	}
	for _, m := range t.Members {
		if ownerRole().MatchString(m.Role) && !m.Left(now) && m.Label() != "" {
			return m.Label()
		}
	}
	for _, c := range custom {
		if strings.EqualFold(c.Property, "owner") || strings.EqualFold(c.Property, "ownerEmail") {
			return c.Value.Text
		}
	}
	return ""
}
