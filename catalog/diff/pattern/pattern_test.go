package pattern_test

import (
	"regexp"
	"strconv"
	"testing"

	"meshdex/catalog/diff/pattern"
)

func TestContains(t *testing.T) {
	t.Parallel()
	tests := []struct {
		outer, inner string
		want         pattern.Answer
	}{
		{`^[A-Z]{2}$`, `^[A-Z]{2}$`, pattern.Yes},
		{`^[A-Za-z]{2}$`, `^[A-Z]{2}$`, pattern.Yes},
		{`^[A-Z]{2}$`, `^[A-Za-z]{2}$`, pattern.No},
		{`^[A-Z]+$`, `^[A-Z]{3}$`, pattern.Yes},
		{`[A-Z]`, `^[A-Z]{3}$`, pattern.Yes},
		{`^[A-Z]{3}$`, `[A-Z]{3}`, pattern.No},
		{``, `^x$`, pattern.Yes},
		{`^x$`, ``, pattern.No},
		{`(?i)^abc$`, `^aBc$`, pattern.Yes},
		{`^abc$`, `(?i)^abc$`, pattern.No},
		{`^\d{4}-\d{2}$`, `^20\d{2}-[01]\d$`, pattern.Yes},
		{`^(a|b)*$`, `^(ab)*$`, pattern.Yes},
		{`^ORD-\d+$`, `^ORDER-\d+$`, pattern.No},
		{`\bword\b`, `word`, pattern.Unknown},
		{`(?=x)y`, `y`, pattern.Unknown},
		{`^(a?){200}a{200}$`, `^a{200}$`, pattern.Unknown},
		{`(`, `x`, pattern.Unknown},
	}
	for _, tt := range tests {
		got, witness := pattern.Contains(tt.outer, tt.inner)
		if got != tt.want {
			t.Errorf("Contains(%q, %q) = %d (%s), want %d", tt.outer, tt.inner, got, witness, tt.want)
		}
		if got == pattern.No {
			text, err := strconv.Unquote(witness)
			if err != nil || !regexp.MustCompile(tt.inner).MatchString(text) || regexp.MustCompile(tt.outer).MatchString(text) {
				t.Errorf("Contains(%q, %q): %s is no counterexample", tt.outer, tt.inner, witness)
			}
		}
	}
}

// FuzzContains holds every answer against package regexp: a witness must tell the
// patterns apart, and a text that the fuzzer finds must not refute a Yes.
func FuzzContains(f *testing.F) {
	f.Add(`^[a-z]+$`, `^a*b$`, "aab")
	f.Add(`x|^$`, `(?i)X`, "X")
	f.Fuzz(func(t *testing.T, outer, inner, text string) {
		a, errA := regexp.Compile(`(?s:.*)(?:` + outer + `)(?s:.*)`)
		b, errB := regexp.Compile(`(?s:.*)(?:` + inner + `)(?s:.*)`)
		answer, witness := pattern.Contains(outer, inner)
		if errA != nil || errB != nil {
			if answer != pattern.Unknown {
				t.Fatalf("an answer about an invalid pattern")
			}
			return
		}
		if answer == pattern.No {
			w, err := strconv.Unquote(witness)
			if err != nil || a.MatchString(w) || !b.MatchString(w) {
				t.Errorf("Contains(%q, %q): %s is no counterexample", outer, inner, witness)
			}
		}
		if answer == pattern.Yes && b.MatchString(text) && !a.MatchString(text) {
			t.Errorf("Contains(%q, %q) is Yes, but %q matches the inner alone", outer, inner, text)
		}
	})
}
