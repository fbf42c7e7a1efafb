package writer

import (
	"slices"
	"strconv"

	"meshdex/catalog"
)

// tree builds a mapping, key by key. Its methods leave out what is empty.
type tree struct{ fields []catalog.Field }

func (t *tree) put(key string, v catalog.Value) {
	if v.IsSet() {
		t.fields = append(t.fields, catalog.Field{Key: key, Value: v})
	}
}

func (t *tree) text(key, s string) {
	if s != "" {
		t.put(key, catalog.StringValue(s))
	}
}

// amount writes a number as one, if the text is one.
func (t *tree) amount(key, s string) {
	if _, err := strconv.ParseFloat(s, 64); err == nil && isNumber(s) {
		t.put(key, catalog.Value{Kind: catalog.Float, Text: s})
		return
	}
	t.text(key, s)
}

func (t *tree) position(key string, n int) {
	if n > 0 {
		t.put(key, catalog.Value{Kind: catalog.Int, Text: strconv.Itoa(n)})
	}
}

func (t *tree) flag(key string, f catalog.Flag) {
	if f.IsSet() {
		t.put(key, catalog.Value{Kind: catalog.Bool, Text: strconv.FormatBool(f.Is())})
	}
}

func (t *tree) texts(key string, ss []string) {
	if len(ss) == 0 {
		return
	}
	v := catalog.Value{Kind: catalog.List}
	for _, s := range ss {
		v.Items = append(v.Items, catalog.StringValue(s))
	}
	t.put(key, v)
}

func (t *tree) values(key string, vs []catalog.Value) {
	if len(vs) > 0 {
		t.put(key, catalog.Value{Kind: catalog.List, Items: vs})
	}
}

// nest writes a mapping unless it is empty.
func (t *tree) nest(key string, v catalog.Value) {
	if len(v.Fields) > 0 {
		t.put(key, v)
	}
}

// extend writes an element's extensions after its keys. One that is called like a
// key that was written, such as a kind that was no text, gets another name.
func (t *tree) extend(e *catalog.Element) catalog.Value {
	for _, x := range e.Extensions {
		key := x.Path
		for t.has(key) {
			key = "source." + key
		}
		t.put(key, x.Value)
	}
	return t.value()
}

func (t *tree) has(key string) bool {
	return slices.ContainsFunc(t.fields, func(f catalog.Field) bool { return f.Key == key })
}

func (t *tree) value() catalog.Value { return catalog.Value{Kind: catalog.Map, Fields: t.fields} }

// list writes a list of elements.
func list[T any](t *tree, key string, all []T, write func(*T) catalog.Value) {
	if len(all) == 0 {
		return
	}
	v := catalog.Value{Kind: catalog.List}
	for i := range all {
		v.Items = append(v.Items, write(&all[i]))
	}
	t.put(key, v)
}

// annotations writes what nearly every element may have, but for the id.
func (t *tree) annotations(a *catalog.Annotations) {
	t.texts("tags", a.Tags)
	list(t, "customProperties", a.Custom, custom)
	list(t, "authoritativeDefinitions", a.Links, link)
}

func custom(c *catalog.CustomProperty) catalog.Value {
	var t tree
	t.text("id", c.ID)
	t.text("property", c.Property)
	t.put("value", c.Value)
	t.text("description", c.Description)
	t.text("vendor", c.Vendor)
	return t.extend(&c.Element)
}

func link(d *catalog.AuthoritativeDefinition) catalog.Value {
	var t tree
	t.text("id", d.ID)
	t.text("url", d.URL)
	t.text("type", d.Type)
	t.text("description", d.Description)
	return t.extend(&d.Element)
}

func synonym(s *catalog.Synonym) catalog.Value {
	var t tree
	t.text("id", s.ID)
	t.text("synonym", s.Synonym)
	t.text("description", s.Description)
	t.text("locale", s.Locale)
	t.text("source", s.Source)
	t.text("status", s.Status)
	list(&t, "customProperties", s.Custom, custom)
	return t.extend(&s.Element)
}

func context(c *catalog.Context) catalog.Value {
	var t tree
	t.text("instructions", c.Instructions)
	list(&t, "verifiedStatements", c.Statements, func(s *catalog.Statement) catalog.Value {
		var t tree
		t.text("id", s.ID)
		t.text("question", s.Question)
		t.text("answer", s.Answer)
		t.annotations(&s.Annotations)
		return t.extend(&s.Element)
	})
	list(&t, "constraints", c.Constraints, func(c *catalog.Constraint) catalog.Value {
		var t tree
		t.text("id", c.ID)
		t.text("constraint", c.Constraint)
		t.annotations(&c.Annotations)
		return t.extend(&c.Element)
	})
	return t.extend(&c.Element)
}

func description(d *catalog.Description) catalog.Value {
	var t tree
	t.text("id", d.ID)
	t.text("purpose", d.Purpose)
	t.text("limitations", d.Limitations)
	t.text("usage", d.Usage)
	t.annotations(&d.Annotations)
	return t.extend(&d.Element)
}
