package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"meshdex/catalog"
)

// pairing is all that one call of diff compares.
type pairing struct {
	of   []pair
	many bool // a folder or a range of revisions: reports come as a set
}

// pairs works out what to compare.
func (t *tool) pairs(ctx context.Context, args []string) (pairing, error) {
	switch {
	case len(args) == 1 && isRange(args[0]):
		return t.revisionPairs(ctx, args[0])
	case len(args) == 2 && isDir(args[0]) && isDir(args[1]):
		return folderPairs(args[0], args[1])
	case len(args) == 0 || len(args) > 2:
		return pairing{}, usage("meshdex diff --help shows what A and B can be", "meshdex diff takes one or two arguments")
	}
	base, revision, err := t.sides(ctx, args)
	if err != nil {
		return pairing{}, err
	}
	return pairing{of: pairUp(base, revision)}, nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// isRange tells REV1..REV2 from a file or reference.
func isRange(arg string) bool {
	a, b, ok := strings.Cut(arg, "..")
	if _, err := os.Stat(arg); err == nil {
		return false
	}
	return ok && a != "" && b != "" && !strings.HasPrefix(arg, "-") && !strings.ContainsAny(arg, " #")
}

// files holds the contract files of one side of a set, by path.
type files map[string]side

// mayHold tells by its name whether a file may hold a contract.
func mayHold(path string) bool {
	switch filepath.Ext(path) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
}

func folderPairs(a, b string) (pairing, error) {
	base, err := readFolder(a)
	if err != nil {
		return pairing{}, err
	}
	revision, err := readFolder(b)
	if err != nil {
		return pairing{}, err
	}
	return pairing{pairSets(base, revision), true}, nil
}

func readFolder(dir string) (files, error) {
	out := files{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.Type().IsRegular() || !mayHold(path):
			return nil
		}
		data, err := readFile(filepath.Join(dir, path))
		if err == nil {
			out[path] = fileSide(filepath.Join(dir, path), filepath.Join(dir, path), data, openBeside(filepath.Join(dir, path)))
		}
		return err
	})
	if err != nil {
		return nil, unreadable("name a folder that can be read", err)
	}
	return out, nil
}

// revisionPairs compares all contract files that differ between two revisions of
// the repository around the current folder.
func (t *tool) revisionPairs(ctx context.Context, arg string) (pairing, error) {
	from, to, _ := strings.Cut(arg, "..")
	to = strings.TrimPrefix(to, ".")
	out, err := git(ctx, "", "diff", "--name-only", "-z", "--no-renames", "--end-of-options", from, to, "--")
	if err != nil {
		return pairing{}, unreadable("run it inside a git repository, as REV1..REV2", err)
	}
	base, revision := files{}, files{}
	for name := range bytes.SplitSeq(out, []byte{0}) {
		path := string(name)
		if !mayHold(path) {
			continue
		}
		addRevision(ctx, base, from, path)
		addRevision(ctx, revision, to, path)
	}
	return pairing{pairSets(base, revision), true}, nil
}

// addRevision reads a file at a revision; a file that is not there is none.
func addRevision(ctx context.Context, to files, rev, file string) {
	if data, err := git(ctx, "", "cat-file", "blob", rev+":"+file); err == nil {
		to[file] = fileSide(file+"@"+rev, file, data, openAtRevision(ctx, "", func(name string) string {
			return rev + ":" + path.Join(path.Dir(file), name)
		}))
	}
}

// pairSets matches the contracts of two sets of files: by path and id, then by id
// alone for files that moved. Files without a contract are passed over.
func pairSets(base, revision files) []pair {
	var out []pair
	moved := map[string]side{} // contracts that are left over in the base, by id
	for _, path := range slices.Sorted(maps.Keys(base)) {
		for _, p := range pairUp(base[path], revision[path]) {
			switch {
			case len(p.revision.contracts) > 0 && len(p.base.contracts) > 0:
				out = append(out, p)
			case len(p.base.contracts) > 0:
				moved[p.base.contracts[0].ID] = p.base
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(revision)) {
		for _, c := range revision[path].contracts {
			if paired(out, c) {
				continue
			}
			out = append(out, pair{moved[c.ID], revision[path].with(c)})
			delete(moved, c.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(moved)) {
		out = append(out, pair{base: moved[id]})
	}
	return out
}

func paired(pairs []pair, c *catalog.Contract) bool {
	return slices.ContainsFunc(pairs, func(p pair) bool {
		return len(p.revision.contracts) > 0 && p.revision.contracts[0] == c
	})
}

// whole says of a pair with one side only what happened to its contract.
func (p pair) whole() string {
	switch {
	case len(p.base.contracts) == 0 && len(p.revision.contracts) > 0:
		return fmt.Sprintf("added: contract %s in %s", p.revision.contracts[0].ID, p.revision.label)
	case len(p.revision.contracts) == 0 && len(p.base.contracts) > 0:
		return fmt.Sprintf("removed: contract %s, was in %s", p.base.contracts[0].ID, p.base.label)
	}
	return ""
}
