package cli_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/help"
)

// These tests hold that what the README and the topics of the help tell people to
// type works, and that the README leads to every topic.

// typed is a line that a document tells people to type.
type typed struct {
	where, line string
	isShell     bool // it stands in a block for a shell
}

var inlineCommand = regexp.MustCompile("`(meshdex(?: [^`]*)?)`")

// typedIn finds the commands of a Markdown text: the lines of its blocks for a
// shell, and what stands in the text as code and begins with the program's name.
// Blocks of anything else are examples of files.
func typedIn(where, markdown string) []typed {
	var out []typed
	fence, shell := "", false
	for line := range strings.Lines(markdown) {
		line = strings.TrimRight(line, "\n")
		run := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case fence == "" && len(run) >= 3:
			fence, shell = run, strings.TrimSpace(line[len(run):]) == "sh"
		case fence != "" && line == fence:
			fence = ""
		case fence != "" && shell:
			command, _, _ := strings.Cut(line, "  #")
			if command = strings.TrimSpace(command); command != "" {
				out = append(out, typed{where, command, true})
			}
		case fence == "":
			for _, m := range inlineCommand.FindAllStringSubmatch(line, -1) {
				out = append(out, typed{where, m[1], false})
			}
		}
	}
	return out
}

// documents are the texts by their files.
func documents(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]string{"README.md": string(data)}
	for _, topic := range help.List() {
		text, _ := help.Read(topic.Name)
		docs["ui/help/"+topic.Name+".md"] = text
	}
	return docs
}

// meant are words that stand for something of the reader's own, and what they stand
// for here.
var meant = map[string]string{
	"PATH": "contracts", "PLACE": "contracts", "TOPIC": "query", "STEP": "owner", "ANSWER": "Order Desk",
	"NAME": "core", "SETTING=VALUE": "key=public", "NAME.walkthrough.md": "new.walkthrough.md",
}

// instead is what is run for a line. What a test must not reach, a source on the
// network, is added without being synced. What only somebody at a terminal can use,
// runs until it is stopped, or is named in the text without what it takes, is asked
// for its help.
func instead(c typed, args []string) []string {
	switch line := strings.Join(args, " "); {
	case len(args) == 2 && args[0] == "sync" && strings.Contains(args[1], "://"):
		return []string{"source", "add", strings.Trim(strings.Map(letter, args[1]), "-"), args[1]}
	case strings.HasPrefix(line, "watch"), strings.HasPrefix(line, "walkthrough record"):
		return append(args, "--help")
	case !c.isShell && (line == "lint" || line == "pack --sign"):
		return []string{args[0], "--help"}
	}
	return args
}

func letter(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
		return r
	}
	return '-'
}

// changesSources reports whether a command changes what later ones would sync.
func changesSources(args []string) bool {
	return len(args) > 1 && args[0] == "source" && args[1] == "add"
}

func TestDocs_commandsRun(t *testing.T) {
	docs := documents(t)
	t.Chdir(t.TempDir())
	w, away := newWorld(t), newWorld(t)
	w.furnish()
	n := 0
	for _, where := range slices.Sorted(maps.Keys(docs)) {
		for _, c := range typedIn(where, docs[where]) {
			words := strings.Fields(strings.ReplaceAll(c.line, "'", ""))
			if words[0] != "meshdex" {
				continue
			}
			n++
			if args := c.args(words[1:]); changesSources(args) {
				away.try(c, args)
			} else {
				w.try(c, args)
			}
		}
	}
	if n < 40 {
		t.Errorf("the documents have only %d commands", n)
	}
}

// args are the arguments of what is run for a line.
func (c typed) args(words []string) []string {
	for i, word := range words {
		if what, ok := meant[word]; ok {
			words[i] = what
		}
	}
	if len(words) == 0 {
		return nil
	}
	return instead(c, words)
}

