package search

import (
	"bytes"
	"cmp"
	"strings"
	"time"

	"meshdex/catalog/query"
	"meshdex/catalog/sla"
)

// filter gives the rows that pass a filter; the caller puts the set back.
func (f *finder) filter(n query.Filter) set {
	if column, ok := numbers[n.Name]; ok {
		return f.numbers(column, n)
	}
	s := f.pool.get()
	for _, v := range n.Values {
		f.passing(n, v, s)
	}
	if n.Op == query.NotEqual {
		return f.complement(s)
	}
	return s
}

func (f *finder) complement(s set) set {
	all := f.pool.all()
	all.andNot(s)
	f.pool.put(s)
	return all
}

// passing adds the rows that have the value; for NotEqual, those that are to be
// left out.
func (f *finder) passing(n query.Filter, v string, s set) {
	switch n.Name {
	case "has", "missing":
		f.flagged(presence[strings.ToLower(v)], isYes(n.Name == "has"), s)
	case "pii":
		f.flagged(hasPII, isYes(strings.EqualFold(v, "true")), s)
	case "deprecated":
		f.flagged(isDeprecated, isYes(strings.EqualFold(v, "true")), s)
	case "name", "id":
		f.named(n.Op, v, s)
	default:
		f.valued(n, v, s)
	}
}

// answer is what a yes-or-no fact has to be.
type answer uint32

const (
	no answer = iota
	yes
)

func isYes(is bool) answer {
	if is {
		return yes
	}
	return no
}

// flagged adds the rows of which the fact is so, or is not.
func (f *finder) flagged(fact facet, want answer, s set) {
	f.ask(f.tellerOf(fact&ofProperties != 0), s, func(t *table, row int) bool {
		return (facet(t.flags.at(row))&fact != 0) == (want == yes)
	})
}

// ask adds the rows for which something is so in a window's table.
func (f *finder) ask(w *window, to set, is func(t *table, row int) bool) {
	s := w.pool.get()
	for row := range w.table.n {
		if is(w.table, row) {
			s.add(uint32(row))
		}
	}
	w.into(s, to)
	w.pool.put(s)
}

// tellerOf is the window on the table that knows something of the rows: their own,
// or, for objects and properties, also that of their contracts.
func (f *finder) tellerOf(own bool) *window {
	if f.scope != Properties || own {
		return &f.windows[0]
	}
	for i := range f.windows {
		if w := &f.windows[i]; w.table.scope == Contracts {
			return w
		}
	}
	return &f.windows[0]
}

// named adds the rows that are called v.
func (f *finder) named(op query.Op, v string, s set) {
	whole := strings.TrimSpace(fold(v))
	switch {
	case strings.ContainsAny(v, "*?") && literal(whole) != "":
		f.names(naming, s, func(w *window, to set) { f.wildNames(w, whole, to) })
	case op != query.Has:
		f.called(naming, whole, s)
	default:
		all := f.pool.all()
		for _, p := range f.piecesOf(query.Text{Text: v}) {
			if p.tiers[naming] == nil {
				clear(all)
				break
			}
			all.and(p.tiers[naming])
		}
		s.or(all)
		f.pool.put(all)
	}
}

// valued adds the rows that have a value of the qualifier which passes.
func (f *finder) valued(n query.Filter, v string, s set) {
	name := n.Name
	if level, ok := strings.CutPrefix(name, slaPrefix); ok {
		canonical, _ := sla.Canonical(level)
		name = slaPrefix + string(canonical)
	}
	passes := f.test(n, v)
	part := needed(n.Op, fold(v))
	for i := range f.windows {
		w := &f.windows[i]
		if !w.knows(name) {
			continue
		}
		found := w.pool.get()
		w.table.eachValue(name, part, func(i int, folded, display string) bool {
			if !f.budget.spend(len(display)) || f.ctx.Err() != nil {
				return false
			}
			if passes(folded, display) {
				w.table.values.list(i, naming).into(found)
			}
			return true
		})
		if !found.empty() {
			w.into(found, s)
		}
		w.pool.put(found)
	}
}

// knows reports whether the window shows values of the qualifier.
func (w *window) knows(qualifier string) bool {
	return w.use&byValues != 0 && (w.qualifiers == nil || isAmong(qualifier, w.qualifiers))
}

// eachValue calls f with the values of a qualifier, those that have the part in
// them unless it is empty, until it returns false.
func (t *table) eachValue(qualifier, part string, f func(i int, folded, display string) bool) {
	l := &t.values
	head := append([]byte(qualifier), valueSeparator)
	from, to := l.prefix(head)
	each := func(i int) bool {
		folded, display := splitValue(l.term(i), len(head))
		return f(i, folded, display)
	}
	if part != "" {
		l.containing([]byte(part), from, to, each)
		return
	}
	for from < to && each(from) {
		from++
	}
}

// splitValue takes a value's term apart after its head, the qualifier: the value
// folded, and as written.
func splitValue(term []byte, head int) (folded, display string) {
	a, b, differ := bytes.Cut(term[min(head, len(term)):], []byte{valueSeparator})
	if !differ {
		b = a
	}
	return view(a), view(b)
}

// needed is a text that every value has which passes: it is looked for first.
func needed(op query.Op, folded string) string {
	switch op {
	case query.Has, query.Equal, query.NotEqual:
	default:
		return ""
	}
	longest := ""
	for _, part := range strings.FieldsFunc(folded, func(r rune) bool { return classOf(r) == gap }) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return longest
}

