package sla

import (
	"math"
	"strings"

	"meshdex/catalog/lazy"
)

// Duration is a length of time with calendar units kept apart, for a month is
// not a number of days. Years are twelve months and days 24 hours, exactly.
type Duration struct {
	Months  float64
	Seconds float64
}

const (
	minute = 60.0
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
	// meanMonth is a twelfth of a Julian year, used for ordering alone.
	meanMonth = 30.4375 * day
)

func (d Duration) about() float64 { return d.Months*meanMonth + d.Seconds }

// span returns the shortest and the longest the duration can be: a year has 365
// to 366 days, a month 28 to 31.
func (d Duration) span() (shortest, longest float64) {
	years := math.Trunc(d.Months / 12)
	months := d.Months - 12*years
	return years*365*day + months*28*day + d.Seconds, years*366*day + months*31*day + d.Seconds
}

func (d Duration) plus(e Duration) Duration {
	return Duration{d.Months + e.Months, d.Seconds + e.Seconds}
}

// String writes the duration in its largest whole unit: "36 months" is "3
// years", "90 minutes" stays.
func (d Duration) String() string {
	var parts []string
	if d.Months != 0 {
		parts = append(parts, largest(d.Months, []step{{12, "year"}, {1, "month"}}))
	}
	if d.Seconds != 0 || len(parts) == 0 {
		parts = append(parts, largest(d.Seconds, []step{{day, "day"}, {hour, "hour"}, {minute, "minute"}, {1, "second"}}))
	}
	return strings.Join(parts, " ")
}

type step struct {
	size float64
	word string
}

func largest(amount float64, steps []step) string {
	last := steps[len(steps)-1]
	for _, s := range steps {
		if n := amount / s.size; n == math.Trunc(n) && n != 0 {
			last = s
			break
		}
	}
	n := amount / last.size
	if n == 1 {
		return "1 " + last.word
	}
	return formatFloat(n) + " " + last.word + "s"
}

var isoDuration = lazy.Regexp(`^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$`)

// isoUnits are the units of isoDuration's groups.
var isoUnits = []Duration{
	{Months: 12}, {Months: 1}, {Seconds: week}, {Seconds: day}, {Seconds: hour}, {Seconds: minute}, {Seconds: 1},
}

func parseISO(text string) (Duration, bool) {
	m := isoDuration().FindStringSubmatch(strings.ToUpper(text))
	if m == nil {
		return Duration{}, false
	}
	var sum Duration
	found := false
	for i, u := range isoUnits {
		if m[i+1] == "" {
			continue
		}
		n, ok := parseFloat(m[i+1])
		if !ok {
			return Duration{}, false
		}
		sum, found = sum.plus(Duration{n * u.Months, n * u.Seconds}), true
	}
	return sum, found
}

// periodUnit reads a unit word and multiplies it. A bare "m" is a minute or a
// month: nobody can tell, so it is read as minutes and either is set.
func periodUnit(unit string, n float64) (d Duration, either, ok bool) {
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSpace(unit), ".")) {
	case "ms", "msec", "millisecond", "milliseconds":
		return Duration{Seconds: n / 1000}, false, true
	case "s", "sec", "secs", "second", "seconds":
		return Duration{Seconds: n}, false, true
	case "m":
		return Duration{Seconds: n * minute}, unit != "M", true
	case "mi", "min", "mins", "minute", "minutes":
		return Duration{Seconds: n * minute}, false, true
	case "h", "hr", "hrs", "hour", "hours":
		return Duration{Seconds: n * hour}, false, true
	case "d", "day", "days":
		return Duration{Seconds: n * day}, false, true
	case "w", "wk", "week", "weeks":
		return Duration{Seconds: n * week}, false, true
	case "mo", "mon", "mth", "month", "months":
		return Duration{Months: n}, false, true
	case "q", "quarter", "quarters":
		return Duration{Months: 3 * n}, false, true
	case "y", "yr", "yrs", "year", "years":
		return Duration{Months: 12 * n}, false, true
	}
	return Duration{}, false, false
}

var (
	periodPart  = lazy.Regexp(`([\d.]+)\s*([A-Za-z]+)\.?`)
	periodWhole = lazy.Regexp(`^\s*(?:[\d.]+\s*[A-Za-z]+\.?[\s,]*)+$`)
)

// readPeriod reads "P1Y", "4" with unit "d", "24 hours", "1h30m".
func readPeriod(q *Quantity, value, unit string) bool {
	if d, ok := parseISO(value); ok && unit == "" {
		q.Kind, q.Duration = Period, d
		return true
	}
	if unit != "" {
		n, isNumber := parseFloat(value)
		d, either, ok := periodUnit(unit, n)
		if ok && isNumber {
			q.Kind, q.Duration, q.Either = Period, d, either
		}
		return ok && isNumber
	}
	return readParts(q, value)
}

// readParts reads amounts with units one after the other. An "m" after another
// part can only be minutes.
func readParts(q *Quantity, text string) bool {
	if !periodWhole().MatchString(text) {
		return false
	}
	var sum Duration
	either := false
	for i, m := range periodPart().FindAllStringSubmatch(text, -1) {
		n, isNumber := parseFloat(m[1])
		d, e, ok := periodUnit(m[2], n)
		if !isNumber || !ok {
			return false
		}
		sum, either = sum.plus(d), e && i == 0
	}
	q.Kind, q.Duration, q.Either = Period, sum, either
	return true
}

// periodWords are the adverbs that frequencies are written with.
var periodWords = map[string]Duration{
	"realtime": {}, "nearrealtime": {}, "streaming": {}, "continuous": {}, "continuously": {},
	"minutely": {Seconds: minute}, "everyminute": {Seconds: minute},
	"hourly": {Seconds: hour}, "everyhour": {Seconds: hour},
	"daily": {Seconds: day}, "everyday": {Seconds: day}, "nightly": {Seconds: day},
	"weekly": {Seconds: week}, "biweekly": {Seconds: 2 * week}, "fortnightly": {Seconds: 2 * week},
	"monthly": {Months: 1}, "quarterly": {Months: 3}, "halfyearly": {Months: 6}, "semiannually": {Months: 6},
	"yearly": {Months: 12}, "annually": {Months: 12}, "annual": {Months: 12},
}

// readWord reads "daily", and a number of times within such a period.
func readWord(q *Quantity, value, unit string) bool {
	word, times := value, 1.0
	if n, ok := parseFloat(value); ok && n > 0 {
		word, times = unit, n
	} else if unit != "" && foldName(unit) != foldName(value) {
		return false
	}
	d, ok := periodWords[foldName(word)]
	if ok {
		q.Kind, q.Duration = Period, Duration{d.Months / times, d.Seconds / times}
	}
	return ok
}

// readRate reads "4" with unit "per day" or "1/d", "2 per hour", "4/day".
func readRate(q *Quantity, value, unit string) bool {
	left, each, ok := strings.Cut(per().ReplaceAllString(value+" "+unit, "/"), "/")
	if !ok {
		return false
	}
	times := 1.0
	for part := range strings.FieldsSeq(left) {
		if n, isNumber := parseFloat(part); isNumber {
			times *= n
		}
	}
	d, either, ok := periodUnit(each, 1)
	if !ok || times <= 0 {
		return false
	}
	q.Kind, q.Either = Period, either
	q.Duration = Duration{d.Months / times, d.Seconds / times}
	return true
}
