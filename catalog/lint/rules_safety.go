package lint

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// safetyRules are about what must not stand in a document that everyone reads.
func safetyRules() []rule {
	return []rule{
		{
			Rule: Rule{"credential-in-text", Safety, catalog.Error, "the text holds what looks like a credential", "Take it out, and change it: whoever has read the file has it."},
			file: credentials,
		},
		{
			Rule: Rule{"character-hidden", Safety, catalog.Warning, "the text holds characters that do not show, or turn the order of what does", "Remove them."},
			file: hiddenCharacters,
		},
		{
			Rule:     Rule{"example-personal", Safety, catalog.Warning, "examples of a personal property look real", "Use made-up values, with the domain example.com for mail."},
			property: personalExamples,
		},
		{
			Rule:     Rule{"link-unsafe", Safety, catalog.Warning, "a link runs something instead of showing it", "Link to a page that starts with https:."},
			contract: func(p *pass, c *catalog.Contract) { unsafeLinks(p, c.Links, c.Support) },
			product:  func(p *pass, c *catalog.Product) { unsafeLinks(p, c.Links, c.Support) },
		},
	}
}

// secrets are credentials that can be told by their form alone. Each comes with
// the letters that must be there, so that most lines are never matched.
var secrets = []struct {
	what, letters string
	form          lazy.Expr
}{
	{"an access key of AWS", "AKIA", lazy.Regexp(`\bAKIA[0-9A-Z]{16}\b`)},
	{"a private key", "PRIVATE KEY", lazy.Regexp(`-----BEGIN [A-Z ]*PRIVATE KEY-----`)},
	{"a token of GitHub", "gh", lazy.Regexp(`\bgh[pousr]_[A-Za-z0-9]{36}\b`)},
	{"a token of Slack", "xox", lazy.Regexp(`\bxox[baprs]-[A-Za-z0-9-]{10,}`)},
	{"a signed web token", "eyJ", lazy.Regexp(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)},
	{"a key of Google", "AIza", lazy.Regexp(`\bAIza[0-9A-Za-z_-]{35}\b`)},
	{"a password in an address", "://", lazy.Regexp(`://[^/\s:@"'{}$<]+:[^/\s:@"'{}$<]+@`)},
	{"a shared access signature", "sig=", lazy.Regexp(`[?&]sig=[A-Za-z0-9%+/=]{20,}`)},
}

// credentials never quotes what it found.
func credentials(p *pass) {
	for i, line := range bytes.Split(p.raw, []byte("\n")) {
		for _, s := range secrets {
			if !bytes.Contains(line, []byte(s.letters)) {
				continue
			}
			if at := s.form().FindIndex(line); at != nil {
				p.say(catalog.Pos{Line: i + 1, Column: 1 + utf8.RuneCount(line[:at[0]])}, "", "this looks like %s", s.what)
			}
		}
	}
}

// hiddenCharacters looks for controls, marks of direction and characters of no
// width, but not for those that emoji and some scripts are joined with.
func hiddenCharacters(p *pass) {
	if !utf8.Valid(p.raw) {
		return
	}
	line, column := 1, 0
	for i, r := range string(p.raw) {
		column++
		switch {
		case r == '\n':
			line, column = line+1, 0
		case isHidden(r) && i > 0:
			p.say(catalog.Pos{Line: line, Column: column}, "", "the character U+%04X does not show", r)
		}
	}
}

func isHidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\r' || r >= 0x7f && r < 0xa0 && r != 0x85 ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b || r == 0xfeff
}

var (
	realMail = lazy.Regexp(`(?i)^[^@\s]+@([^@\s]+\.[a-z]{2,})$`)
	realIBAN = lazy.Regexp(`^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$`)
)

func personalExamples(p *pass, at placedProperty) {
	if !at.IsPII() && !looksPersonal(at.Property.Name) {
		return
	}
	for _, x := range at.Examples {
		m := realMail().FindStringSubmatch(x.Text)
		if m != nil && !isMadeUp(m[1]) || realIBAN().MatchString(strings.ReplaceAll(x.Text, " ", "")) {
			p.say(at.Place.Of("examples"), at.Path+".examples", "an example of %s could be of a real person", at.Name)
			return
		}
	}
}

// isMadeUp knows the domains that are set aside for examples (RFC 2606), and
// those that everyone takes for them.
func isMadeUp(domain string) bool {
	domain = "." + strings.ToLower(domain)
	for _, end := range []string{".example.com", ".example.org", ".example.net", ".example", ".test", ".invalid", ".localhost"} {
		if strings.HasSuffix(domain, end) {
			return true
		}
	}
	return strings.HasPrefix(domain, ".example.") || strings.HasPrefix(domain, ".company.") || strings.HasPrefix(domain, ".domain.")
}

func unsafeLinks(p *pass, ls []catalog.AuthoritativeDefinition, ss []catalog.Support) {
	for i, l := range ls {
		if isUnsafe(l.URL) {
			p.say(l.Place.Of("url"), sel("", "authoritativeDefinitions", l.Type, i), "a link must not start with %q", scheme(l.URL))
		}
	}
	for i, s := range ss {
		if isUnsafe(s.URL) || isUnsafe(s.InvitationURL) {
			p.say(s.Place.Of("url"), sel("", "support", s.Channel, i), "a link must not start with %q", scheme(s.URL+s.InvitationURL))
		}
	}
}

func scheme(url string) string {
	s, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(url)), ":")
	return s + ":"
}

func isUnsafe(url string) bool {
	switch scheme(url) {
	case "javascript:", "data:", "vbscript:":
		return strings.Contains(url, ":")
	}
	return false
}
