package product

import (
	"cmp"
	"regexp"
	"strings"

	"meshdex/catalog"
)

// selectOf is a query for an object's columns, without those that are personal,
// encrypted or classified as more than internal.
func selectOf(o *catalog.Object) string {
	var kept []string
	left := 0
	for i := range o.Properties {
		p := &o.Properties[i]
		if isSensitive(p) {
			left++
			continue
		}
		kept = append(kept, "  "+quoteSQL(cmp.Or(p.PhysicalName, p.Name)))
	}
	if len(kept) == 0 {
		return ""
	}
	table := cmp.Or(o.PhysicalName, o.Name)
	var parts []string
	for _, part := range strings.Split(table, ".") {
		parts = append(parts, quoteSQL(part))
	}
	s := "SELECT\n" + strings.Join(kept, ",\n") + "\nFROM " + strings.Join(parts, ".") + ";\n"
	if left > 0 {
		s = "-- sensitive columns are left out\n" + s
	}
	return s
}

var (
	openClass = regexp.MustCompile(`(?i)^(|public|open|internal|none|unclassified|general|low|non[- ]?sensitive)$`)
	bareName  = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_$]*$`)
)

// isSensitive errs on the side of leaving a column out.
func isSensitive(p *catalog.Property) bool {
	return p.IsPII() || p.EncryptedName != "" || !openClass.MatchString(strings.TrimSpace(p.Classification))
}

// quoteSQL quotes a name that is not a plain one.
func quoteSQL(name string) string {
	if bareName.MatchString(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}
