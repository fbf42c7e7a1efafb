package lint

import (
	"cmp"
	"math/big"
	"regexp/syntax"
	"slices"
	"strings"

	"meshdex/catalog"
)

func meaningOfSchemas() []rule {
	return []rule{
		{
			Rule: Rule{"primary-key-optional", Meaning, catalog.Note, "a property is part of the primary key and yet optional", "Write required: true; a key is never null."},
			property: func(p *pass, at placedProperty) {
				if at.PrimaryKey.Is() && at.Required == catalog.False {
					p.say(at.Place.Of("required"), at.Path, "%s is part of the primary key, but required is false", at.Name)
				}
			},
		},
		{
			Rule:   Rule{"key-positions", Meaning, catalog.Warning, "the positions of a key have gaps or come twice", "Number the properties of the key 1, 2, 3 …"},
			object: keyPositions,
		},
		{
			Rule:     Rule{"object-repeated", Meaning, catalog.Error, "two schema objects have the same name", "Rename one of them; references cannot tell them apart."},
			contract: objectRepeated,
		},
		{
			Rule:     Rule{"property-repeated", Meaning, catalog.Error, "two properties beside each other have the same name", "Rename one of them; references cannot tell them apart."},
			object:   func(p *pass, o placedObject) { repeated(p, o.Path, o.Properties, sameName) },
			property: func(p *pass, at placedProperty) { repeated(p, at.Path, at.Properties, sameName) },
		},
		{
			Rule:     Rule{"property-case", Meaning, catalog.Warning, "the names of two properties differ by case alone", "Rename one of them; most databases cannot tell them apart."},
			object:   func(p *pass, o placedObject) { repeated(p, o.Path, o.Properties, sameFold) },
			property: func(p *pass, at placedProperty) { repeated(p, at.Path, at.Properties, sameFold) },
		},
		{
			Rule:     Rule{"reference-dangling", Meaning, catalog.Warning, "a foreign key leads to something that the schema does not have", "Write object.property as in the schema, or the file of the other contract before #."},
			contract: references,
		},
		{
			Rule:   Rule{"reference-lengths", Meaning, catalog.Warning, "a foreign key has not as many ends as starts", "Write as many properties under to as under from."},
			object: referenceLengths,
		},
		{
			Rule:     Rule{"bounds-reversed", Meaning, catalog.Error, "a lower bound is above the upper one, so no value is allowed", "Swap the bounds."},
			property: boundsReversed,
		},
		{
			Rule:  Rule{"operator-range", Meaning, catalog.Warning, "a range does not have two ends in order", "Write it as [low, high]."},
			check: operatorRange,
		},
		{
			Rule:     Rule{"pattern-invalid", Meaning, catalog.Warning, "a pattern is not a regular expression", "Correct the pattern; backslashes are written once in plain and single-quoted text, twice in double-quoted text."},
			property: patternInvalid,
		},
		{
			Rule:     Rule{"required-unknown", Meaning, catalog.Warning, "an object requires a property that it does not have", "Correct the name under logicalTypeOptions.required."},
			property: requiredUnknown,
		},
		{
			Rule:     Rule{"example-not-allowed", Meaning, catalog.Warning, "an example is not among the allowed values", "Correct the example, or allow the value."},
			property: exampleNotAllowed,
		},
	}
}

func keyPositions(p *pass, o placedObject) {
	positions(p, o, "primary key", "primaryKeyPosition", func(q *catalog.Property) (int, bool) { return q.PrimaryKeyPosition, q.PrimaryKey.Is() })
	positions(p, o, "partition key", "partitionKeyPosition", func(q *catalog.Property) (int, bool) { return q.PartitionKeyPosition, q.Partitioned.Is() })
}

