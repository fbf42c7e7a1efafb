package sla

import (
	"strconv"
	"strings"
	"time"

	"meshdex/catalog/lazy"
)

// Clock is a time of day. Zone is "" when none was written, "UTC" when Offset
// says where it is, and otherwise a zone that only its name tells ("CET").
type Clock struct {
	SinceMidnight time.Duration // local
	Offset        time.Duration // east of UTC
	Zone          string
}

// seconds since the local day's midnight, told in UTC; it may exceed a day or be
// negative, so that two zones order as people in them would.
func (c Clock) seconds() float64 { return (c.SinceMidnight - c.Offset).Seconds() }

var clockText = lazy.Regexp(`^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s*([aApP]\.?[mM]\.?)?\s*(.*)$`)

// readClock reads "09:00-08:00", "9 am", "17:00Z", "09:00 CET". A bare number is
// an hour only when the unit or am/pm says so.
func readClock(q *Quantity, value, unit string) bool {
	m := clockText().FindStringSubmatch(value)
	if m == nil || m[2] == "" && m[4] == "" {
		return false
	}
	h, min, sec := atoi(m[1]), atoi(m[2]), atoi(m[3])
	switch half := strings.ToLower(m[4]); {
	case half == "":
	case h < 1 || h > 12:
		return false
	default:
		h = h % 12
		if half[0] == 'p' {
			h += 12
		}
	}
	if h > 24 || min > 59 || sec > 60 {
		return false
	}
	q.Clock.SinceMidnight = time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second
	if !q.Clock.setZone(strings.TrimSpace(m[5] + " " + unit)) {
		q.Clock = Clock{}
		return false
	}
	q.Kind = ClockTime
	return true
}

var offsetText = lazy.Regexp(`^(?:UTC|GMT)?\s*([-+])(\d{1,2}):?(\d{2})?$`)

// setZone reads an offset or the name of a zone; it refuses what is neither.
func (c *Clock) setZone(zone string) bool {
	switch strings.ToUpper(zone) {
	case "":
		return true
	case "Z", "UTC", "GMT", "ETC/UTC":
		c.Zone = "UTC"
		return true
	}
	if m := offsetText().FindStringSubmatch(strings.ToUpper(zone)); m != nil {
		c.Offset = time.Duration(atoi(m[2]))*time.Hour + time.Duration(atoi(m[3]))*time.Minute
		if m[1] == "-" {
			c.Offset = -c.Offset
		}
		c.Zone = "UTC"
		return true
	}
	c.Zone = strings.ToUpper(zone)
	return zoneName().MatchString(zone)
}

var zoneName = lazy.Regexp(`^[A-Za-z]{2,5}$|^[A-Za-z_]+/[A-Za-z_/]+$`)

// atoi reads digits that a pattern has let through.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
