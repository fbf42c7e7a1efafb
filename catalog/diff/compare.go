package diff

import (
	"cmp"
	"slices"
	"strconv"

	"meshdex/catalog"
)

// Options tune a comparison. The zero value judges for a reader of the data.
type Options struct {
	Perspective Perspective
	Preset      Preset
	Overrides   map[string]Override // by rule id
	Ignore      []Ignore
	NoRenames   bool              // tell every rename as removed and added
	Renames     map[string]string // known renames, by path in the base
	Published   []string          // earlier versions of the contract, oldest first, for reused numbers
	Today       string            // ISO date, for the expiry of ignored findings; "" is never
}

// Side names one of the two contracts compared.
type Side struct {
	ID, Version, Status, Name string
}

// Report is the outcome of a comparison.
type Report struct {
	Base, Revision Side
	Verdict        Severity // the worst of the findings; None when there is none
	Notation       int      // differences in spelling alone, which are no findings
	Bump           BumpVerdict
	Findings       []Finding // by severity, worst first, then in the order of the document
	Ignored        []Finding // accepted by Options.Ignore; not in the verdict
	Unused         []Ignore  // entries of Options.Ignore that matched nothing or have expired
}

// Finding is one change and how it is judged.
type Finding struct {
	Rule           string
	Severity       Severity
	Bump           Bump
	Section        string // of the contract: "schema", "servers", "slaProperties" … as ODCS calls it
	Object         string // name of the schema object it is in, or ""
	Path           string // of the element: "orders.lines[].sku", "servers.prod"; "" is the contract
	Key            string // of the changed key within it, or ""
	Message        string
	Before, After  string // as written; credentials are hidden
	Duty           Duty
	Base, Revision catalog.Pos // for what exists on one side only, of what surrounds it on the other
	Announced      bool        // the removal of something deprecated
	Evidence       string      // what a guess rests on
	Fingerprint    string      // stable under rewording and moves within the file
	Ignored        string      // the reason why it is accepted
}

// Compare judges the step from base to revision. Both stay untouched; the result
// depends on nothing but the arguments.
func Compare(base, revision *catalog.Contract, opts Options) *Report {
	c := newComparison(base, revision, &opts)
	c.run()
	r := &Report{Base: sideOf(base), Revision: sideOf(revision), Notation: c.notation}
	c.settle(r, base.ID)
	r.judgeVersion(base, revision, &opts)
	r.order()
	return r
}

// newComparison builds and matches the models and collects what differs.
func newComparison(base, revision *catalog.Contract, opts *Options) *comparison {
	words := &vocabulary{server: sharedServer(base, revision), types: map[string]physical{}}
	c := &comparison{opts: opts, base: model(base, words, false), revision: model(revision, words, true)}
	c.match()
	c.differ()
	return c
}

// run turns what differs into findings.
func (c *comparison) run() {
	c.transitions()
	c.judge()
	c.judgeMatching()
}

// sharedServer is the type of server whose spelling of types both sides use: what
// a word means must not depend on which side lists a server.
func sharedServer(base, revision *catalog.Contract) string {
	first := func(c *catalog.Contract) string {
		if len(c.Servers) == 0 {
			return ""
		}
		return serverType(c.Servers[0].Type)
	}
	b, r := first(base), first(revision)
	if b != "" && r != "" && b != r {
		return ""
	}
	return defaultTo(b, r)
}

func sideOf(c *catalog.Contract) Side {
	return Side{ID: c.ID, Version: c.Version, Status: c.Status, Name: c.Name}
}

// comparison is the state of one Compare.
type comparison struct {
	opts           *Options
	base, revision *node
	pairs          []*pair
	groups         []move
	hints          []hint
	lone           []*node        // without a partner, below a parent that has one
	differs        map[*node]bool // nodes of the base with raw differences
	ledger         ledger
	findings       []Finding
	notation       int
	strangers      int // raw differences that no rule of their own kind claimed
}

