package reader

import (
	"fmt"
	"strings"

	"meshdex/catalog"
)

// This file has the methods of mapping that take one key each, one method for
// each type of value that a key of the model can have.

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
