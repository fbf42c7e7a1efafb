package card

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/ui/page"
	"meshdex/ui/text"
	"meshdex/ui/theme"
)

// qualityTab groups the checks by what they are on, each with what was last seen
// of it.
func (s *Subject) qualityTab(b *body, env *page.Env) {
	if s.Contract == nil || s.Row.Checks == 0 && len(s.Results) == 0 {
		b.Gap()
		b.Flow(0, muted("This contract has no quality check."))
		return
	}
	s.scoreboard(b)
	for i := range s.Contract.Schema {
		s.objectChecks(b, &s.Contract.Schema[i], env)
	}
	s.strayResults(b, env)
}

// outcome counts the newest results.
func (s *Subject) outcome() (pass, fail int) {
	seen := map[string]bool{}
	for _, r := range s.Results {
		key := r.Check + "\x00" + r.Target
		if seen[key] {
			continue
		}
		seen[key] = true
		if strings.EqualFold(r.Status, "pass") {
			pass++
		} else {
			fail++
		}
	}
	return pass, fail
}

func (s *Subject) scoreboard(b *body) {
	pass, fail := s.outcome()
	if pass+fail == 0 {
		b.Flow(0, muted("No result has been synced; the checks below are what the contract promises."))
		return
	}
	token := theme.OK
	if fail > 0 {
		token = theme.Bad
	}
	words := []span{say(token, fmt.Sprintf("%d of %d checks passed", pass, pass+fail)), muted(", seen " + text.Ago(s.Now, s.Results[0].At))}
	if seen, all := s.checksSeen(); seen < all {
		words = append(words, muted(fmt.Sprintf("; %d not seen", all-seen)))
	}
	b.Flow(0, words...)
}

func (s *Subject) objectChecks(b *body, o *catalog.Object, env *page.Env) {
	began := false
	begin := func() {
		if !began {
			b.Heading(cmp.Or(o.Name, o.PhysicalName, "object"))
		}
		began = true
	}
	for i := range o.Quality {
		begin()
		s.check(b, &o.Quality[i], o.Name, env)
	}
	for at := range o.Walk() {
		if len(at.Property.Quality) == 0 {
			continue
		}
		begin()
		open := s.OpenTab(Schema)
		open.Target.Path = at.Path
		b.Flow(0, link(strings.TrimPrefix(at.Path, o.Name+"."), open))
		for i := range at.Property.Quality {
			s.check(b, &at.Property.Quality[i], at.Path, env)
		}
	}
}

func (s *Subject) check(b *body, c *catalog.Check, target string, env *page.Env) {
	spans := s.resultMark(c, target, env)
	spans = append(spans, plain(c.Label()))
	if terms := operators(c); terms != "" {
		spans = append(spans, plain("  "+terms))
	}
	for _, w := range []string{c.Dimension, c.Severity, c.Schedule} {
		if w != "" {
			spans = append(spans, muted("  "+w))
		}
	}
	b.Flow(2, spans...)
	s.trend(b, c, target, env)
	if c.Description != "" && c.Description != c.Label() {
		b.Flow(4, muted(text.OneLine(c.Description)))
	}
	if c.Query != "" {
		b.Prose(4, c.Query, theme.Code)
	}
	if c.BusinessImpact != "" {
		b.Flow(4, muted("impact: "+text.OneLine(c.BusinessImpact)))
	}
}

// operators words the bounds of a check: "must be less than 5 percent".
func operators(c *catalog.Check) string {
	var words []string
	for _, o := range c.Operators {
		words = append(words, spaced(o.Name)+" "+o.Value.String())
	}
	if len(words) == 0 {
		return ""
	}
	return strings.TrimSpace(strings.Join(words, ", ") + " " + c.Unit)
}

// spaced splits a camel-case name into words.
func spaced(name string) string {
	var sb strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			sb.WriteByte(' ')
			r += 'a' - 'A'
		}
		sb.WriteRune(r)
	}
	return sb.String()
}

// resultMark is what was last seen of a check: glyph, word and age.
func (s *Subject) resultMark(c *catalog.Check, target string, env *page.Env) []span {
	for i := range s.Results {
		if r := &s.Results[i]; isResultOf(r, c, target) {
			glyph, token := verdict(r.Status, env)
			return []span{say(token, glyph+" "+cmp.Or(r.Status, "seen")), muted(" " + text.Ago(s.Now, r.At) + "  ")}
		}
	}
	if len(s.Results) > 0 {
		return []span{muted(env.Icons.Off + " not seen  ")}
	}
	return []span{muted(env.Icons.Off + " ")}
}

func isResultOf(r *catalog.Result, c *catalog.Check, target string) bool {
	if r.Check != "" && (r.Check == c.ID || r.Check == c.Name) {
		return true
	}
	return r.Check == "" && r.Metric != "" && r.Metric == c.Metric && r.Target == target
}

// verdict is the glyph and colour of a result.
func verdict(status string, env *page.Env) (glyph string, token theme.Token) {
	switch strings.ToLower(status) {
	case "pass", "passed", "success", "ok":
		return env.Icons.Good, theme.OK
	case "warn", "warning":
		return env.Icons.Warning, theme.Warn
	case "":
		return env.Icons.Off, theme.Muted
	}
	return env.Icons.Error, theme.Bad
}

// strayResults lists results that belong to no check of the contract.
func (s *Subject) strayResults(b *body, env *page.Env) {
	began := false
	for i := range s.Results {
		r := &s.Results[i]
		if s.known(r) {
			continue
		}
		if !began {
			b.Heading("Results without a check")
			began = true
		}
		glyph, token := verdict(r.Status, env)
		b.Flow(2, say(token, glyph+" "+r.Status+" "), plain(cmp.Or(r.Check, r.Metric, "observation")),
			muted("  "+r.Target+"  "+text.Ago(s.Now, r.At)+"  "+text.OneLine(r.Message)))
	}
}

func (s *Subject) known(r *catalog.Result) bool {
	for c, target := range s.allChecks() {
		if isResultOf(r, c, target) {
			return true
		}
	}
	return false
}

// allChecks runs through the checks of the contract and what each of them is on.
func (s *Subject) allChecks() iter.Seq2[*catalog.Check, string] {
	return func(yield func(*catalog.Check, string) bool) {
		for i := range s.Contract.Schema {
			o := &s.Contract.Schema[i]
			for j := range o.Quality {
				if !yield(&o.Quality[j], o.Name) {
					return
				}
			}
			for at := range o.Walk() {
				for j := range at.Property.Quality {
					if !yield(&at.Property.Quality[j], at.Path) {
						return
					}
				}
			}
		}
	}
}

// checksSeen counts the checks of the contract, and those of which there is a
// result.
func (s *Subject) checksSeen() (seen, all int) {
	if s.Contract == nil {
		return 0, 0
	}
	for c, target := range s.allChecks() {
		all++
		seen += one(slices.ContainsFunc(s.Results, func(r catalog.Result) bool { return isResultOf(&r, c, target) }))
	}
	return seen, all
}
