package catalog

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNotFound is returned when the catalog does not have what was asked for.
var ErrNotFound = errors.New("not in the catalog")

// Ref is how people name a thing in the catalog:
//
//	NAME[@VERSION][#OBJECT[.PROPERTY…]]
//
// where NAME is the id or name of a product or contract, or domain/name.
type Ref struct {
	Name, Version, Path string
}

// ParseRef splits a reference. An id may itself hold "@" or "#" (mail addresses,
// URLs); Snapshot.Resolve therefore tries the whole text as an id first.
func ParseRef(text string) Ref {
	var r Ref
	r.Name, r.Path, _ = strings.Cut(text, "#")
	if i := strings.LastIndex(r.Name, "@"); i > 0 {
		r.Name, r.Version = r.Name[:i], r.Name[i+1:]
	}
	return r
}

// String is the inverse of ParseRef.
func (r Ref) String() string {
	s := r.Name
	if r.Version != "" {
		s += "@" + r.Version
	}
	if r.Path != "" {
		s += "#" + r.Path
	}
	return s
}

// Target is what a reference resolved to.
type Target struct {
	Product  int // row
	Contract int // row; -1 when the product as a whole is meant
	Ref      Ref
}

// AmbiguousError lists what a reference could mean.
type AmbiguousError struct {
	Text       string
	Candidates []string // references that are not ambiguous, at most 20
}

// Error names the candidates.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q is ambiguous: %s", e.Text, strings.Join(e.Candidates, ", "))
}

// Resolve finds what a reference names: an exact id first (of a product, then of
// a contract), then domain/name, then a name, without regard to case. It returns
// ErrNotFound or an *AmbiguousError.
func (s *Snapshot) Resolve(text string) (Target, error) {
	for _, ref := range []Ref{{Name: text}, ParseRef(text)} {
		if ref.Name == "" {
			return Target{}, fmt.Errorf("%q: %w", text, ErrNotFound)
		}
		if i, ok := s.FindProduct(ref.Name); ok {
			return Target{i, s.only(i), ref}, nil
		}
		if i, ok := s.FindContract(ref.Name); ok {
			return Target{s.Contract(i).Product, i, ref}, nil
		}
	}
	return s.resolveName(text, ParseRef(text))
}

// only returns the contract of a product that is nothing but that contract.
func (s *Snapshot) only(product int) int {
	p := s.Product(product)
	if p.Contracts == 1 && !p.Flags.Has(HasDocument) {
		return p.First
	}
	return -1
}

func (s *Snapshot) resolveName(text string, ref Ref) (Target, error) {
	var found []Target
	for i := range s.Len() {
		p := s.Product(i)
		if strings.EqualFold(p.Name, ref.Name) || isQualified(ref.Name, p.Domain, p.Name) {
			found = append(found, Target{i, s.only(i), ref})
		}
	}
	for i := range s.ContractCount() {
		c := s.Contract(i)
		if strings.EqualFold(c.Name, ref.Name) && !hasProduct(found, c.Product) {
			found = append(found, Target{c.Product, i, ref})
		}
	}
	switch len(found) {
	case 0:
		return Target{}, fmt.Errorf("%q: %w", text, ErrNotFound)
	case 1:
		return found[0], nil
	}
	return Target{}, &AmbiguousError{text, s.ids(found)}
}

func isQualified(text, domain, name string) bool {
	return len(text) == len(domain)+1+len(name) && text[len(domain)] == '/' &&
		strings.EqualFold(text[:len(domain)], domain) && strings.EqualFold(text[len(domain)+1:], name)
}

func hasProduct(found []Target, product int) bool {
	for _, t := range found {
		if t.Product == product {
			return true
		}
	}
	return false
}

func (s *Snapshot) ids(found []Target) []string {
	var ids []string
	for _, t := range found[:min(len(found), 20)] {
		id := s.Product(t.Product).ID
		if t.Contract >= 0 {
			id = s.Contract(t.Contract).ID
		}
		ids = append(ids, id)
	}
	return ids
}
