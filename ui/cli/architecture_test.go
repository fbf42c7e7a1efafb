package cli_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// root is the module's folder as seen from this test.
const root = "../.."

// pkg is what go list tells of a package.
type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "meshdex/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// rules say which imports which packages may have. A rule binds the packages
// below From, except those below Except; an import below Deny is an error.
var rules = []struct{ from, except, deny string }{
	{"meshdex/catalog", "", "meshdex/store"},
	{"meshdex/catalog", "", "meshdex/ui"},
	{"meshdex/catalog", "", "meshdex/sample"},
	{"meshdex/store", "", "meshdex/ui"},
	{"meshdex/store", "", "meshdex/sample"},
	{"meshdex/sample", "", "meshdex/ui"},
	{"meshdex/sample", "", "meshdex/store"},
	{"meshdex", "meshdex/store", "go.etcd.io/bbolt"},
	{"meshdex", "meshdex/ui", "github.com/charmbracelet"},
	{"meshdex", "meshdex/ui/cli", "github.com/spf13/cobra"},
	{"meshdex/ui/page", "", "meshdex/store"},
	{"meshdex/ui/card", "", "meshdex/store"},
	{"meshdex/ui/change", "", "meshdex/store"},
	{"meshdex/ui/follow", "", "meshdex"},
	{"meshdex/ui/widget", "", "meshdex/store"},
	{"meshdex/ui/widget", "", "meshdex/catalog"},
	{"meshdex/ui/widget", "", "meshdex/ui/page"},
	{"meshdex/ui/widget", "", "meshdex/ui/app"},
	{"meshdex/ui/page", "", "meshdex/ui/app"},
	{"meshdex/ui/linear", "", "meshdex/store"},
	{"meshdex/ui/linear", "", "meshdex/ui/app"},
	{"meshdex/ui/guide", "", "meshdex/store"},
	{"meshdex/ui/guide", "", "meshdex/ui/app"},
	{"meshdex/ui/app", "", "meshdex/ui/cli"},
	{"meshdex/ui/canvas", "", "meshdex/catalog"},
	{"meshdex/ui/text", "", "meshdex"},
	{"meshdex/ui/action", "", "meshdex"},
	{"meshdex/ui/theme", "", "meshdex"},
	{"meshdex/ui/quiet", "", "meshdex"},
}

func below(path, dir string) bool {
	return dir != "" && (path == dir || strings.HasPrefix(path, dir+"/"))
}

func TestImports_flowOneWay(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, r := range rules {
			if !below(p.ImportPath, r.from) || below(p.ImportPath, r.except) {
				continue
			}
			for _, imported := range p.Imports {
				if below(imported, r.deny) {
					t.Errorf("%s imports %s", p.ImportPath, imported)
				}
			}
		}
	}
}

// TestImports_pagesKeepApart holds that nothing imports a page but ui/cli, which
// puts the program together: no other page, and not what pages have in common.
func TestImports_pagesKeepApart(t *testing.T) {
	t.Parallel()
	const pages = "meshdex/ui/page/"
	for _, p := range packages(t) {
		own, isPage := strings.CutPrefix(p.ImportPath, pages)
		for _, imported := range p.Imports {
			other, ok := strings.CutPrefix(imported, pages)
			if ok && p.ImportPath != "meshdex/ui/cli" && !(isPage && below(other, strings.Split(own, "/")[0])) {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

// TestTopLevel_isFixed holds the top level of the repository.
func TestTopLevel_isFixed(t *testing.T) {
	t.Parallel()
	want := map[string]bool{
		"main.go": true, "ui": true, "catalog": true, "store": true, "sample": true, "go.mod": true, "go.sum": true,
		"README.md": true, "LICENSE": true, "CONTRIBUTING.md": true,
	}
	out, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Skip("not in a git checkout")
	}
	for line := range strings.Lines(string(out)) {
		top := strings.Split(strings.TrimSpace(line), "/")[0]
		if !want[top] && !strings.HasPrefix(top, ".") {
			t.Errorf("%s does not belong at the top level", top)
		}
	}
}

// Limits of CONTRIBUTING.md, "Style". Files that are tables of data are exempt:
// their names say so. So are tests, whose tables stand inside functions.
const (
	maxFileLines = 400
	maxFuncLines = 60
)

func isTable(path string) bool {
	base := strings.TrimSuffix(filepath.Base(path), ".go")
	return strings.HasSuffix(base, "_table") || strings.HasPrefix(base, "rules_")
}

func TestSize_staysReadable(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || isTable(path) {
			return err
		}
		return checkSize(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkSize(t *testing.T, path string) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if n := strings.Count(string(src), "\n"); n > maxFileLines {
		t.Errorf("%s has %d lines", path, n)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, src, 0)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			if n := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1; n > maxFuncLines {
				t.Errorf("%s: %s has %d lines", path, f.Name.Name, n)
			}
		}
	}
	return nil
}
