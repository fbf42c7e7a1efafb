package product

import (
	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/card"
)

// subject is all that the page knows of its product. It is immutable: a load
// gives a new one.
type subject struct {
	card.Subject
	problems []catalog.Problem // of the file that Origin names
	raw      []byte            // that file's bytes
	file     *file             // the same, ready to be drawn; nil until loaded
	steps    []step            // one per version, newest first
}

// step is what one version changed against the version before it.
type step struct {
	verdict diff.Severity // "" when it cannot be judged
	bump    diff.BumpVerdict
}
