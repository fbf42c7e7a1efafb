package help_test

import (
	"testing"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/page/help"
	"meshdex/ui/page/pagetest"

	topics "meshdex/ui/help"
)

// manual is a manual of two texts, for frames that do not change with the real one.
var manual = help.Deps{
	List: func() []topics.Topic {
		return []topics.Topic{{Name: "binding", Title: "Keys of your own"}, {Name: "sources", Title: "Sources"}}
	},
	Read: func(name string) (string, bool) { return text, name == "binding" },
}

const text = `# Keys of your own

Keys are bound to *action ids*, so a key works the same **wherever** its action makes sense.

1. Look the id up with ` + "`?`" + `.
2. Write it into the configuration:

   ` + "```yaml" + `
   keys:
     list.down: [j, n]
   ` + "```" + `

| Variable | Does |
|---|---|
| ` + "`VISUAL`, `EDITOR`" + ` | the editor that opens files, with its arguments, when a key asks for it |
| ` + "`NO_COLOR`" + ` | no colours |

> Two actions that ask for one key are reported.

See [the standard](https://example.com/keys).
`

// embedded is the manual of the program.
var embedded = help.Deps{List: topics.List, Read: topics.Read}

func open(t *testing.T, deps help.Deps, topic string, w, h int) *pagetest.Driver {
	t.Helper()
	p, cmd, err := help.New(pagetest.Env(help.Actions()), deps, page.Target{Page: help.Name, Topic: topic})
	if err != nil {
		t.Fatal(err)
	}
	return pagetest.Open(t, p, cmd, w, h)
}

func cases() pagetest.Cases {
	return pagetest.Cases{
		"topics": func(t *testing.T, w, h int) *pagetest.Driver { return open(t, manual, "", w, h) },
		"keys":   func(t *testing.T, w, h int) *pagetest.Driver { return open(t, manual, "keys", w, h) },
		"topic":  func(t *testing.T, w, h int) *pagetest.Driver { return open(t, manual, "binding", w, h) },
		"found": func(t *testing.T, w, h int) *pagetest.Driver {
			d := open(t, manual, "binding", w, h).Do("help.find").Type("key")
			return d.Do(action.InputAccept)
		},
	}
}

func TestGolden(t *testing.T)  { t.Parallel(); cases().Run(t) }
func TestSweep(t *testing.T)   { t.Parallel(); cases().SweepAll(t) }
func TestMonkey(t *testing.T)  { t.Parallel(); cases().Monkey(t, help.Actions(), help.Stacks()) }
func TestActions(t *testing.T) { t.Parallel(); pagetest.Actions(t, help.Actions()) }

func TestTopics_enterReads(t *testing.T) {
	t.Parallel()
	d := open(t, manual, "", 80, 24)
	for _, topic := range []string{"binding", "keys", "sources"} {
		if got, want := d.Do("help.open").Last().Target, (page.Target{Page: help.Name, Topic: topic}); got != want {
			t.Errorf("to %+v, want %+v", got, want)
		}
		d.Do(action.Down)
	}
}

func TestNew_everyTopicOpens(t *testing.T) {
	t.Parallel()
	for _, topic := range topics.List() {
		d := open(t, embedded, topic.Name, 80, 24).Shows(topic.Title)
		if got := d.Page.Target().Topic; got != topic.Name {
			t.Errorf("the page of %q says it is at %q", topic.Name, got)
		}
	}
	if _, _, err := help.New(pagetest.Env(nil), embedded, page.Target{Topic: "../help.go"}); err == nil {
		t.Error("opened a topic that does not exist")
	}
}

func TestTopic_findGoesRoundAndEscapeLeaves(t *testing.T) {
	t.Parallel()
	d := open(t, manual, "binding", 60, 8).Do("help.find").Type("key").Do(action.InputAccept)
	if got := d.Page.Status(); got != "place 1 of 6" {
		t.Errorf("after the search: %s", got)
	}
	for range 5 {
		d.Do("help.next")
	}
	if got := d.Page.Status(); got != "place 6 of 6" {
		t.Errorf("after the last: %s", got)
	}
	if got := d.Do("help.next").Page.Status(); got != "place 1 of 6" {
		t.Errorf("n does not come round: %s", got)
	}
	if got := d.Do("help.previous").Page.Status(); got != "place 6 of 6" {
		t.Errorf("N does not come round: %s", got)
	}
	if !d.Escape() || d.Escape() {
		t.Error("esc leaves what is looked for, and then nothing")
	}
}
