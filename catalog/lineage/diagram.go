package lineage

import (
	"fmt"
	"io"
	"strings"
)

// WriteMermaid writes a view as a Mermaid flowchart. Likely edges are dotted,
// missing ends dashed.
func WriteMermaid(w io.Writer, g *Graph, v View) error {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, s := range v.Nodes {
		n := g.Node(s.Node)
		fmt.Fprintf(&b, "  n%d[\"%s\"]", s.Node, mermaidText(title(n)))
		switch {
		case n.Missing:
			b.WriteString(":::missing")
		case s.Hop == 0:
			b.WriteString(":::start")
		}
		b.WriteByte('\n')
	}
	for _, l := range v.Links {
		arrow := "-->"
		if !g.Edge(l.Edge).Certain {
			arrow = "-.->"
		}
		fmt.Fprintf(&b, "  n%d %s|%s| n%d\n", l.From, arrow, g.Edge(l.Edge).Kind, l.To)
	}
	b.WriteString("  classDef start stroke-width:3px\n  classDef missing stroke-dasharray:4 4\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// mermaidText keeps text inside a quoted label: Mermaid reads entities, and
// nothing else can end the label.
func mermaidText(s string) string {
	return strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "&", "#amp;", "`", "#96;").Replace(plain(s))
}

// WriteDOT writes a view in the language of Graphviz.
func WriteDOT(w io.Writer, g *Graph, v View) error {
	var b strings.Builder
	b.WriteString("digraph lineage {\n  rankdir=LR\n  node [shape=box]\n")
	for _, s := range v.Nodes {
		n := g.Node(s.Node)
		style := ""
		switch {
		case n.Missing:
			style = ", style=dashed"
		case s.Hop == 0:
			style = ", penwidth=3"
		}
		fmt.Fprintf(&b, "  n%d [label=%s%s]\n", s.Node, dotText(title(n)), style)
	}
	for _, l := range v.Links {
		e := g.Edge(l.Edge)
		style := ""
		if !e.Certain {
			style = ", style=dotted"
		}
		fmt.Fprintf(&b, "  n%d -> n%d [label=%s%s]\n", l.From, l.To, dotText(e.Kind.String()), style)
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(plain(s)) + `"`
}

func title(n Node) string {
	if n.Version != "" && n.Kind <= Contract {
		return n.Label() + " " + n.Version
	}
	return n.Label()
}
