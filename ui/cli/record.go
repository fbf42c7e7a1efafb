package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/text"
)

func (t *tool) recordCommand() *cobra.Command {
	var title string
	c := &cobra.Command{
		Use:   "record FILE",
		Short: "Write a draft of a walkthrough from what you do on the screens",
		Long: `Record opens the terminal interface and remembers the way you go: what you search
for and open from the hits, the tabs you look at, the versions you compare, the
commands you run. When you quit, it writes a walkthrough that leads the same way.
What to say at each step is yours to write.`,
		Example: "  meshdex walkthrough record ./guides/returns.walkthrough.md",
		Args:    exactly(1, "the name of a new file"),
		RunE:    func(c *cobra.Command, args []string) error { return t.record(c, args[0], title) },
	}
	c.Flags().StringVar(&title, "title", "", "title of the walkthrough (default: made of the file's name)")
	t.terminalFlags(c)
	return c
}

func (t *tool) record(c *cobra.Command, file, title string) error {
	id, err := newWalkthrough(file)
	if err != nil {
		return err
	}
	cfg, ok := t.audience(c)
	if !ok {
		return usage("run it in a terminal", "recording takes a person at a terminal")
	}
	if title == "" {
		title = text.Capital(strings.ReplaceAll(id, "-", " "))
	}
	d, err := t.storeDesk()
	if err != nil {
		return err
	}
	var events []walkthrough.Event
	d.record = func(e walkthrough.Event) { events = append(events, e) }
	d.label = strings.TrimPrefix(d.label+" · recording", " · ")
	if err := t.present(c, d, cfg); err != nil {
		return err
	}
	return t.writeDraft(file, walkthrough.Draft(id, title, d.snap, events))
}

// newWalkthrough checks that a file can be written as a walkthrough, and makes the
// id of it.
func newWalkthrough(file string) (id string, err error) {
	id = strings.TrimSuffix(filepath.Base(file), walkthrough.Suffix)
	_, err = os.Stat(file)
	switch {
	case !strings.HasSuffix(file, walkthrough.Suffix) || id == "":
		return "", usage("call it NAME"+walkthrough.Suffix, "%q is not the name of a walkthrough", file)
	case err == nil:
		return "", usage("name a new file", "%s exists", file)
	case !errors.Is(err, fs.ErrNotExist):
		return "", unreadable("name a file that can be written", err)
	}
	return id, nil
}

// writeDraft writes the file; one without steps is not worth it.
func (t *tool) writeDraft(file string, w *walkthrough.Walkthrough) error {
	if len(w.Steps) == 0 {
		t.note("nothing was opened, so there is nothing to write")
		return errNo
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return unreadable("name a file that can be written", err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return unreadable("name a new file", err)
	}
	_, err = f.Write(w.Marshal())
	if err := errors.Join(err, f.Close()); err != nil {
		return unreadable("name a file that can be written", fmt.Errorf("write walkthrough: %w", err))
	}
	t.note("wrote %s with %s; give it your words, then try it: meshdex walkthrough run %s --check", file, text.Count(len(w.Steps), "step", "steps"), file)
	return nil
}
