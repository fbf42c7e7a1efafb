package tidy

import (
	"sync"

	"go.yaml.in/yaml/v4"
)

// Tree is a parsed document. Its nodes lie in few, large pieces of memory, which
// Free makes ready for the next one.
type Tree struct {
	Root  *yaml.Node
	nodes []yaml.Node  // given out
	lists []*yaml.Node // given out as Content
	open  []*yaml.Node // children of the collections that are being read
}

var trees = sync.Pool{New: func() any { return &Tree{} }}

// largestKept bounds the nodes that are kept for the next document: some megabytes.
const largestKept = 1 << 14

// newTree returns an empty tree with room for as many nodes.
func newTree(nodes int) *Tree {
	t := trees.Get().(*Tree)
	if cap(t.nodes) < nodes {
		t.nodes = make([]yaml.Node, 0, nodes)
	}
	if cap(t.lists) < nodes {
		t.lists = make([]*yaml.Node, 0, nodes)
	}
	return t
}

// Free ends the use of the tree and of all its nodes, but not of their texts.
func (t *Tree) Free() {
	if cap(t.nodes) > largestKept {
		return
	}
	clear(t.nodes)
	clear(t.lists)
	clear(t.open[:cap(t.open)])
	*t = Tree{nodes: t.nodes[:0], lists: t.lists[:0], open: t.open[:0]}
	trees.Put(t)
}

// newNode gives out a node.
func (t *Tree) newNode() *yaml.Node {
	if len(t.nodes) == cap(t.nodes) { // those given out stay where they are
		t.nodes = make([]yaml.Node, 0, 2*len(t.nodes)+64)
	}
	t.nodes = t.nodes[:len(t.nodes)+1]
	return &t.nodes[len(t.nodes)-1]
}

// list gives out a list of nodes.
func (t *Tree) list(nodes []*yaml.Node) []*yaml.Node {
	if len(t.lists)+len(nodes) > cap(t.lists) {
		t.lists = make([]*yaml.Node, 0, 2*len(t.lists)+len(nodes)+64)
	}
	from := len(t.lists)
	t.lists = append(t.lists, nodes...)
	return t.lists[from:len(t.lists):len(t.lists)]
}
