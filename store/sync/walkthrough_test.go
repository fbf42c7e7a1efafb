package sync_test

import (
	"fmt"
	"testing"

	"meshdex/store"
	"meshdex/store/storetest"
)

// guide is a walkthrough with one step.
func guide(id string) string {
	return fmt.Sprintf("---\nwalkthrough: 1\nid: %s\ntitle: %s\n---\n\n## Look\n\nAround.\n", id, id)
}

// listed are the walkthroughs of a store as "source:path id".
func listed(t *testing.T, db *store.DB) []string {
	t.Helper()
	all, err := db.Walkthroughs()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, w := range all {
		out = append(out, w.Source+":"+w.Path+" "+string(w.Raw))
	}
	return out
}

func wantListed(t *testing.T, db *store.DB, want ...string) {
	t.Helper()
	if got := listed(t, db); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the store lists %q, want %q", got, want)
	}
}

func TestRun_bringsWalkthroughs(t *testing.T) {
	t.Parallel()
	db, f := storetest.MustOpen(t), newFolder(t)
	wantListed(t, db)
	f.write("a.yaml", contract("a", "1.0.0"))
	f.write("guides/first.walkthrough.md", guide("first"))
	f.write("guides/notes.md", guide("notes"))
	f.write("SECOND.Walkthrough.MD", guide("second"))
	r := run(t, db, f.config())
	if s := r.Sources[0]; s.Files != 3 || s.Contracts != 1 || s.Problems != 0 {
		t.Errorf("the report says %+v", s)
	}
	wantListed(t, db, "s:SECOND.Walkthrough.MD "+guide("second"), "s:guides/first.walkthrough.md "+guide("first"))

	f.write("guides/first.walkthrough.md", guide("anew"))
	f.remove("SECOND.Walkthrough.MD")
	run(t, db, f.config())
	wantListed(t, db, "s:guides/first.walkthrough.md "+guide("anew"))
}

func TestRun_keepsTheLastGoodWalkthrough(t *testing.T) {
	t.Parallel()
	db, f := storetest.MustOpen(t), newFolder(t)
	f.write("w.walkthrough.md", guide("w"))
	run(t, db, f.config())
	f.write("w.walkthrough.md", "# no front matter\n")
	r := run(t, db, f.config())
	if len(r.Problems) != 1 || r.Problems[0].Rule != "walkthrough-format" {
		t.Errorf("problems are %+v", r.Problems)
	}
	wantListed(t, db, "s:w.walkthrough.md "+guide("w"))
}

func TestRun_listsACopiedWalkthroughOnce(t *testing.T) {
	t.Parallel()
	db, a, b := storetest.MustOpen(t), newFolder(t), newFolder(t)
	a.write("w.walkthrough.md", guide("w"))
	b.write("copy.walkthrough.md", guide("w"))
	other := b.config()
	other.Name = "t"
	run(t, db, a.config(), other)
	if got := listed(t, db); len(got) != 1 {
		t.Errorf("the store lists %q", got)
	}
	if err := db.RemoveSource("s"); err != nil {
		t.Fatal(err)
	}
	wantListed(t, db, "t:copy.walkthrough.md "+guide("w"))
}
