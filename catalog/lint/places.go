package lint

import (
	"iter"
	"strconv"

	"meshdex/catalog"
)

// placedObject is a schema object with its path in the document.
type placedObject struct {
	*catalog.Object
	Path     string
	Contract *catalog.Contract
}

// placedProperty is a property with its path in the document, "schema[o]
// .properties[p]", and its name in the data, "o.p". Alone says that it is the
// items of an array or half of a map, and so needs no name.
type placedProperty struct {
	*catalog.Property
	Path, Name string
	Alone      bool
	Object     *catalog.Object
	Contract   *catalog.Contract
}

// placedCheck is a quality check with its path in the document.
type placedCheck struct {
	*catalog.Check
	Path string
}

func sel(path, list, name string, i int) string {
	if path != "" {
		path += "."
	}
	if name == "" {
		name = strconv.Itoa(i)
	}
	return path + list + "[" + name + "]"
}

func objects(c *catalog.Contract) iter.Seq[placedObject] {
	return func(yield func(placedObject) bool) {
		for i := range c.Schema {
			o := &c.Schema[i]
			if !yield(placedObject{o, sel("", "schema", o.Name, i), c}) {
				return
			}
		}
	}
}

func properties(c *catalog.Contract) iter.Seq[placedProperty] {
	return func(yield func(placedProperty) bool) {
		for o := range objects(c) {
			at := placedProperty{Path: o.Path, Name: o.Name, Object: o.Object, Contract: c}
			if !at.children(o.Properties, yield) {
				return
			}
		}
	}
}

func (at placedProperty) children(ps []catalog.Property, yield func(placedProperty) bool) bool {
	for i := range ps {
		child := at
		child.Property, child.Alone = &ps[i], false
		child.Path, child.Name = sel(at.Path, "properties", ps[i].Name, i), at.Name+"."+ps[i].Name
		if !child.walk(yield) {
			return false
		}
	}
	return true
}

func (at placedProperty) walk(yield func(placedProperty) bool) bool {
	if !yield(at) || !at.children(at.Properties, yield) {
		return false
	}
	return at.inner(at.Items, ".items", "[]", yield) &&
		at.inner(at.Key, ".map.key", "{key}", yield) && at.inner(at.Value, ".map.value", "{}", yield)
}

func (at placedProperty) inner(p *catalog.Property, path, name string, yield func(placedProperty) bool) bool {
	if p == nil {
		return true
	}
	at.Property, at.Path, at.Name, at.Alone = p, at.Path+path, at.Name+name, true
	return at.walk(yield)
}

func checks(c *catalog.Contract) iter.Seq[placedCheck] {
	return func(yield func(placedCheck) bool) {
		each := func(path string, cs []catalog.Check) bool {
			for i := range cs {
				if !yield(placedCheck{&cs[i], sel(path, "quality", cs[i].Name, i)}) {
					return false
				}
			}
			return true
		}
		for o := range objects(c) {
			if !each(o.Path, o.Quality) {
				return
			}
		}
		for p := range properties(c) {
			if !each(p.Path, p.Quality) {
				return
			}
		}
	}
}
