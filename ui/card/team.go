package card

import (
	"cmp"
	"fmt"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// teamTab answers: who owns it, who to ask and how, and what to do to get access.
func (s *Subject) teamTab(b *body, env *page.Env) {
	s.owner(b)
	s.channels(b)
	s.access(b)
	s.members(b, env)
}

func (s *Subject) owner(b *body) {
	b.Heading("Owner")
	if s.Row.Owner == "" {
		b.Flow(0, say(theme.Warn, "No owner is named."))
		if last := s.lastAuthor(); last != "" {
			b.Flow(0, muted("The last to change the file was "), plain(last), muted(": ask there first."))
		} else {
			b.Flow(0, muted("The file is "+s.Origin.Path+" in source "+cmp.Or(s.Origin.Source, s.Row.Source)+": ask whoever keeps it."))
		}
		return
	}
	b.Flow(0, say(theme.Accent, s.Row.Owner), muted("   "), link("all their products", page.ToQuery("owner", s.Row.Owner)))
	if t := s.team(); t.Description != "" {
		b.Prose(0, t.Description, theme.Text)
	}
	for _, l := range s.team().Links {
		b.Field(cmp.Or(l.Type, "link"), link(l.URL, page.ToAddress(l.URL)))
	}
}

// lastAuthor is who made the newest version, where the source tells.
func (s *Subject) lastAuthor() string {
	for _, v := range s.Versions {
		if v.Origin.Author != "" {
			return v.Origin.Author
		}
	}
	return ""
}

func (s *Subject) channels(b *body) {
	all := s.Channels()
	if len(all) == 0 {
		return
	}
	b.Heading("Where to ask")
	for _, c := range all {
		value := []span{link(cmp.Or(c.URL, c.Channel), page.ToAddress(cmp.Or(c.URL, c.Channel)))}
		label := cmp.Or(c.Tool, "channel")
		if c.URL != "" && c.Channel != "" && c.Channel != c.URL {
			value = append([]span{plain(c.Channel + "  ")}, value...)
		}
		if c.Scope != "" {
			value = append(value, muted("  ("+c.Scope+")"))
		}
		if c.Description != "" {
			value = append(value, muted("  "+text.OneLine(c.Description)))
		}
		if c.InvitationURL != "" {
			value = append(value, plain("  "), link("invitation", page.ToAddress(c.InvitationURL)))
		}
		b.Field(label, value...)
	}
}

func (s *Subject) access(b *body) {
	b.Heading("Access")
	roles := s.Roles()
	if len(roles) == 0 {
		b.Flow(0, muted("The contract names no role that grants access. "), link("Copy a request to send to "+s.addressee(), s.RequestAccess(catalog.Role{})))
		return
	}
	for _, r := range roles {
		s.role(b, r)
	}
}

func (s *Subject) role(b *body, r catalog.Role) {
	spans := []span{say(theme.Accent, cmp.Or(r.Role, "role"))}
	if r.Access != "" {
		spans = append(spans, muted("  "+r.Access))
	}
	b.Flow(0, spans...)
	if r.Description != "" {
		b.Flow(2, plain(text.OneLine(r.Description)))
	}
	switch approvers := r.FirstLevelApprovers; {
	case approvers != "" && r.SecondLevelApprovers != "":
		b.Flow(2, muted("approved by "), plain(approvers), muted(", then "), plain(r.SecondLevelApprovers))
	case approvers+r.SecondLevelApprovers != "":
		b.Flow(2, muted("approved by "), plain(approvers+r.SecondLevelApprovers))
	default:
		b.Flow(2, muted("approver not named"))
	}
	b.Flow(2, link("Copy an access request", s.RequestAccess(r)))
}

// addressee is who a request without an approver goes to.
func (s *Subject) addressee() string {
	for _, c := range s.Channels() {
		if c.Channel != "" {
			return c.Channel
		}
	}
	return cmp.Or(s.Row.Owner, s.lastAuthor(), "whoever keeps the file")
}

// RequestAccess is the intent of copying a request for a role.
func (s *Subject) RequestAccess(r catalog.Role) page.Intent {
	return page.ToCopy(s.AccessRequest(r), "access request")
}

// AccessRequest is a text ready to send. What only the sender knows stands in
// angle brackets.
func (s *Subject) AccessRequest(r catalog.Role) string {
	var sb strings.Builder
	to := cmp.Or(r.FirstLevelApprovers, r.SecondLevelApprovers, s.addressee())
	fmt.Fprintf(&sb, "To: %s\nSubject: Access to %s\n\n", text.OneLine(to), s.Row.Label())
	fmt.Fprintf(&sb, "Please grant me access to the data product %s", s.Row.Label())
	if s.Row.Domain != "" {
		fmt.Fprintf(&sb, " (domain %s)", s.Row.Domain)
	}
	sb.WriteString(".\n\n")
	for _, f := range []struct{ label, value string }{
		{"Product", s.Row.ID},
		{"Contract", s.contractLabel()},
		{"Role", strings.TrimSpace(r.Role + " " + parenthesised(r.Access))},
		{"Where", s.FirstLocation()},
		{"Personal data", s.personal()},
	} {
		if f.value != "" {
			fmt.Fprintf(&sb, "%-14s %s\n", f.label+":", f.value)
		}
	}
	sb.WriteString("Purpose:       <what you need it for>\nFor:           <user or service account>\nUntil:         <date, or open-ended>\n")
	return sb.String()
}

func parenthesised(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func (s *Subject) contractLabel() string {
	c, ok := s.Current()
	if !ok {
		return ""
	}
	return strings.TrimSpace(c.ID + " " + c.Version)
}

// FirstLocation is where the data is, "" when no server says.
func (s *Subject) FirstLocation() string {
	if s.Contract == nil {
		return ""
	}
	for i := range s.Contract.Servers {
		if l := s.Contract.Servers[i].Location(); l != "" {
			return strings.TrimSpace(s.Contract.Servers[i].Type + " " + l)
		}
	}
	return ""
}

func (s *Subject) personal() string {
	n := s.tally().personal
	if n == 0 {
		return ""
	}
	return text.Count(n, "property is", "properties are") + " marked as personal"
}

func (s *Subject) members(b *body, env *page.Env) {
	team := s.team()
	if len(team.Members) == 0 {
		return
	}
	b.Heading(cmp.Or(team.Name, "Team"))
	for _, m := range team.Members {
		b.Labels(m.Role)
	}
	var left []catalog.Member
	for _, m := range team.Members {
		if m.Left(s.Now) {
			left = append(left, m)
			continue
		}
		s.member(b, m)
	}
	if len(left) == 0 {
		return
	}
	b.Heading("Left")
	for _, m := range left {
		spans := []span{muted(m.Label() + "  " + m.Role + "  until " + m.DateOut)}
		if m.ReplacedBy != "" {
			spans = append(spans, muted(" "+env.Icons.ArrowRight+" "), plain(m.ReplacedBy))
		}
		b.Flow(0, spans...)
	}
}

func (s *Subject) member(b *body, m catalog.Member) {
	who := []span{plain(m.Label())}
	if m.Username != "" && m.Username != m.Label() {
		who = append(who, plain("  "), link(m.Username, page.ToCopy(m.Username, "address")))
	}
	if m.DateIn != "" {
		who = append(who, muted("  since "+m.DateIn))
	}
	b.Field(cmp.Or(m.Role, "member"), who...)
	if m.Description != "" {
		b.Flow(15, muted(text.OneLine(m.Description)))
	}
}
