package lineage

import (
	"path"
	"slices"
	"strings"

	"meshdex/catalog"
)

// names resolves what documents call a table or column.
//
// A name is, in order of trust:
//
//  1. a path within the contract itself: "customers.id" (ODCS shorthand) or
//     "/schema/customers/properties/id" (fully qualified, by ids);
//  2. either of them in another file: "customers.odcs.yaml#…";
//  3. one that begins with the id of a contract: "customers-contract.customers.id";
//  4. a physical name, with as much of catalog, database and schema before it
//     as its author cared to write: "dwh.public.customers.id".
//
// The first three are certain, but for the sources of a transformation the first
// is not: they lie outside the contract more often than not. The fourth is
// likely, and is taken only when it fits one object; where it fits several, one
// in the same contract, product or domain is preferred, in this order, and if
// that still leaves several none is chosen.
type names struct {
	docs     []doc
	contract func(id string) (int, bool)
	byID     map[string]int      // contract id → document
	byFile   map[string]int      // source and path of a file → document
	objects  map[string][]object // folded name, at every length of qualification
	titles   map[string]int      // folded name of a contract → node, -1 if several
}

type object struct{ doc, part int }

// finding is what a name resolved to: nothing (contract is empty), a contract,
// or an object or property in it, which may be missing there.
type finding struct {
	contract, path, text string
	kind                 Kind
	missing              bool
}

func newNames(docs []doc, contract func(string) (int, bool)) *names {
	n := &names{
		docs: docs, contract: contract,
		byID: map[string]int{}, byFile: map[string]int{}, objects: map[string][]object{}, titles: map[string]int{},
	}
	for i := range docs {
		d := &docs[i]
		if d.subject != catalog.OfContract {
			continue
		}
		if _, taken := n.byID[d.id]; taken {
			continue
		}
		n.byID[d.id] = i
		n.addFile(i)
		n.addTitle(d)
		for j := range d.objects {
			n.addObject(i, j)
		}
	}
	return n
}

func (n *names) addFile(i int) {
	d := &n.docs[i]
	file := d.source + "\x00" + path.Clean(d.path)
	if _, taken := n.byFile[file]; !taken && d.path != "" {
		n.byFile[file] = i
	}
}

func (n *names) addTitle(d *doc) {
	node, ok := n.contract(d.id)
	if title := fold(d.name); ok && title != "" {
		if _, taken := n.titles[title]; taken {
			node = -1
		}
		n.titles[title] = node
	}
}

// addObject files an object under its name and physical name, alone and behind
// the last one, two and three parts of each server's location.
func (n *names) addObject(of, number int) {
	d := &n.docs[of]
	o := &d.objects[number]
	keys := map[string]bool{}
	for _, name := range []string{o.name, o.physical} {
		if name = fold(name); name == "" {
			continue
		}
		keys[name] = true
		for _, location := range d.locations {
			qualified := name
			parts := strings.Split(fold(location), "/")
			for i := len(parts) - 1; i >= 0 && i >= len(parts)-3; i-- {
				qualified = parts[i] + "." + qualified
				keys[qualified] = true
			}
		}
	}
	for k := range keys {
		n.objects[k] = append(n.objects[k], object{of, number})
	}
}

var unquoted = strings.NewReplacer("`", "", `"`, "", "[]", "", "{}", "")

// fold makes names comparable: quotes, case, brackets and white space around
// them do not count.
func fold(s string) string { return strings.ToLower(strings.TrimSpace(unquoted.Replace(s))) }

func (n *names) byTitle(title string) (int, bool) {
	node, ok := n.titles[fold(title)]
	return node, ok && node >= 0
}

// resolve finds what text means in the document d. What a transformation
// reads is most often not in the contract that it produces, so there a name
// within the contract comes second and is likely at best.
func (n *names) resolve(d *doc, kind EdgeKind, text string) (f finding, certain bool) {
	text = strings.TrimSpace(text)
	if file, rest, ok := strings.Cut(text, "#"); ok {
		return n.inFile(d, file, rest, text), true
	}
	if strings.HasPrefix(strings.TrimPrefix(text, "/"), "schema/") {
		return n.inFile(d, "", text, text), true
	}
	local, isLocal := within(d, text)
	if isLocal && kind != Derives {
		return local, true
	}
	foreign, isForeign := n.byContractID(text)
	if isForeign && !foreign.missing {
		return foreign, true
	}
	if isLocal {
		return local, false
	}
	if f, ok := n.byPhysicalName(d, text); ok {
		return f, false
	}
	if isForeign {
		return foreign, true
	}
	return finding{text: text}, false
}

