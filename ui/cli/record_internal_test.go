package cli

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"meshdex/catalog/walkthrough"
)

func TestWriteDraft_writesWhatCanBeReadAndNothingTwice(t *testing.T) {
	t.Parallel()
	tl := newcomer(t.TempDir())
	file := filepath.Join(t.TempDir(), "guides", "mine.walkthrough.md")
	w := walkthrough.Draft("mine", "Mine", openDesk(t, t.TempDir()).snap, []walkthrough.Event{walkthrough.Ran("audit", "returns")})
	if err := tl.writeDraft(file, w); err != nil {
		t.Fatal(err)
	}
	again, err := readWalkthrough(file, nearTo(file))
	if err != nil || again.ID != "mine" || len(again.Steps) != 1 {
		t.Errorf("read %+v, %v", again, err)
	}
	if said := tl.Err.(*bytes.Buffer).String(); !strings.Contains(said, "with 1 step") {
		t.Errorf("said %q", said)
	}
	if err := tl.writeDraft(file, w); err == nil {
		t.Error("wrote over a file")
	}
}

func TestWriteDraft_withoutStepsWritesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "mine.walkthrough.md")
	err := newcomer(t.TempDir()).writeDraft(file, walkthrough.Draft("mine", "Mine", nil, nil))
	if !errors.Is(err, errNo) {
		t.Errorf("got %v", err)
	}
	if _, err := readWalkthrough(file, nearTo(file)); err == nil {
		t.Error("wrote a file")
	}
}
