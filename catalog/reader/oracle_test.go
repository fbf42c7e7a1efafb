package reader_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"meshdex/catalog"
)

// TestRead_errorsOnlyWhereOthersFail holds that an error of ours means that the
// file is broken: the parser that made the corpus's manifest failed too.
func TestRead_errorsOnlyWhereOthersFail(t *testing.T) {
	t.Parallel()
	for _, f := range corpus(t) {
		for _, p := range f.doc.Problems {
			if p.Severity == catalog.Error && f.parsed == "ok" {
				t.Errorf("%s:%d:%d: %s %s", f.path, p.Pos.Line, p.Pos.Column, p.Rule, p.Message)
			}
		}
		if f.parsed != "ok" && len(f.doc.Problems) == 0 {
			t.Errorf("%s is broken (%s), and nothing was said", f.path, f.parsed)
		}
	}
}

// TestRead_positionsPointAtTheText holds that the position of every property's
// and object's name is where the file has that name.
func TestRead_positionsPointAtTheText(t *testing.T) {
	t.Parallel()
	names, wrong := 0, 0
	for _, f := range corpus(t) {
		lines := bytes.Split(f.data, []byte("\n"))
		for _, c := range f.doc.Contracts {
			for i := range c.Schema {
				for p := range c.Schema[i].Walk() {
					if p.Property.Name == "" {
						continue
					}
					names++
					pos := p.Property.Place.Of("name")
					if !strings.HasPrefix(textAt(lines, pos), p.Property.Name) {
						if wrong++; wrong < 20 {
							t.Errorf("%s:%d:%d is not %q but %.40q", f.path, pos.Line, pos.Column, p.Property.Name, textAt(lines, pos))
						}
					}
				}
			}
		}
	}
	t.Logf("%d names, %d wrong", names, wrong)
	if names < 10_000 {
		t.Errorf("only %d names were looked at", names)
	}
}

// textAt is the rest of the line at a position, without an opening quote.
func textAt(lines [][]byte, pos catalog.Pos) string {
	if pos.Line < 1 || pos.Line > len(lines) {
		return ""
	}
	line := lines[pos.Line-1]
	for range pos.Column - 1 {
		_, n := utf8.DecodeRune(line)
		line = line[n:]
	}
	return strings.TrimLeft(string(line), `"'`)
}

// TestRead_countsObjectsAndColumns compares with the counts of the manifest,
// which does not look into the items of arrays: there may be more columns, never
// fewer.
func TestRead_countsObjectsAndColumns(t *testing.T) {
	t.Parallel()
	for _, f := range corpus(t) {
		if len(f.doc.Contracts) != 1 || f.dialect == "dbt-contract" || f.objects == "" {
			continue
		}
		objects, columns := 0, 0
		for i := range f.doc.Contracts[0].Schema {
			objects++
			for p := range f.doc.Contracts[0].Schema[i].Walk() {
				if p.Property.Name != "" {
					columns++
				}
			}
		}
		if wantObjects, wantColumns := atoi(f.objects), atoi(f.columns); objects < wantObjects || columns < wantColumns {
			t.Errorf("%s: %d objects with %d columns, want %d with %d", f.path, objects, columns, wantObjects, wantColumns)
		}
	}
}
