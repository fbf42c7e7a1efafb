package reader

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// definitions finds what a $ref refers to: in the document itself, or in a file
// that Options.Open gives. Nothing is ever fetched from an address.
type definitions struct {
	root   node
	files  map[string]*yaml.Node // by cleaned path; nil: not readable
	active []definition          // being inlined, from the outermost
	spent  int                   // nodes inlined so far
}

// definition is what a reference led to.
type definition struct {
	ref  string
	at   *yaml.Node // where it is written
	body *yaml.Node // what is inlined: of another file, a copy
}

// maxInlined bounds the nodes that references may add to a document.
const maxInlined = 50_000

// find returns the definition that ref leads to, which the field has or came to by its
// own; false when there is none, having said why.
func (d *definitions) find(at node, ref string) (definition, bool) {
	file, pointer, _ := strings.Cut(ref, "#")
	root := d.root.y
	if file = strings.TrimPrefix(file, "file://"); file != "" {
		if root = d.open(at, file); root == nil {
			return definition{}, false
		}
	}
	found := follow(root, pointer)
	switch {
	case found == nil || found.Kind != yaml.MappingNode:
		d.miss(at, ruleDefinitions, quoted(at, ref)+" leads to no definition.", "Define it under definitions, or correct the reference.")
		return definition{}, false
	case !d.isNew(at, ref, found) || !d.spend(at, treeSize(found)):
		return definition{}, false
	}
	to := definition{ref, found, found}
	if file != "" {
		to.body = moved(found, at.pos, path.Clean(file))
	}
	return to, true
}

// isNew reports whether a definition is not one of those that are being inlined, having
// said so if it is: its circle would have no end.
func (d *definitions) isNew(at node, ref string, found *yaml.Node) bool {
	i := slices.IndexFunc(d.active, func(a definition) bool { return a.at == found })
	switch {
	case i >= 0:
		var way []string
		for _, a := range d.active[i:] {
			way = append(way, a.ref)
		}
		message := quoted(at, ref) + " contains itself."
		if len(way) > 1 {
			message = quoted(at, ref) + " contains itself, by way of " + strings.Join(way[1:], ", ") + "."
		}
		d.miss(at, ruleCircle, message, "Break the circle: write out what one of the references leads to.")
	case len(d.active) > maxDepth:
		d.miss(at, ruleDefinitions, quoted(at, ref)+" leads too deep.", "Write the field out here.")
		return false
	}
	return i < 0
}

// quoted names a reference, with that of the field if the field came to it by its own.
func quoted(at node, ref string) string {
	if own := at.peek("$ref"); own != ref {
		return fmt.Sprintf("%q, to which %q leads,", ref, own)
	}
	return fmt.Sprintf("%q", ref)
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

func (d *definitions) miss(at node, rule, message, hint string) {
	v, _ := at.get("$ref")
	at.r.report(rule, v.pos, at.path()+".$ref", message, hint)
}

// open reads a file of definitions, once.
func (d *definitions) open(at node, file string) *yaml.Node {
	key := path.Clean(file)
	if y, done := d.files[key]; done {
		return y
	}
	if d.files == nil {
		d.files = map[string]*yaml.Node{}
	}
	y, err := d.read(at.r, file)
	d.files[key] = y
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
	switch {
	case isAddress(file):
		return nil, errors.New("addresses are not followed")
	case isElsewhere(file):
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

func isAddress(file string) bool   { return strings.Contains(file, "://") }
func isElsewhere(file string) bool { return path.IsAbs(file) || strings.Contains(file, `\`) }

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

// moved copies a tree of another file to a position in this one, for that is where its
// content shows. What it refers to stays what it is: it is named as from here.
func moved(y *yaml.Node, pos catalog.Pos, file string) *yaml.Node {
	c := *y
	c.Line, c.Column = pos.Line, pos.Column
	c.Content = make([]*yaml.Node, len(y.Content))
	for i, child := range y.Content {
		to := moved(resolve(child), pos, file)
		if isValue := y.Kind == yaml.MappingNode && i%2 == 1; isValue && y.Content[i-1].Value == "$ref" && to.Kind == yaml.ScalarNode {
			to.Value = fromBeside(file, to.Value)
		}
		c.Content[i] = to
	}
	return &c
}

// fromBeside makes a reference that a file beside the document has one that leads there
// from the document. What is not followed stays as it is.
func fromBeside(file, ref string) string {
	to, pointer, _ := strings.Cut(ref, "#")
	switch to = strings.TrimPrefix(to, "file://"); {
	case isAddress(to) || isElsewhere(to):
		return ref
	case to == "":
		to = file
	default:
		to = path.Join(path.Dir(file), to)
	}
	return to + "#" + pointer
}