// match pairs the two models: the schema first, because references between
// elements are then told by what they resolve to.
func (c *comparison) match() {
	m := &matcher{opts: c.opts}
	m.tree(c.base, c.revision)
	c.groups = m.moves(c.base, c.revision)
	c.number(c.base, "-")
	c.number(c.revision, "+")
	identify(c.base)
	identify(c.revision)
	for _, p := range slices.Clone(m.pairs) {
		for k := valueKind; k < kinds; k++ {
			m.list(p.base, p.revision, k)
		}
	}
	c.pairs, c.hints = m.pairs, m.hints
	c.collectLone(c.base)
	c.collectLone(c.revision)
}

// number gives what has no partner an identity of its own.
func (c *comparison) number(root *node, prefix string) {
	i := 0
	root.walk(func(n *node) {
		if n.uid == "" {
			i++
			n.uid = prefix + strconv.Itoa(i)
		}
	})
}

// collectLone gathers what was removed or added as a whole: a node without a
// partner whose parent has one. What is below it is part of it.
func (c *comparison) collectLone(n *node) {
	for _, list := range n.children {
		for _, child := range list {
			if child.partner == nil && !child.isWithinLone() {
				c.lone = append(c.lone, child)
			}
			c.collectLoneWithin(child)
		}
	}
}

// isWithinLone reports whether a relationship went or came with its column,
// though the object holds it.
func (n *node) isWithinLone() bool {
	r, ok := n.source.(*foreignKey)
	return ok && r.owner != nil && r.owner.partner == nil
}

// collectLoneWithin goes on below child, which matters for lone nodes only where
// something in them moved elsewhere.
func (c *comparison) collectLoneWithin(child *node) {
	if child.partner != nil {
		c.collectLone(child)
	}
}

// differ collects the raw differences of every pair.
func (c *comparison) differ() {
	c.differs = map[*node]bool{}
	for _, p := range c.pairs {
		p.ledger = &c.ledger
		p.open = c.differing(p.base.facts, p.revision.facts)
		if p.moved {
			p.open = append(p.open, "parent")
		}
		if c.isReordered(p) {
			p.open = append(p.open, "order")
		}
		if len(p.open) > 0 {
			c.differs[p.base] = true
		}
		if p.base.spelling != p.revision.spelling {
			c.notation++
		}
	}
}

// differing merges two sorted lists of facts and returns the keys whose values
// differ. Where only the spelling does, it counts notation.
func (c *comparison) differing(a, b []fact) []string {
	var open []string
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].key < b[0].key:
			open, a = append(open, a[0].key), a[1:]
		case len(a) == 0 || b[0].key < a[0].key:
			open, b = append(open, b[0].key), b[1:]
		default:
			if a[0].value != b[0].value {
				open = append(open, a[0].key)
			} else if a[0].text != b[0].text {
				c.notation++
			}
			a, b = a[1:], b[1:]
		}
	}
	return open
}

// isReordered reports whether the properties that both sides have come in
// another order, or the first server is another one.
func (c *comparison) isReordered(p *pair) bool {
	last := -1
	for _, b := range p.base.children[propertyKind] {
		if b.partner == nil || b.partner.parent != p.revision || b.slot != "" {
			continue
		}
		if b.partner.order < last {
			return true
		}
		last = b.partner.order
	}
	b, r := p.base.children[serverKind], p.revision.children[serverKind]
	return len(b) > 0 && len(r) > 0 && b[0].partner != nil && r[0].partner != nil && b[0].partner != r[0]
}

// transitions tells changes that explain several raw differences at once, the
// widest first.
func (c *comparison) transitions() {
	c.droppedFields()
	c.tellMoves(c.groups)
	c.splits(c.base, c.revision)
	c.swaps()
	c.systematicRenames()
	c.primaryKeys()
	c.restatements()
	c.movedChecks()
}

// line is where a finding stands in the document that has it, the revision first.
func (f *Finding) line() int {
	if f.Revision.IsKnown() {
		return f.Revision.Line
	}
	return f.Base.Line
}

// order sorts findings: worst first, policy last, then as in the revision.
func (r *Report) order() {
	rank := func(f Finding) int {
		if f.Severity == Policy {
			return 0
		}
		return -f.Severity.rank()
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.line(), b.line()))
	})
}
