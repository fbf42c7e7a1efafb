package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/reader"
)

// side is one of the two things that a diff compares: the contracts of one file,
// or one version from the catalog.
type side struct {
	label     string // what the person called it
	path      string // file name for messages
	raw       []byte
	contracts []*catalog.Contract
	version   catalog.Version // zero for files
	problems  []catalog.Problem
}

// maxSide bounds what is read as one side; contracts are far smaller.
const maxSide = 64 << 20

// readFile reads a file, or a pipe in its place, of at most maxSide bytes.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readSide(f, path)
}

// errIrregular is said of what is no file where only a file will do: of a pipe or a device
// there may be nothing to read, ever.
var errIrregular = errors.New("not a regular file")

// readSaved is readFile for a file that is read at every save. A folder says so itself.
func readSaved(path string) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: path, Err: errIrregular}
	}
	return readFile(path)
}

func readSide(f io.Reader, path string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(f, maxSide+1))
	if err == nil && len(data) > maxSide {
		err = fmt.Errorf("%s has more than %s; no contract has", path, bytesText(maxSide))
	}
	return data, err
}

// side loads an argument: "-", a file, FILE@GITREV, or a reference into the
// catalog.
func (t *tool) side(ctx context.Context, arg string) (side, error) {
	if arg == "-" {
		data, err := io.ReadAll(io.LimitReader(t.In, maxSide))
		if err != nil {
			return side{}, fmt.Errorf("read standard input: %w", err)
		}
		return fileSide(arg, "standard input", data, nil), nil
	}
	if data, err := readFile(arg); err == nil {
		return fileSide(arg, arg, data, openBeside(arg)), nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return side{}, unreadable("name a file, or a contract of the catalog as REF@VERSION", err)
	}
	if file, rev, ok := cutLast(arg, "@"); ok && inGit(ctx, file, rev) {
		return gitSide(ctx, file, rev)
	}
	return t.catalogSide(arg)
}

// openBeside opens what a file refers to: files below the working folder if the
// file is there, else below its own. No link leads out of that.
func openBeside(file string) func(string) ([]byte, error) {
	root, below := filepath.Dir(file), "."
	if rel, ok := belowWorkingFolder(root); ok {
		root, below = ".", rel
	}
	return func(name string) ([]byte, error) {
		r, err := os.OpenRoot(root)
		if err != nil {
			return nil, err
		}
		defer r.Close()
		path := filepath.Join(below, filepath.FromSlash(name))
		if info, err := r.Stat(path); err == nil && !info.Mode().IsRegular() {
			return nil, errIrregular
		}
		f, err := r.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return readSide(f, name)
	}
}

func belowWorkingFolder(dir string) (string, bool) {
	here, err := os.Getwd()
	if err != nil {
		return "", false
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(here, abs)
	return rel, err == nil && filepath.IsLocal(rel)
}

func fileSide(label, path string, data []byte, open func(string) ([]byte, error)) side {
	doc := reader.Read(path, data, reader.Options{Open: open})
	return side{label: label, path: path, raw: data, contracts: doc.Contracts, problems: doc.Problems}
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i <= 0 || i+len(sep) == len(s) {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// inGit reports whether a revision of the repository around a file has it.
func inGit(ctx context.Context, file, rev string) bool {
	_, err := git(ctx, filepath.Dir(file), "cat-file", "-e", gitObject(file, rev))
	return err == nil
}

// gitObject names a file at a revision for git. A revision that looks like an
// option is made harmless by the colon that follows it and by --end-of-options.
func gitObject(file, rev string) string { return rev + ":./" + filepath.Base(file) }

func gitSide(ctx context.Context, file, rev string) (side, error) {
	data, err := git(ctx, filepath.Dir(file), "cat-file", "blob", gitObject(file, rev))
	if err != nil {
		return side{}, unreadable("git log -- "+file+" lists the revisions", err)
	}
	return fileSide(file+"@"+rev, file, data, openAtRevision(ctx, filepath.Dir(file), func(name string) string { return rev + ":./" + name })), nil
}

// openAtRevision opens what a file refers to as the same revision has it, which object
// names for git: files of the repository alone, for git knows no others.
func openAtRevision(ctx context.Context, dir string, object func(name string) string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		data, err := git(ctx, dir, "cat-file", "blob", object(name))
		if err != nil {
			return nil, errors.New("the revision does not have it")
		}
		return data, nil
	}
}

// git runs a read-only git command in a folder, which prints at most maxSide bytes.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	command := []string{"-C", cmp.Or(dir, "."), args[0]}
	if args[0] == "cat-file" && len(args) > 2 && strings.HasPrefix(args[2], "-") {
		return nil, fmt.Errorf("%q is not a revision", args[2])
	}
	c := exec.CommandContext(ctx, "git", append(command, args[1:]...)...)
	var stderr strings.Builder
	c.Stderr = &stderr
	printed, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return nil, err
	}
	out, tooLarge := readSide(printed, args[len(args)-1])
	if tooLarge != nil {
		_ = c.Process.Kill()
	}
	if err := c.Wait(); err != nil && tooLarge == nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return out, tooLarge
}

