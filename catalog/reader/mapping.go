package reader

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

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
		m.translate()
	}
	return m
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
	}
}

// find looks for an entry that was not taken, by the model's key.
func (m *mapping) find(key string) int {
	content := m.at.y.Content
	if m.at.y.Kind != yaml.MappingNode {
		return -1
	}
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

// text takes a scalar, verbatim. Null reads as not written.
func (m *mapping) text(key string, dst *string) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	if !v.isScalar() {
		m.wrong(v, "text")
		return
	}
	*dst = v.text()
	m.take(key, i)
}

// name takes the text that names the element: the label it was found under, if
// any, else the key's value.
func (m *mapping) name(key string, dst *string) {
	if m.at.label == "" {
		m.text(key, dst)
		return
	}
	*dst = m.at.label
	m.place.Keys = append(m.place.Keys, catalog.KeyPos{Key: key, Pos: m.at.labelPos})
	if i := m.find(key); i >= 0 && m.value(i).text() == m.at.label {
		m.taken.add(i)
	}
}

// lines takes a text that some authors write as a list of texts.
func (m *mapping) lines(key, separator string, dst *string) {
	v, ok := m.peek(key)
	if !ok || !v.isList() {
		m.text(key, dst)
		return
	}
	var all []string
	for _, it := range v.items() {
		if !it.isScalar() {
			m.wrong(v, "text")
			return
		}
		all = append(all, it.text())
	}
	*dst = strings.Join(all, separator)
	m.take(key, m.find(key))
}

// localised takes a text that may be written once per language: the English one,
// else the first. The others are left as extensions.
func (m *mapping) localised(key string, dst *string) {
	v, ok := m.peek(key)
	if !ok || !v.isMap() || len(v.y.Content) == 0 || *dst != "" {
		m.lines(key, "\n", dst)
		return
	}
	language := v.y.Content[0].Value
	if v.has("en") {
		language = "en"
	}
	if text, _ := v.get(language); text.isScalar() {
		m.fold(key, nil).elsewhere(language, key, dst, m.home())
	}
}

// elsewhere takes a scalar that the model keeps under another name or on another
// element, unless it has it already.
func (m *mapping) elsewhere(key, model string, dst *string, place *catalog.Place) {
	v, ok := m.peek(key)
	if !ok || !v.isScalar() || v.isNull() || *dst != "" {
		return
	}
	*dst = v.text()
	m.taken.add(m.find(key))
	if !place.IsKnown() {
		place.Pos = v.pos
	}
	place.Keys = append(place.Keys, catalog.KeyPos{Key: model, Pos: v.pos})
}

// texts takes a list of scalars, or a single one.
func (m *mapping) texts(key string, dst *[]string) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	switch {
	case v.isMap():
		m.wrong(v, "a list of texts")
		return
	case v.isScalar() && !v.isNull():
		*dst = append(*dst, v.text())
	}
	m.take(key, i)
	for _, it := range v.items() {
		switch {
		case !it.isScalar():
			m.stray(it, "text")
		case !it.isNull():
			*dst = append(*dst, it.text())
		}
	}
}

// stray keeps a list item of the wrong type.
func (m *mapping) stray(it node, want string) {
	m.at.r.report(ruleType, it.pos, it.path(),
		fmt.Sprintf("An item of %s must be %s, but is %s.", it.key, want, it.kindName()),
		"It is kept as an extension.")
	path := fmt.Sprintf("%s[%d]", it.key, it.index)
	if it.label != "" {
		path = it.key + "." + it.label
	}
	m.extend(path, it)
}

// extend keeps a node as an extension of the element.
func (m *mapping) extend(path string, n node) {
	v := valueOf(n.y)
	if key := path[strings.LastIndexByte(path, '.')+1:]; isSecretKey(key) {
		v = m.at.r.hide(key, n)
	}
	m.extra = append(m.extra, catalog.Extension{Path: path, Value: v, Pos: n.pos})
}

// flag takes a boolean.
func (m *mapping) flag(key string, dst *catalog.Flag) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	f, ok := flagOf(v)
	if !ok {
		m.wrong(v, "true or false")
		return
	}
	*dst = f
	m.take(key, i)
}

func flagOf(v node) (catalog.Flag, bool) {
	if v.isNull() {
		return catalog.Unset, true
	}
	switch strings.ToLower(v.text()) {
	case "true", "yes", "on", "y":
		return catalog.True, true
	case "false", "no", "off", "n":
		return catalog.False, true
	}
	return catalog.Unset, false
}

// number takes a 1-based position; what is below 1 says that there is none.
func (m *mapping) number(key string, dst *int) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	n, ok := intOf(v)
	if !ok {
		m.wrong(v, "a whole number")
		return
	}
	*dst = max(n, 0)
	m.take(key, i)
}

// any takes whatever there is.
func (m *mapping) any(key string, dst *catalog.Value) {
	if i := m.find(key); i >= 0 {
		*dst = valueOf(m.value(i).y)
		m.take(key, i)
	}
}

// values takes a list of whatever there is, or a single value.
func (m *mapping) values(key string, dst *[]catalog.Value) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	m.take(key, i)
	switch {
	case v.isList():
		for _, it := range v.items() {
			*dst = append(*dst, valueOf(it.y))
		}
	case !v.isNull():
		*dst = append(*dst, valueOf(v.y))
	}
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

// list takes a list of elements. A mapping in its place is a list of elements
// that are named by their keys.
func list[T any](m *mapping, key string, dst *[]T, read func(node) T) {
	listOf(m, key, dst, read, func(n node) bool { return n.isMap() || n.isNull() && n.label != "" })
}

// named takes a list of elements, or a mapping of their names to whatever there
// is, which read must take as the element's value.
func named[T any](m *mapping, key string, dst *[]T, read func(node) T) {
	listOf(m, key, dst, read, func(n node) bool { return n.isMap() || n.label != "" })
}

func listOf[T any](m *mapping, key string, dst *[]T, read func(node) T, fits func(node) bool) {
	i := m.find(key)
	if i < 0 {
		return
	}
	v := m.value(i)
	items := v.elements()
	if v.isScalar() && !v.isNull() || v.isMap() && len(items) > 0 && !slices.ContainsFunc(items, fits) {
		m.wrong(v, "a list")
		return
	}
	m.take(key, i)
	*dst = slices.Grow(*dst, min(len(items), 1000))
	for _, it := range items {
		switch {
		case fits(it):
			*dst = append(*dst, read(it))
		case !it.isNull():
			m.stray(it, "a mapping")
		}
	}
}

// elements are the items of a list, or the labelled entries of a mapping.
func (n node) elements() []node {
	if !n.isMap() {
		return n.items()
	}
	out := make([]node, 0, len(n.y.Content)/2)
	for i := 0; i+1 < len(n.y.Content); i += 2 {
		k, y := n.y.Content[i], n.y.Content[i+1]
		out = append(out, node{
			r: n.r, y: resolve(y), pos: posOf(y), up: n.up, key: n.key, index: i / 2,
			label: keyText(k), labelPos: posOf(k),
		})
	}
	return out
}
