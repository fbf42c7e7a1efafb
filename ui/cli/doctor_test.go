package cli_test

import (
	"encoding/json"
	"os"
	"regexp"
	"testing"
)

// TestDoctor_saysHowEachSourceIs has a source in order, one that was never
// synced, one that never could be, and one that cannot be any more.
func TestDoctor_saysHowEachSourceIs(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	gone := s.folder("gone", 1)
	s.mustRun("sync", gone, s.folder("fine", 1))
	if err := os.RemoveAll(gone); err != nil {
		t.Fatal(err)
	}
	s.mustRun("source", "add", "late", missing(t)+"/late.yaml")
	if code, _, errs := s.run("sync"); code != 3 {
		t.Fatalf("exit code %d\n%s", code, errs)
	}
	s.mustRun("source", "add", "new", s.folder("new", 1))
	out := s.mustRun("doctor")
	for _, want := range []string{
		`(?m)^ +fine +synced [^;]+$`,
		`(?m)^ +gone +synced .*; the last attempt failed: `,
		`(?m)^ +late +never synced; the last attempt failed: `,
		`(?m)^ +new +never synced; meshdex sync new brings it in$`,
	} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
	var answer struct {
		Sources []struct{ Name, Error string }
	}
	if err := json.Unmarshal([]byte(s.mustRun("doctor", "--json")), &answer); err != nil || len(answer.Sources) != 4 {
		t.Errorf("as JSON: %+v, %v", answer, err)
	}
}
