package lineage

import (
	"fmt"
	"io"
	"strings"
)

// Branches are the pieces that a text tree is drawn with.
type Branches struct {
	Branch, Last, Bar, Space string
}

// The two usual sets of branches, each four columns wide.
var (
	UnicodeBranches = Branches{"├── ", "└── ", "│   ", "    "}
	ASCIIBranches   = Branches{"|-- ", "`-- ", "|   ", "    "}
)

// WriteTree writes a view as text: for each start what is upstream and what is
// downstream of it, a node a line, indented by hops. A node that was written
// before is named again but not unfolded; one that leads back to a node above
// it is marked as a cycle.
func WriteTree(w io.Writer, g *Graph, v View, b Branches) error {
	t := tree{g: g, view: v, branches: b, up: map[int][]int{}, down: map[int][]int{}}
	for i, l := range v.Links {
		t.up[l.To] = append(t.up[l.To], i)
		t.down[l.From] = append(t.down[l.From], i)
	}
	for _, s := range v.Nodes {
		if s.Hop != 0 {
			break
		}
		t.start(s.Node)
	}
	if v.Cut {
		t.line("", "… more than can be shown")
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

type tree struct {
	g        *Graph
	view     View
	branches Branches
	up, down map[int][]int // links by the node they are walked from
	out      strings.Builder
	written  map[int]bool
	open     map[int]bool
}

func (t *tree) line(indent, text string) {
	t.out.WriteString(indent)
	t.out.WriteString(plain(text))
	t.out.WriteByte('\n')
}

func (t *tree) start(n int) {
	t.line("", Describe(t.g.Node(n)))
	for _, side := range []struct {
		title string
		links map[int][]int
	}{{"upstream", t.up}, {"downstream", t.down}} {
		t.written, t.open = map[int]bool{n: true}, map[int]bool{n: true}
		if len(side.links[n]) == 0 {
			t.line("", side.title+": nothing")
			continue
		}
		t.line("", side.title+":")
		t.unfold(n, side.links, "")
	}
}

// unfold writes the neighbours of n. Its depth is that of the view, for a node
// is unfolded once; a chain longer than maxDepth is cut.
func (t *tree) unfold(n int, links map[int][]int, indent string) {
	const maxDepth = 500
	for i, link := range links[n] {
		l := t.view.Links[link]
		other := l.From
		if other == n {
			other = l.To
		}
		branch, bar := t.branches.Branch, t.branches.Bar
		if i == len(links[n])-1 {
			branch, bar = t.branches.Last, t.branches.Space
		}
		text := Describe(t.g.Node(other)) + "  " + t.g.describeLink(l)
		switch {
		case t.open[other]:
			text += " (cycle)"
		case t.written[other] && len(links[other]) > 0:
			text += " (shown above)"
		}
		t.line(indent+branch, text)
		if t.written[other] || len(indent) > maxDepth*len(t.branches.Space) {
			continue
		}
		t.written[other], t.open[other] = true, true
		t.unfold(other, links, indent+bar)
		delete(t.open, other)
	}
}

// Describe says in one line what a node is.
func Describe(n Node) string {
	text := n.Label()
	if n.Kind >= Object && n.ID != "" {
		text = n.Ref()
	} else if n.Name != "" && n.ID != n.Name {
		text += " <" + n.ID + ">"
	}
	var facts []string
	if n.Missing {
		facts = append(facts, "not in the catalog")
	}
	if n.Version != "" {
		facts = append(facts, n.Version)
	}
	if n.Status != "" {
		facts = append(facts, n.Status)
	}
	if n.Owner != "" {
		facts = append(facts, "owner "+n.Owner)
	}
	if len(facts) > 0 {
		text += " (" + strings.Join(facts, ", ") + ")"
	}
	return text
}

// describeLink says what joins two nodes: what was declared, where, and what is
// doubtful about it.
func (g *Graph) describeLink(l Link) string {
	e := g.Edge(l.Edge)
	text := fmt.Sprintf("[%s: %s", e.By, e.Where)
	if doubt := e.Doubt(); doubt != "" {
		text += "; " + doubt
	}
	if l.Edges > 1 {
		text += fmt.Sprintf("; and %d more", l.Edges-1)
	}
	return text + "]"
}

// Says words what an edge declares: "input port orders", "orders.customer_id
// refers to customers.id". Where it is declared, Where says.
func (g *Graph) Says(e Edge) string {
	from, to := g.Node(e.From).Label(), g.Node(e.To).Label()
	switch e.Kind {
	case Derives:
		return to + " is made from " + from
	case References:
		return to + " refers to " + from
	case Input:
		return "input port " + strings.TrimSuffix(strings.TrimPrefix(e.Where, "inputPorts["), "]")
	}
	port, _, _ := strings.Cut(strings.TrimPrefix(e.Where, "outputPorts["), "].inputContracts[")
	return "output port " + strings.TrimSuffix(port, "]")
}

// Named is what the document calls the source of a derived property or the target
// of a reference, as it is written there; "" for other edges.
func (e Edge) Named() string {
	where := whereOf[e.Kind]
	if where == "" {
		return ""
	}
	_, name, _ := strings.Cut(e.Where, " "+where+"[")
	return strings.TrimSuffix(name, "]")
}

// Doubt says what is uncertain about an edge, or "".
func (e Edge) Doubt() string {
	var doubts []string
	if !e.Certain {
		doubts = append(doubts, "likely, by name")
	}
	switch e.Match {
	case SameMajor:
		doubts = append(doubts, "version "+e.Wanted+" is not known, another of its major is")
	case UnknownMajor:
		doubts = append(doubts, "version "+e.Wanted+" is not known")
	}
	return strings.Join(doubts, "; ")
}

// plain keeps control characters out of the text.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\uFFFD'
		}
		return r
	}, s)
}
