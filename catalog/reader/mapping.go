package reader

import (
	"fmt"

	"meshdex/catalog"
)

// mapping reads one element from one YAML mapping. Its methods take keys, one
// each, under the model's name for the key; close makes extensions of all that
// was not taken. A value whose type its key does not take is reported and left,
// and so ends as an extension too.
type mapping struct {
	at     node
	sp     *spelling
	names  []string // the model's name of each key; nil: all are called as in the model
	marks  uint64   // of all keys and names, see markOf
	taken  bits
	place  catalog.Place
	extra  []catalog.Extension
	owner  *mapping       // of a mapping that the model folds into its parent
	prefix string         // of the paths of such a mapping's extensions
	sink   *catalog.Place // where its keys go, if not to the owner
	subs   []*mapping
}

// spelling gives the model's name for each key that a dialect calls otherwise.
type spelling struct {
	names   map[string]string
	foreign bool // using one is worth a note
}

// bits is a set of small integers.
type bits struct {
	low  uint64
	high map[int]bool
}

func (b *bits) add(i int) {
	if i < 64 {
		b.low |= 1 << i
		return
	}
	if b.high == nil {
		b.high = map[int]bool{}
	}
	b.high[i] = true
}

func (b *bits) has(i int) bool {
	if i < 64 {
		return b.low&(1<<i) != 0
	}
	return b.high[i]
}

// open starts reading the element at n. A node that is no mapping opens as an
// empty one.
func (n node) open(sp *spelling) *mapping {
	m := &mapping{at: n, sp: sp}
	m.place.Pos = n.pos
	if n.isMap() {
		m.place.Keys = make([]catalog.KeyPos, 0, len(n.y.Content)/2)
		for i := 0; i+1 < len(n.y.Content); i += 2 {
			m.marks |= markOf(n.y.Content[i].Value)
		}
		m.translate()
	}
	return m
}

// markOf is one of 64 bits, by the length and the first character of a key. An
// element has few of the keys that it may have, and most of those that are looked
// for have a mark that none of its keys has.
func markOf(key string) uint64 {
	if key == "" {
		return 1
	}
	return 1 << ((uint(key[0])*5 + uint(len(key))*11) % 64)
}

// translate looks up what the model calls each key, once.
func (m *mapping) translate() {
	if m.sp == nil {
		return
	}
	content := m.at.y.Content
	for i := 0; i+1 < len(content); i += 2 {
		name, ok := m.sp.names[content[i].Value]
		if !ok {
			continue
		}
		if m.names == nil {
			m.names = make([]string, len(content)/2)
		}
		m.names[i/2] = name
		m.marks |= markOf(name)
	}
}

// find looks for an entry that was not taken, by the model's key.
func (m *mapping) find(key string) int {
	if m.marks&markOf(key) == 0 {
		return -1
	}
	content := m.at.y.Content
	for i := 0; i+1 < len(content); i += 2 {
		if content[i].Value == key && !m.taken.has(i/2) {
			return i / 2
		}
	}
	for i, name := range m.names {
		if name == key && !m.taken.has(i) {
			return i
		}
	}
	return -1
}

// value is the value of entry i.
func (m *mapping) value(i int) node {
	y := m.at.y.Content[2*i+1]
	return node{r: m.at.r, y: resolve(y), pos: posOf(y), up: m, key: m.raw(i), index: -1}
}

func (m *mapping) raw(i int) string { return keyText(m.at.y.Content[2*i]) }

// peek looks at the value under a key of the model without taking it.
func (m *mapping) peek(key string) (node, bool) {
	i := m.find(key)
	if i < 0 {
		return node{y: nothing}, false
	}
	return m.value(i), true
}

// take marks the entry as read under the model's key.
func (m *mapping) take(key string, i int) {
	m.taken.add(i)
	place := m.home()
	place.Keys = append(place.Keys, catalog.KeyPos{Key: key, Pos: posOf(m.at.y.Content[2*i+1])})
	if m.sp != nil && m.sp.foreign && m.raw(i) != key {
		v := m.value(i)
		m.at.r.report(ruleKeyForeign, posOf(m.at.y.Content[2*i]), v.path(),
			fmt.Sprintf("%q is not the name of this key; it was read as %q.", m.raw(i), key),
			fmt.Sprintf("Rename it to %q.", key))
	}
}

// home is the place of the element that the keys of m belong to.
func (m *mapping) home() *catalog.Place {
	for m.owner != nil && m.sink == nil {
		m = m.owner
	}
	if m.sink != nil {
		return m.sink
	}
	return &m.place
}

// wrong reports a value whose type its key does not take.
func (m *mapping) wrong(v node, want string) {
	m.at.r.report(ruleType, v.pos, v.path(),
		fmt.Sprintf("%s must be %s, but is %s.", v.key, want, v.kindName()),
		fmt.Sprintf("Write %s as %s. It is kept as an extension until then.", v.key, want))
}

// fold opens a mapping that the model folds into this element: its keys are
// taken on behalf of the element, and what is left becomes an extension under
// the key's path.
func (m *mapping) fold(key string, sp *spelling) *mapping { return m.foldInto(key, sp, nil) }

// foldInto is fold for an element that has a place of its own, though not the
// shape that the model gives it.
func (m *mapping) foldInto(key string, sp *spelling, sink *catalog.Place) *mapping {
	v, ok := m.peek(key)
	if !ok || !v.isMap() {
		if ok && !v.isNull() {
			m.wrong(v, "a mapping")
		}
		return node{r: m.at.r, y: nothing}.open(nil)
	}
	i := m.find(key)
	sub := v.open(sp)
	sub.owner, sub.prefix, sub.sink = m, m.prefix+m.raw(i)+".", sink
	if sink != nil && !sink.IsKnown() {
		sink.Pos = v.pos
	}
	m.taken.add(i)
	m.subs = append(m.subs, sub)
	return sub
}

// close writes what was read about the element itself.
func (m *mapping) close(e *catalog.Element) {
	m.leave()
	e.Place = m.place
	e.Extensions = m.extra
}

// leave makes extensions of what was not taken, in the order of the document.
func (m *mapping) leave() {
	for i := range len(m.at.y.Content) / 2 {
		if m.at.isMap() && !m.taken.has(i) {
			m.extend(m.free(m.prefix+m.raw(i)), m.value(i))
		}
	}
	for _, sub := range m.subs {
		sub.leave()
		m.extra = append(m.extra, sub.extra...)
	}
}

// free keeps the path of an extension apart from the keys of the model that were
// found under another name: of a column that has both "column" and "name", one
// is its name and the other an extension.
func (m *mapping) free(path string) string {
	for _, k := range m.home().Keys {
		if k.Key == path {
			return "source." + path
		}
	}
	return path
}
