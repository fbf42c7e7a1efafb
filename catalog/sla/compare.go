package sla

import (
	"math"
	"strings"
)

// Relation says how what a revision promises stands to what its base promised.
type Relation uint8

// The relations. Tighter is better for a reader: everything the revision allows
// was allowed before.
const (
	Same         Relation = iota
	Approximate           // the same within the slack of the calendar: 1 year, 365 days
	Tighter               // the revision promises more
	Looser                // the revision promises less
	Incomparable          // nobody can tell; the reason says why
)

// Compare relates the value of a revision to that of its base. Both must be
// levels of the same name. The reason is set for Incomparable alone.
func Compare(base, revision Level) (r Relation, reason string) {
	a, b := base.Quantity, revision.Quantity
	if strings.EqualFold(a.Raw, b.Raw) {
		return Same, ""
	}
	order, approximate, reason := compareQuantities(a, b)
	switch {
	case reason != "":
		return Incomparable, reason
	case order == 0 && approximate:
		return Approximate, ""
	case order == 0:
		return Same, ""
	}
	switch base.Name.Direction() {
	case NoDirection:
		return Incomparable, "nobody says whether more or less of it is better"
	case LessIsBetter, SoonIsBetter:
		order = -order
	}
	if order > 0 {
		return Tighter, ""
	}
	return Looser, ""
}

// compareQuantities orders two values: -1 when b is smaller than a, +1 when it
// is larger. A reason means that they cannot be ordered.
func compareQuantities(a, b Quantity) (order int, approximate bool, reason string) {
	switch {
	case isVariable(a.Raw) || isVariable(b.Raw):
		return 0, false, "a variable stands in the place of a value"
	case a.Kind == Unlimited && b.Kind == Unlimited:
		return 0, false, ""
	case a.Kind == Unlimited && b.Kind != Text && b.Kind != None:
		return -1, false, ""
	case b.Kind == Unlimited && a.Kind != Text && a.Kind != None:
		return +1, false, ""
	case a.Kind != b.Kind:
		return 0, false, "the two values are not of one kind"
	}
	switch a.Kind {
	case Number:
		if a.Unit != b.Unit {
			return 0, false, "the units cannot be converted"
		}
		return compareFloats(a.Amount, b.Amount), false, ""
	case Percent:
		return compareFloats(a.Amount, b.Amount), false, ""
	case Period:
		return comparePeriods(a, b)
	case ClockTime:
		return compareClocks(a.Clock, b.Clock)
	case Instant:
		return b.Time.Compare(a.Time), false, ""
	}
	return 0, false, "the value is text"
}

func isVariable(text string) bool { return strings.Contains(text, "${") }

// compareFloats forgives what arithmetic on decimal fractions leaves over.
func compareFloats(a, b float64) int {
	if math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) {
		return 0
	}
	if b > a {
		return +1
	}
	return -1
}

func compareClocks(a, b Clock) (order int, approximate bool, reason string) {
	if a.Zone != b.Zone {
		return 0, false, "the times are told in zones that cannot be compared"
	}
	if math.Mod(a.seconds()-b.seconds(), day) == 0 {
		return 0, false, ""
	}
	return compareFloats(a.seconds(), b.seconds()), false, ""
}

// comparePeriods tries every reading of a bare "m" and answers only when all
// agree. Two bare "m" are the same unit, whichever it is.
func comparePeriods(a, b Quantity) (order int, approximate bool, reason string) {
	if a.Either && b.Either {
		return compareFloats(a.Duration.Seconds, b.Duration.Seconds), false, ""
	}
	first := true
	for _, x := range a.readings() {
		for _, y := range b.readings() {
			o, near := compareDurations(x, y)
			if !first && o != order {
				return 0, false, `the unit "m" can mean minutes or months`
			}
			order, approximate, first = o, near, false
		}
	}
	return order, approximate, ""
}

func (q Quantity) readings() []Duration {
	if !q.Either {
		return []Duration{q.Duration}
	}
	return []Duration{q.Duration, {Months: q.Duration.Seconds / minute}}
}

func compareDurations(a, b Duration) (order int, approximate bool) {
	if compareFloats(a.Months, b.Months) == 0 {
		return compareFloats(a.Seconds, b.Seconds), false
	}
	if a.Seconds == b.Seconds {
		return compareFloats(a.Months, b.Months), false
	}
	aLow, aHigh := a.span()
	bLow, bHigh := b.span()
	switch {
	case bLow > aHigh:
		return +1, false
	case bHigh < aLow:
		return -1, false
	}
	return 0, true
}
