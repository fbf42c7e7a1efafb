package catalog_test

import (
	"reflect"
	"testing"

	"meshdex/catalog"
)

// fill puts one thing into every list and behind every pointer of a value, and
// counts the elements that this makes.
func fill(v reflect.Value, depth int) (elements int) {
	if depth == 0 {
		return 0
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), depth-1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return fill(v.Index(0), depth-1)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[catalog.Value]() || v.Type() == reflect.TypeFor[catalog.Place]() {
			return 0
		}
		if v.Type() == reflect.TypeFor[catalog.Element]() {
			v.FieldByName("Extensions").Set(reflect.ValueOf([]catalog.Extension{{Path: "x"}}))
			return 1
		}
		for i := range v.NumField() {
			elements += fill(v.Field(i), depth-1)
		}
	}
	return elements
}

// TestElements_missNone holds that no element of a contract or product is left
// out of the walk, whatever is added to the model.
func TestElements_missNone(t *testing.T) {
	t.Parallel()
	const depth = 12 // enough for properties within properties
	var c catalog.Contract
	if want, got := fill(reflect.ValueOf(&c).Elem(), depth), len(c.AllExtensions()); got != want {
		t.Errorf("contract: %d of %d elements seen", got, want)
	}
	var p catalog.Product
	if want, got := fill(reflect.ValueOf(&p).Elem(), depth), len(p.AllExtensions()); got != want {
		t.Errorf("product: %d of %d elements seen", got, want)
	}
}
