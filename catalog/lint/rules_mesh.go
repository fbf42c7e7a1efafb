package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lineage"
)

// History is what is known of a contract's or product's versions, newest first.
type History func(id string) []catalog.Version

func catalogRules() []Rule {
	return []Rule{
		{"version-conflict", Mesh, catalog.Error, "the same version of a contract has different contents", "Give the changed contract a version of its own."},
		{"id-conflict", Mesh, catalog.Error, "two files describe the same contract", "Give one of them an id of its own, or remove it."},
		{"version-backwards", Mesh, catalog.Warning, "the version of a contract went down", "Go on counting from the highest version."},
		{"port-dangling", Mesh, catalog.Warning, "a port names a contract that the catalog does not have", "Correct the contractId, or sync the source that has the contract."},
		{"port-version-unknown", Mesh, catalog.Warning, "a port asks for a version of a contract that nobody knows", "Ask for a version that exists."},
		{"port-contested", Mesh, catalog.Warning, "several products offer the same contract", "Let one product answer for a contract."},
		{"reference-unknown", Mesh, catalog.Note, "something is computed from, or refers to, what the catalog does not have", "Sync the source that has it, or correct the name."},
		{"deprecated-consumed", Mesh, catalog.Warning, "something is deprecated or retired, and still read", "Tell its readers, and name a successor."},
		{"contract-orphaned", Mesh, catalog.Note, "a contract belongs to no product and nobody reads it", "Name it on an output port, or retire it."},
		{"product-circular", Mesh, catalog.Warning, "products feed each other in a circle", "Break the circle, or freshness cannot be promised."},
		{"product-name-shared", Mesh, catalog.Note, "two products of a domain have the same name", "Rename one of them."},
	}
}

// Catalog judges everything that was synced, together. The records are the
// current versions; history may be nil. Findings have no position within their
// file, and come in the order of files, then rules.
func Catalog(records []catalog.Record, history History, cfg Config) []Finding {
	m := &mesh{cfg: cfg, history: history, records: map[string]*catalog.Record{}, all: records}
	for i := range records {
		if id := records[i].Summary.ID; m.records[id] == nil || records[i].Summary.Subject == catalog.OfContract {
			m.records[id] = &records[i]
		}
	}
	m.graph = lineage.Build(catalog.Assemble(records, catalog.Stamp{}), records, lineage.Options{Versions: m.versions})
	m.conflicts()
	m.backwards()
	m.edges()
	m.orphans()
	m.circles()
	m.names()
	slices.SortStableFunc(m.found, byPlace)
	return m.found
}

type mesh struct {
	cfg     Config
	history History
	all     []catalog.Record
	records map[string]*catalog.Record // by id, contracts before products
	graph   *lineage.Graph
	found   []Finding
}

func (m *mesh) versions(id string) []string {
	if m.history == nil {
		return nil
	}
	var texts []string
	for _, v := range m.history(id) {
		texts = append(texts, v.Text)
	}
	return texts
}

func (m *mesh) say(id, by, path, format string, args ...any) {
	for _, r := range catalogRules() {
		if r.ID != id {
			continue
		}
		f := Finding{Rule: id, Severity: r.Severity, Path: path, Message: fmt.Sprintf(format, args...), Hint: r.Hint}
		if rec := m.records[by]; rec != nil {
			f.File = strings.TrimPrefix(rec.Origin.Source+":"+rec.Origin.Path, ":")
		}
		p := pass{cfg: m.cfg, found: m.found}
		p.add(f)
		m.found = p.found
	}
}

func (m *mesh) conflicts() {
	first := map[string]*catalog.Record{}
	for i := range m.all {
		r := &m.all[i]
		s := &r.Summary
		if r.Reused {
			m.say("version-conflict", s.ID, "version", "version %s of %s has had several contents", s.Version, s.ID)
		}
		key := fmt.Sprint(s.Subject, s.ID)
		other := first[key]
		switch {
		case other == nil:
			first[key] = r
		case other.Summary.Version == s.Version && other.Origin.Hash != r.Origin.Hash:
			m.say("version-conflict", s.ID, "version", "version %s of %s is in %s and, with other content, in %s", s.Version, s.ID, other.Origin.Path, r.Origin.Path)
		case other.Origin.Path != r.Origin.Path && other.Summary.Version == s.Version:
			m.say("id-conflict", s.ID, "id", "%s is described by %s and by %s", s.ID, other.Origin.Path, r.Origin.Path)
		}
	}
}

