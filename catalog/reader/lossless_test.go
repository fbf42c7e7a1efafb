package reader_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// The proof that nothing is lost does not trust the reader: it decodes each file
// on its own, lists the leaves, and looks for the text of each in all that was
// read: the strings, values, flags and numbers of the model, with how often each
// occurs. A leaf is lost when its text does not occur as often as in the file.

func TestRead_losesNoLeaf(t *testing.T) {
	t.Parallel()
	total, lost := 0, 0
	for _, f := range corpus(t) {
		if f.doc.IsEmpty() {
			continue // passed over, or broken: see TestRead_countsByDialect
		}
		found := inventory(f.doc)
		for _, l := range leavesOf(f.data) {
			total++
			if found.take(l) {
				continue
			}
			if lost++; lost <= 60 {
				t.Errorf("%s:%d:%d: %s: %.80q is lost", f.path, l.pos.Line, l.pos.Column, strings.Join(l.keys, "."), l.text)
			}
		}
	}
	t.Logf("%d leaves, %d lost", total, lost)
	if total < 100_000 {
		t.Errorf("only %d leaves were looked at", total)
	}
}

// leaf is one scalar of a file that says something.
type leaf struct {
	keys []string // that lead to it
	text string
	pos  catalog.Pos
}

func (l leaf) key() string {
	if len(l.keys) == 0 {
		return ""
	}
	return l.keys[len(l.keys)-1]
}

func leavesOf(data []byte) []leaf {
	var out []leaf
	if json.Valid(data) {
		data = slashes(data)
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data), yaml.WithUniqueKeys(false))
	if err != nil {
		return nil
	}
	for {
		var y yaml.Node
		if loader.Load(&y) != nil {
			return out
		}
		collect(&y, nil, &out)
	}
}

// slashes writes JSON as Go does, which YAML can read.
func slashes(data []byte) []byte {
	var b bytes.Buffer
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return data
	}
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if e.Encode(v) != nil {
		return data
	}
	return b.Bytes()
}

func collect(y *yaml.Node, keys []string, out *[]leaf) {
	switch y.Kind {
	case yaml.ScalarNode:
		if y.Tag != "!!null" && y.Value != "" {
			*out = append(*out, leaf{slices.Clone(keys), y.Value, catalog.Pos{Line: y.Line, Column: y.Column}})
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(y.Content); i += 2 {
			collect(y.Content[i+1], append(keys, y.Content[i].Value), out)
		}
	case yaml.AliasNode:
	default:
		for _, c := range y.Content {
			collect(c, keys, out)
		}
	}
}

// stock is how often each text occurs in what was read.
type stock struct {
	texts    map[string]int
	joined   []string // texts that may be several of the file
	problems map[catalog.Pos]bool

	contracts bool // rather than documents that are only listed, as they are
}

func inventory(d *catalog.Document) *stock {
	s := &stock{texts: map[string]int{}, problems: map[catalog.Pos]bool{}, contracts: len(d.Contracts) > 0}
	for _, p := range d.Problems {
		s.problems[p.Pos] = true
	}
	s.add(reflect.ValueOf(d.Contracts))
	s.add(reflect.ValueOf(d.Products))
	s.add(reflect.ValueOf(d.Results))
	s.add(reflect.ValueOf(d.Agreements))
	s.texts["\x00agreement"] = 2 * (len(d.Agreements) + len(d.Results)) // kind and version of each
	s.add(reflect.ValueOf(d.Others))
	return s
}

func (s *stock) add(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s.put(v.String())
	case reflect.Int:
		s.put(fmt.Sprint(v.Int()))
	case reflect.Pointer:
		if !v.IsNil() {
			s.add(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			s.add(v.Index(i))
		}
	case reflect.Struct:
		s.addStruct(v)
	case reflect.Uint8:
		if f, ok := v.Interface().(catalog.Flag); ok && f.IsSet() {
			s.put(fmt.Sprint(f.Is()))
		}
	}
}

func (s *stock) addStruct(v reflect.Value) {
	switch x := v.Interface().(type) {
	case catalog.Place:
		return
	case time.Time:
		s.put(x.Format(time.RFC3339))
		return
	case catalog.Value:
		s.put(x.Text)
		for _, it := range x.Items {
			s.add(reflect.ValueOf(it))
		}
		for _, f := range x.Fields {
			s.add(reflect.ValueOf(f.Value))
		}
		return
	case catalog.Extension:
		s.add(reflect.ValueOf(x.Value))
		return
	}
	for i := range v.NumField() {
		s.add(v.Field(i))
	}
	if p, ok := v.Interface().(catalog.Property); ok && p.PrimaryKeyPosition > 0 {
		s.put(p.Name) // in the primary key of its model
	}
}

func (s *stock) put(text string) {
	if text == "" {
		return
	}
	s.texts[normal(text)]++
	if strings.ContainsAny(text, ",\n") {
		s.joined = append(s.joined, text)
	}
}

func normal(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// take looks for a leaf, allowing for what the readers are documented to change.
func (s *stock) take(l leaf) bool {
	if isImplied(l) || s.problems[l.pos] {
		return true
	}
	for _, text := range s.spellings(l) {
		if n := s.texts[normal(text)]; n > 0 {
			s.texts[normal(text)] = n - 1
			return true
		}
	}
	return slices.ContainsFunc(s.joined, func(j string) bool { return strings.Contains(j, l.text) })
}

// spellings are the forms in which the model may hold a leaf.
func (s *stock) spellings(l leaf) []string {
	text := l.text
	switch l.key() {
	case "isNullable", "nullable":
		if !s.contracts {
			break
		}
		return []string{fmt.Sprint(strings.EqualFold(text, "false"))}
	case "rule", "templateName":
		return []string{text, metric(text)}
	case "element", "column", "slaDefaultElement", "slaDefaultColumn":
		first, _, _ := strings.Cut(text, ",")
		return []string{text, first}
	case "type":
		return []string{text, map[string]string{"SodaCL": "soda", "SodaChecks": "soda", "great-expectations": "greatExpectations"}[text]}
	case "dataUsageAgreementSpecification":
		return []string{"\x00agreement"}
	case "kind", "apiVersion":
		if len(l.keys) == 1 {
			return []string{text, "\x00agreement"}
		}
	}
	return []string{text, "present", strings.ReplaceAll(text, "+00:00", "z")}
}

func metric(rule string) string {
	switch strings.ToLower(rule) {
	case "duplicatecount", "unique", "distinctcheck":
		return "duplicateValues"
	case "validvalues":
		return "invalidValues"
	case "nullcheck":
		return "nullValues"
	case "countcheck":
		return "rowCount"
	}
	return rule
}

// isImplied reports whether a leaf is said by the type of what was read or is
// the default of its key.
func isImplied(l leaf) bool {
	switch l.key() {
	case "include", "exclude":
		return slices.Contains(l.keys, "versions") // which columns of a dbt model a version has
	case "type":
		return slices.Contains(l.keys, "constraints") && slices.Contains([]string{"not_null", "unique", "primary_key"}, l.text)
	case "exclusiveMinimum", "exclusiveMaximum":
		return l.text == "true" || l.text == "false"
	case "primaryKeyPosition", "partitionKeyPosition":
		return l.text == "-1" || l.text == "0"
	}
	return false
}
