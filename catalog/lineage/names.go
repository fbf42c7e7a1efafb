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
	records  []catalog.Record
	contract func(id string) (int, bool)
	byID     map[string]int      // contract id → record
	byFile   map[string]int      // source and path of a file → record
	objects  map[string][]object // folded name, at every length of qualification
	titles   map[string]int      // folded name of a contract → node, -1 if several
}

type object struct{ record, object int }

// finding is what a name resolved to: nothing (contract is empty), a contract,
// or an object or property in it, which may be missing there.
type finding struct {
	contract, path, text string
	kind                 Kind
	missing              bool
}

func newNames(records []catalog.Record, contract func(string) (int, bool)) *names {
	n := &names{
		records: records, contract: contract,
		byID: map[string]int{}, byFile: map[string]int{}, objects: map[string][]object{}, titles: map[string]int{},
	}
	for i := range records {
		s := &records[i].Summary
		if s.Subject != catalog.OfContract {
			continue
		}
		if _, taken := n.byID[s.ID]; taken {
			continue
		}
		n.byID[s.ID] = i
		n.addFile(&records[i].Origin, i)
		n.addTitle(s)
		for j := range s.Objects {
			n.addObject(i, j)
		}
	}
	return n
}

func (n *names) addFile(o *catalog.Origin, record int) {
	file := o.Source + "\x00" + path.Clean(o.Path)
	if _, taken := n.byFile[file]; !taken && o.Path != "" {
		n.byFile[file] = record
	}
}

func (n *names) addTitle(s *catalog.Summary) {
	node, ok := n.contract(s.ID)
	if title := fold(s.Name); ok && title != "" {
		if _, taken := n.titles[title]; taken {
			node = -1
		}
		n.titles[title] = node
	}
}

