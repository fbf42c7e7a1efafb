package card

import (
	"strings"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/sla"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// slaTab shows every service level twice: brought to one notation, so that
// products can be compared, and as it was written.
func (s *Subject) slaTab(b *body) {
	if s.Contract == nil || len(s.Contract.SLAs) == 0 {
		b.Gap()
		b.Flow(0, muted("This contract promises no service level."))
		b.Flow(0, muted("Ask for one: "), link(s.addressee(), s.openTab(Team)))
		return
	}
	if next := s.nextDates(); len(next) > 0 {
		b.Heading("Next dates")
		for _, d := range next {
			b.Field(d.title, plain(text.Day(d.at)), say(d.token(s.Now), "  "+text.Ago(s.Now, d.at)))
		}
	}
	b.Heading("Service levels")
	for i := range s.Contract.SLAs {
		s.level(b, s.Contract.SLAs[i])
	}
}

func (s *Subject) level(b *body, p catalog.SLA) {
	l := sla.Normalize(p)
	written := strings.TrimSpace(p.Property + ": " + p.Value.String() + " " + p.Unit)
	if p.ValueExt.IsSet() {
		written += " … " + p.ValueExt.String()
	}
	label, at := text.Clean(l.Label()), 44
	if b.Width() >= 90 && text.Width(label) < at {
		b.Line(say(theme.Accent, text.Fit(label, at)), muted(text.Fit(text.Clean(l.Driver), 14)+"written "+written))
	} else {
		b.Flow(0, say(theme.Accent, label), muted("   "+l.Driver))
		b.Flow(2, muted("written "+written))
	}
	if len(p.Elements) > 0 {
		spans := []span{muted("on ")}
		for i, e := range p.Elements {
			if i > 0 {
				spans = append(spans, muted(", "))
			}
			open := s.openTab(Schema)
			open.Target.Path = e
			spans = append(spans, link(e, open))
		}
		b.Flow(2, spans...)
	}
	if p.Schedule != "" {
		b.Flow(2, muted("measured "+strings.TrimSpace(p.Scheduler+" "+p.Schedule)))
	}
	if p.Description != "" {
		b.Prose(2, p.Description, theme.Text)
	}
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

func (s *Subject) nextDates() []date {
	var out []date
	for _, p := range s.Contract.SLAs {
		if l := sla.Normalize(p); l.Quantity.Kind == sla.Instant {
			out = append(out, date{l.Name.Title(), l.Quantity.Time})
		}
	}
	return out
}
