package search

// spread is where the kinds of objects and properties are: the rows of the scope
// Properties. A kind is taken apart into parts by what the contracts add to where
// its rows rank, so that the rows of a part, and so of a word that finds kinds,
// lie together.
type spread struct {
	kinds    []uint32 // the kind of each part; parts are in the order in which they rank
	flags    []uint32 // of each part, with the length of its name
	rank     []uint32 // of each part's name
	starts   []uint32 // the first row of each part; and the end
	contract []uint32 // of each row, as the contracts were gathered, which sorts the rows of a part
	listed   []uint32 // the parts contract by contract, as they were gathered
}

// part says in which of a kind's parts an object or property is.
type part struct {
	deprecated answer
	use        uint64
}

const partsOfKind = 2 * (maxUse + 1)

// parting numbers the parts of all kinds. Most catalogs have few of the parts that a
// kind can have, and those which none of the kinds has get no numbers.
type parting struct {
	found  []part             // of those of a kind, the ones that there are
	number [partsOfKind]uint8 // of each part among these
}

func (p part) index() uint64 { return uint64(p.deprecated)*(maxUse+1) + p.use }

func (p *parting) take(at part) {
	if n := &p.number[at.index()]; *n == 0 {
		p.found = append(p.found, at)
		*n = uint8(len(p.found))
	}
}

// of is the number of a part of a kind.
func (p *parting) of(kind uint32, at part) uint32 {
	return kind*uint32(len(p.found)) + uint32(p.number[at.index()]-1)
}

// numbered is the part with a number.
func (p *parting) numbered(n uint32) (kind uint32, at part) {
	return n / uint32(len(p.found)), p.found[n%uint32(len(p.found))]
}

// spreadOut lays out the kinds that are listed, contract by contract. first has
// where those of each contract begin, and the end.
func spreadOut(kinds, contracts *forward, listed, first []uint32) *spread {
	each := func(f func(c, i int, at part)) {
		for c := range contracts.len() {
			use := useOf(contracts.numbers[consumers].at(c))
			for i := first[c]; i < first[c+1]; i++ {
				f(c, int(i), part{isYes((contracts.flags[c]|kinds.flags[listed[i]])&isDeprecated != 0), use})
			}
		}
	}
	var parts parting
	each(func(_, _ int, at part) { parts.take(at) })
	counts := make([]uint32, len(parts.found)*kinds.len())
	each(func(_, i int, at part) { counts[parts.of(listed[i], at)]++ })
	s := &spread{listed: make([]uint32, len(listed)), contract: make([]uint32, len(listed))}
	rank := s.arrange(kinds, &parts, counts) // counts are the next rows from here on
	each(func(c, i int, at part) {
		n := parts.of(listed[i], at)
		s.listed[i] = rank[n]
		s.contract[counts[n]] = uint32(c)
		counts[n]++
	})
	return s
}

// arrange orders the parts that have rows, and puts the first row of each in the
// place of the number of its rows. It gives where each part ranks.
func (s *spread) arrange(kinds *forward, parts *parting, counts []uint32) []uint32 {
	names, used := namesOf(kinds), 0
	for _, count := range counts {
		used += min(1, int(count))
	}
	order := make([]standing, 0, used)
	for n, count := range counts {
		if count > 0 {
			kind, at := parts.numbered(uint32(n))
			order = append(order, standingOf(n, names.length[kind], at.deprecated, at.use, names.rank[kind]))
		}
	}
	s.kinds, s.rank = make([]uint32, 0, used), make([]uint32, 0, used)
	s.flags, s.starts = make([]uint32, 0, used), make([]uint32, 0, used+1)
	row, rank := uint32(0), make([]uint32, len(counts))
	for i, n := range arrange(order) {
		rank[n] = uint32(i)
		kind, at := parts.numbered(n)
		flags := kinds.flags[kind]
		if at.deprecated == yes {
			flags |= isDeprecated
		}
		s.kinds, s.rank = append(s.kinds, kind), append(s.rank, names.rank[kind])
		s.flags = append(s.flags, uint32(flags)|uint32(names.length[kind])<<nameShift)
		s.starts = append(s.starts, row)
		row, counts[n] = row+counts[n], row
	}
	s.starts = append(s.starts, row)
	return rank
}
