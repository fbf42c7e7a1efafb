package cli

import (
	"context"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	draft "meshdex/catalog/preview"
	"meshdex/ui/follow"
	"meshdex/ui/page/preview"
)

// watched is a file that a page follows.
type watched struct {
	file   *follow.File
	ctx    context.Context
	cancel context.CancelFunc
}

var _ preview.Watch = (*watched)(nil)

// watchFile starts to follow a file for a page.
func watchFile(path string) preview.Watch {
	ctx, cancel := context.WithCancel(context.Background())
	return &watched{&follow.File{Path: path, Read: readSaved}, ctx, cancel}
}

// Next waits for the file to be saved.
func (w *watched) Next() tea.Cmd {
	return func() tea.Msg {
		s, err := w.file.Next(w.ctx)
		if w.ctx.Err() != nil {
			return nil
		}
		return preview.Saved{Save: s, Failed: err}
	}
}

// Close ends a wait that is under way.
func (w *watched) Close() { w.cancel() }

// judgeFile judges one state of a file against what the desk has.
func (d *desk) judgeFile(_ context.Context, q preview.Question) (*draft.Preview, error) {
	rules, err := d.rules()
	if err != nil {
		return nil, err
	}
	opts := rules.options(q.Path, d, q.Snapshot)
	opts.Bases, opts.Origin = q.Bases, d.origin(q.Path)
	return draft.Read(q.Path, q.Data, opts), nil
}

// origin is the source and path by which the catalog knows a file of this machine;
// the zero Origin when it is in no source.
func (d *desk) origin(path string) catalog.Origin {
	d.mu.Lock()
	defer d.mu.Unlock()
	for name, root := range d.roots {
		if below, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(below) {
			return catalog.Origin{Source: name, Path: filepath.ToSlash(below)}
		}
	}
	return catalog.Origin{}
}

// absolute is where a file that a person named is, from the root.
func absolute(path string) (string, error) {
	if path = strings.TrimSpace(path); path == "" {
		return "", usage("preview FILE names one", "no file is named")
	}
	return filepath.Abs(path)
}
