package cli_test

import (
	"bytes"
	"cmp"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"meshdex/sample"
	"meshdex/ui/action"
	"meshdex/ui/app"
	"meshdex/ui/cli"
	"meshdex/ui/text"
)

// typist types line after line into a conversation, each when it is asked for, and
// lets the transcript show it as a terminal would.
type typist struct {
	lines  []string
	script io.Writer
}

func (y *typist) Read(p []byte) (int, error) {
	if len(y.lines) == 0 {
		return 0, io.EOF
	}
	line := y.lines[0]
	y.lines = y.lines[1:]
	_, _ = io.WriteString(y.script, line) // a buffer takes everything
	return copy(p, line+"\n"), nil
}

// talk holds a conversation in a home of its own, and returns its transcript.
func talk(t testing.TB, home string, args, lines []string) string {
	t.Helper()
	var script bytes.Buffer
	env := map[string]string{"HOME": home, "MESHDEX_STORE": filepath.Join(home, "store")}
	code := cli.Main(append(args, "--accessible"), cli.Streams{
		In: &typist{lines, &script}, Out: &script, Err: &script, Context: t.Context(), Now: sample.Today,
		Getenv: func(name string) string { return env[name] },
	})
	if code != 0 {
		t.Fatalf("the conversation ended with %d:\n%s", code, script.String())
	}
	return script.String()
}

var update = flag.Bool("update", false, "write the transcripts anew")

// TestConversation_transcripts holds whole conversations: each file has the
// arguments in its first line, what is typed, and the transcript.
func TestConversation_transcripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "conversation", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no conversations: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			args, _, _ := strings.Cut(string(ar.Comment), "\n")
			typed := strings.Split(strings.TrimSuffix(string(ar.Files[0].Data), "\n"), "\n")
			got := talk(t, t.TempDir(), strings.Fields(args), typed)
			if *update {
				ar.Files = append(ar.Files[:1], txtar.File{Name: "said", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(ar.Files[1].Data); got != want {
				t.Errorf("the transcript differs; got:\n%s", got)
			}
		})
	}
}

// ways leads to every page, by what has to be typed for it.
func ways() map[string][]string {
	return map[string][]string{
		"browse": {"facets"}, "product": {"open returns"}, "fields": {"fields customer_id"}, "diff": {"open returns", "diff"},
		"lineage": {"open returns", "lineage"}, "problems": {"problems"}, "sources": {"sources"}, "messages": {"messages"},
		"help": {"help query"}, "walkthroughs": {"walkthroughs"}, "preview": {"preview nowhere.odcs.yaml"}, "output": {"audit returns"},
	}
}

