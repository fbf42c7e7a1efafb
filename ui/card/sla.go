package card

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// slaTab shows every service level brought to one notation, so that products can be
// compared, and as it was written where that differs.
func (s *Subject) slaTab(b *body) {
	if s.Contract == nil || len(s.Contract.SLAs) == 0 {
		b.Gap()
		b.Flow(0, muted("This contract promises no service level. "), link("Whom to ask for one", s.OpenTab(Team)))
		return
	}
	s.countdown(b)
	b.Heading("Service levels")
	for _, p := range s.Contract.SLAs {
		b.Labels(sla.Normalize(p).Name.Title())
	}
	for _, p := range s.Contract.SLAs {
		s.level(b, p)
	}
}

// countdown lists the dates on which promises begin or end, the nearest first.
func (s *Subject) countdown(b *body) {
	dates := s.dates()
	if len(dates) == 0 {
		return
	}
	b.Heading("Dates")
	for _, d := range dates {
		b.Labels(d.title)
	}
	for _, d := range dates {
		b.Field(text.Capital(d.title), plain(text.Day(d.at)), say(d.token(s.Now), "  "+text.Days(s.Now, d.at)))
	}
}

func (s *Subject) level(b *body, p catalog.SLA) {
	l := sla.Normalize(p)
	spans := []span{say(theme.Accent, cmp.Or(l.Terms(), "promised"))}
	if written := asWritten(p); !strings.Contains(unspaced(l.Terms()), unspaced(written)) {
		spans = append(spans, muted("   written "+written))
	}
	if l.Quantity.Either {
		spans = append(spans, muted("   m can mean minutes or months"))
	}
	if l.Driver != "" {
		spans = append(spans, muted("   "+l.Driver))
	}
	b.Field(text.Capital(l.Name.Title()), spans...)
	if len(p.Elements) > 0 {
		b.Field("", s.elements(p.Elements)...)
	}
	if p.Schedule != "" {
		b.Field("", muted("measured "+strings.TrimSpace(p.Scheduler+" "+p.Schedule)))
	}
	if p.Description != "" {
		b.Field("", plain(text.OneLine(p.Description)))
	}
}

func unspaced(s string) string { return strings.ReplaceAll(s, " ", "") }

// asWritten is a level's value as it stands in the contract.
func asWritten(p catalog.SLA) string {
	written := strings.TrimSpace(p.Value.String() + " " + p.Unit)
	if p.ValueExt.IsSet() {
		written += " … " + p.ValueExt.String()
	}
	return written
}

// elements are what a level is on, each a link to its row of the schema.
func (s *Subject) elements(all []string) []span {
	spans := []span{muted("on ")}
	for i, e := range all {
		if i > 0 {
			spans = append(spans, muted(", "))
		}
		open := s.OpenTab(Schema)
		open.Target.Path = e
		spans = append(spans, link(e, open))
	}
	return spans
}

// date is a day on which a promise begins or ends.
type date struct {
	title string
	at    time.Time
}

// token colours a date: gone, close, or far.
func (d date) token(now time.Time) theme.Token {
	switch left := d.at.Sub(now); {
	case left < 0:
		return theme.Muted
	case left < 90*24*time.Hour:
		return theme.Warn
	}
	return theme.OK
}

// dates are those of the contract, those to come first, the nearest of them at the
// top.
func (s *Subject) dates() []date {
	var out []date
	for _, p := range s.Contract.SLAs {
		if l := sla.Normalize(p); l.Quantity.Kind == sla.Instant {
			out = append(out, date{l.Name.Title(), l.Quantity.Time})
		}
	}
	slices.SortStableFunc(out, func(a, b date) int {
		gone := func(d date) int { return one(d.at.Before(s.Now)) }
		return cmp.Or(cmp.Compare(gone(a), gone(b)), a.at.Compare(b.at))
	})
	return out
}
