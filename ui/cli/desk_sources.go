package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"meshdex/store"
	"meshdex/store/source"
	"meshdex/store/sync"
	"meshdex/ui/page/sources"
	"meshdex/ui/text"
)

// states lists the sources for their page.
func (d *desk) states(context.Context) ([]sources.State, error) {
	if d.home == nil {
		return nil, nil
	}
	configs, err := d.home.Sources()
	if err != nil {
		return nil, err
	}
	states, err := d.home.SourceStates()
	if err != nil {
		return nil, err
	}
	var out []sources.State
	for _, c := range configs {
		s := sources.State{Name: c.Name, Kind: c.Kind, Location: c.Location}
		for _, st := range states {
			if st.Name == c.Name {
				s.Synced, s.Tried, s.Err = st.Synced, st.Tried, st.Err
				s.Files, s.Contracts, s.Problems = st.Files, st.Contracts, st.Problems
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// sync brings one source in, or all of them for "".
func (d *desk) sync(ctx context.Context, name string, progress func(sources.Progress)) error {
	if d.home == nil {
		return nothing("meshdex sync PATH adds a source", "the sample has no sources")
	}
	configs, err := d.home.Sources()
	if err != nil {
		return err
	}
	if name != "" {
		configs = slices.DeleteFunc(configs, func(c source.Config) bool { return c.Name != name })
	}
	fresh, err := d.fresh(configs)
	if err != nil {
		return err
	}
	report, err := sync.Run(ctx, d.home, configs, sync.Options{
		Environ: d.environ,
		Progress: func(p sync.Progress) {
			if !p.Done { // of the others there may be no word for a while
				progress(sources.Progress{Source: p.Source, Stage: cmp.Or(stageText(p.Stage), "reading"), Done: p.Files, Problems: p.Problems})
			}
		},
	})
	if err != nil {
		return err
	}
	return d.settleSync(report, fresh)
}

// fresh are those of some sources that were added here and have never been synced to
// their end.
func (d *desk) fresh(configs []source.Config) ([]source.Config, error) {
	states, err := d.home.SourceStates()
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(configs), func(c source.Config) bool {
		return !d.added[c.Name] || slices.ContainsFunc(states, func(s store.SourceState) bool { return s.Name == c.Name && !s.Synced.IsZero() })
	}), nil
}

// settleSync gives the error of a sync. A new source that nothing could be synced
// from is forgotten: a mistyped place would otherwise fail in every sync to come.
func (d *desk) settleSync(report sync.Report, fresh []source.Config) error {
	for _, s := range report.Sources {
		isNew := slices.ContainsFunc(fresh, func(c source.Config) bool { return c.Name == s.Name })
		switch {
		case errors.Is(s.Err, context.Canceled):
			return s.Err
		case isNew && s.Files == 0 && s.Err == nil:
			return d.forget(s.Name, errors.New("no file there can hold a contract"))
		case isNew && s.Files == 0:
			return d.forget(s.Name, s.Err)
		case isNew && len(report.Sources) == 1 && s.Err == nil && d.isEmpty():
			return d.forget(s.Name, fmt.Errorf("no contract or product was found in %s", text.Count(s.Files, "file", "files")))
		case s.Err != nil:
			return s.Err
		}
	}
	return nil
}

// forget removes a source, and says why.
func (d *desk) forget(name string, why error) error {
	if err := d.home.RemoveSource(name); err != nil {
		return errors.Join(why, err)
	}
	return fmt.Errorf("%w; the source was not added", why)
}

// isEmpty reports whether nothing has been brought into the store.
func (d *desk) isEmpty() bool {
	snap, err := d.home.Snapshot()
	return err == nil && snap.Len() == 0
}

// Add remembers a place as a source, unless it is one, and returns the name of it.
func (d *desk) Add(place string) (name string, err error) {
	if d.home == nil {
		return "", errors.New("nothing is kept here, so no source can be added; meshdex without arguments keeps them")
	}
	known, err := d.home.Sources()
	if err != nil {
		return "", err
	}
	place = d.expand(strings.TrimSpace(place))
	cfg, isNew, err := findSource(known, place)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("there is no folder or file %s", place)
	case err != nil || !isNew:
		return cfg.Name, err
	}
	if err := d.home.PutSource(cfg); err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.added == nil {
		d.added = map[string]bool{}
	}
	d.added[cfg.Name] = true
	return cfg.Name, nil
}

// Edited brings in the folders that a file lies in.
func (d *desk) Edited(ctx context.Context, path string) (changed bool, err error) {
	if d.home == nil {
		return false, nil
	}
	configs, err := d.home.Sources()
	if err != nil {
		return false, err
	}
	configs = slices.DeleteFunc(configs, func(c source.Config) bool {
		rel, err := filepath.Rel(c.Location, path)
		return c.Kind != "dir" || err != nil || !filepath.IsLocal(rel)
	})
	if len(configs) == 0 {
		return false, nil
	}
	report, err := sync.Run(ctx, d.home, configs, sync.Options{Environ: d.environ})
	return report.Changed, err
}

// Complete lists the folders, and the files that may hold contracts, that a path
// may go on with, folders first.
func (d *desk) Complete(typed string) []string {
	parent, name := path.Split(filepath.ToSlash(typed))
	entries, err := os.ReadDir(cmp.Or(d.expand(parent), "."))
	if err != nil {
		return nil
	}
	var folders, files []string
	for _, e := range entries {
		switch {
		case !strings.HasPrefix(e.Name(), name) || strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(name, "."):
		case isDir(filepath.Join(cmp.Or(d.expand(parent), "."), e.Name())):
			folders = append(folders, parent+e.Name()+"/")
		case mayHold(e.Name()):
			files = append(files, parent+e.Name())
		}
	}
	all := append(folders, files...)
	return all[:min(len(all), maxCompletions)]
}

// expand replaces a leading "~" by the home folder, as a shell would.
func (d *desk) expand(place string) string {
	rest, ok := strings.CutPrefix(place, "~")
	if !ok || rest != "" && rest[0] != '/' {
		return place
	}
	for _, v := range slices.Backward(d.environ) {
		if home, ok := strings.CutPrefix(v, "HOME="); ok {
			return home + rest
		}
	}
	return place
}