// TestConversation_leadsToEveryPage holds that no page is for the screen alone.
func TestConversation_leadsToEveryPage(t *testing.T) {
	t.Parallel()
	dirs, err := os.ReadDir(filepath.Join("..", "page"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if !dir.IsDir() || dir.Name() == "pagetest" {
			continue
		}
		way, ok := ways()[dir.Name()]
		if !ok {
			t.Errorf("no conversation leads to the page %s", dir.Name())
			continue
		}
		script := talk(t, t.TempDir(), []string{"--sample"}, append(slices.Clone(way), "where"))
		if strings.Contains(script, "There is no word") || !strings.Contains(script, "told.") {
			t.Errorf("%v does not lead to the page %s:\n%s", way, dir.Name(), script)
		}
	}
}

// TestConversation_hasAWordForEveryAction holds that whatever can be done on the
// screen can be said, but for what moves about on it.
func TestConversation_hasAWordForEveryAction(t *testing.T) {
	t.Parallel()
	said := map[action.ID]string{"app.help": "help"} // where the word is another one
	lines := []string{"walkthrough find-your-way", "help all", "browse", "help all", "facets", "help all", "returns", "help all", "open returns", "help all"}
	for _, line := range []string{
		"versions", "schema", "10", "fields customer_id", "problems", "open returns", "diff", "source", "messages", "walkthroughs",
		"manual", "help query", "open returns", "lineage", "audit returns", "preview nowhere.odcs.yaml",
	} {
		lines = append(lines, line, "help all")
	}
	script := talk(t, t.TempDir(), []string{"--sample", "--lines", "0"}, lines)
	isTold := func(word string) bool {
		return strings.Contains(script, "\n"+word+": ") || strings.Contains(script, "\n"+word+" ")
	}
	reached := map[action.Context]bool{} // where a word was told; what cannot be done now is not
	missing := map[action.Context][]action.ID{}
	for _, a := range append(app.Actions(), cli.ScreenActions()...) {
		word := cmp.Or(said[a.ID], a.Word())
		switch {
		case a.Scope == action.OfScreen:
		case isTold(word):
			reached[a.Context] = true
		default:
			missing[a.Context] = append(missing[a.Context], a.ID)
		}
	}
	for context, ids := range missing {
		if !reached[context] || context == action.Global || context == action.Always || context == "guide" {
			t.Errorf("no help names a word for %v", ids)
		}
	}
}

// TestConversation_words holds that no two actions that can be said at one place
// share a word, unless what is typed after it tells them apart.
func TestConversation_wordsAreTold(t *testing.T) {
	t.Parallel()
	seen := map[string]action.ID{}
	for _, a := range append(app.Actions(), cli.ScreenActions()...) {
		key := string(a.Context) + " " + a.Word() + map[bool]string{true: " N"}[a.Scope == action.OfRow]
		if have, taken := seen[key]; taken && a.Scope != action.OfScreen {
			t.Errorf("%s and %s are both called %q", have, a.ID, a.Word())
		}
		if a.Scope != action.OfScreen {
			seen[key] = a.ID
		}
	}
}

// FuzzConversation types anything: the conversation never fails, never writes what
// acts on a terminal, and ends in a prompt or at its end.
func FuzzConversation(f *testing.F) {
	for _, seed := range []string{
		"returns\n1\nteam\naccess\nback\nback\nback", "fields customer_id\n3\n\n\nlevel\nfind a", "open returns\ndiff\n1\nback\nsource\nswap\nimpact\n1",
		"walkthrough find-your-way\n\n\nhint\nanswer x\nprevious\nleave", "(\nsearch (\ndomain:\n\"\n-\nOR", "999\n-1\n0\n:x\n/\n:\nmark 1\ncopy\ncopy 1\n1",
		"facets\n3\nclear\nsort owner\nsort nothing\nreverse\ncompare\nmark 2\ncompare", "open \x1b[2J\n\u202e\n\x00\nmeshdex version\nmeshdex search returns --ids",
	} {
		f.Add(seed)
	}
	home := f.TempDir()
	f.Fuzz(func(t *testing.T, typed string) {
		lines := strings.Split(typed, "\n")
		lines = slices.DeleteFunc(lines[:min(len(lines), 30)], runsCommand)
		holds(t, talk(t, home, []string{"--sample"}, lines), lines)
	})
}

// TestConversation_survivesAnything types words, numbers and nonsense at random.
func TestConversation_survivesAnything(t *testing.T) {
	t.Parallel()
	words := []string{
		"", "", "", "more", "rest", "again", "start", "back", "back", "forward", "where", "help", "find a", "open returns", "open web-orders",
		"orders", "pii:true", "fields id", "problems", "sources", "messages", "walkthroughs", "walkthrough keep-a-mesh-healthy", "(", "\x1b[2J", "数据\u202e",
	}
	for _, a := range append(app.Actions(), cli.ScreenActions()...) {
		if word := a.Word(); a.Scope != action.OfScreen && word != "quit" && word != "exit" {
			words = append(words, word, word+" 1", word+" 12")
		}
	}
	r := rand.New(rand.NewPCG(7, 11))
	var lines []string
	for range 250 {
		line := words[r.IntN(len(words))]
		if r.IntN(3) == 0 {
			line = strconv.Itoa(r.IntN(15))
		}
		lines = append(lines, line)
	}
	holds(t, talk(t, t.TempDir(), []string{"--sample", "--lines", "5"}, lines), lines)
}

// holds fails the test unless a conversation wrote nothing that acts on a terminal,
// and ended in a prompt.
func holds(t *testing.T, script string, typed []string) {
	t.Helper()
	for line := range strings.Lines(said(script, typed)) {
		if l := strings.TrimSuffix(line, "\n"); text.Clean(l) != l {
			t.Errorf("it wrote %q", l)
		}
	}
	if end := strings.TrimSuffix(script, "\n"); !strings.Contains(end[strings.LastIndexByte(end, '\n')+1:], "> ") {
		t.Errorf("it does not end in a prompt: %q", end[max(0, len(end)-200):])
	}
}

// runsCommand leaves out what would run a command of the program: it may write
// files.
func runsCommand(line string) bool { return strings.Contains(line, "meshdex") }

// said is a transcript without what was typed.
func said(script string, typed []string) string {
	for _, line := range typed {
		script = strings.Replace(script, "> "+line+"\n", "> \n", 1)
	}
	return script
}
