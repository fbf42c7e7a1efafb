package diff

import (
	"math/big"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// bound is one end of a range of numbers, or of dates in ISO notation, which
// order as texts. The zero bound is no bound.
type bound struct {
	number *big.Rat
	date   string
	open   bool // the value itself is outside
	text   string
	strict bool // it was written under the exclusive key
}

var isoDate = lazy.Regexp(`^\d{4}-\d{2}(-\d{2}.*)?$|^\d{2}:\d{2}`)

// boundOf reads a bound. On whole numbers an exclusive one is moved to the next
// inclusive value, upwards or downwards.
func boundOf(v catalog.Value, open, whole bool, inwards int64) bound {
	if !v.IsScalar() || v.Kind == catalog.Null || v.Kind == catalog.Bool {
		return bound{}
	}
	b := bound{open: open, text: v.Text, strict: open}
	if open {
		b.text += " (exclusive)"
	}
	n, ok := parseNumber(v.Text)
	switch {
	case !ok:
		b.date = foldText(v.Text)
		return b
	case whole && open && n.IsInt():
		n.Add(n, big.NewRat(inwards, 1))
		b.open = false
	}
	b.number = n
	return b
}

func (b bound) isSet() bool { return b.number != nil || b.date != "" }

// canonical is equal for equal bounds; "" is no bound.
func (b bound) canonical() string {
	s := b.date
	if b.number != nil {
		s = b.number.RatString()
	}
	if b.open {
		s += " exclusive"
	}
	return s
}

func (b bound) key(inclusive, exclusive string) string {
	if b.strict {
		return exclusive
	}
	return inclusive
}

// compare orders two bounds by value; ok is false when they are not of a kind.
func (b bound) compare(c bound) (order int, ok bool) {
	switch {
	case b.number != nil && c.number != nil:
		return b.number.Cmp(c.number), true
	case b.number == nil && c.number == nil && isoDate().MatchString(b.date) && isoDate().MatchString(c.date):
		return strings.Compare(b.date, c.date), true
	}
	return 0, b.date == c.date && b.number == nil && c.number == nil
}

// parseBound reads what canonical wrote.
func parseBound(s string) bound {
	if s == "" {
		return bound{}
	}
	value, open := strings.CutSuffix(s, " exclusive")
	if n, ok := new(big.Rat).SetString(value); ok {
		return bound{number: n, open: open}
	}
	return bound{date: value, open: open}
}

// tighterBound picks the bound that allows less; inwards is +1 for lower bounds
// and -1 for upper ones.
func tighterBound(a, b bound, inwards int) bound {
	switch {
	case !a.isSet():
		return b
	case !b.isSet():
		return a
	}
	order, ok := a.compare(b)
	if ok && (order*inwards < 0 || order == 0 && b.open) {
		return b
	}
	return a
}

// relateBounds compares what two bounds on the same side allow.
func relateBounds(base, revision bound, inwards int) relation {
	switch {
	case !base.isSet() && !revision.isSet():
		return equal
	case !base.isSet():
		return subset
	case !revision.isSet():
		return superset
	}
	order, ok := revision.compare(base)
	switch {
	case !ok:
		return incomparable
	case order*inwards > 0 || order == 0 && revision.open && !base.open:
		return subset
	case order*inwards < 0 || order == 0 && base.open && !revision.open:
		return superset
	}
	return equal
}

// accepted is the set of outcomes that a check lets pass: a range, perhaps
// without some values. Other holds operators that are no range.
type accepted struct {
	lower, upper bound
	other        []string
}

// relate compares two accepted sets.
func (a accepted) relate(b accepted) relation {
	r := relateBounds(a.lower, b.lower, +1).and(relateBounds(a.upper, b.upper, -1))
	return r.and(relateSets(b.other, a.other))
}

// relateSets compares two lists of allowed things.
func relateSets(base, revision []string) relation {
	missing, extra := subtract(base, revision), subtract(revision, base)
	switch {
	case len(missing) == 0 && len(extra) == 0:
		return equal
	case len(extra) == 0:
		return subset
	case len(missing) == 0:
		return superset
	}
	return incomparable
}

// subtract lists what is in a but not in b, in the order of a.
func subtract(a, b []string) []string {
	in := map[string]bool{}
	for _, s := range b {
		in[s] = true
	}
	var out []string
	for _, s := range a {
		if !in[s] {
			out = append(out, s)
		}
	}
	return out
}

// isZeroOnly reports whether nothing but zero passes.
func (a accepted) isZeroOnly() bool {
	zero := new(big.Rat)
	return a.upper.number != nil && !a.upper.open && a.upper.number.Cmp(zero) == 0
}
