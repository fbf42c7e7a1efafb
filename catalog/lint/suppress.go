package lint

import (
	"bytes"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// suppression is one comment that drops findings.
type suppression struct {
	line   int
	covers int // the line whose findings it drops; 0 is the whole file
	rules  []string
	reason string
	used   bool
}

var suppressing = lazy.Regexp(`#\s*meshdex:ignore(-file)?\s+([A-Za-z0-9_,-]+)[ \t]*(.*)$`)

func suppressionRules() []Rule {
	return []Rule{
		{"suppression-unexplained", Safety, catalog.Warning, "a finding is suppressed without a reason", "Say why after the name of the rule; until then nothing is suppressed."},
		{"suppression-unused", Safety, catalog.Note, "a comment suppresses a finding that is not there", "Remove the comment."},
	}
}

// suppress drops the findings that comments ask to drop, and reports comments
// that give no reason or drop nothing.
func (p *pass) suppress() {
	all := suppressions(p.raw)
	if len(all) == 0 {
		return
	}
	kept := p.found[:0]
	for _, f := range p.found {
		if !dropped(all, f) {
			kept = append(kept, f)
		}
	}
	p.found = kept
	for _, s := range all {
		rules := suppressionRules()
		switch {
		case s.reason == "":
			p.rule = &rules[0]
			p.say(catalog.Pos{Line: s.line, Column: 1}, "", "%s is suppressed without a reason", strings.Join(s.rules, ", "))
		case !s.used:
			p.rule = &rules[1]
			p.say(catalog.Pos{Line: s.line, Column: 1}, "", "there is no finding of %s here to suppress", strings.Join(s.rules, ", "))
		}
	}
}

func dropped(all []suppression, f Finding) bool {
	drop := false
	for i := range all {
		s := &all[i]
		if s.reason == "" || s.covers != 0 && s.covers != f.Pos.Line && s.line != f.Pos.Line {
			continue
		}
		for _, r := range s.rules {
			if r == f.Rule {
				s.used, drop = true, true
			}
		}
	}
	return drop
}

// suppressions finds the comments. One that has a line to itself covers the next
// line that is more than a comment.
func suppressions(raw []byte) []suppression {
	if !bytes.Contains(raw, []byte("meshdex:ignore")) {
		return nil
	}
	var all []suppression
	waiting := 0 // those not yet given a line
	for i, line := range strings.Split(string(raw), "\n") {
		line = strings.TrimRight(line, "\r")
		alone := strings.HasPrefix(strings.TrimSpace(line), "#") || strings.TrimSpace(line) == ""
		if !alone {
			for ; waiting > 0; waiting-- {
				all[len(all)-waiting].covers = i + 1
			}
		}
		m := suppressing().FindStringSubmatch(line)
		if m == nil {
			continue
		}
		s := suppression{line: i + 1, covers: i + 1, rules: strings.Split(m[2], ","), reason: strings.TrimSpace(m[3])}
		switch {
		case m[1] != "":
			s.covers = 0
		case alone:
			waiting++
		}
		all = append(all, s)
	}
	return all
}
