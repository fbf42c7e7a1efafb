package sync_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"meshdex/store/storetest"
)

// fileCount is how many files a long test is about: as many as MESHDEX_FILES says,
// else n.
func fileCount(b testing.TB, n int) int {
	if s := os.Getenv("MESHDEX_FILES"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	return n
}

// wide is a contract of some two kilobytes.
func wide(id, version string) string {
	var s strings.Builder
	s.WriteString(contract(id, version, "schema:", "- name: orders", "  physicalType: table", "  properties:", ""))
	for i := range 10 {
		fmt.Fprintf(&s, "  - name: column_%d\n    logicalType: string\n    physicalType: varchar(255)\n"+
			"    description: What column %d of %s means\n    required: true\n", i, i, id)
	}
	return s.String()
}

// noise is a text that cannot be compressed to less than half.
func noise(random *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%x", random.Uint64())
	}
	return b.String()
}

// history is a repository of n files, all of which change with every commit.
func history(t testing.TB, n, revisions int) *repository {
	r := newRepository(t)
	var in strings.Builder
	for v := range revisions {
		fmt.Fprintf(&in, "commit refs/heads/main\ncommitter Ada <a@b> %d +0000\ndata 4\nstep\n", r.time+int64(v)*3600)
		for i := range n {
			text := wide(fmt.Sprintf("c%d", i), fmt.Sprintf("1.%d.0", v))
			fmt.Fprintf(&in, "M 100644 inline %03d/c%d.yaml\ndata %d\n%s\n", i%500, i, len(text), text)
		}
	}
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = r.dir, strings.NewReader(in.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
	return r
}

// TestRun_gitOfManyFiles syncs a repository of many files, and then a commit that
// changes one of them. See fileCount.
func TestRun_gitOfManyFiles(t *testing.T) {
	t.Parallel()
	n := fileCount(t, 1500)
	r, db := history(t, n, 1), storetest.MustOpen(t)
	all := run(t, db, r.config())
	want(t, all, counts{files: n, added: n, versions: n})
	r.git("reset", "-q", "--hard")
	r.publish("007/c7.yaml", wide("c7", "2.0.0"), "one")
	one := run(t, db, r.config())
	want(t, one, counts{files: n, changed: 1, unchanged: n - 1, versions: 1})
	t.Logf("%d files: cloned and read in %.1f s, one changed in %.2f s, before the index is written", n, all.Sources[0].Seconds, one.Sources[0].Seconds)
	if got := texts(t, db, "c7"); got != "2.0.0 1.0.0" {
		t.Errorf("versions = %s", got)
	}
}
