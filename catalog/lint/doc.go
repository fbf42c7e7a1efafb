// Package lint judges documents by rules that their standards' schemas cannot
// express, and those that they can, in words an author can act on.
//
// [Document] judges one file, [Catalog] everything that was synced, together, and
// [Walkthrough] a guide through it. [Rules] lists what they look for: a table in
// five groups, one file each (shape, meaning, stewardship, safety, catalog), to
// which the problems of catalog/reader and of catalog/walkthrough belong as two
// more. A rule's id never changes its meaning.
//
// A finding is dropped by a comment on its line or on the line above, which must
// say why:
//
//	# meshdex:ignore owner-missing the team is being formed
//
// or, for the whole file, by "# meshdex:ignore-file RULE reason".
//
// The package must not import store, ui, or any library for terminals or YAML.
package lint
