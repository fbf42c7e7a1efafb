package catalog

import (
	"iter"
	"strings"
)

// Kind says what a [Value] is.
type Kind uint8

// The kinds of a Value. The zero Kind means that nothing was written at all,
// which is not the same as an explicit null.
const (
	Absent Kind = iota
	Null
	Bool
	Int
	Float
	String
	List
	Map
)

// Value is a piece of a document kept as it was written. Scalars keep their
// text verbatim ("1.10" stays "1.10", "2022-10-03" is never a time); maps keep
// the order of their keys.
type Value struct {
	Kind   Kind
	Text   string  // scalars: the text without quotes
	Items  []Value // List: its items
	Fields []Field // Map: its entries, in order
}

// Field is one entry of a map Value.
type Field struct {
	Key   string
	Value Value
}

// StringValue returns a string scalar.
func StringValue(s string) Value { return Value{Kind: String, Text: s} }

// IsSet reports whether anything was written, an explicit null included.
func (v Value) IsSet() bool { return v.Kind != Absent }

// IsScalar reports whether v is a null, bool, number or string.
func (v Value) IsScalar() bool { return v.Kind > Absent && v.Kind < List }

// Get returns the entry of a map under key, or an absent Value.
func (v Value) Get(key string) Value {
	for _, f := range v.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return Value{}
}

// Leaves counts the scalars in v, empty lists and maps counting as one: the
// unit in which the readers account for a document.
func (v Value) Leaves() int {
	switch {
	case v.Kind == Absent:
		return 0
	case len(v.Items) == 0 && len(v.Fields) == 0:
		return 1
	}
	n := 0
	for c := range v.children() {
		n += c.Leaves()
	}
	return n
}

func (v Value) children() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for _, it := range v.Items {
			if !yield(it) {
				return
			}
		}
		for _, f := range v.Fields {
			if !yield(f.Value) {
				return
			}
		}
	}
}

// String renders v on one line in YAML's flow notation, for showing only.
func (v Value) String() string {
	switch v.Kind {
	case Absent:
		return ""
	case List:
		parts := make([]string, len(v.Items))
		for i, it := range v.Items {
			parts[i] = it.String()
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case Map:
		parts := make([]string, len(v.Fields))
		for i, f := range v.Fields {
			parts[i] = f.Key + ": " + f.Value.String()
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case Null:
		return "null"
	}
	return v.Text
}

// Equal reports whether two values say the same: same kinds, same text, lists
// in the same order, maps in any order.
func (v Value) Equal(w Value) bool {
	if v.Kind != w.Kind || v.Text != w.Text || len(v.Items) != len(w.Items) || len(v.Fields) != len(w.Fields) {
		return false
	}
	for i := range v.Items {
		if !v.Items[i].Equal(w.Items[i]) {
			return false
		}
	}
	for _, f := range v.Fields {
		if !f.Value.Equal(w.Get(f.Key)) {
			return false
		}
	}
	return true
}

// Flag is a boolean that may be left out. The zero Flag was not written.
type Flag uint8

// The values of a Flag.
const (
	Unset Flag = iota
	False
	True
)

// FlagOf turns a bool that was written into a Flag.
func FlagOf(b bool) Flag {
	if b {
		return True
	}
	return False
}

// Is reports whether the flag was written as true. Every flag of ODCS is false
// by default, so an unset flag is not true.
func (f Flag) Is() bool { return f == True }

// IsSet reports whether the flag was written at all.
func (f Flag) IsSet() bool { return f != Unset }
