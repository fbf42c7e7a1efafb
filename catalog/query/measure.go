package query

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Measure is a number with its unit as written, for comparing by unit.
type Measure struct {
	Number float64
	Unit   string // in lower case, without white space; empty when none was written
}

// ParseMeasure reads "99.9", "99.9%", "1h" or "30 days".
func ParseMeasure(s string) (Measure, bool) {
	s = strings.TrimSpace(s)
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+-.", r) })
	if end < 0 {
		end = len(s)
	}
	n, err := strconv.ParseFloat(s[:end], 64)
	if err != nil || n != n || n > 1e300 || n < -1e300 {
		return Measure{}, false
	}
	return Measure{n, strings.ToLower(strings.TrimSpace(s[end:]))}, true
}

// ages are the units of an age. A month is 30 days and a year 365: an age is a
// rough thing.
var ages = map[string]time.Duration{
	"s": time.Second, "sec": time.Second, "second": time.Second,
	"m": time.Minute, "min": time.Minute, "minute": time.Minute,
	"h": time.Hour, "hour": time.Hour,
	"d": day, "day": day, "w": 7 * day, "week": 7 * day,
	"mo": 30 * day, "month": 30 * day, "y": 365 * day, "year": 365 * day,
}

const day = 24 * time.Hour

// ParseAge reads an age: "7d", "2 weeks", "36h".
func ParseAge(s string) (time.Duration, bool) {
	m, ok := ParseMeasure(s)
	if !ok || m.Number < 0 {
		return 0, false
	}
	unit, ok := ages[m.Unit]
	if !ok {
		unit, ok = ages[strings.TrimSuffix(m.Unit, "s")]
	}
	if d := m.Number * float64(unit); ok && d < float64(1<<62) {
		return time.Duration(d), true
	}
	return 0, false
}

// ParseDate reads "2026", "2026-01" or "2026-01-31": from its first moment to
// that of the next, in UTC.
func ParseDate(s string) (from, to time.Time, ok bool) {
	for i, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			step := [3]int{}
			step[i] = 1
			return t, t.AddDate(step[0], step[1], step[2]), true
		}
	}
	return time.Time{}, time.Time{}, false
}
