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
	lift       func(from, to set)
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
			{source: c, use: inNames, tiers: within(inside), lift: g.liftContracts},
			{source: k, use: inNames, tiers: within(inside), only: objects, lift: g.liftKinds(Products)},
			{source: k, use: inNames, tiers: within(facts), only: properties, lift: g.liftKinds(Products)},
		}
	case Contracts:
		return []window{
			{source: c, use: byAll, tiers: asIs},
			{source: p, use: byNames, tiers: namesAs(inside), lift: g.lowerProducts},
			{source: k, use: byAll, tiers: within(inside), qualifiers: raisedByObjects, only: objects, lift: g.liftKinds(Contracts)},
			{source: k, use: byAll, tiers: within(facts), qualifiers: raisedByProperties, only: properties, lift: g.liftKinds(Contracts)},
		}
	}
	lent := [listTiers]int{int(inside), int(inside), none, none, int(facts)}
	return []window{
		{source: k, use: byAll, tiers: asIs, lift: g.spreadKinds},
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

// liftContracts gives the products of contracts.
func (g *segment) liftContracts(from, to set) {
	for c := range from.rows() {
		to.add(uint32(g.productOf(Contracts, int(c))))
	}
}

// lowerProducts gives the contracts of products.
func (g *segment) lowerProducts(from, to set) {
	for p := range from.rows() {
		for c := range g.contractsOf(int(p)) {
			to.add(uint32(c))
		}
	}
}

// liftKinds gives the contracts or products that have something of the kinds.
func (g *segment) liftKinds(s Scope) func(from, to set) {
	of := g.at
	if s == Products {
		of = g.product
	}
	return func(from, to set) {
		for kind := range from.rows() {
			for row, end := g.rowsOf(int(kind)); row < end; row++ {
				to.add(of.at(int(g.spread.contract.at(int(row)))))
			}
		}
	}
}

// spreadKinds gives the rows of kinds.
func (g *segment) spreadKinds(from, to set) {
	for kind := range from.rows() {
		to.addRange(g.rowsOf(int(kind)))
	}
}

// spreadObjects gives the rows below objects of the kinds.
func (g *segment) spreadObjects(from, to set) {
	for kind := range from.rows() {
		for row, end := g.rowsOf(int(kind)); row < end; row++ {
			g.below(row, to)
		}
	}
}

// below adds the properties of an object.
func (g *segment) below(object uint32, to set) {
	contract := g.contractOf(Properties, int(object))
	from, end := g.listedOf(contract)
	in := false
	for i := from; i < end; i++ {
		switch isObject := g.isObjectKind(int(g.spread.listed.at(i))); {
		case isObject:
			in = g.rowListed(contract, i) == object
		case in:
			to.add(g.rowListed(contract, i))
		}
	}
}

// spreadContracts gives the rows in contracts: of few by going through what they
// have, of many by asking every row.
func (g *segment) spreadContracts(from, to set) {
	if from.count() > g.tables[Contracts].n/32 {
		g.askRows(from, to)
		return
	}
	for c := range from.rows() {
		for row := range g.propertiesOf(int(c)) {
			to.add(row)
		}
	}
}

// askRows gives the rows in contracts by asking every row.
func (g *segment) askRows(from, to set) {
	gathered := make(set, len(from))
	for c := range from.rows() {
		gathered.add(g.tables[Contracts].place.at(int(c)))
	}
	for row := range g.spread.n {
		if gathered.has(g.spread.contract.at(row)) {
			to.add(uint32(row))
		}
	}
}

// spreadProducts gives the rows in products.
func (g *segment) spreadProducts(contracts *source) func(from, to set) {
	return func(from, to set) {
		s := contracts.pool.get()
		g.lowerProducts(from, s)
		g.spreadContracts(s, to)
		contracts.pool.put(s)
	}
}

// raise adds what is found in the window's table to the scope's rows, by tier. The
// sets of to are lent by p and may still be nil.
func (w *window) raise(found *tiered, to *[tierCount]set, p *pool) {
	for t, s := range found {
		if s == nil || w.tiers[t] == none {
			continue
		}
		at := &to[w.tiers[t]]
		switch {
		case *at == nil && w.lift == nil:
			*at, found[t] = s, nil
			continue
		case *at == nil:
			*at = p.get()
		}
		w.into(s, *at)
	}
}

// into adds rows of the table to rows of the scope.
func (w *window) into(from, to set) {
	if w.lift == nil {
		to.or(from)
		return
	}
	if w.only == nil {
		w.lift(from, to)
		return
	}
	s := w.pool.get()
	s.or(from)
	s.and(w.only())
	w.lift(s, to)
	w.pool.put(s)
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
