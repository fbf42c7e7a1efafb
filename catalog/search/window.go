package search

// What a row is found by is not all in one table. A property is found by what its
// kind says, but also by the names of its contract, and a contract by what is in
// it. So a word is looked up in each table that matters to a scope, which gives
// rows of that table, and these are then lifted to the rows of the scope.
//
// Products are the exception: they are what people search, so all words that
// find them are in their own table, and only names as a whole are looked up
// elsewhere, too.

// window is how a scope sees a table.
type window struct {
	*source
	use        use
	tiers      [listTiers]int // the scope's tier for each of the table's, or none
	qualifiers []string       // of the values that hold for the scope's rows; nil for all
	only       func() set     // the rows that count; nil for all
	lift       func([]lifted)
}

// use says what a table is looked at for.
type use uint8

const (
	byNames use = 1 << iota // names as a whole
	byWords
	byValues
	byPhrases
	byAll = byNames | byWords | byValues | byPhrases
)

// source is a table to look things up in, with memory for sets of its rows.
type source struct {
	table *table
	pool  *pool
}

func newSource(t *table) *source { return &source{t, &pool{n: t.n}} }

// asIs are tiers that mean the same in a table and in a scope.
var asIs = [listTiers]int{int(naming), int(inside), int(facts), int(prose), int(facts)}

// within are the tiers of what is in something, with names as something of the
// given tier; what it has from around it is left out.
func within(names tier) [listTiers]int {
	return [listTiers]int{int(names), none, int(facts), int(prose), int(facts)}
}

// namesAs leaves nothing but names, as something of the given tier.
func namesAs(t tier) [listTiers]int { return [listTiers]int{int(t), none, none, none, none} }

// windowsOf gives the windows of a scope; the first is that of the rows themselves.
func (g *segment) windowsOf(s Scope) []window {
	p, c, k := newSource(&g.tables[Products]), newSource(&g.tables[Contracts]), newSource(&g.tables[Properties])
	objects := func() set { return g.objects()[0] }
	properties := func() set { return g.objects()[1] }
	const inNames = byNames | byPhrases
	switch s {
	case Products:
		return []window{
			{source: p, use: byAll, tiers: asIs},
			{source: c, use: inNames, tiers: within(inside), lift: each(g.liftContracts)},
			{source: k, use: inNames, tiers: within(inside), only: objects, lift: each(g.liftKinds(Products))},
			{source: k, use: inNames, tiers: within(facts), only: properties, lift: each(g.liftKinds(Products))},
		}
	case Contracts:
		return []window{
			{source: c, use: byAll, tiers: asIs},
			{source: p, use: byNames, tiers: namesAs(inside), lift: each(g.lowerProducts)},
			{source: k, use: byAll, tiers: within(inside), qualifiers: raisedByObjects, only: objects, lift: each(g.liftKinds(Contracts))},
			{source: k, use: byAll, tiers: within(facts), qualifiers: raisedByProperties, only: properties, lift: each(g.liftKinds(Contracts))},
		}
	}
	lent := [listTiers]int{int(inside), int(inside), none, none, int(facts)}
	return []window{
		{source: k, use: byAll, tiers: asIs, lift: each(g.spreadKinds)},
		{source: k, use: byAll, tiers: namesAs(inside), qualifiers: []string{"object"}, only: objects, lift: g.spreadObjects},
		{source: c, use: byAll, tiers: lent, qualifiers: lentByContracts, lift: g.spreadContracts},
		{source: p, use: byNames, tiers: namesAs(inside), lift: g.spreadProducts(c)},
	}
}

// sortKinds finds the kinds of objects, and the others.
func (g *segment) sortKinds() (out [2]set) {
	t := &g.tables[Properties]
	out[0], out[1] = make(set, setWords(t.n)), make(set, setWords(t.n))
	for row := range t.n {
		out[1-isYes(facet(t.flags.at(row))&isObject != 0)].add(uint32(row))
	}
	return out
}

// raise has what is found in the window's table added to the scope's rows, by tier: it
// appends what is still to be lifted. The sets of to are lent by p and may still be nil.
func (w *window) raise(found *tiered, to [tierCount]*set, p *pool, pairs []lifted) []lifted {
	for t, s := range found {
		if s == nil || w.tiers[t] == none {
			continue
		}
		at := to[w.tiers[t]]
		switch {
		case *at == nil && w.lift == nil:
			*at, found[t] = s, nil
			continue
		case *at == nil:
			*at = p.get()
		}
		if w.lift == nil {
			(*at).or(s)
			continue
		}
		pairs = append(pairs, lifted{s, *at})
	}
	return pairs
}

// into adds rows of the table to rows of the scope.
func (w *window) into(from, to set) {
	if w.lift == nil {
		to.or(from)
		return
	}
	w.intoAll([]lifted{{from, to}})
}

// intoAll lifts several sets at once, which takes little longer than one.
func (w *window) intoAll(pairs []lifted) {
	switch {
	case len(pairs) == 0:
		return
	case w.only == nil:
		w.lift(pairs)
		return
	}
	for i, p := range pairs {
		s := w.pool.get()
		s.or(p.from)
		s.and(w.only())
		pairs[i].from = s
	}
	w.lift(pairs)
	for _, p := range pairs {
		w.pool.put(p.from)
	}
}

// tiered are rows of a table by tier; what has none may be nil.
type tiered [listTiers]set

// take adds the rows of posting lists.
func (t *tiered) take(lists [listTiers]postings, p *pool) {
	for i, list := range lists {
		if list.count == 0 {
			continue
		}
		if t[i] == nil {
			t[i] = p.get()
		}
		list.into(t[i])
	}
}
