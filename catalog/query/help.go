package query

// Line is one line of the help on the language: a form, and what it finds.
type Line struct{ Form, Meaning string }

// Help is the whole language on one screen. The caller owns the slice.
func Help() []Line {
	return []Line{
		{"customer orders", "both, in any order, at the start of any words"},
		{`"customer orders"`, "these words side by side"},
		{"-test  NOT test", "without it"},
		{"~cstmr", "these letters in this order"},
		{"orders OR invoices", "at least one; (…) groups"},
		{"order*  ?rder", "any letters; any one letter"},
		{"domain: owner: tag: status:", "of the domain, owner or team member, tag, status"},
		{"type: class: format: version:", "type, classification, format, version"},
		{"server: source: dialect:", "where the data is, where the document is from, its dialect"},
		{"name: id: object: field:", "in this one field; field:*_id"},
		{"pii:true  deprecated:false", "yes or no"},
		{"has:quality  missing:owner", "quality sla owner description tags domain team support server …"},
		{"updated<7d  updated>2026-01-31", "newer than; after a day"},
		{"consumers>5  columns>100", "also upstream objects contracts versions checks"},
		{"sla.latency<=1h", "any service level, compared by unit; sla.availability>=99.9"},
		{"domain:sales,finance", "any of these; = is exactly, != is not"},
	}
}
