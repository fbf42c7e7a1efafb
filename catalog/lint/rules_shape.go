package lint

import (
	"slices"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
)

// shapeRules are about keys and words: what is missing, misplaced or misspelt.
func shapeRules() []rule {
	return slices.Concat(shapeOfDocuments(), shapeOfSchemas(), shapeOfChecks(), shapeOfSections())
}

func shapeOfDocuments() []rule {
	return []rule{
		{
			Rule:     Rule{"api-version-missing", Shape, catalog.Warning, "the document does not say which version of its standard it follows", "Write apiVersion: v3.2.0 for a contract, v1.1.0 for a product."},
			contract: func(p *pass, c *catalog.Contract) { apiVersionMissing(p, c.Dialect, c.Place) },
			product:  func(p *pass, c *catalog.Product) { apiVersionMissing(p, c.Dialect, c.Place) },
		},
		{
			Rule:     Rule{"api-version-form", Shape, catalog.Warning, "the version of the standard is not written as the standard wants it", "Write it with a leading v and three numbers, like v3.1.0."},
			contract: func(p *pass, c *catalog.Contract) { apiVersionForm(p, c.Dialect, c.Place) },
			product:  func(p *pass, c *catalog.Product) { apiVersionForm(p, c.Dialect, c.Place) },
		},
		{
			Rule:     Rule{"version-declared-too-low", Shape, catalog.Note, "the document uses keys that its declared version of the standard does not have", "Raise apiVersion."},
			contract: func(p *pass, c *catalog.Contract) { declaredTooLow(p, c.Dialect, c.Place) },
			product:  func(p *pass, c *catalog.Product) { declaredTooLow(p, c.Dialect, c.Place) },
		},
		{
			Rule:     Rule{"dialect-superseded", Shape, catalog.Note, "the document is in a dialect that is no longer maintained", "Export it to ODCS v3.2 with: meshdex export."},
			contract: superseded,
		},
		{
			Rule:     Rule{"kind-wrong", Shape, catalog.Warning, "kind is not what the standard wants", "Write kind: DataContract for a contract, kind: DataProduct for a product."},
			contract: func(p *pass, c *catalog.Contract) { kindWrong(p, c.Dialect, c.Place, "DataContract") },
			product:  func(p *pass, c *catalog.Product) { kindWrong(p, c.Dialect, c.Place, "DataProduct") },
		},
		{
			Rule: Rule{"version-missing", Shape, catalog.Warning, "a contract has no version", "Give it one, like version: 1.0.0, and change it whenever the contract changes."},
			contract: func(p *pass, c *catalog.Contract) {
				missing(p, c.Version, c.Place.Pos, "", "the contract has no version")
			},
		},
		{
			Rule: Rule{"status-missing", Shape, catalog.Note, "a contract or product has no status", "Write one of proposed, draft, active, deprecated, retired."},
			contract: func(p *pass, c *catalog.Contract) {
				missing(p, c.Status, c.Place.Pos, "", "the contract has no status")
			},
			product: func(p *pass, c *catalog.Product) { missing(p, c.Status, c.Place.Pos, "", "the product has no status") },
		},
		{
			Rule:     Rule{"key-misspelt", Shape, catalog.Warning, "a key looks like one of the standard that is misspelt", "Correct the key; as it is, tools do not read it."},
			contract: func(p *pass, c *catalog.Contract) { foreignKeys(p, "contract", c.Dialect, c.AllExtensions(), misspelt) },
			product:  func(p *pass, c *catalog.Product) { foreignKeys(p, "product", c.Dialect, c.AllExtensions(), misspelt) },
		},
		{
			Rule: Rule{"key-misplaced", Shape, catalog.Warning, "a key of the standard stands where the standard does not have it", "Move it."},
			contract: func(p *pass, c *catalog.Contract) {
				foreignKeys(p, "contract", c.Dialect, c.AllExtensions(), misplaced)
			},
			product: func(p *pass, c *catalog.Product) { foreignKeys(p, "product", c.Dialect, c.AllExtensions(), misplaced) },
		},
		{
			Rule:     Rule{"key-own", Shape, catalog.Note, "a key is not of the standard", "Keep it under customProperties, where every tool carries it along."},
			contract: func(p *pass, c *catalog.Contract) { foreignKeys(p, "contract", c.Dialect, c.AllExtensions(), ownKey) },
			product:  func(p *pass, c *catalog.Product) { foreignKeys(p, "product", c.Dialect, c.AllExtensions(), ownKey) },
		},
	}
}

