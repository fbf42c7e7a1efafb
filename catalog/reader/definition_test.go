package reader_test

import (
	"errors"
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

func TestRead_inlinesDefinitionsOfOtherFiles(t *testing.T) {
	t.Parallel()
	asked := []string{}
	open := func(path string) ([]byte, error) {
		asked = append(asked, path)
		if path != "common/ids.yaml" {
			return nil, errors.New("no such file")
		}
		return []byte("definitions:\n  shop/id:\n    type: text\n    title: Number\n"), nil
	}
	d := reader.Read("a.yaml", []byte(`dataContractSpecification: 1.2.0
id: a
info: {title: A, version: 1.0.0}
models:
  m:
    fields:
      one: {$ref: 'file://common/ids.yaml#/definitions/shop/id', title: Mine}
      two: {$ref: './common/ids.yaml#/definitions/shop/id'}
`), reader.Options{Open: open})
	if len(d.Contracts) != 1 || len(d.Problems) != 0 {
		t.Fatalf("%d contracts, %v", len(d.Contracts), d.Problems)
	}
	p := d.Contracts[0].Schema[0].Properties
	if p[0].BusinessName != "Mine" || p[0].LogicalType != "string" || p[1].BusinessName != "Number" {
		t.Errorf("%+v", p)
	}
	if got, want := p[1].Place.Of("businessName"), (catalog.Pos{Line: 8, Column: 12}); got != want {
		t.Errorf("what comes from another file is at %v, want the reference's %v", got, want)
	}
	if len(asked) > 2 {
		t.Errorf("the file was opened more than once: %v", asked)
	}
}

func TestRead_opensNothingButNeighbours(t *testing.T) {
	t.Parallel()
	for _, ref := range []string{"https://acme.example/x.yaml#/a", "/etc/passwd", "file:///etc/passwd", `..\x.yaml`, "http:x"} {
		open := func(path string) ([]byte, error) {
			if path != "http:x" {
				t.Errorf("%s opened %s", ref, path)
			}
			return nil, errors.New("no")
		}
		d := reader.Read("a.yaml", []byte("dataContractSpecification: 1.2.0\nid: a\nmodels: {m: {fields: {f: {$ref: '"+ref+"'}}}}\n"), reader.Options{Open: open})
		if len(d.Problems) != 1 || d.Problems[0].Rule != "reference-unresolved" {
			t.Errorf("%s: %v", ref, d.Problems)
		}
	}
}

func TestRead_keepsNoCredential(t *testing.T) {
	t.Parallel()
	d := read(t, "apiVersion: v3.1.0\nkind: DataContract\nid: a\nusername: ann\nservers:\n  - {server: s, password: hunter2, token: '${TOKEN}', private_key: 12345}\nx: {y: [{client_secret: hunter2}]}\n")
	s := portrait(t, d)
	for _, secret := range []string{"hunter2", "12345"} {
		if strings.Contains(s, secret) {
			t.Errorf("%s is in what was read:\n%s", secret, s)
		}
	}
	if !strings.Contains(s, "token: ${TOKEN}") {
		t.Errorf("the placeholder is gone:\n%s", s)
	}
}
