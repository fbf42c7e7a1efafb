package reader

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// definitions finds what a $ref refers to: in the document itself, or in a file
// that Options.Open gives. Nothing is ever fetched from an address.
type definitions struct {
	root   node
	files  map[string]*yaml.Node // nil: not readable
	active map[*yaml.Node]bool   // being inlined
	spent  int                   // nodes inlined so far
}

// maxInlined bounds the nodes that references may add to a document.
const maxInlined = 50_000

// find returns the mapping that ref refers to, or nil, having said why.
func (d *definitions) find(at node, ref string) *yaml.Node {
	file, pointer, _ := strings.Cut(ref, "#")
	root := d.root.y
	if file != "" {
		if root = d.open(at, file); root == nil {
			return nil
		}
	}
	target := follow(root, pointer)
	if target == nil || target.Kind != yaml.MappingNode {
		d.miss(at, ruleDefinitions, fmt.Sprintf("%q leads to no definition.", ref), "Define it under definitions, or correct the reference.")
		return nil
	}
	if d.active[target] || len(d.active) > maxDepth {
		d.miss(at, ruleDefinitions, fmt.Sprintf("%q contains itself, or leads too deep.", ref), "Write the field out here.")
		return nil
	}
	if !d.spend(at, treeSize(target)) {
		return nil
	}
	if file != "" {
		target = moved(target, at.pos)
	}
	return target
}

// spend counts the nodes that are inlined. When there are too many it says so,
// once, and reports false.
func (d *definitions) spend(at node, size int) bool {
	before := d.spent
	d.spent += size
	if d.spent > maxInlined && before <= maxInlined {
		d.miss(at, ruleDefinitions, fmt.Sprintf("The references of this contract add more than %d nodes; from here on they are not followed.", maxInlined),
			"Let definitions refer to fewer others.")
	}
	return d.spent <= maxInlined
}

// enter marks a definition as being inlined until the returned function is
// called, so that one that contains itself is noticed.
func (d *definitions) enter(target *yaml.Node) func() {
	if d.active == nil {
		d.active = map[*yaml.Node]bool{}
	}
	d.active[target] = true
	return func() { delete(d.active, target) }
}

func (d *definitions) miss(at node, rule, message, hint string) {
	v, _ := at.get("$ref")
	at.r.report(rule, v.pos, at.path()+".$ref", message, hint)
}

// open reads a file of definitions, once.
func (d *definitions) open(at node, file string) *yaml.Node {
	if y, done := d.files[file]; done {
		return y
	}
	if d.files == nil {
		d.files = map[string]*yaml.Node{}
	}
	y, err := d.read(at.r, file)
	d.files[file] = y
	if err != nil {
		d.miss(at, ruleReference, fmt.Sprintf("%q was not read: %v.", file, err), hintFor(err))
	}
	return y
}

// hintFor says what to do about a file that was not read.
func hintFor(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "Give the user who reads the contract the right to read that file, too."
	}
	return "Only files beside the contract are read; copy the definition into it."
}

func (d *definitions) read(r *reading, file string) (*yaml.Node, error) {
	file = strings.TrimPrefix(file, "file://")
	switch {
	case strings.Contains(file, "://"):
		return nil, errors.New("addresses are not followed")
	case path.IsAbs(file) || strings.Contains(file, `\`):
		return nil, errors.New("it is not a path relative to the contract")
	case r.opts.Open == nil:
		return nil, errors.New("the contract was read without its neighbours")
	}
	data, err := r.opts.Open(path.Clean(file))
	if err != nil {
		return nil, err
	}
	other := &reading{path: file, doc: &catalog.Document{}}
	docs := other.decode(data)
	if len(docs) == 0 {
		return nil, errors.New("it is not YAML")
	}
	return docs[0].y, nil
}

// follow walks a JSON pointer through mappings. An empty one is the root itself.
func follow(y *yaml.Node, pointer string) *yaml.Node {
	pointer = strings.Trim(pointer, "/")
	if pointer == "" {
		return resolve(y)
	}
	for pointer != "" {
		y = resolve(y)
		next, rest := step(y, pointer)
		if next == nil {
			return nil
		}
		y, pointer = next, rest
	}
	return resolve(y)
}

// step takes one key of a pointer. Ids of definitions may hold "/", so the
// longest key that fits is the one that is meant.
func step(y *yaml.Node, pointer string) (*yaml.Node, string) {
	if y.Kind != yaml.MappingNode {
		return nil, ""
	}
	var best *yaml.Node
	length := -1
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i].Value
		if len(key) > length && (pointer == key || strings.HasPrefix(pointer, key+"/")) {
			best, length = y.Content[i+1], len(key)
		}
	}
	if best == nil {
		return nil, ""
	}
	return best, strings.TrimPrefix(pointer[length:], "/")
}

func treeSize(y *yaml.Node) int {
	n := 1
	for _, c := range y.Content {
		n += treeSize(resolve(c))
	}
	return n
}

// moved copies a tree from another file to a position in this one, for that is
// where its content shows.
func moved(y *yaml.Node, pos catalog.Pos) *yaml.Node {
	c := *resolve(y)
	c.Line, c.Column = pos.Line, pos.Column
	c.Content = make([]*yaml.Node, len(y.Content))
	for i, child := range y.Content {
		c.Content[i] = moved(resolve(child), pos)
	}
	return &c
}
