package lineage

import (
	"cmp"
	"slices"
	"strings"
)

// Effect says how a change meets who stands downstream of it.
type Effect uint8

// The effects, mildest first. What a reader uses is never guessed: one that
// names a contract but no columns is to be checked, not safe.
const (
	NotHit   Effect = iota // it says which columns it reads, and none of them changed
	Later                  // it asks for a major version that is still served
	Check                  // it reads the contract; which columns is unknown
	MayBreak               // it reads what is computed from a changed property
	Breaks                 // it names a changed property
)

// String names the effect in words.
func (e Effect) String() string {
	return [...]string{"not hit", "later", "check", "may break", "breaks"}[min(e, Breaks)]
}

// Change is what changed in one contract.
type Change struct {
	Contract string
	Paths    []string // objects and properties, "orders.lines[].sku"; none means the contract as a whole
	Served   []string // version texts that stay available beside the new one
}

// Hit is one product downstream of a change.
type Hit struct {
	Product    int // node
	Owner      string
	Effect     Effect
	Certain    bool  // every step of Via is
	Hops       int   // steps from the changed contract
	Contracts  []int // nodes of its contracts that are reached, in order
	Properties []int // nodes of its properties that are reached, in order
	Via        []int // edges from the change to the worst reached part of it
}

// Impact tells who stands downstream of changes: the products reached, worst
// effect first, then nearest, then by id. The contracts that changed are not
// among their own hits; other contracts of the same product are.
//
// A change spreads along edges. From a changed property to what names it; from
// a property, as a suspicion, to the contract around it and so to whoever reads
// that contract as a whole; from a product to its contracts.
func (g *Graph) Impact(changes ...Change) []Hit {
	s := spread{g: g, at: map[int]touch{}, changed: map[int]bool{}}
	for _, c := range changes {
		if n, ok := g.FindContract(c.Contract); ok {
			s.changed[n] = true
		}
	}
	for _, c := range changes {
		s.start(c)
	}
	s.run()
	return s.hits()
}

// touch is how a node is reached.
type touch struct {
	effect Effect
	hops   int
	edge   int // by which it was reached, -1 at the start
	from   int // node it was reached from, -1 at the start
}

type spread struct {
	g       *Graph
	at      map[int]touch
	queue   []int
	changed map[int]bool // contracts
}

// reach keeps the worst and nearest way to a node. What changed is where ways
// start; none leads back to it.
func (s *spread) reach(n int, t touch) {
	old, seen := s.at[n]
	if s.changed[n] || seen && (old.effect > t.effect || old.effect == t.effect && old.hops <= t.hops) {
		return
	}
	s.at[n] = t
	s.queue = append(s.queue, n)
}

// start touches what changed, and stops at those direct readers that it cannot
// reach.
func (s *spread) start(c Change) {
	contract, ok := s.g.FindContract(c.Contract)
	if !ok {
		return
	}
	var touched []int
	for n := range s.g.children(contract) {
		if isTouched(s.g.Node(n).Path, c.Paths) {
			touched = append(touched, n)
		}
	}
	for _, n := range touched {
		effect := Breaks
		if s.g.kind(n) == Object && len(c.Paths) > 0 && !slices.Contains(c.Paths, s.g.Node(n).Path) {
			effect = Check // the object is named as a whole
		}
		s.reach(n, touch{effect, 0, -1, -1})
	}
	for e := range s.g.edgesAt(contract, Down) {
		s.read(contract, e, c, touched)
	}
}

// read decides how a direct reader of the whole contract is met.
func (s *spread) read(contract, e int, c Change, touched []int) {
	edge := s.g.Edge(e)
	t := touch{Check, 1, e, contract}
	reader := s.g.lift(edge.To, Products)
	switch {
	case slices.ContainsFunc(c.Served, func(v string) bool { return SameMajorVersion(v, edge.Wanted) }):
		t.effect = Later
	case len(c.Paths) > 0 && edge.Kind != Derives && s.namesOnly(contract, reader, touched):
		t.effect = NotHit
	}
	s.reach(edge.To, t)
}

// namesOnly reports whether the reader's documents say which parts of the
// contract they use, and none of those is touched.
func (s *spread) namesOnly(contract, reader int, touched []int) bool {
	says := false
	for n := range s.g.children(contract) {
		for e := range s.g.edgesAt(n, Down) {
			if s.g.lift(s.g.end(e, Down), Products) != reader {
				continue
			}
			if slices.Contains(touched, n) {
				return false
			}
			says = true
		}
	}
	return says
}

