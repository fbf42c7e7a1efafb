package app_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	draft "meshdex/catalog/preview"
	"meshdex/sample"
	"meshdex/ui/follow"
	"meshdex/ui/page"
	"meshdex/ui/page/preview"
)

// edited is a file that is saved once a second, and watched without a disk.
type edited struct {
	states []follow.Save
	closed bool
}

func (e *edited) Next() tea.Cmd {
	if len(e.states) == 0 {
		return nil
	}
	next := e.states[0]
	e.states = e.states[1:]
	return page.After(time.Second, preview.Saved{Save: next})
}

func (e *edited) Close() { e.closed = true }

func (w *world) judge(_ context.Context, q preview.Question) (*draft.Preview, error) {
	return draft.Read(q.Path, q.Data, draft.Options{Now: sample.Today(), Library: w.library, Snapshot: q.Snapshot, Bases: q.Bases}), nil
}

// edits are the states of the file of a contract of the embedded mesh: as it is,
// and after each of some changes to it. An empty change takes the file away.
func (w *world) edits(t *testing.T, path string, changes ...func(string) string) {
	t.Helper()
	for _, r := range w.records {
		if r.Origin.Path != path {
			continue
		}
		raw, err := w.library.Raw(r.Origin.Hash)
		if err != nil {
			t.Fatal(err)
		}
		w.file = &edited{states: []follow.Save{{Data: raw, At: sample.Today()}}}
		for i, change := range changes {
			s := follow.Save{Err: fs.ErrNotExist}
			if change != nil {
				s = follow.Save{Data: []byte(change(string(raw))), At: sample.Today().Add(time.Duration(i+1) * time.Second)}
			}
			w.file.states = append(w.file.states, s)
		}
		return
	}
	t.Fatalf("there is no %s", path)
}

const returns = "sales/returns/returns.odcs.yaml"

// looser lets the first two columns be null, the key among them.
func looser(s string) string { return strings.Replace(s, "required: true", "required: false", 2) }

func same(s string) string { return s }

func TestPreview_fromTheSourceOfAProductAndBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.edits(t, returns, looser, func(s string) string { return s + "oops: [\n" }, nil, same)
	d, _ := start(t, w.config(), 100, 30)
	line(d, "open returns").Press("8").Press("w").Header("› returns.odcs.yaml").Shows("Reading returns.odcs.yaml")
	d.Advance(time.Second).Shows("NO CHANGE", "It is what the catalog has")
	d.Press("2", "j", "j").Selected("order_id")
	d.Advance(time.Second).Shows("Findings 1", "BREAKING").Selected("order_id")
	d.Advance(time.Second).Shows("Shown is its last good state").Selected("order_id")
	d.Advance(time.Second).Shows("The file is not there").Selected("order_id")
	d.Advance(time.Second).Shows("NO CHANGE").Lacks("last good state").Selected("order_id")
	d.Press("esc").Header("› Returns").Shows("[Source]")
	if w.file.closed {
		t.Error("who goes back may come forward again: the file is still followed")
	}
	d.Press("]").Selected("order_id")
	line(d.Press("esc"), "problems")
	if !w.file.closed {
		t.Error("the file is followed though nobody can come back to it")
	}
}

func TestPreview_byLineAndPalette(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.edits(t, returns)
	d, _ := start(t, w.config(), 100, 30)
	line(d, "preview /contracts/returns.odcs.yaml").Advance(time.Second).Header("› returns.odcs.yaml")
	line(d, "base returns@1.0.0").Shows("[Changes", "Compared with 1.0.0.")
	line(d, "base nobody").Shows("Not compared")
	d.Press("esc").Advance(time.Second).Shows("It is what the catalog has")
	d.Press("?").Shows("Choose what to compare with").Press("esc")
	d.Press("ctrl+p").Type("compare with").Advance(time.Second).Shows("Choose what to compare with")
}

func TestPreview_editsAtTheFinding(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.edits(t, returns, looser)
	d, _ := start(t, w.config(), 100, 30)
	line(d, "preview /contracts/returns.odcs.yaml").Advance(2*time.Second).Press("6", "enter")
	if !strings.HasPrefix(w.desktop.edited, "/contracts/returns.odcs.yaml:") || strings.HasSuffix(w.desktop.edited, ":0") {
		t.Errorf("edited %q\n%s", w.desktop.edited, d.Frame())
	}
}