func positions(p *pass, o placedObject, what, key string, of func(*catalog.Property) (int, bool)) {
	at := map[int]int{} // position → property
	members, given := 0, 0
	for i := range o.Properties {
		q := &o.Properties[i]
		n, in := of(q)
		if in {
			members++
		}
		if !in || n == 0 {
			continue
		}
		given++
		if other, taken := at[n]; taken {
			p.say(q.Place.Of(key), sel(o.Path, "properties", q.Name, i), "%s and %s are both number %d of the %s", o.Properties[other].Name, q.Name, n, what)
			return
		}
		at[n] = i
	}
	for n, i := range at {
		if _, ok := at[n-1]; n > 1 && !ok && given == members {
			q := &o.Properties[i]
			p.say(q.Place.Of(key), sel(o.Path, "properties", q.Name, i), "%s is number %d of the %s, but there is no number %d", q.Name, n, what, n-1)
		}
	}
}

func objectRepeated(p *pass, c *catalog.Contract) {
	for i, o := range c.Schema {
		if o.Name != "" && slices.ContainsFunc(c.Schema[:i], func(x catalog.Object) bool { return x.Name == o.Name }) {
			p.say(o.Place.Of("name"), sel("", "schema", o.Name, i), "there is another schema object named %q", o.Name)
		}
	}
}

func sameName(a, b string) bool { return a == b }

func sameFold(a, b string) bool { return a != b && strings.EqualFold(a, b) }

func repeated(p *pass, path string, ps []catalog.Property, same func(a, b string) bool) {
	first := map[string]string{}
	for i, q := range ps {
		folded := strings.ToLower(q.Name)
		if earlier, ok := first[folded]; ok && q.Name != "" && same(earlier, q.Name) {
			p.say(q.Place.Of("name"), sel(path, "properties", q.Name, i), "there is another property named %q here", earlier)
		}
		if _, ok := first[folded]; !ok {
			first[folded] = q.Name
		}
	}
}

// references follows the foreign keys that stay inside the contract.
func references(p *pass, c *catalog.Contract) {
	known := map[string]bool{}
	ids := map[string]bool{}
	for o := range objects(c) {
		known[fold(o.Name)], known[fold(o.PhysicalName)] = true, true
		ids[o.ID], ids[o.Name] = true, true
	}
	for at := range properties(c) {
		known[fold(at.Name)] = true
		_, below, _ := strings.Cut(at.Name, ".")
		known[fold(at.Object.PhysicalName+"."+below)] = true
		ids[at.ID], ids[at.Property.Name] = true, true
	}
	judge := func(path string, r catalog.Relationship) {
		for _, to := range append(slices.Clone(r.From), r.To...) {
			if to != "" && isInside(to) && !known[fold(to)] && !leadsByIDs(to, ids) {
				p.say(r.Place.Of("to"), path, "the schema has no %q", to)
			}
		}
	}
	for o := range objects(c) {
		for i, r := range o.Relationships {
			r.From = qualified(o.Name, r.From)
			judge(sel(o.Path, "relationships", "", i), r)
		}
	}
	for at := range properties(c) {
		for i, r := range at.Relationships {
			judge(sel(at.Path, "relationships", "", i), r)
		}
	}
}

// qualified puts the object's name before names that stand alone.
func qualified(object string, names []string) []string {
	out := slices.Clone(names)
	for i, n := range out {
		if !strings.ContainsAny(n, "./") {
			out[i] = object + "." + n
		}
	}
	return out
}

// isInside reports whether a reference stays in its document: no file is named,
// and it is no more than object and property, or a path of ids.
func isInside(ref string) bool {
	return !strings.Contains(ref, "#") && (strings.Count(ref, ".") == 1 || strings.Contains(ref, "schema/"))
}

func leadsByIDs(ref string, ids map[string]bool) bool {
	parts := strings.Split(strings.TrimPrefix(ref, "/"), "/")
	if parts[0] != "schema" || len(parts) < 2 {
		return false
	}
	for i := 1; i < len(parts); i += 2 {
		if !ids[parts[i]] {
			return false
		}
	}
	return true
}

func referenceLengths(p *pass, o placedObject) {
	for i, r := range o.Relationships {
		if len(r.From) > 0 && len(r.To) > 0 && len(r.From) != len(r.To) {
			p.say(r.Place.Of("to"), sel(o.Path, "relationships", "", i), "%d properties lead to %d", len(r.From), len(r.To))
		}
	}
}

