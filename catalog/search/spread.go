package search

// spread is where the kinds of objects and properties are: the rows of the scope
// Properties. A kind is taken apart into parts by what the contracts add to where
// its rows rank, so that the rows of a part, and so of a word that finds kinds,
// lie together.
type spread struct {
	kinds    []uint32 // the kind of each part; parts are in the order in which they rank
	flags    []facet  // of each part
	rank     []uint32 // of each part's name
	length   []uint32 // of each part's name
	starts   []uint32 // the first row of each part; and the end
	contract []uint32 // of each row, as the contracts were gathered, which sorts the rows of a part
	listed   []uint32 // the parts contract by contract, as they were gathered
}

// part says in which of a kind's parts an object or property is.
type part struct {
	kind       uint32
	deprecated answer
	use        uint64
}

const partsOfKind = 2 * (maxUse + 1)

func (p part) number() uint32 {
	return p.kind*partsOfKind + uint32(p.deprecated)*(maxUse+1) + uint32(p.use)
}

func partNumbered(n uint32) part {
	return part{n / partsOfKind, answer(n % partsOfKind / (maxUse + 1)), uint64(n % (maxUse + 1))}
}

// spreadOut lays out the kinds that are listed, contract by contract. first has
// where those of each contract begin, and the end.
func spreadOut(kinds, contracts *forward, listed, first []uint32) *spread {
	counts := make([]uint32, partsOfKind*kinds.len())
	each := func(f func(c, i int, part uint32)) {
		for c := range contracts.len() {
			use := useOf(contracts.numbers[consumers].at(c))
			for i := first[c]; i < first[c+1]; i++ {
				deprecated := isYes((contracts.flags[c]|kinds.flags[listed[i]])&isDeprecated != 0)
				f(c, int(i), part{listed[i], deprecated, use}.number())
			}
		}
	}
	each(func(_, _ int, part uint32) { counts[part]++ })
	s := &spread{listed: make([]uint32, len(listed)), contract: make([]uint32, len(listed))}
	rank := s.arrange(kinds, counts) // counts are the next rows from here on
	each(func(c, i int, part uint32) {
		s.listed[i] = rank[part]
		s.contract[counts[part]] = uint32(c)
		counts[part]++
	})
	return s
}

// arrange orders the parts that have rows, and puts the first row of each in the
// place of the number of its rows. It gives where each part ranks.
func (s *spread) arrange(kinds *forward, counts []uint32) []uint32 {
	names := namesOf(kinds)
	var order []standing
	for n, count := range counts {
		if count > 0 {
			p := partNumbered(uint32(n))
			order = append(order, standingOf(n, names.length[p.kind], p.deprecated, p.use, names.rank[p.kind]))
		}
	}
	row, rank := uint32(0), make([]uint32, len(counts))
	for i, n := range arrange(order) {
		rank[n] = uint32(i)
		p := partNumbered(n)
		flags := kinds.flags[p.kind]
		if p.deprecated == yes {
			flags |= isDeprecated
		}
		s.kinds, s.flags = append(s.kinds, p.kind), append(s.flags, flags)
		s.rank, s.length = append(s.rank, names.rank[p.kind]), append(s.length, names.length[p.kind])
		s.starts = append(s.starts, row)
		row, counts[n] = row+counts[n], row
	}
	s.starts = append(s.starts, row)
	return rank
}
