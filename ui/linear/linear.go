// Package linear is meshdex as a conversation, for those who have the terminal read
// out, feel it in Braille, or have a terminal that only appends: each answer is new
// lines of plain words, and ends in a prompt. Nothing is drawn, moved or repainted.
//
// It shows the same pages as the screen does, by what they say of themselves in
// [page.Page.Tell], and acts on the same actions and intents: a person types the
// number of what was told, a word, or a text to search for. [Run] is the entry
// point. It must not import store or ui/app.
package linear

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os/exec"
	"time"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/guide"
	"meshdex/ui/page"
	"meshdex/ui/theme"
)

// Config is all that a conversation needs from outside. Snapshot, Open, Actions,
// Now, In and Out are required.
type Config struct {
	Snapshot *catalog.Snapshot
	Open     page.Opener
	Actions  []action.Action // of the program and of its pages
	Label    string          // says what catalog this is when that is not plain
	Welcome  page.Intent     // done at the start
	Guides   guide.Shelf     // nil for none

	// Stack is where the person left off, the first place first; Save is called with
	// where they are at the end. Both may be nil.
	Stack []page.Target
	Save  func([]page.Target) error

	Lines int // told at a time; 0 for all
	Width int // columns to break lines at; 0 for not at all
	Echo  Echo

	Now     func() time.Time
	In      io.Reader
	Out     io.Writer
	Desktop Desktop // nil for none: paths and addresses are told instead

	// Changed blocks until there is a newer snapshot; Reload reads the catalog anew.
	// Both may be nil.
	Changed, Reload func(context.Context) (*catalog.Snapshot, error)
	// Record is told what the person does, when a walkthrough is to be made of it; nil
	// for nobody.
	Record func(walkthrough.Event)
	// Sources is where new sources go; nil where none can be added.
	Sources Sources
	// Commands is the command line of the program; nil for none.
	Commands page.CommandLine
}

// Echo says whether what is typed shows as it is typed.
type Echo uint8

// What happens to typed letters.
const (
	Echoed Echo = iota // by the terminal, with the end of the line
	Unseen             // lines come from a file or a pipe
)

// Sources takes new sources.
type Sources interface {
	// Add remembers a place, such as a folder or an address, as a source, unless it is
	// one already, and returns the name of it.
	Add(place string) (name string, err error)
}

// Desktop is the machine around the terminal.
type Desktop interface {
	// Editor is the command that opens a file at a line, 0 for the start.
	Editor(path string, line int) (*exec.Cmd, error)
	// Browse opens an address.
	Browse(url string) error
}

// talk is a conversation that is under way. It belongs to one goroutine; only the
// commands of pages run beside it.
type talk struct {
	cfg  Config
	ctx  context.Context
	env  *page.Env
	snap *catalog.Snapshot
	in   *bufio.Reader
	out  *bufio.Writer

	back, forward []*place // the last of back is where the person is
	aside         *aside   // what is being told besides the place; nil for nothing
	menu          *menu    // what can be chosen from now; nil for nothing
	lead          *lead    // the walkthrough that is on; nil for none
	diary         guide.Diary
	log           []page.Message
	said          int // sentences since the start

	news    chan news          // from the commands of pages
	waiting int                // commands that have not come back
	changes chan *catalogState // newer states of the catalog
	done    bool
}

// Run holds a conversation until the person ends it, the input does, or the
// context.
func Run(ctx context.Context, cfg Config) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := newTalk(ctx, cfg)
	t.in = bufio.NewReader(cfg.In)
	t.awaitChange()
	t.begin()
	for !t.done && ctx.Err() == nil {
		t.prompt()
		line, ok := t.hear()
		if !ok {
			break
		}
		t.take(line)
	}
	return t.end()
}

func newTalk(ctx context.Context, cfg Config) *talk {
	t := &talk{
		cfg: cfg, ctx: ctx, snap: cfg.Snapshot, out: bufio.NewWriter(cfg.Out),
		news: make(chan news), changes: make(chan *catalogState, 1),
	}
	t.env = &page.Env{Icons: theme.Wordless(), Actions: named(cfg.Actions), Now: cfg.Now, Motion: page.ReducedMotion, Messages: t.messages}
	return t
}

// Tell writes all that the page of a target tells, without numbers: for those who
// ask from a shell. Of the configuration it needs what a page does, and Out.
func Tell(ctx context.Context, cfg Config, target page.Target) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := newTalk(ctx, cfg)
	p, cmd, err := cfg.Open(t.env, t.snap, target)
	if err != nil {
		return err
	}
	p.Resize(pageWidth, pageHeight)
	t.settle(p, cmd)
	told := page.Telling{Form: page.Unnumbered}
	p.Tell(&told)
	const step = 20
	for i := 0; i < told.Len(); i++ {
		if i%step == 0 {
			if cmd := told.Ready(i + step); cmd != nil {
				t.settle(p, cmd)
				told = page.Telling{Form: page.Unnumbered}
				p.Tell(&told)
			}
		}
		t.say(told.Line(i).Text)
	}
	return errors.Join(t.out.Flush(), ctx.Err())
}

// named gives every action its word for a key, so that what a page says of keys
// tells what to type.
func named(actions []action.Action) *action.Registry {
	words := make([]action.Action, len(actions))
	for i, a := range actions {
		a.Keys = []string{a.Word()}
		words[i] = a
	}
	r, _ := action.New(words) // two that share a word are told apart by what is typed after it
	return r
}

// begin greets, and takes the person to where they left off.
func (t *talk) begin() {
	for _, target := range t.cfg.Stack {
		t.push(target)
	}
	resumed := len(t.back) > 0
	if !resumed {
		t.push(page.Target{Page: "browse"})
	}
	t.greet()
	switch {
	case resumed:
		t.say("You are where you left off: " + t.here().told.Name + ". Enter tells it, back goes back.")
	case t.cfg.Welcome.Kind != page.Menu:
		t.say("Enter lists the products.")
	}
	t.perform(t.cfg.Welcome)
}

// end remembers where the person is.
func (t *talk) end() error {
	if err := t.out.Flush(); err != nil || t.cfg.Save == nil {
		return err
	}
	return t.cfg.Save(t.stack())
}