func (m *mesh) backwards() {
	if m.history == nil {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(m.records)) {
		versions := m.history(id)
		for i := 1; i < len(versions); i++ {
			if newer, older := versions[i-1].Text, versions[i].Text; newer != "" && older != "" && catalog.CompareVersions(newer, older) < 0 {
				m.say("version-backwards", id, "version", "%s went from %s down to %s", id, older, newer)
				break
			}
		}
	}
}

// edges judges what documents declare about others.
func (m *mesh) edges() {
	offers := map[int]string{} // contract → product that offers it
	for i := range m.graph.EdgeCount() {
		e := m.graph.Edge(i)
		from, to := m.graph.Node(e.From), m.graph.Node(e.To)
		target := from
		if e.Kind == lineage.Output {
			target = to
		}
		switch {
		case e.Kind <= lineage.Requires && target.Missing:
			m.say("port-dangling", e.By, e.Where, "%s names %q, which is not in the catalog", e.Where, target.Label())
		case target.Missing:
			m.say("reference-unknown", e.By, e.Where, "%q is not in the catalog", target.Label())
		case e.Match == lineage.SameMajor || e.Match == lineage.UnknownMajor:
			m.say("port-version-unknown", e.By, e.Where, "%s asks for version %s of %s, which has none", e.Where, e.Wanted, target.Label())
		}
		if e.Kind == lineage.Output {
			if other, taken := offers[e.To]; taken && other != from.ID {
				m.say("port-contested", e.By, e.Where, "%s is offered by %s and by %s", to.Label(), other, from.ID)
			}
			offers[e.To] = from.ID
			continue
		}
		m.deprecated(e, from, to)
	}
}

func (m *mesh) deprecated(e lineage.Edge, from, to lineage.Node) {
	life := catalog.LifecycleOf(from.Status)
	if life == catalog.Deprecated || life == catalog.Retired {
		if reader := m.graph.Node(e.To); reader.ID != from.ID && catalog.LifecycleOf(to.Status) < catalog.Deprecated {
			m.say("deprecated-consumed", from.ID, e.Where, "%s is %s, but %s reads it", from.Ref(), from.Status, e.By)
		}
	}
}

func (m *mesh) orphans() {
	for i := range m.all {
		s := &m.all[i].Summary
		n, ok := m.graph.FindContract(s.ID)
		if s.Subject != catalog.OfContract || s.DataProduct != "" || !ok {
			continue
		}
		used := false
		for _, d := range []lineage.Direction{lineage.Up, lineage.Down} {
			for _, e := range m.graph.Next(n, d, lineage.Contracts) {
				used = used || m.graph.Edge(e).Kind <= lineage.Requires || d == lineage.Down
			}
		}
		if !used {
			m.say("contract-orphaned", s.ID, "", "%s belongs to no product, and nobody reads it", s.ID)
		}
	}
}

func (m *mesh) circles() {
	for _, circle := range m.graph.Cycles(lineage.Products) {
		var ids []string
		for _, n := range circle {
			ids = append(ids, m.graph.Node(n).Label())
		}
		m.say("product-circular", m.graph.Node(circle[0]).ID, "", "these products feed each other: %s", strings.Join(ids, ", "))
	}
}

func (m *mesh) names() {
	first := map[string]string{}
	for i := range m.all {
		s := &m.all[i].Summary
		key := fold(s.Domain) + "/" + fold(s.Name)
		if s.Subject != catalog.OfProduct || s.Name == "" {
			continue
		}
		if other, taken := first[key]; taken && other != s.ID {
			m.say("product-name-shared", s.ID, "name", "%s and %s are both called %q", other, s.ID, s.Name)
			continue
		}
		first[key] = s.ID
	}
}
