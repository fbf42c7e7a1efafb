package sla

import (
	"strconv"
	"strings"
	"time"

	"meshdex/catalog/lazy"
)

// Kind says what a Quantity is.
type Kind uint8

// The kinds of a Quantity.
const (
	None      Kind = iota // no value was written
	Text                  // a value that cannot be read as anything below
	Number                // Amount in Unit
	Percent               // Amount in percent
	Period                // Duration
	ClockTime             // Clock
	Instant               // Time
	Unlimited             // for ever
)

// Quantity is a normalised value. Raw keeps what was written.
type Quantity struct {
	Kind     Kind
	Amount   float64
	Unit     string // Number: base unit, e.g. "rows/s", "byte"; "" when none was written
	Duration Duration
	Either   bool // Duration is in minutes or in months, for the unit was a bare "m"
	Clock    Clock
	Time     time.Time
	Raw      string
}

// Parse reads a value with its unit, either of which may hold both ("24 hours",
// "99.9%"). The name decides what a bare number or word means: 99.9 is percent
// for an availability, "daily" and cron expressions are periods of a frequency.
// What cannot be read becomes Text.
func Parse(name Name, value, unit string) Quantity {
	value, unit = strings.TrimSpace(value), strings.TrimSpace(unit)
	q := Quantity{Raw: strings.TrimSpace(value + " " + unit)}
	if value == "" {
		return q
	}
	for _, read := range readers(name) {
		if read(&q, value, unit) {
			return q
		}
	}
	q.Kind = Text
	return q
}

type readFunc func(q *Quantity, value, unit string) bool

// readers lists the ways to read a value of the named property; the first that
// succeeds decides.
func readers(name Name) []readFunc {
	switch name {
	case Frequency, BackupInterval:
		return []readFunc{readCron, readWord, readRate, readPeriod, readNumber}
	case Availability, ErrorRate:
		return []readFunc{readPercent, readSharePercent, readPeriod, readNumber}
	case GeneralAvailability, EndOfSupport, EndOfLife:
		return []readFunc{readUnlimited, readInstant, readPeriod}
	case TimeOfAvailability:
		return []readFunc{readClock, readInstant, readPeriod, readNumber}
	case SupportHours:
		return nil
	case Retention:
		return []readFunc{readUnlimited, readPeriod, readNumber}
	}
	return []readFunc{readPercent, readPeriod, readClock, readInstant, readNumber}
}

func readUnlimited(q *Quantity, value, _ string) bool {
	switch foldName(value) {
	case "unlimited", "forever", "infinite", "indefinite", "indefinitely", "never", "true":
		q.Kind = Unlimited
		return true
	}
	return false
}

func readPercent(q *Quantity, value, unit string) bool {
	number, sign := strings.CutSuffix(value, "%")
	switch strings.ToLower(unit) {
	case "%", "percent", "percentage", "pct":
		sign = true
	case "ratio", "fraction", "share":
		n, ok := parseFloat(value)
		q.Kind, q.Amount = Percent, n*100
		return ok
	case "":
	default:
		return false // another unit than the value says
	}
	n, ok := parseFloat(strings.TrimSpace(strings.TrimSuffix(number, "percent")))
	if !ok || !sign && number == value && !strings.HasSuffix(value, "percent") {
		return false
	}
	q.Kind, q.Amount = Percent, n
	return true
}

// readSharePercent reads a bare number above 1 as percent. A bare 0.999 could be
// a share or a tiny percentage and stays a number.
func readSharePercent(q *Quantity, value, unit string) bool {
	n, ok := parseFloat(value)
	if !ok || unit != "" || n <= 1 || n > 100 {
		return false
	}
	q.Kind, q.Amount = Percent, n
	return true
}

var instantLayouts = []string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly, "2006/01/02",
}

func readInstant(q *Quantity, value, _ string) bool {
	for _, layout := range instantLayouts {
		if t, err := time.Parse(layout, value); err == nil {
			q.Kind, q.Time = Instant, t.UTC()
			return true
		}
	}
	return false
}

var numberAndUnit = lazy.Regexp(`^([-+]?\d[\d_,]*(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*(.*)$`)

func readNumber(q *Quantity, value, unit string) bool {
	m := numberAndUnit().FindStringSubmatch(value)
	if m == nil || m[2] != "" && unit != "" {
		return false
	}
	n, ok := parseFloat(m[1])
	if !ok {
		return false
	}
	factor, base := baseUnit(m[2] + unit)
	q.Kind, q.Amount, q.Unit = Number, n*factor, base
	return true
}

var per = lazy.Regexp(`(?i)\s*(?:/|\bper\b)\s*`)

// byteUnits are the sizes that throughputs are written in; bits are left alone.
var byteUnits = map[string]float64{
	"B": 1, "byte": 1, "bytes": 1, "kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
}

// baseUnit brings a unit such as "MB/min" to its factor and base unit.
func baseUnit(unit string) (factor float64, base string) {
	what, each, isRate := strings.Cut(per().ReplaceAllString(strings.TrimSpace(unit), "/"), "/")
	factor, base = 1, strings.ToLower(what)
	if f, ok := byteUnits[what]; ok {
		factor, base = f, "byte"
	}
	if !isRate {
		return factor, base
	}
	if d, either, ok := periodUnit(each, 1); ok && !either && d.Months == 0 {
		return factor / d.Seconds, base + "/s"
	}
	return factor, base + "/" + strings.ToLower(each)
}

func parseFloat(s string) (float64, bool) {
	s = strings.NewReplacer(",", "", "_", "").Replace(strings.TrimSpace(s))
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n == n && n < 1e300 && n > -1e300
}

// Base returns the value as one number for sorting and filtering, with its
// unit: seconds for periods (a month counts as 30.4375 days) and for clock times
// (since midnight UTC), Unix seconds for instants, percent, or the base unit of
// a number. It reports false for text and for what was not written.
func (q Quantity) Base() (amount float64, unit string, ok bool) {
	switch q.Kind {
	case Number:
		return q.Amount, q.Unit, true
	case Percent:
		return q.Amount, "%", true
	case Period:
		return q.Duration.about(), "s", true
	case ClockTime:
		return q.Clock.seconds(), "s", true
	case Instant:
		return float64(q.Time.Unix()), "s", true
	case Unlimited:
		return 1e300, "s", true
	}
	return 0, "", false
}

// String says the value for people: "4 days", "99.9 %", "09:00-08:00".
func (q Quantity) String() string {
	switch q.Kind {
	case Percent:
		return formatFloat(q.Amount) + " %"
	case Period:
		if q.Either {
			return q.Raw
		}
		return q.Duration.String()
	case Unlimited:
		return "unlimited"
	case Instant:
		if q.Time.Equal(q.Time.Truncate(24 * time.Hour)) {
			return q.Time.Format(time.DateOnly)
		}
	}
	return q.Raw
}

func formatFloat(f float64) string {
	return strconv.FormatFloat(f, 'f', -1, 64)
}