// isTouched reports whether a path is one of those that changed, below one, or
// around one.
func isTouched(path string, changed []string) bool {
	return len(changed) == 0 || slices.ContainsFunc(changed, func(c string) bool {
		return path == c || isBelow(path, c) || isBelow(c, path)
	})
}

func isBelow(path, parent string) bool {
	rest, ok := strings.CutPrefix(path, parent)
	return ok && rest != "" && strings.ContainsRune(".[{", rune(rest[0]))
}

func (s *spread) run() {
	for len(s.queue) > 0 {
		n := s.queue[0]
		s.queue = s.queue[1:]
		if t := s.at[n]; t.effect > Later {
			s.follow(n, t)
		}
	}
}

func (s *spread) follow(n int, t touch) {
	for e := range s.g.edgesAt(n, Down) {
		next := t.effect
		if t.hops > 0 && next == Breaks {
			next = MayBreak
		}
		s.reach(s.g.end(e, Down), touch{next, t.hops + 1, e, n})
	}
	if t.hops == 0 {
		return // who reads the changed contract as a whole was decided by start
	}
	around := touch{Check, t.hops, t.edge, t.from}
	switch s.g.kind(n) {
	case Object, Property:
		if c := s.g.lift(n, Contracts); c != n {
			s.reach(c, around)
		}
	case Contract:
		for part := range s.g.children(n) {
			if s.isSource(part) {
				s.reach(part, around)
			}
		}
	case Product:
		for part := range s.g.children(n) {
			s.reach(part, around)
		}
	}
}

// isSource reports whether anything is declared to come from the part.
func (s *spread) isSource(n int) bool {
	for range s.g.edgesAt(n, Down) {
		return true
	}
	return false
}

// hits gathers what was reached by product.
func (s *spread) hits() []Hit {
	byProduct := map[int]*Hit{}
	worst := map[int]int{}
	for n, t := range s.at {
		contract := s.g.lift(n, Contracts)
		if t.hops == 0 || s.changed[contract] {
			continue
		}
		top := s.g.lift(n, Products)
		h := byProduct[top]
		if h == nil {
			h = &Hit{Product: top, Owner: s.g.Node(top).Owner}
			byProduct[top] = h
			worst[top] = n
		}
		h.add(s.g.kind(n), n, contract)
		if w := s.at[worst[top]]; cmp.Or(cmp.Compare(t.effect, w.effect), cmp.Compare(w.hops, t.hops), cmp.Compare(worst[top], n)) > 0 {
			worst[top] = n
		}
	}
	hits := make([]Hit, 0, len(byProduct))
	for top, h := range byProduct {
		s.finish(h, worst[top])
		hits = append(hits, *h)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Effect, a.Effect), cmp.Compare(a.Hops, b.Hops),
			strings.Compare(s.g.Node(a.Product).ID, s.g.Node(b.Product).ID))
	})
	return hits
}

func (h *Hit) add(kind Kind, n, contract int) {
	switch kind {
	case Contract:
		h.Contracts = append(h.Contracts, n)
	case Property:
		h.Properties = append(h.Properties, n)
		h.Contracts = append(h.Contracts, contract)
	}
}

// finish describes the hit by the worst reached part of it.
func (s *spread) finish(h *Hit, worst int) {
	slices.Sort(h.Contracts)
	slices.Sort(h.Properties)
	h.Contracts = slices.Compact(h.Contracts)
	t := s.at[worst]
	h.Effect, h.Hops, h.Certain = t.effect, t.hops, true
	for t.edge >= 0 {
		h.Via = append(h.Via, t.edge)
		h.Certain = h.Certain && s.g.certain(t.edge)
		if s.changed[t.from] {
			break
		}
		t = s.at[t.from]
	}
	slices.Reverse(h.Via)
}

// Via says in one line how a hit is reached: "orders → inputPorts[orders] of
// report-product".
func (g *Graph) Via(h Hit) string {
	parts := make([]string, 0, len(h.Via)+1)
	for i, e := range h.Via {
		edge := g.Edge(e)
		if i == 0 {
			parts = append(parts, g.Node(edge.From).Ref())
		}
		parts = append(parts, edge.Where+" of "+edge.By)
	}
	return plain(strings.Join(parts, " → "))
}