// furnish puts what the documents speak of into the working folder: contracts, a
// walkthrough, and a store that has them.
func (w world) furnish() {
	w.t.Helper()
	if _, errs, code := w.run("sample", "write", "contracts"); code != 0 {
		w.t.Fatal(errs)
	}
	text, _ := help.Read("walkthroughs")
	_, after, _ := strings.Cut(text, "````markdown\n")
	guide, _, _ := strings.Cut(after, "````\n")
	if err := os.MkdirAll("guides", 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile("guides/returns"+walkthrough.Suffix, []byte(guide), 0o644); err != nil {
		w.t.Fatal(err)
	}
	if _, errs, code := w.run("sync", "contracts"); code != 0 {
		w.t.Fatal(errs)
	}
}

// try runs one line of a document.
func (w world) try(c typed, args []string) {
	w.t.Helper()
	out, errs, code := w.run(args...)
	if code > 1 || strings.Contains("\n"+errs, "\nerror:") {
		w.t.Errorf("%s: %s: exit code %d\n%s", c.where, c.line, code, errs)
	}
	if out+errs == "" {
		w.t.Errorf("%s: %s says nothing", c.where, c.line)
	}
}

// The two commands of the README and the one that installs are those of Go; what
// they come to is that the program builds, that it starts without arguments, and
// that these tests run.
func TestDocs_goCommandsAreThoseThatWork(t *testing.T) {
	t.Parallel()
	var lines []string
	for _, c := range typedIn("README.md", documents(t)["README.md"]) {
		if strings.HasPrefix(c.line, "go ") {
			lines = append(lines, c.line)
		}
	}
	if want := []string{"go run .", "go test ./...", "go install ."}; !slices.Equal(lines, want) {
		t.Fatalf("the README says %q, want %q", lines, want)
	}
	if out, errs, code := newWorld(t).run(); code != 0 || !strings.Contains(out, "Returns") {
		t.Errorf("without arguments: exit code %d, %s", code, errs)
	}
}

// The lines for git are given to a shell in a repository, and the diff is then told
// by the program.
func TestDocs_gitDriverWorks(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil || testing.Short() || runtime.GOOS == "windows" {
		t.Skip("needs git, a shell, and time to build the program")
	}
	dir, bin := t.TempDir(), t.TempDir()
	if out, err := exec.Command("go", "build", "-o", filepath.Join(bin, "meshdex"), "meshdex").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	script := []string{
		"git init -q .", "git config user.email a@b.example", "git config user.name a",
		`contract() { printf 'apiVersion: v3.1.0\nkind: DataContract\nid: o\nversion: %s\nschema:\n- name: t\n  properties: %s\n' "$1" "$2" > o.odcs.yaml; }`,
		"contract 1.0.0 '[{name: gone, logicalType: string}]'", "git add .", "git commit -qm one",
	}
	for _, c := range typedIn("README.md", documents(t)["README.md"]) {
		if c.isShell && !strings.HasPrefix(c.line, "meshdex") && !strings.HasPrefix(c.line, "go ") {
			script = append(script, c.line)
		}
	}
	script = append(script, "contract 1.0.1 '[]'", "git --no-pager diff", "git commit -qam two", "git --no-pager log -p --ext-diff")
	cmd := exec.Command("sh", "-ec", strings.Join(script, "\n"))
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir()}
	out, err := cmd.CombinedOutput()
	if err != nil || strings.Count(string(out), "BREAKING") != 2 || !strings.Contains(string(out), "gone") {
		t.Errorf("%v\n%s", err, out)
	}
}

// Whoever reads the README on the web finds every topic from it, and every link of
// a document leads to a file.
func TestDocs_linksLeadSomewhere(t *testing.T) {
	t.Parallel()
	docs := documents(t)
	for _, topic := range help.List() {
		if !strings.Contains(docs["README.md"], "](ui/help/"+topic.Name+".md)") || !strings.Contains(docs["README.md"], "`meshdex help "+topic.Name+"`") {
			t.Errorf("the README does not lead to the topic %s", topic.Name)
		}
	}
	link := regexp.MustCompile(`\]\(([^)#]+)\)`)
	for where, text := range docs {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(where), m[1])); err != nil {
				t.Errorf("%s: %v", where, err)
			}
		}
	}
}