func (t *tool) catalogSide(ref string) (side, error) {
	v, err := t.view()
	if err != nil {
		return side{}, noSide(ref, err)
	}
	if _, err := v.Resolve(ref); err != nil {
		return side{}, noSide(ref, err)
	}
	s, err := v.lookupContract(ref)
	if err != nil {
		return side{}, err
	}
	return v.versionSide(ref, s.contract, s.version)
}

// noSide explains that an argument is neither a file nor in the catalog.
func noSide(ref string, err error) error {
	hint := "name a file, FILE@GITREV, or a contract of the catalog as REF@VERSION"
	if explain(err).code != exitNo {
		return err
	}
	if own := (*failure)(nil); errors.Is(err, catalog.ErrNotFound) && errors.As(err, &own) {
		hint = own.hint // what was meant
	}
	return unreadable(hint, fmt.Errorf("%q is neither a file nor in the catalog", ref))
}

func (v *view) versionSide(label string, c *catalog.Contract, ver catalog.Version) (side, error) {
	raw, err := v.Raw(ver.Origin.Hash)
	if err != nil {
		return side{}, err
	}
	return side{label: label, path: ver.Origin.Path, raw: raw, contracts: []*catalog.Contract{c}, version: ver}, nil
}

// lastTwo loads the newest version of a contract and the one before it.
func (v *view) lastTwo(ref string) (base, revision side, err error) {
	s, err := v.lookupContract(ref)
	if err != nil {
		return side{}, side{}, err
	}
	versions, err := v.Versions(s.contract.ID)
	if err != nil {
		return side{}, side{}, err
	}
	for i, ver := range versions {
		if ver.Origin.Hash != s.version.Origin.Hash || i+1 == len(versions) {
			continue
		}
		before, err := v.contractAt(versions[i+1])
		if err != nil {
			return side{}, side{}, err
		}
		if base, err = v.versionSide(versions[i+1].Ref(), before, versions[i+1]); err == nil {
			revision, err = v.versionSide(ver.Ref(), s.contract, ver)
		}
		return base, revision, err
	}
	return side{}, side{}, nothing("name two versions, or two files", "%s has only one version", s.contract.ID)
}

// check makes sure that a side has a contract, and says where it failed if not.
func (s side) check() error {
	if len(s.contracts) > 0 {
		return nil
	}
	for _, p := range s.problems {
		if p.Severity == catalog.Error {
			return unreadable(p.Hint, fmt.Errorf("%s:%d:%d: %s", s.path, p.Pos.Line, p.Pos.Column, p.Message))
		}
	}
	return unreadable("meshdex help contracts lists what is read", fmt.Errorf("%s:1:1: holds no data contract", s.path))
}
