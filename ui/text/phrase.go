package text

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Count says how many there are of something: "1 check", "3 checks", "no checks".
func Count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// List lists words: "a, b and c".
func List(words []string) string { return joined(words, " and ") }

// OneOf lists words of which one is meant: "a, b or c".
func OneOf(words []string) string { return joined(words, " or ") }

func joined(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + last + words[len(words)-1]
}

// Capital writes the first letter of a text large.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Person leaves the address out of "Amira Haddad <amira@shop.example>, owner": it is
// long to read, and longer to hear. What is no such text stays as it is.
func Person(s string) string {
	name, rest, ok := strings.Cut(s, " <")
	_, role, whole := strings.Cut(rest, ">")
	if !ok || !whole || name == "" {
		return s
	}
	return name + role
}

// Day writes a date, "" for the zero time.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// AppendDay appends what Day writes.
func AppendDay(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	return t.UTC().AppendFormat(b, time.DateOnly)
}

// Ago says how long before now a time was, in the largest whole unit.
func Ago(now, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	d := now.Sub(t)
	if d < 0 {
		return "in " + Lasting(-d)
	}
	if d < time.Minute {
		return "just now"
	}
	return Lasting(d) + " ago"
}

// Days counts the days from now to a date: "in 48 days", "today", "3 days ago".
// Beyond two years it is as coarse as [Ago].
func Days(now, date time.Time) string {
	if d := date.Sub(now); d > 2*365*dayLong || d < -2*365*dayLong {
		return Ago(now, date)
	}
	switch days := int(date.UTC().Truncate(dayLong).Sub(now.UTC().Truncate(dayLong)) / dayLong); {
	case days == 0:
		return "today"
	case days > 0:
		return "in " + Count(days, "day", "days")
	default:
		return Count(-days, "day", "days") + " ago"
	}
}

const dayLong = 24 * time.Hour

// Lasting writes a length of time in the largest unit that it fills.
func Lasting(d time.Duration) string {
	units := []struct {
		long time.Duration
		one  string
	}{{365 * dayLong, "year"}, {30 * dayLong, "month"}, {dayLong, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}}
	for _, u := range units {
		if n := int(d / u.long); n > 0 {
			return Count(n, u.one, u.one+"s")
		}
	}
	return "less than a minute"
}

// ShellWord quotes a word for a shell.
func ShellWord(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t'\"\\$`!*?[]{}()<>|&;#~") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
