package sla

import (
	"strconv"
	"strings"
)

// cron is a parsed five-field expression: which values of each field fire.
type cron struct {
	minutes, hours, days, months, weekdays []bool
	anyDay, anyWeekday                     bool
}

// CronPeriod gives the mean time between two firings of a five-field cron
// expression (or six with seconds first, or a macro such as @daily). It reports
// false for text that is not cron.
func CronPeriod(expression string) (Duration, bool) {
	c, ok := parseCron(expression)
	if !ok {
		return Duration{}, false
	}
	return c.period()
}

func readCron(q *Quantity, value, _ string) bool {
	d, ok := CronPeriod(value)
	if ok {
		q.Kind, q.Duration = Period, d
	}
	return ok
}

// cronMacros are the names that stand for whole expressions.
var cronMacros = map[string]string{
	"@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
	"@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
}

func parseCron(text string) (*cron, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if macro, ok := cronMacros[text]; ok {
		text = macro
	}
	f := strings.Fields(strings.ReplaceAll(text, "?", "*"))
	if len(f) == 6 {
		f = f[1:]
	}
	if len(f) != 5 {
		return nil, false
	}
	c := &cron{anyDay: f[2] == "*", anyWeekday: f[4] == "*"}
	var ok [5]bool
	c.minutes, ok[0] = cronField(f[0], 0, 59, "")
	c.hours, ok[1] = cronField(f[1], 0, 23, "")
	c.days, ok[2] = cronField(f[2], 1, 31, "")
	c.months, ok[3] = cronField(f[3], 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec")
	c.weekdays, ok[4] = cronField(f[4], 0, 7, "sun mon tue wed thu fri sat")
	if ok != [5]bool{true, true, true, true, true} {
		return nil, false
	}
	c.weekdays[0] = c.weekdays[0] || c.weekdays[7]
	c.weekdays = c.weekdays[:7]
	return c, true
}

// cronField reads one field: lists of values, ranges and steps, with names for
// months and weekdays. The result is indexed by value.
func cronField(text string, low, high int, names string) ([]bool, bool) {
	set := make([]bool, high+1)
	for item := range strings.SplitSeq(text, ",") {
		span, stepText, hasStep := strings.Cut(item, "/")
		step := 1
		if hasStep {
			n, err := strconv.Atoi(stepText)
			if err != nil || n < 1 {
				return nil, false
			}
			step = n
		}
		from, to, ok := cronSpan(span, low, high, names, hasStep)
		if !ok {
			return nil, false
		}
		for v := from; v <= to; v += step {
			set[v] = true
		}
	}
	return set, true
}

func cronSpan(text string, low, high int, names string, hasStep bool) (from, to int, ok bool) {
	if text == "*" {
		return low, high, true
	}
	a, b, isRange := strings.Cut(text, "-")
	from, ok = cronValue(a, low, names)
	to = from
	switch {
	case !ok:
		return 0, 0, false
	case isRange:
		to, ok = cronValue(b, low, names)
	case hasStep:
		to = high
	}
	return from, to, ok && low <= from && from <= to && to <= high
}

func cronValue(text string, low int, names string) (int, bool) {
	i := low
	for name := range strings.FieldsSeq(names) {
		if name == text {
			return i, true
		}
		i++
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// period divides the calendar by the number of firings. Where the expression
// follows one calendar alone (days, weeks or months) the result is exact in it;
// where it mixes them, firings are counted over 28 years, after which dates and
// weekdays repeat.
func (c *cron) period() (Duration, bool) {
	times := float64(count(c.minutes) * count(c.hours))
	months := float64(count(c.months))
	switch {
	case c.anyDay && c.anyWeekday && months == 12:
		return Duration{Seconds: day / times}, true
	case c.anyDay && months == 12:
		return Duration{Seconds: week / (times * float64(count(c.weekdays)))}, true
	case c.anyWeekday && !c.anyDay && !anyTrue(c.days[29:]):
		return Duration{Months: 12 / (times * float64(count(c.days)) * months)}, true
	}
	const cycle = 28 * 365.25
	days := c.firingDays()
	if days == 0 {
		return Duration{}, false
	}
	return Duration{Seconds: cycle * day / (times * float64(days))}, true
}

// firingDays counts the days with a firing in a cycle of 28 years.
func (c *cron) firingDays() int {
	lengths := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	n, weekday := 0, 0
	for year := range 28 {
		for month, length := range lengths {
			if month == 1 && year%4 == 0 {
				length++
			}
			for date := 1; date <= length; date++ {
				if c.months[month+1] && c.firesOn(date, weekday) {
					n++
				}
				weekday = (weekday + 1) % 7
			}
		}
	}
	return n
}

// firesOn follows cron's rule: when both days and weekdays are restricted,
// either will do.
func (c *cron) firesOn(date, weekday int) bool {
	switch {
	case c.anyDay:
		return c.weekdays[weekday]
	case c.anyWeekday:
		return c.days[date]
	}
	return c.days[date] || c.weekdays[weekday]
}

func count(set []bool) int {
	n := 0
	for _, in := range set {
		if in {
			n++
		}
	}
	return n
}

func anyTrue(set []bool) bool { return count(set) > 0 }
