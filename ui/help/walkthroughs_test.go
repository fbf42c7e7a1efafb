package help_test

import (
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/sample"
	"meshdex/ui/help"
)

// walkthroughWords are the pages and tabs of places, as the topic writes them.
func walkthroughWords() []string {
	var words []string
	for _, p := range walkthrough.Pages() {
		words = append(words, "`"+p)
	}
	for _, tab := range walkthrough.Tabs() {
		words = append(words, "`"+tab+"`")
	}
	return words
}

// example is the walkthrough that the topic shows.
func example(t *testing.T) string {
	t.Helper()
	text, _ := help.Read("walkthroughs")
	_, after, ok := strings.Cut(text, "````markdown\n")
	file, _, closed := strings.Cut(after, "````\n")
	if !ok || !closed {
		t.Fatal("the topic has no example")
	}
	return file
}

func mesh(t *testing.T) (catalog.Library, *catalog.Snapshot) {
	t.Helper()
	lib, _, snap, err := sample.Open()
	if err != nil {
		t.Fatal(err)
	}
	return lib, snap
}

func TestWalkthroughs_exampleIsSound(t *testing.T) {
	t.Parallel()
	w, problems := walkthrough.Parse("x.walkthrough.md", []byte(example(t)))
	if len(problems) > 0 || len(w.Steps) != 3 || w.Intro == "" {
		t.Fatalf("%+v", problems)
	}
	lib, snap := mesh(t)
	world := walkthrough.World{
		Snapshot: snap, Library: lib, Search: func(string) ([]string, error) { return []string{"returns"}, nil },
		Run: func([]string) error { return nil },
	}
	for _, p := range walkthrough.Lint(w, world) {
		t.Errorf("line %d: %s", p.Pos.Line, p.Message)
	}
	for _, o := range walkthrough.Replay(w, world) {
		if o.Err != nil {
			t.Errorf("%s: %v", o.Step.ID, o.Err)
		}
	}
}

// Every key that the topic names is one: a file that uses all of them has no
// unknown key, and every key that the reader knows is named.
func TestWalkthroughs_namesEveryKey(t *testing.T) {
	t.Parallel()
	text, _ := help.Read("walkthroughs")
	for _, key := range []string{
		"walkthrough", "id", "title", "summary", "audience", "minutes", "needs", "next",
		"place", "check", "try", "question", "answer", "fact", "hint",
	} {
		if !strings.Contains(text, "`"+key+"`") {
			t.Errorf("%s is missing", key)
		}
	}
	for _, check := range []string{"opened", "tab", "found", "ran"} {
		if !strings.Contains(text, "| `"+check+" ") {
			t.Errorf("the check %s is missing", check)
		}
	}
}

func TestWalkthroughs_everyFactIsOne(t *testing.T) {
	t.Parallel()
	text, _ := help.Read("walkthroughs")
	_, snap := mesh(t)
	_, facts, _ := strings.Cut(text, "| Fact | Is |\n|---|---|\n")
	facts, _, _ = strings.Cut(facts, "\n\n")
	n := 0
	for _, part := range strings.Split(facts, "`") {
		word, ok := strings.CutSuffix(part, " ID")
		if !ok {
			continue
		}
		n++
		if _, err := walkthrough.Fact(snap, nil, word+" returns"); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
	if n != 13 {
		t.Errorf("%d facts are named", n)
	}
}

// What can be written in a walkthrough is what its topic says can be written.
func TestWalkthroughs_saysWhatCanBeWritten(t *testing.T) {
	t.Parallel()
	text, _ := help.Read("walkthroughs")
	for _, want := range walkthroughWords() {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
}