// addObject files an object under its name and physical name, alone and behind
// the last one, two and three parts of each server's location.
func (n *names) addObject(record, number int) {
	s := &n.records[record].Summary
	o := &s.Objects[number]
	keys := map[string]bool{}
	for _, name := range []string{o.Name, o.Physical} {
		if name = fold(name); name == "" {
			continue
		}
		keys[name] = true
		for _, server := range s.Servers {
			qualified := name
			parts := strings.Split(fold(server.Location), "/")
			for i := len(parts) - 1; i >= 0 && i >= len(parts)-3; i-- {
				qualified = parts[i] + "." + qualified
				keys[qualified] = true
			}
		}
	}
	for k := range keys {
		n.objects[k] = append(n.objects[k], object{record, number})
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

// resolve finds what text means in the document of r. What a transformation
// reads is most often not in the contract that it produces, so there a name
// within the contract comes second and is likely at best.
func (n *names) resolve(r *catalog.Record, kind EdgeKind, text string) (f finding, certain bool) {
	text = strings.TrimSpace(text)
	if file, rest, ok := strings.Cut(text, "#"); ok {
		return n.inFile(r, file, rest, text), true
	}
	if strings.HasPrefix(strings.TrimPrefix(text, "/"), "schema/") {
		return n.inFile(r, "", text, text), true
	}
	local, isLocal := within(&r.Summary, text)
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
	if f, ok := n.byPhysicalName(r, text); ok {
		return f, false
	}
	if isForeign {
		return foreign, true
	}
	return finding{text: text}, false
}

// inFile resolves what stands behind the "#" of a reference to a file, or to
// the document itself when no file is named.
func (n *names) inFile(r *catalog.Record, file, rest, text string) finding {
	home := r
	if file != "" {
		i, ok := n.byFile[r.Origin.Source+"\x00"+path.Join(path.Dir(r.Origin.Path), file)]
		if !ok {
			return finding{text: text}
		}
		home = &n.records[i]
	}
	if f, ok := within(&home.Summary, rest); ok {
		return f
	}
	return finding{contract: home.Summary.ID, path: strings.TrimPrefix(rest, "/"), kind: Property, missing: true}
}

// within resolves a path inside one contract.
func within(s *catalog.Summary, text string) (finding, bool) {
	qualified := strings.TrimPrefix(text, "/")
	if strings.HasPrefix(qualified, "schema/") {
		return byIDs(s, strings.Split(qualified, "/"))
	}
	for i := range s.Objects {
		o := &s.Objects[i]
		for _, name := range []string{o.Name, o.Physical} {
			if name == "" {
				continue
			}
			if rest, ok := strings.CutPrefix(text+".", name+"."); ok {
				return inObject(s, o, strings.TrimSuffix(rest, ".")), true
			}
		}
	}
	return finding{}, false
}

// byIDs follows schema/ID(/properties/ID)*.
func byIDs(s *catalog.Summary, parts []string) (finding, bool) {
	for i := range s.Objects {
		o := &s.Objects[i]
		if o.ID != parts[1] && o.Name != parts[1] {
			continue
		}
		if len(parts) < 4 {
			return finding{contract: s.ID, path: o.Name, kind: Object}, true
		}
		last := parts[len(parts)-1]
		for j := range o.Properties {
			if p := &o.Properties[j]; p.ID == last || p.Path == last {
				return finding{contract: s.ID, path: o.Name + "." + p.Path, kind: Property}, true
			}
		}
		return finding{contract: s.ID, path: o.Name + "." + last, kind: Property, missing: true}, true
	}
	return finding{}, false
}

// inObject finds a property by its path or physical name; "" is the object.
func inObject(s *catalog.Summary, o *catalog.ObjectSummary, name string) finding {
	if name == "" {
		return finding{contract: s.ID, path: o.Name, kind: Object}
	}
	want := fold(name)
	for i := range o.Properties {
		p := &o.Properties[i]
		if fold(p.Path) == want || (p.Physical != "" && fold(p.Physical) == want) {
			return finding{contract: s.ID, path: o.Name + "." + p.Path, kind: Property}
		}
	}
	return finding{contract: s.ID, path: o.Name + "." + name, kind: Property, missing: true}
}

// byContractID takes the longest beginning of text that is a contract's id.
func (n *names) byContractID(text string) (finding, bool) {
	for end := len(text); end > 0; end = strings.LastIndexByte(text[:end], '.') {
		i, ok := n.byID[text[:end]]
		if !ok {
			continue
		}
		s := &n.records[i].Summary
		rest := strings.TrimPrefix(text[end:], ".")
		if rest == "" {
			return finding{contract: s.ID}, true
		}
		if f, ok := within(s, rest); ok {
			return f, true
		}
		return finding{contract: s.ID, path: rest, kind: Property, missing: true}, true
	}
	return finding{}, false
}

// byPhysicalName takes the longest run of parts that names an object. What
// follows it is a property. What goes before it must be known of the object's
// location as well: "raw.orders" is not the table "orders" of schema "public".
func (n *names) byPhysicalName(r *catalog.Record, text string) (finding, bool) {
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
			if fits = n.prefer(r, fits); len(fits) != 1 {
				continue
			}
			s := &n.records[fits[0].record].Summary
			return inObject(s, &s.Objects[fits[0].object], strings.Join(parts[start+length:], ".")), true
		}
	}
	return finding{}, false
}

// isAt reports whether every part is in the location of one of the servers.
func (n *names) isAt(o object, parts []string) bool {
	if len(parts) == 0 {
		return true
	}
	return slices.ContainsFunc(n.records[o.record].Summary.Servers, func(s catalog.ServerSummary) bool {
		known := strings.FieldsFunc(fold(s.Location), func(r rune) bool { return strings.ContainsRune("./:", r) })
		return !slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains(known, p) })
	})
}

// prefer narrows candidates to those nearest to the record.
func (n *names) prefer(r *catalog.Record, candidates []object) []object {
	near := []func(*catalog.Summary) bool{
		func(s *catalog.Summary) bool { return s.ID == r.Summary.ID },
		func(s *catalog.Summary) bool { return s.DataProduct != "" && s.DataProduct == r.Summary.DataProduct },
		func(s *catalog.Summary) bool { return s.Domain != "" && strings.EqualFold(s.Domain, r.Summary.Domain) },
	}
	for _, isNear := range near {
		if len(candidates) < 2 {
			break
		}
		var kept []object
		for _, c := range candidates {
			if isNear(&n.records[c.record].Summary) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			candidates = kept
		}
	}
	return candidates
}
