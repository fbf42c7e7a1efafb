// Package change draws what catalog/diff says: the verdict in words, the marks of
// the severities, and a [Pane] of findings. The page that compares two versions
// shows it, and so does the preview of a file that is being edited. It must not
// import store or a page.
package change

import (
	"fmt"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/diff"
	"meshdex/ui/theme"
)

// Severity is how findings of one kind are shown.
type Severity struct {
	Is    diff.Severity
	Title string // in a list of counts: "2 breaking"
	Token theme.Token
}

// Severities lists them, worst first.
func Severities() []Severity {
	return []Severity{
		{diff.Breaking, "breaking", theme.Bad},
		{diff.PotentiallyBreaking, "may break", theme.Warn},
		{diff.Compatible, "compatible", theme.OK},
		{diff.DocOnly, "documentation", theme.Muted},
		{diff.Policy, "version policy", theme.Info},
	}
}

// Title is how a severity is called.
func Title(s diff.Severity) string {
	for _, known := range Severities() {
		if known.Is == s {
			return known.Title
		}
	}
	return string(s)
}

// Mark is the glyph and colour of a severity, or of a verdict.
func Mark(icons *theme.Icons, s diff.Severity) (glyph string, token theme.Token) {
	switch s {
	case diff.Breaking:
		return icons.Error, theme.Bad
	case diff.PotentiallyBreaking:
		return icons.Warning, theme.Warn
	case diff.Compatible:
		return icons.Added, theme.OK
	case diff.Policy:
		return icons.Note, theme.Info
	}
	return icons.Bullet, theme.Muted
}

// Words is a verdict as a person says it, in a column.
func Words(verdict diff.Severity) string {
	switch verdict {
	case diff.PotentiallyBreaking:
		return "may break"
	case diff.DocOnly:
		return "docs only"
	case diff.None:
		return "no change"
	}
	return string(verdict)
}

// Headline is a verdict in capitals.
func Headline(verdict diff.Severity) string {
	if verdict == diff.DocOnly {
		return "DOCUMENTATION ONLY"
	}
	return strings.ToUpper(Words(verdict))
}

// Version is what to call a state of a contract: by its version text, or by its place
// in the history where the author gave it none.
func Version(v catalog.Version) string {
	if v.Text != "" {
		return v.Text
	}
	return "state " + strconv.Itoa(v.Seq)
}

// Claim says whether the version number of a revision tells the truth.
func Claim(r *diff.Report) string {
	b := r.Bump
	switch {
	case r.Verdict == diff.None:
		return "Nothing changed in meaning."
	case b.Required == diff.NoBump:
		return "No new version number is needed."
	case !b.Enforced:
		return fmt.Sprintf("Needs a %s version; not enforced, for the older one is a draft.", b.Required)
	case b.Sufficient && b.Declared == diff.NoBump:
		return fmt.Sprintf("Needs a %s version; the version texts cannot be compared.", b.Required)
	case b.Sufficient:
		return fmt.Sprintf("Needs a %s version, and declares %s.", b.Required, article(b.Declared))
	}
	s := fmt.Sprintf("Needs a %s version; declares %s.", b.Required, article(b.Declared))
	if b.Next != "" {
		s += " Next: " + b.Next
	}
	return s
}

// article words what a version declares.
func article(b diff.Bump) string {
	if b == diff.NoBump {
		return "no change"
	}
	return "a " + b.String() + " one"
}
