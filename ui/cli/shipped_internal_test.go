package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/catalog/walkthrough"
	"meshdex/sample"
)

// Every walkthrough that is shipped, as a file of the mesh that is written, passes
// the check that is meant for CI, with commands really run and nothing untried.
func TestShipped_passTheirChecks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := sample.WriteTo(dir); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "walkthroughs", "*"+walkthrough.Suffix))
	if err != nil || len(files) != len(shippedWalkthroughs()) || len(files) < 4 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), walkthrough.Suffix), func(t *testing.T) {
			t.Parallel()
			var out, errs bytes.Buffer
			streams := newcomer(t.TempDir()).Streams
			streams.Out, streams.Err = &out, &errs
			streams.Getenv = func(name string) string { return map[string]string{"HOME": dir, "MESHDEX_STORE": dir + "/store"}[name] }
			code := Main([]string{"walkthrough", "run", file, "--check"}, streams)
			if code != 0 || strings.Contains(out.String(), "untried") || !strings.Contains(out.String(), "passes") {
				t.Errorf("exit code %d\n%s%s", code, out.String(), errs.String())
			}
		})
	}
	if _, err := os.Stat(filepath.Join(dir, "store", "marks.json")); err == nil {
		t.Error("a check left marks")
	}
}
