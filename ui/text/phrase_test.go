package text_test

import (
	"strings"
	"testing"
	"time"

	"meshdex/ui/text"
)

func TestCount(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "no checks", 1: "1 check", 7: "7 checks"} {
		if got := text.Count(n, "check", "checks"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		words []string
		want  string
	}{{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a and b"}, {[]string{"a", "b", "c"}, "a, b and c"}} {
		if got := text.List(c.words); got != c.want {
			t.Errorf("List(%q) = %q, want %q", c.words, got, c.want)
		}
		if got, want := text.OneOf(c.words), strings.ReplaceAll(c.want, " and ", " or "); got != want {
			t.Errorf("OneOf(%q) = %q, want %q", c.words, got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"": "", "a": "A", "äpfel und": "Äpfel und", "Been": "Been", "数据": "数据", "\xff": "\ufffd"} {
		if got := text.Capital(s); got != want {
			t.Errorf("Capital(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 14, 23, 30, 0, 0, time.UTC)
	for date, want := range map[string]string{
		"2026-03-14": "today", "2026-03-15": "in 1 day", "2026-05-01": "in 48 days", "2026-03-11": "3 days ago", "2027-03-14": "in 365 days", "2031-03-14": "in 5 years",
	} {
		at, _ := time.Parse(time.DateOnly, date)
		if got := text.Days(now, at); got != want {
			t.Errorf("Days(%s) = %q, want %q", date, got, want)
		}
	}
}

func TestAgo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		before time.Duration
		want   string
	}{
		{10 * time.Second, "just now"},
		{90 * time.Second, "1 minute ago"},
		{26 * time.Hour, "1 day ago"},
		{45 * 24 * time.Hour, "1 month ago"},
		{800 * 24 * time.Hour, "2 years ago"},
		{-3 * time.Hour, "in 3 hours"},
	} {
		if got := text.Ago(now, now.Add(-c.before)); got != c.want {
			t.Errorf("Ago(%v before) = %q, want %q", c.before, got, c.want)
		}
	}
	if got := text.Ago(now, time.Time{}); got != "" {
		t.Errorf("Ago(zero) = %q, want nothing", got)
	}
}

func TestShellWord_isOneWordToAShell(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"orders@1.0.0": "orders@1.0.0", "": "''", "two words": "'two words'", "it's": `'it'\''s'`, "$(reboot)": "'$(reboot)'", "v1~0": "'v1~0'",
	} {
		if got := text.ShellWord(in); got != want {
			t.Errorf("ShellWord(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestPerson(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Amira Haddad <amira@shop.example>, owner": "Amira Haddad, owner",
		"Amira Haddad <amira@shop.example>":        "Amira Haddad",
		"<amira@shop.example>":                     "<amira@shop.example>",
		" <amira@shop.example>":                    " <amira@shop.example>",
		"a < b":                                    "a < b",
		"array <string":                            "array <string",
		"":                                         "",
	} {
		if got := text.Person(in); got != want {
			t.Errorf("of %q it leaves %q, want %q", in, got, want)
		}
	}
}
