package search

import "sync"

// Rows of one table are lifted to those of a scope. Where a set has so many rows that
// most of a scope's have to be looked at, that is done once for all sets of a word, and
// the sets are the bits of a mask.

// lifted are rows of a table and the rows of a scope that they are to be added to.
type lifted struct{ from, to set }

// each lifts sets one by one.
func each(lift func(from, to set)) func([]lifted) {
	return func(pairs []lifted) {
		for _, p := range pairs {
			lift(p.from, p.to)
		}
	}
}

// few is which part of all rows is quicker found one by one, by some binary searches
// each, than by a look at all.
const few = 256

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
func (g *segment) spreadObjects(pairs []lifted) {
	var many []lifted
	for _, p := range pairs {
		if g.countKinds(p.from) > g.spread.n/few {
			many = append(many, p)
			continue
		}
		for kind := range p.from.rows() {
			for row, end := g.rowsOf(int(kind)); row < end; row++ {
				g.below(row, p.to)
			}
		}
	}
	inMasks(many, g.tables[Properties].n, g.belowAll)
}

// countKinds is how many rows the kinds have.
func (g *segment) countKinds(kinds set) int {
	n := 0
	for kind := range kinds.rows() {
		row, end := g.rowsOf(int(kind))
		n += int(end - row)
	}
	return n
}

// below adds the properties of an object.
func (g *segment) below(object uint32, to set) {
	contract := g.contractOf(Properties, int(object))
	from, end := g.listedOf(contract)
	along, in := listing{segment: g, contract: contract}, false
	for i := from; i < end; i++ {
		row := along.row(i)
		switch isObject := g.isObjectKind(int(g.spread.listed.at(i))); {
		case isObject:
			in = row == object
		case in:
			to.add(row)
		}
	}
}

// belowAll adds the properties of all objects by the masks of these. It goes through
// all contracts, and as the rows of a kind are in their order, each time that a kind is
// listed its next row is meant.
func (g *segment) belowAll(masks []uint8, to []set) {
	next := g.spread.starts.numbers()[:g.tables[Properties].n] // and not the end
	isObject := g.objects()[0]
	starts := along{column: &g.spread.listedAt}
	contract, object, end := 0, uint8(0), 0
	for i, kind := range g.spread.listed.all() {
		for i >= end && contract < g.tables[Contracts].n {
			contract, object = contract+1, 0
			end = int(starts.at(contract))
		}
		if int(kind) >= len(next) {
			return
		}
		row := next[kind]
		next[kind]++
		if isObject.has(kind) {
			object = masks[kind]
			continue
		}
		for k := range to {
			if object>>k&1 != 0 {
				to[k].add(row)
			}
		}
	}
}

// spreadContracts gives the rows in contracts: of few by going through what they
// have, of many by asking every row.
func (g *segment) spreadContracts(pairs []lifted) {
	var many []lifted
	for _, p := range pairs {
		if p.from.count() > g.tables[Contracts].n/few {
			many = append(many, p)
			continue
		}
		for c := range p.from.rows() {
			for row := range g.propertiesOf(int(c)) {
				p.to.add(row)
			}
		}
	}
	g.askRows(many)
}

// spreadProducts gives the rows in products.
func (g *segment) spreadProducts(contracts *source) func([]lifted) {
	return func(pairs []lifted) {
		for _, p := range pairs {
			s := contracts.pool.get()
			g.lowerProducts(p.from, s)
			g.spreadContracts([]lifted{{s, p.to}})
			contracts.pool.put(s)
		}
	}
}

// askRows gives the rows in contracts by asking every row.
func (g *segment) askRows(pairs []lifted) {
	inMasks(pairs, g.tables[Contracts].n, func(masks []uint8, to []set) {
		gathered := make([]uint8, len(masks)) // by the place of the contract
		place := along{column: &g.tables[Contracts].place}
		for c, mask := range masks {
			if mask == 0 {
				continue
			}
			if at := int(place.at(c)); at < len(gathered) {
				gathered[at] = mask
			}
		}
		words, half := setWords(g.spread.n), setWords(g.spread.n)/2
		var other sync.WaitGroup
		other.Go(func() { g.askWords(half, words, gathered, to) })
		g.askWords(0, half, gathered, to)
		other.Wait()
	})
}

// askWords asks the rows of some words of the sets. The masks of eight rows are made
// eight bits of each set by one multiplication.
func (g *segment) askWords(from, end int, masks []uint8, to []set) {
	var block [blockNumbers]uint32
	for i := from; i < end; i++ {
		contracts := g.spread.contract.block(i, &block)
		for eight := 0; eight < len(contracts); eight += 8 {
			x := uint64(0)
			for k, c := range contracts[eight:min(eight+8, len(contracts))] {
				if int(c) < len(masks) {
					x |= uint64(masks[c]) << (8 * k)
				}
			}
			for k, s := range to {
				s[i] |= (x >> k & lowBits * gatherBits >> 56) << eight
			}
		}
	}
}

const (
	lowBits    = 0x0101010101010101 // the lowest bit of each of eight bytes
	gatherBits = 0x0102040810204080 // brings them together in the highest byte
)

// inMasks calls f with the sets to add to, at most eight, and for each of n rows which
// of them it is to be added to.
func inMasks(pairs []lifted, n int, f func(masks []uint8, to []set)) {
	for len(pairs) > 0 {
		masks, to := make([]uint8, 64*setWords(n)), []set(nil) // harmed sets have rows beyond the last
		for len(pairs) > 0 {
			k := indexOf(to, pairs[0].to)
			if k == len(to) && k == 8 {
				break
			}
			if k == len(to) {
				to = append(to, pairs[0].to)
			}
			for row := range pairs[0].from.rows() {
				masks[row] |= 1 << k
			}
			pairs = pairs[1:]
		}
		f(masks, to)
	}
}

// indexOf is the place of the very set among others of its length, or behind them. Those
// of a scope without rows are all the same.
func indexOf(sets []set, s set) int {
	for i := range sets {
		if len(s) == 0 || &sets[i][0] == &s[0] {
			return i
		}
	}
	return len(sets)
}
