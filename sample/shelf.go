package sample

import (
	"strings"
	"sync"
	"time"

	"meshdex/catalog"
)

// maxProperties is how many properties at the top an object of a generated mesh
// can have.
const maxProperties = 450

// shelf holds the properties that objects about one entity are made of. An
// object takes the first few: most have ten, some all. Objects of a mesh share
// the shelf's memory, so that a million products cost what their texts cost.
type shelf struct {
	object string // name of the object
	about  string // description of the object
	props  []catalog.Property
	flat   []catalog.PropertySummary // of props, nested ones after their parents
	ends   []int                     // ends[k] is how many of flat belong to the first k props
}

// first returns the summaries of the first k properties. The result must not be
// changed, and can not be appended to in place.
func (s *shelf) first(k int) []catalog.PropertySummary { return s.flat[:s.ends[k]:s.ends[k]] }

// shelves makes the shelves of a domain's entities when they are first asked for.
type shelves struct {
	once [domainCount][entityCount]sync.Once
	made [domainCount][entityCount]*shelf
}

func (s *shelves) of(domain, entity int) *shelf {
	s.once[domain][entity].Do(func() { s.made[domain][entity] = newShelf(domain, entity) })
	return s.made[domain][entity]
}

// newShelf fills a shelf: the key of the entity, its attributes beginning at one
// of its own, then those of the other entities of the domain.
func newShelf(domain, entity int) *shelf {
	names := domains[domain].entities
	object := string(plural(nil, names[entity]))
	s := &shelf{object: object, about: title(object) + ", one row each."}
	for n := 0; len(s.props) < maxProperties; n++ {
		name := names[(entity+n)%len(names)]
		s.props = append(s.props, keyOf(name, n == 0))
		start := (domain*7 + entity*11 + n*5) % len(attributes)
		for i := range attributes {
			s.props = append(s.props, attributes[(start+i)%len(attributes)].of(name))
			if i == 6 {
				s.props = append(s.props, nested(name)...)
			}
		}
	}
	s.props = s.props[:maxProperties]
	s.summarize()
	return s
}

// summarize lets the catalog itself digest every prefix of the properties.
func (s *shelf) summarize() {
	s.ends = []int{0}
	for i := range s.props {
		c := catalog.Contract{Schema: []catalog.Object{{Name: s.object, Properties: s.props[i : i+1]}}}
		s.flat = append(s.flat, c.Summarize(time.Time{}).Objects[0].Properties...)
		s.ends = append(s.ends, len(s.flat))
	}
}

func keyOf(entity string, primary bool) catalog.Property {
	p := catalog.Property{
		Name: entity + "_id", BusinessName: title(entity) + " ID", LogicalType: "string", PhysicalType: "varchar(36)",
		Description: "Identity of the " + words(entity) + ".",
	}
	if primary {
		p.PrimaryKey, p.Required, p.Unique = catalog.True, catalog.True, catalog.True
	}
	return p
}

func (a *attribute) of(entity string) catalog.Property {
	p := catalog.Property{
		Name: entity + "_" + a.name, BusinessName: title(entity) + " " + words(a.name), LogicalType: a.logical,
		PhysicalType: a.physical, Description: a.description, Classification: a.class,
	}
	if a.required {
		p.Required = catalog.True
	}
	if a.class == "pii" {
		p.Classification, p.Tags = "restricted", []string{"pii"}
	}
	if a.checked {
		p.Quality = []catalog.Check{{Name: "Filled", Type: "library", Metric: "nullValues", Operators: []catalog.Operator{
			{Name: "mustBe", Value: catalog.Value{Kind: catalog.Int, Text: "0"}},
		}}}
	}
	return p
}

// nested are an object and a list of objects, as documents and messages have them.
func nested(entity string) []catalog.Property {
	text := func(name, description string) catalog.Property {
		return catalog.Property{Name: name, LogicalType: "string", PhysicalType: "varchar(60)", Description: description}
	}
	return []catalog.Property{
		{
			Name: entity + "_place", LogicalType: "object", PhysicalType: "jsonb", Description: "Where it happened.",
			Properties: []catalog.Property{text("street", "Street and number."), text("postal_code", "Postal code."), text("city", "Town.")},
		},
		{
			Name: entity + "_lines", LogicalType: "array", PhysicalType: "jsonb", Description: "What it consists of.",
			Items: &catalog.Property{LogicalType: "object", PhysicalType: "jsonb", Properties: []catalog.Property{
				text("line_ref", "Name of the line."), {Name: "pieces", LogicalType: "integer", PhysicalType: "integer", Description: "How many."},
			}},
		},
	}
}

// words turns a name of the data into words: "cost_centre" → "cost centre".
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }

// plural appends the plural of a word to b.
func plural(b []byte, word string) []byte {
	switch last := word[len(word)-1]; {
	case last == 'y' && !strings.ContainsRune("aeiou", rune(word[len(word)-2])):
		return append(append(b, word[:len(word)-1]...), "ies"...)
	case last == 's' || last == 'x' || strings.HasSuffix(word, "ch"):
		return append(append(b, word...), "es"...)
	}
	return append(append(b, word...), 's')
}

// title is words with a capital.
func title(name string) string {
	w := words(name)
	return strings.ToUpper(w[:1]) + w[1:]
}