// inFile resolves what stands behind the "#" of a reference to a file, or to
// the document itself when no file is named.
func (n *names) inFile(d *doc, file, rest, text string) finding {
	home := d
	if file != "" {
		i, ok := n.byFile[d.source+"\x00"+path.Join(path.Dir(d.path), file)]
		if !ok {
			return finding{text: text}
		}
		home = &n.docs[i]
	}
	if f, ok := within(home, rest); ok {
		return f
	}
	return finding{contract: home.id, path: strings.TrimPrefix(rest, "/"), kind: Property, missing: true}
}

// within resolves a path inside one contract.
func within(d *doc, text string) (finding, bool) {
	qualified := strings.TrimPrefix(text, "/")
	if strings.HasPrefix(qualified, "schema/") {
		return byIDs(d, strings.Split(qualified, "/"))
	}
	for i := range d.objects {
		o := &d.objects[i]
		for _, name := range []string{o.name, o.physical} {
			if name == "" {
				continue
			}
			if rest, ok := strings.CutPrefix(text+".", name+"."); ok {
				return inObject(d, o, strings.TrimSuffix(rest, ".")), true
			}
		}
	}
	return finding{}, false
}

// byIDs follows schema/ID(/properties/ID)*.
func byIDs(d *doc, parts []string) (finding, bool) {
	for i := range d.objects {
		o := &d.objects[i]
		if o.id != parts[1] && o.name != parts[1] {
			continue
		}
		if len(parts) < 4 {
			return finding{contract: d.id, path: o.name, kind: Object}, true
		}
		last := parts[len(parts)-1]
		for l := range o.all() {
			if l.id == last || l.path == last {
				return finding{contract: d.id, path: o.name + "." + l.path, kind: Property}, true
			}
		}
		return finding{contract: d.id, path: o.name + "." + last, kind: Property, missing: true}, true
	}
	return finding{}, false
}

// inObject finds a property by its path or physical name; "" is the object.
func inObject(d *doc, o *part, name string) finding {
	if name == "" {
		return finding{contract: d.id, path: o.name, kind: Object}
	}
	want := fold(name)
	for l := range o.all() {
		if fold(l.path) == want || (l.physical != "" && fold(l.physical) == want) {
			return finding{contract: d.id, path: o.name + "." + l.path, kind: Property}
		}
	}
	return finding{contract: d.id, path: o.name + "." + name, kind: Property, missing: true}
}

// byContractID takes the longest beginning of text that is a contract's id.
func (n *names) byContractID(text string) (finding, bool) {
	for end := len(text); end > 0; end = strings.LastIndexByte(text[:end], '.') {
		i, ok := n.byID[text[:end]]
		if !ok {
			continue
		}
		d := &n.docs[i]
		rest := strings.TrimPrefix(text[end:], ".")
		if rest == "" {
			return finding{contract: d.id}, true
		}
		if f, ok := within(d, rest); ok {
			return f, true
		}
		return finding{contract: d.id, path: rest, kind: Property, missing: true}, true
	}
	return finding{}, false
}

// byPhysicalName takes the longest run of parts that names an object. What
// follows it is a property. What goes before it must be known of the object's
// location as well: "raw.orders" is not the table "orders" of schema "public".
func (n *names) byPhysicalName(d *doc, text string) (finding, bool) {
	if _, rest, ok := strings.Cut(text, "://"); ok {
		text = rest
	}
	parts := strings.Split(fold(strings.NewReplacer("/", ".", ":", ".").Replace(text)), ".")
	for length := len(parts); length > 0; length-- {
		for start := 0; start+length <= len(parts); start++ {
			var fits []object
			for _, o := range n.objects[strings.Join(parts[start:start+length], ".")] {
				if n.isAt(o, parts[:start]) {
					fits = append(fits, o)
				}
			}
			if fits = n.prefer(d, fits); len(fits) != 1 {
				continue
			}
			home := &n.docs[fits[0].doc]
			return inObject(home, &home.objects[fits[0].part], strings.Join(parts[start+length:], ".")), true
		}
	}
	return finding{}, false
}

// isAt reports whether every part is in the location of one of the servers.
func (n *names) isAt(o object, parts []string) bool {
	if len(parts) == 0 {
		return true
	}
	return slices.ContainsFunc(n.docs[o.doc].locations, func(location string) bool {
		known := strings.FieldsFunc(fold(location), func(r rune) bool { return strings.ContainsRune("./:", r) })
		return !slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains(known, p) })
	})
}

// prefer narrows candidates to those nearest to the document.
func (n *names) prefer(d *doc, candidates []object) []object {
	near := []func(*doc) bool{
		func(o *doc) bool { return o.id == d.id },
		func(o *doc) bool { return o.product != "" && o.product == d.product },
		func(o *doc) bool { return o.domain != "" && strings.EqualFold(o.domain, d.domain) },
	}
	for _, isNear := range near {
		if len(candidates) < 2 {
			break
		}
		var kept []object
		for _, c := range candidates {
			if isNear(&n.docs[c.doc]) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			candidates = kept
		}
	}
	return candidates
}