func missing(p *pass, text string, pos catalog.Pos, path, message string) {
	if strings.TrimSpace(text) == "" {
		p.say(pos, path, "%s", message)
	}
}

func apiVersionMissing(p *pass, d catalog.Dialect, at catalog.Place) {
	if isOwn(d.Family) {
		missing(p, d.Declared, at.Pos, "", "apiVersion is missing")
	}
}

var apiVersion = lazy.Regexp(`^v\d+\.\d+\.\d+$`)

func apiVersionForm(p *pass, d catalog.Dialect, at catalog.Place) {
	if isOwn(d.Family) && d.Declared != "" && !apiVersion().MatchString(d.Declared) {
		p.say(at.Of("apiVersion"), "apiVersion", "apiVersion is %q", d.Declared)
	}
}

func declaredTooLow(p *pass, d catalog.Dialect, at catalog.Place) {
	if d.Declared == "" || d.Detected == "" {
		return
	}
	if catalog.CompareVersions(d.Declared, d.Detected) < 0 {
		p.say(at.Of("apiVersion"), "apiVersion", "the document declares %s, but what it uses came with %s", d.Declared, d.Detected)
	}
}

func superseded(p *pass, c *catalog.Contract) {
	switch d := c.Dialect; {
	case d.Family == catalog.DCS:
		p.say(c.Place.Pos, "", "the Data Contract Specification was superseded by ODCS in December 2025")
	case d.Family == catalog.ODCS && catalog.CompareVersions(d.Detected, "v3.0.0") < 0:
		p.say(c.Place.Pos, "", "the contract has the shape of ODCS v2, which v3 replaced")
	case d.Family == catalog.Hybrid:
		p.say(c.Place.Pos, "", "the contract mixes two standards: an ODCS envelope around another body")
	}
}

func kindWrong(p *pass, d catalog.Dialect, at catalog.Place, want string) {
	if isOwn(d.Family) && d.Kind != want && catalog.CompareVersions(d.Detected, "v2.2.2") != 0 {
		p.say(at.Of("kind"), "kind", "kind is %q, not %q", d.Kind, want)
	}
}

// fate is what an unknown key is taken for.
type fate int

const (
	misspelt fate = iota
	misplaced
	ownKey
)

// foreignKeys reports the keys that the standard does not know and whose fate is
// the one asked for.
func foreignKeys(p *pass, root string, d catalog.Dialect, all []catalog.PlacedExtension, want fate) {
	if !isOwn(d.Family) {
		return
	}
	for _, x := range all {
		kind := x.Kind
		if kind == "" {
			kind = root
		}
		key, inner, _ := strings.Cut(x.Extension.Path, ".")
		if inner != "" || strings.ContainsAny(key, "[]") || openKinds[kind] || isKnownAt(kind, key) {
			continue // what is wrong with a known key was said when it was read
		}
		near, home := nearestKey(kind, key), homeOf(root, kind, key)
		switch {
		case near != "":
			if want == misspelt {
				p.say(x.Extension.Pos, x.At, "%q is not a key here; did you mean %q?", key, near)
			}
		case home != "":
			if want == misplaced {
				p.say(x.Extension.Pos, x.At, "%q belongs on %s", key, homeName(home))
			}
		case want == ownKey:
			p.say(x.Extension.Pos, x.At, "%q is not a key of the standard", key)
		}
	}
}

// homeName says in words what a kind of element is.
func homeName(kind string) string {
	names := map[string]string{
		"contract": "the contract itself", "product": "the product itself", "schema": "a schema object", "properties": "a property",
		"quality": "a quality check", "logicalTypeOptions": "logicalTypeOptions", "slaProperties": "an SLA property", "servers": "a server",
	}
	return names[kind]
}
