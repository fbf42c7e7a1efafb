package diff

import "meshdex/catalog"

// Account compares two contracts and returns the raw differences of their models
// and, for each that a finding took, the index of the finding in the order in
// which findings were told; told is how many there were, and strangers how many
// differences no rule of their own took.
func Account(base, revision *catalog.Contract) (raw []string, taken map[string][]int, told, strangers int) {
	c := newComparison(base, revision, &Options{})
	for _, p := range c.pairs {
		for _, key := range p.open {
			raw = append(raw, p.base.uid+"/"+key)
		}
	}
	for _, n := range c.lone {
		raw = append(raw, n.uid)
	}
	c.run()
	taken = map[string][]int{}
	for _, e := range c.ledger.entries {
		taken[e.difference] = append(taken[e.difference], e.finding)
	}
	return raw, taken, len(c.findings), c.strangers
}
