package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"meshdex/catalog"
	"meshdex/store/source"
)

const sourcesFile = "sources.json"

type sourceList struct {
	Sources []source.Config `json:"sources"`
}

// Sources lists what the user wants synced, by name.
func (db *DB) Sources() ([]source.Config, error) {
	var l sourceList
	err := db.readUserFile(sourcesFile, &l)
	slices.SortFunc(l.Sources, func(a, b source.Config) int { return cmp.Compare(a.Name, b.Name) })
	return l.Sources, err
}

// PutSource adds a source, or replaces the one of that name.
func (db *DB) PutSource(cfg source.Config) error {
	if cfg.Name == "" {
		return errors.New("a source needs a name")
	}
	var l sourceList
	return db.updateUserFile(sourcesFile, &l, func() error {
		l.Sources = slices.DeleteFunc(l.Sources, func(c source.Config) bool { return c.Name == cfg.Name })
		l.Sources = append(l.Sources, cfg)
		return nil
	})
}

// RemoveSource forgets a source and all that came from it alone. It returns
// catalog.ErrNotFound when there is none of that name.
func (db *DB) RemoveSource(name string) error {
	forgot, err := db.forget(name)
	if err != nil {
		return err
	}
	var l sourceList
	var removed []source.Config
	err = db.updateUserFile(sourcesFile, &l, func() error {
		l.Sources = slices.DeleteFunc(l.Sources, func(c source.Config) bool {
			if c.Name == name {
				removed = append(removed, c)
			}
			return c.Name == name
		})
		return nil
	})
	if err == nil && len(removed) == 0 && !forgot {
		err = fmt.Errorf("source %q: %w", name, catalog.ErrNotFound)
	}
	if err != nil {
		return err
	}
	for _, cfg := range removed {
		if !slices.ContainsFunc(l.Sources, func(c source.Config) bool { return c.Kind == cfg.Kind && c.Location == cfg.Location }) {
			// What cannot be deleted now takes room and does no harm.
			_ = source.Discard(cfg, source.Env{CacheDir: db.dir})
		}
	}
	return nil
}