func boundsReversed(p *pass, at placedProperty) {
	o := &at.Options
	for _, b := range []struct {
		low, high       catalog.Value
		lowKey, highKey string
	}{
		{o.Minimum, o.Maximum, "minimum", "maximum"},
		{o.ExclusiveMinimum, o.ExclusiveMaximum, "exclusiveMinimum", "exclusiveMaximum"},
		{o.MinLength, o.MaxLength, "minLength", "maxLength"},
		{o.MinItems, o.MaxItems, "minItems", "maxItems"},
		{o.MinProperties, o.MaxProperties, "minProperties", "maxProperties"},
	} {
		if order, ok := compareValues(b.low, b.high); ok && order > 0 {
			p.say(o.Place.Of(b.lowKey), at.Path+".logicalTypeOptions", "%s of %s is %s, above its %s of %s", b.lowKey, at.Name, b.low.Text, b.highKey, b.high.Text)
		}
	}
}

// compareValues orders two numbers, or two dates of the same notation.
func compareValues(a, b catalog.Value) (int, bool) {
	if !a.IsScalar() || !b.IsScalar() {
		return 0, false
	}
	if isShort(a.Text) && isShort(b.Text) {
		x, okX := new(big.Rat).SetString(a.Text)
		y, okY := new(big.Rat).SetString(b.Text)
		if okX && okY {
			return x.Cmp(y), true
		}
	}
	_, okA := day(a.Text)
	_, okB := day(b.Text)
	return cmp.Compare(a.Text, b.Text), okA && okB && len(a.Text) == len(b.Text)
}

// isShort keeps texts like 1e999999999 from becoming numbers.
func isShort(text string) bool { return len(text) < 40 && !strings.ContainsAny(text, "eEpP") }

func operatorRange(p *pass, c placedCheck) {
	for _, o := range c.Operators {
		if o.Name != "mustBeBetween" && o.Name != "mustNotBeBetween" {
			continue
		}
		if len(o.Value.Items) != 2 {
			p.say(c.Place.Of(o.Name), c.Path+"."+o.Name, "%s needs two numbers, but has %s", o.Name, o.Value.String())
			continue
		}
		if order, ok := compareValues(o.Value.Items[0], o.Value.Items[1]); ok && order >= 0 {
			p.say(c.Place.Of(o.Name), c.Path+"."+o.Name, "%s is the wrong way round: %s", o.Name, o.Value.String())
		}
	}
}

// patternInvalid lets pass what ECMAScript has and Go has not: look-around, back
// references, and counts above Go's.
func patternInvalid(p *pass, at placedProperty) {
	text := at.Options.Pattern
	if text == "" || len(text) > 10_000 {
		return
	}
	_, err := syntax.Parse(text, syntax.Perl)
	bad, ok := err.(*syntax.Error)
	if !ok {
		return
	}
	switch bad.Code {
	case syntax.ErrMissingParen, syntax.ErrMissingBracket, syntax.ErrUnexpectedParen, syntax.ErrTrailingBackslash,
		syntax.ErrMissingRepeatArgument, syntax.ErrInvalidCharRange:
		if !strings.Contains(text, "(?") {
			p.say(at.Options.Place.Of("pattern"), at.Path+".logicalTypeOptions.pattern", "%q is not a regular expression: %s", text, bad.Code)
		}
	}
}

func requiredUnknown(p *pass, at placedProperty) {
	for _, name := range at.Options.Required {
		if len(at.Properties) > 0 && !slices.ContainsFunc(at.Properties, func(q catalog.Property) bool { return q.Name == name }) {
			p.say(at.Options.Place.Of("required"), at.Path+".logicalTypeOptions.required", "%s has no property %q", at.Name, name)
		}
	}
}

func exampleNotAllowed(p *pass, at placedProperty) {
	if len(at.Enum) == 0 {
		return
	}
	for _, x := range at.Examples {
		if x.IsScalar() && !slices.ContainsFunc(at.Enum, func(e catalog.EnumValue) bool { return e.Value.Text == x.Text }) {
			p.say(at.Place.Of("examples"), at.Path+".examples", "%q is not among the allowed values of %s", x.Text, at.Name)
			return
		}
	}
}
