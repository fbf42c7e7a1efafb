// Package export turns a contract into what other tools read: SQL, JSON Schema,
// Avro, a Markdown card and an entity-relationship diagram. Contracts and
// products in their own standards are written by catalog/writer.
//
// All functions are pure. Names come from strangers: each is quoted by the rules
// of the language that is written, and no control character is let through.
//
// The package must not import store, ui, or any library for terminals.
package export

import (
	"strings"
	"unicode"

	"meshdex/catalog"
)

// plain puts a text on one line without control characters.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)), " ")
}

// nameOf is what the data calls a thing: its physical name where there is one.
func nameOf(physical, name string) string {
	if physical != "" {
		return physical
	}
	return name
}

// IsSensitive reports whether a property must not be read without need: it is
// personal, encrypted, or classified as more than internal.
func IsSensitive(p *catalog.Property) bool {
	if p.IsPII() || p.EncryptedName != "" {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(p.Classification)) {
	case "confidential", "restricted", "sensitive", "secret", "highly confidential", "private":
		return true
	}
	return false
}
