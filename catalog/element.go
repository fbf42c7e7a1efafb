package catalog

// Pos is a place in a file. Line and Column count from 1, columns in runes; the
// zero Pos is unknown.
type Pos struct {
	Line, Column int
}

// IsKnown reports whether the position points anywhere.
func (p Pos) IsKnown() bool { return p.Line > 0 }

// Place is where an element was written, and where each of its keys was.
type Place struct {
	Pos
	Keys []KeyPos
}

// KeyPos is where one key of an element was written. Key is the model's name
// for it (ODCS v3.2 or ODPS v1.1), whatever the dialect called it.
type KeyPos struct {
	Key string
	Pos Pos
}

// Of returns the position of the value under key, or that of the element when
// the key was not written.
func (p Place) Of(key string) Pos {
	for _, k := range p.Keys {
		if k.Key == key {
			return k.Pos
		}
	}
	return p.Pos
}

// Element is what all parts of a contract or product share: where they were
// written, and what was written on them that the model has no name for.
type Element struct {
	Place      Place
	Extensions []Extension
}

// Extension is a key that the standard does not know, kept with its value. Path
// is relative to the element: "clusterStatus", or "config.avroType" for a key
// inside a mapping that otherwise was understood.
type Extension struct {
	Path  string
	Value Value
	Pos   Pos
}

// Annotations are the keys that ODCS v3.2 allows on nearly every element.
type Annotations struct {
	ID     string // stable id, unique within the contract
	Tags   []string
	Custom []CustomProperty
	Links  []AuthoritativeDefinition
}

// CustomProperty is ODCS customProperties[].
type CustomProperty struct {
	Element
	ID          string
	Property    string
	Value       Value
	Description string
	Vendor      string
}

// AuthoritativeDefinition is ODCS authoritativeDefinitions[]: a link to where
// something is defined, implemented or taught.
type AuthoritativeDefinition struct {
	Element
	ID          string
	URL         string
	Type        string
	Description string
}

// Synonym is ODCS v3.2 synonyms[]: another word for the same thing.
type Synonym struct {
	Element
	ID          string
	Synonym     string
	Description string
	Locale      string
	Source      string
	Status      string
	Custom      []CustomProperty
}

// Context is ODCS v3.2 context: guidance for people and agents.
type Context struct {
	Element
	Instructions string
	Statements   []Statement
	Constraints  []Constraint
}

// Statement is ODCS context.verifiedStatements[]: a question with its answer.
type Statement struct {
	Element
	Annotations
	Question, Answer string
}

// Constraint is ODCS context.constraints[]: a use that is not wanted.
type Constraint struct {
	Element
	Annotations
	Constraint string
}