// test makes the condition that a value has to pass: its words begin with those
// of v, or it compares with v as the operator says.
func (f *finder) test(n query.Filter, v string) func(folded, display string) bool {
	whole := fold(v)
	q, _ := query.Lookup(n.Name)
	switch {
	case strings.ContainsAny(v, "*?"):
		pattern := clip(whole, maxKey)
		return func(folded, _ string) bool {
			f.budget.spend(stars(pattern, len(folded)))
			return glob(pattern, folded)
		}
	case isOrder(n.Op) && q.Takes == query.Version:
		return func(folded, _ string) bool { return ordered(n.Op, compareVersions(folded, whole)) }
	case isOrder(n.Op):
		want, ok := levelOf(n.Name, v)
		return func(_, display string) bool {
			have, known := levelOf(n.Name, display)
			return ok && known && have.unit == want.unit && ordered(n.Op, cmp.Compare(have.amount, want.amount))
		}
	case n.Op != query.Has:
		return func(folded, _ string) bool { return folded == whole }
	}
	f.want.split(v)
	return func(folded, display string) bool {
		f.have.split(display)
		return folded == whole || phraseAt(&f.have, &f.want) >= 0 && len(f.want.bounds) > 0
	}
}

func isOrder(op query.Op) bool {
	return op == query.Less || op == query.LessEqual || op == query.Greater || op == query.GreaterEqual
}

// ordered reports whether an order of -1, 0 or 1 is what the operator asks for.
func ordered(op query.Op, order int) bool {
	switch op {
	case query.Less:
		return order < 0
	case query.LessEqual:
		return order <= 0
	case query.Greater:
		return order > 0
	case query.GreaterEqual:
		return order >= 0
	case query.NotEqual:
		return order != 0
	}
	return order == 0
}

// measured is a service level in its base unit.
type measured struct {
	amount float64
	unit   string
}

// levelOf reads a service level as written: a value with its unit, if any,
// after a space.
func levelOf(qualifier, s string) (measured, bool) {
	name, _ := sla.Canonical(strings.TrimPrefix(qualifier, "sla."))
	amount, unit, ok := sla.Parse(name, s, "").Base()
	if i := strings.LastIndexByte(s, ' '); !ok && i > 0 {
		amount, unit, ok = sla.Parse(name, s[:i], s[i+1:]).Base()
	}
	return measured{amount, unit}, ok
}

// numbers gives the rows whose number compares so with one of the values; with
// NotEqual, with none of them.
func (f *finder) numbers(column number, n query.Filter) set {
	s := f.pool.get()
	op := n.Op
	if op == query.NotEqual {
		op = query.Equal
	}
	for _, v := range n.Values {
		if low, high, ok := f.interval(column, op, v); ok {
			f.ask(f.tellerOf(isOwn(column)), s, func(t *table, row int) bool {
				x := int64(t.numbers[column].at(row))
				return low <= x && x <= high
			})
		}
	}
	if n.Op == query.NotEqual {
		return f.complement(s)
	}
	return s
}

// interval is what a number has to be in, both ends included. A date that is not
// known is in none.
func (f *finder) interval(column number, op query.Op, v string) (low, high int64, ok bool) {
	const most = 1 << 40
	m, isNumber := query.ParseMeasure(v)
	first, last := int64(m.Number), int64(m.Number)
	if column == updated {
		low = 1
		first, last, isNumber = f.times(op, v)
		if _, isAge := query.ParseAge(v); isAge {
			op = reversed(op) // a greater age is an earlier time
		}
	}
	switch op {
	case query.Less:
		return low, first - 1, isNumber
	case query.LessEqual:
		return low, last, isNumber
	case query.Greater:
		return last + 1, most, isNumber
	case query.GreaterEqual:
		return first, most, isNumber
	}
	return max(low, first), last, isNumber
}

func reversed(op query.Op) query.Op {
	switch op {
	case query.Less:
		return query.Greater
	case query.LessEqual:
		return query.GreaterEqual
	case query.Greater:
		return query.Less
	case query.GreaterEqual:
		return query.LessEqual
	}
	return op
}

// times are the first and last second of a date, or those of an age: that
// moment, or for "is", all since then.
func (f *finder) times(op query.Op, v string) (first, last int64, ok bool) {
	if from, to, ok := query.ParseDate(v); ok {
		return from.Unix(), to.Unix() - 1, true
	}
	age, ok := query.ParseAge(v)
	at := f.now.Add(-age).Unix()
	if isOrder(op) {
		return at, at, ok
	}
	return at, f.now.Add(time.Hour).Unix(), ok
}

// compareVersions orders versions by their numbers, and what is not a number as
// text; a version that only goes on is later.
func compareVersions(a, b string) int {
	as, bs := strings.FieldsFunc(strings.TrimPrefix(a, "v"), isVersionGap), strings.FieldsFunc(strings.TrimPrefix(b, "v"), isVersionGap)
	for i := range min(len(as), len(bs)) {
		if order := compareParts(as[i], bs[i]); order != 0 {
			return order
		}
	}
	for i := len(bs); i < len(as); i++ {
		if strings.Trim(as[i], "0") != "" {
			return 1
		}
	}
	for i := len(as); i < len(bs); i++ {
		if strings.Trim(bs[i], "0") != "" {
			return -1
		}
	}
	return 0
}

func isVersionGap(r rune) bool { return strings.ContainsRune(".-+_ ", r) }

func compareParts(a, b string) int {
	if isDigits(a) && isDigits(b) {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	}
	return strings.Compare(a, b)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
