package diff_test

import (
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/diff"
)

// orders frames lists of properties, one a line, as the object orders.
func orders(properties ...string) string {
	return document("object", append([]string{"properties:"}, prefixed(properties)...))
}

func prefixed(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = "- {" + l + "}"
	}
	return out
}

func compareTexts(t *testing.T, base, revision string, opts diff.Options) *diff.Report {
	t.Helper()
	return diff.Compare(contract(t, base), contract(t, revision), opts)
}

// lookalikes are lists of properties before and after, with what is to be told.
var lookalikes = []struct {
	name           string
	base, revision []string
	want           []string
}{
	{
		"an abbreviation written out",
		[]string{"name: id", "name: qty, logicalType: integer"},
		[]string{"name: id", "name: quantity, logicalType: integer"},
		[]string{"property-renamed"},
	},
	{
		"another convention for fewer than three names",
		[]string{"name: orderId", "name: paidAt"},
		[]string{"name: order_id", "name: paid_at"},
		[]string{"property-renamed", "property-renamed"},
	},
	{
		"another convention for all names",
		[]string{"name: orderId", "name: paidAt", "name: sentAt"},
		[]string{"name: order_id", "name: paid_at", "name: sent_at"},
		[]string{"properties-renamed-systematically"},
	},
	{
		"nothing in common but type and place",
		[]string{"name: id", "name: colour, logicalType: string", "name: end"},
		[]string{"name: id", "name: weight, logicalType: string", "name: end"},
		[]string{"property-removed", "property-added"},
	},
	{
		"a boilerplate description says nothing",
		[]string{"name: aa, description: n/a", "name: bb, description: n/a"},
		[]string{"name: xx, description: n/a", "name: yy, description: n/a"},
		[]string{"property-removed", "property-removed", "property-added", "property-added"},
	},
	{
		"numbered siblings stay what they are",
		[]string{"name: line_1, logicalType: string", "name: line_2, logicalType: string"},
		[]string{"name: line_2, logicalType: string", "name: line_3, logicalType: string"},
		[]string{"property-renamed", "property-reordered"},
	},
	{
		"a declared rename needs no likeness",
		[]string{"name: kdnr, logicalType: string"},
		[]string{"name: customer, logicalType: string, customProperties: [{property: renamedFrom, value: kdnr}]"},
		[]string{"property-renamed", "custom-property-changed"},
	},
	{
		"a synonym declares one too",
		[]string{"name: kdnr"},
		[]string{"name: customer, synonyms: [{synonym: kdnr}]"},
		[]string{"property-renamed", "property-synonyms-changed"},
	},
	{
		"an id is believed over the name",
		[]string{"id: a, name: net, logicalType: number", "id: b, name: gross, logicalType: number"},
		[]string{"id: a, name: gross, logicalType: number", "id: b, name: net, logicalType: number"},
		[]string{"properties-swapped"},
	},
	{
		"ids that stand twice are not",
		[]string{"id: a, name: net", "id: a, name: gross"},
		[]string{"id: a, name: net", "id: a, name: gross, description: With tax."},
		[]string{"property-description-changed", "duplicate-id"},
	},
	{
		"duplicate names are compared one by one",
		[]string{"name: id, description: first", "name: id, description: second"},
		[]string{"name: id, description: first", "name: id, description: changed"},
		[]string{"property-description-changed", "duplicate-name"},
	},
	{
		"Unicode forms of one name",
		[]string{"name: caf\u00e9"},
		[]string{"name: cafe\u0301"},
		nil,
	},
	{
		"dots and brackets in names",
		[]string{`name: "a.b[]"`, `name: required`},
		[]string{`name: required`},
		[]string{"property-removed"},
	},
	{
		"a copy beside the original is an addition",
		[]string{"name: email, description: Where to write."},
		[]string{"name: email, description: Where to write.", "name: mail, description: Where to write."},
		[]string{"property-added"},
	},
}

func TestMatching_namesThatLookAlike(t *testing.T) {
	t.Parallel()
	for _, tt := range lookalikes {
		r := compareTexts(t, orders(tt.base...), orders(tt.revision...), diff.Options{})
		got, want := rulesOf(r), slices.Clone(tt.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", tt.name, got, want)
		}
	}
}

// TestMatching_aGuessNeverHelps holds the safety rule: whatever is guessed, the
// verdict is that of telling removals and additions apart.
func TestMatching_aGuessNeverHelps(t *testing.T) {
	t.Parallel()
	for _, e := range diff.Examples() {
		if e.Rule == "property-logical-name-changed" || e.Rule == "object-logical-name-changed" || isAboutVersion(e) {
			continue // a fact, not a guess; and not about the data
		}
		base, revision := sides(e)
		guessed := compareTexts(t, base, revision, diff.Options{})
		plain := compareTexts(t, base, revision, diff.Options{NoRenames: true})
		if guessed.Bump.Required < plain.Bump.Required {
			t.Errorf("%s: with guesses %s is needed, without %s", e.Rule, guessed.Bump.Required, plain.Bump.Required)
		}
	}
}

func TestOptions_renames(t *testing.T) {
	t.Parallel()
	base, revision := orders("name: id", "name: colour"), orders("name: id", "name: weight")
	r := compareTexts(t, base, revision, diff.Options{Renames: map[string]string{"orders.colour": "orders.weight"}})
	if got := rulesOf(r); !slices.Equal(got, []string{"property-renamed"}) {
		t.Errorf("a known rename: %v", got)
	}
}

func TestFinding_positionsAreInBothFiles(t *testing.T) {
	t.Parallel()
	base := orders("name: id, logicalType: integer", "name: amount, required: true", "name: gone")
	revision := "# moved down\n" + orders("name: id, logicalType: integer", "name: amount, required: false")
	for _, f := range compareTexts(t, base, revision, diff.Options{}).Findings {
		b, r := lineOf(base, f.Base.Line), lineOf(revision, f.Revision.Line)
		switch f.Rule {
		case "property-became-optional":
			if !strings.Contains(b, "required: true") || !strings.Contains(r, "required: false") {
				t.Errorf("%s points at %q and %q", f.Rule, b, r)
			}
		case "property-removed":
			if !strings.Contains(b, "gone") || !strings.Contains(r, "orders") {
				t.Errorf("%s points at %q and %q", f.Rule, b, r)
			}
		}
	}
}

func lineOf(text string, n int) string {
	lines := strings.Split(text, "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}
