package lineage

// Value is a view as it is written in JSON.
type Value struct {
	Nodes  []NodeValue `json:"nodes"`
	Edges  []EdgeValue `json:"edges"`
	Cycles [][]string  `json:"cycles"`
	Cut    bool        `json:"cut"`
}

// NodeValue is a node. Ref names it among the nodes.
type NodeValue struct {
	Ref     string `json:"ref"`
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Path    string `json:"path,omitempty"`
	Name    string `json:"name,omitempty"`
	Owner   string `json:"owner,omitempty"`
	Status  string `json:"status,omitempty"`
	Version string `json:"version,omitempty"`
	Missing bool   `json:"missing"`
	Hop     int    `json:"hop"`
	More    int    `json:"more,omitempty"`
}

// EdgeValue is one declaration, between two of the nodes.
type EdgeValue struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Kind     string `json:"kind"`
	Certain  bool   `json:"certain"`
	Declared string `json:"declaredIn"`
	Where    string `json:"where"`
	Wanted   string `json:"version,omitempty"`
	Doubt    string `json:"doubt,omitempty"`
}

// ValueOf makes the JSON value of a view: every edge, not one for each link, and
// the cycles of the graph that the view meets.
func ValueOf(g *Graph, v View) Value {
	out := Value{Nodes: []NodeValue{}, Edges: []EdgeValue{}, Cycles: [][]string{}, Cut: v.Cut}
	refs := map[int]string{}
	taken := map[string]bool{}
	for _, s := range v.Nodes {
		n := g.Node(s.Node)
		ref := n.Ref()
		if taken[ref] { // a product and a contract may share an id
			ref = n.Kind.String() + ":" + ref
		}
		refs[s.Node], taken[ref] = ref, true
		out.Nodes = append(out.Nodes, NodeValue{
			ref, n.Kind.String(), n.ID, n.Path, n.Name, n.Owner, n.Status, n.Version, n.Missing, s.Hop, s.More,
		})
	}
	for _, l := range v.Links {
		for _, i := range g.Between(l.From, l.To, v.Level) {
			e := g.Edge(i)
			out.Edges = append(out.Edges, EdgeValue{
				refs[l.From], refs[l.To], e.Kind.String(), e.Certain, e.By, e.Where, e.Wanted, e.Doubt(),
			})
		}
	}
	for _, cycle := range v.cycles(g) {
		var group []string
		for _, n := range cycle {
			if ref, shown := refs[n]; shown {
				group = append(group, ref)
			} else {
				group = append(group, g.Node(n).Ref())
			}
		}
		out.Cycles = append(out.Cycles, group)
	}
	return out
}

// cycles are the graph's cycles of which the view shows a node.
func (v View) cycles(g *Graph) [][]int {
	seen := map[int]bool{}
	for _, s := range v.Nodes {
		seen[s.Node] = true
	}
	var out [][]int
	for _, cycle := range g.Cycles(v.Level) {
		for _, n := range cycle {
			if seen[n] {
				out = append(out, cycle)
				break
			}
		}
	}
	return out
}
