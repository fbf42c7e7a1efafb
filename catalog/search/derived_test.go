package search_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/reader"
	"meshdex/catalog/search"
	"meshdex/sample"
)

// The queries here are made by rule from what is in a catalog: everybody who
// types an id, a name, a path or most of a name wants that product.

func TestJudged_generated(t *testing.T) {
	t.Parallel()
	g := sample.Generate(11, 2000)
	m := newMesh(slices.Collect(g.Records()), g.Snapshot())
	r := rand.New(rand.NewPCG(5, 6))
	var js []judgement
	for range 150 {
		p := m.snap.Product(r.IntN(m.snap.Len()))
		js = append(js, m.named(p.ID, p), m.named(plain(p.Name), p), m.named(p.Domain+"/"+plain(p.Name), p))
		js = append(js, m.named(snake(plain(p.Name)), p), m.named(camel(plain(p.Name)), p), m.named(reversed(plain(p.Name)), p))
		js = append(js, m.named(slip(r, plain(p.Name)), p), m.named(halves(plain(p.Name)), p))
	}
	judge(t, m, js)
}

func TestJudged_corpus(t *testing.T) {
	t.Parallel()
	shared := os.Getenv("MESHDEX_SHARED")
	if shared == "" {
		t.Skip("MESHDEX_SHARED is not set")
	}
	m := corpus(t, os.DirFS(path.Join(shared, "corpus")))
	var js []judgement
	for i := range m.snap.ContractCount() {
		c := m.snap.Contract(i)
		if c.ID == "" || strings.ContainsAny(c.ID+c.Name, `"(){}$*?`) {
			continue // a template, or what has to be quoted
		}
		js = append(js, m.contracted(c.ID))
		if c.Name != "" && !strings.HasPrefix(c.Name, "-") {
			js = append(js, m.contracted(c.Name))
		}
	}
	judge(t, m, js)
}

// corpus reads every file of a tree that holds a contract or product.
func corpus(t testing.TB, tree fs.FS) mesh {
	t.Helper()
	var records []catalog.Record
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err != nil || d.IsDir() || ext != ".yaml" && ext != ".yml" && ext != ".json" {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		doc := reader.Read(name, data, reader.Options{})
		for i, c := range doc.Contracts {
			records = append(records, catalog.Record{Summary: c.Summarize(day), Origin: origin(doc, i)})
		}
		for i, p := range doc.Products {
			records = append(records, catalog.Record{Summary: p.Summarize(day), Origin: origin(doc, i)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return newMesh(records, catalog.Assemble(records, catalog.Stamp{Generation: 1}))
}

func origin(doc *catalog.Document, i int) catalog.Origin {
	return catalog.Origin{Source: "corpus", Path: doc.Path, Hash: doc.Hash, Index: i, Time: time.Time{}}
}

// named judges that the query finds a product of the same name and domain.
func (m mesh) named(q string, p catalog.ProductRow) judgement {
	j := judgement{scope: search.Products, query: q}
	for i := range m.snap.Len() {
		if o := m.snap.Product(i); o.Name == p.Name || o.ID == p.ID {
			j.wanted = append(j.wanted, o.ID)
		}
	}
	return j
}

// contracted judges that the query finds a contract of that id or name.
func (m mesh) contracted(q string) judgement {
	j := judgement{scope: search.Contracts, query: q}
	for i := range m.snap.ContractCount() {
		if c := m.snap.Contract(i); strings.EqualFold(c.ID, q) || strings.EqualFold(c.Name, q) {
			j.wanted = append(j.wanted, c.ID)
		}
	}
	return j
}

// plain is a name without what means something in the query language.
func plain(name string) string {
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(`"()~*?- `, r) }), " ")
}

func snake(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "_")) }

func camel(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

func reversed(s string) string {
	words := strings.Fields(s)
	slices.Reverse(words)
	return strings.Join(words, " ")
}

// halves is the first half of every word.
func halves(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = w[:(len(w)+2)/2]
	}
	return strings.Join(words, " ")
}

// slip swaps two letters in the middle of the longest word.
func slip(r *rand.Rand, s string) string {
	words := strings.Fields(s)
	longest := 0
	for i, w := range words {
		if len(w) > len(words[longest]) {
			longest = i
		}
	}
	w := []byte(words[longest])
	i := 1 + r.IntN(max(1, len(w)-3))
	w[i], w[i+1] = w[i+1], w[i]
	words[longest] = string(w)
	return strings.Join(words, " ")
}
