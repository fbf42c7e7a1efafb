package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-shellwords"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/catalog/walkthrough"
	"meshdex/store"
	"meshdex/ui/guide"
	"meshdex/ui/text"
)

// walker leads one person through a walkthrough on the plain command line: what
// is typed is run, and what it did is shown to the session.
type walker struct {
	*tool
	v *view
	s *walkthrough.Session
}

const walkHelp = `enter goes on, back goes back, hint helps, try shows how, quit ends and keeps your place;
anything else is run as a meshdex command, or is your answer, or is searched for.
Keys that the text names are those of the screens; below it stands what to type here`

func (t *tool) walk(ctx context.Context, name string) error {
	w, v, err := t.findWalkthrough(ctx, name)
	if err != nil {
		return err
	}
	done := t.walked(w.ID)
	k := &walker{tool: t, v: v, s: guide.Resume(guide.Guide{
		Walkthrough: w.Settled(v.Snapshot, v.Library), Progress: walkthrough.Progress{Done: done.Done, Step: done.Step},
	})}
	fmt.Fprintf(t.Out, "%s\n%s\n\n", strings.ToUpper(text.Clean(w.Title)), text.Clean(w.Summary))
	if w.Intro != "" {
		fmt.Fprintf(t.Out, "%s\n", plainMarkdown(w.Intro, proseWidth))
	}
	fmt.Fprintf(t.Out, "(%s)\n", walkHelp)
	in := bufio.NewScanner(t.In)
	k.show()
	for k.s.Current() != nil && in.Scan() {
		if quit := k.take(ctx, strings.TrimSpace(in.Text())); quit {
			break
		}
		if err := k.keep(); err != nil {
			return err
		}
	}
	if k.s.Finished() {
		fmt.Fprintln(t.Out, "\nThat was all.")
		if w.Next != "" {
			fmt.Fprintf(t.Out, "It goes on with: meshdex walkthrough %s\n", text.Clean(w.Next))
		}
	}
	return in.Err()
}

func (k *walker) show() {
	if k.s.Current() == nil {
		return
	}
	fmt.Fprintf(k.Out, "\n%s\n> ", stepText(k.s.Walkthrough(), k.s.Number()))
}

// take does one typed line.
func (k *walker) take(ctx context.Context, line string) (quit bool) {
	step := k.s.Current()
	switch strings.ToLower(line) {
	case "quit", "q":
		return true
	case "":
		k.s.Advance()
		k.show()
		return false
	case "back":
		k.s.Back()
		k.show()
		return false
	case "hint":
		k.say(guide.Plain(step.Hint), "there is no hint for this step")
		return false
	case "try":
		k.say(stepLine(step), "there is nothing to try in this step")
		return false
	}
	if slices.ContainsFunc(k.did(ctx, step, line), k.s.See) {
		fmt.Fprintf(k.Out, "\nDone: %s\n", text.Clean(step.Title))
		k.s.Advance()
		k.show()
		return false
	}
	if step.IsReading() {
		k.say("", "enter goes on")
		return false
	}
	k.say("", "that is not it yet; hint helps, enter goes on")
	return false
}

func (k *walker) say(s, otherwise string) {
	if s == "" {
		s = otherwise
	}
	fmt.Fprintf(k.Out, "\n%s\n> ", text.Clean(s))
}

// did runs a line and tells what happened by it.
func (k *walker) did(ctx context.Context, step *walkthrough.Step, line string) []walkthrough.Event {
	words := splitLine(line)
	isCommand := len(words) > 0 && slices.ContainsFunc(k.commands(), isNamed(words[0]))
	switch {
	case !isCommand && step.Question != "":
		return []walkthrough.Event{walkthrough.Answered(line)}
	case !isCommand:
		words = []string{"search", line}
	}
	fmt.Fprintln(k.Out)
	if err := k.run(ctx, k.v, k.Out, words); err != nil {
		k.report(err)
		return nil
	}
	return append(k.placesOf(ctx, words), walkthrough.Ran(words...))
}

func splitLine(line string) []string {
	words, err := shellwords.Parse(line)
	if err != nil || len(words) == 0 {
		words = strings.Fields(line)
	}
	if len(words) > 1 && words[0] == "meshdex" {
		words = words[1:]
	}
	return words
}

// run runs a command line on the catalog of the walkthrough. An answer that is no
// is an answer.
func (t *tool) run(ctx context.Context, v *view, out io.Writer, words []string) error {
	sub := &tool{Streams: t.Streams}
	sub.Out, sub.Err = out, out
	root := sub.root()
	where := []string{"--sample"}
	if v.db != nil {
		where = []string{"--store", v.db.Dir()}
	}
	root.SetArgs(append(where, words...))
	root.SetOut(out)
	root.SetErr(out)
	err := root.ExecuteContext(ctx)
	if errors.Is(err, errNo) {
		return nil
	}
	return err
}

// placesOf is where a command has led: the places on the screens that show the
// same.
func (k *walker) placesOf(ctx context.Context, words []string) []walkthrough.Event {
	var args []string
	for _, w := range words[1:] {
		if !strings.HasPrefix(w, "-") {
			args = append(args, w)
		}
	}
	switch words[0] {
	case "search":
		text := strings.Join(args, " ")
		hits, err := k.v.found(ctx, text)
		if err != nil {
			return nil
		}
		return []walkthrough.Event{
			walkthrough.Opened(walkthrough.Place{Page: "browse", Query: text}), walkthrough.Searched(text, hits),
		}
	case "show", "versions":
		return k.shown(words[0], args)
	case "lineage":
		return []walkthrough.Event{walkthrough.Opened(k.placeOf("lineage", args))}
	case "diff", "impact":
		return k.compared(ctx, args)
	case "help":
		return []walkthrough.Event{walkthrough.Opened(walkthrough.Place{Page: "help", Topic: strings.Join(args, " ")})}
	}
	return nil
}

// placeOf is a page about what the first argument names.
func (k *walker) placeOf(page string, args []string) walkthrough.Place {
	p := walkthrough.Place{Page: page}
	if len(args) == 0 {
		return p
	}
	if target, err := k.v.Resolve(args[0]); err == nil {
		p.Product, p.Path = k.v.Product(target.Product).ID, target.Ref.Path
		if target.Contract >= 0 {
			p.Contract = k.v.Contract(target.Contract).ID
		}
	}
	return p
}

// shown tells which tabs of a product have been seen: the one asked for, or all
// that a plain show prints.
func (k *walker) shown(command string, args []string) []walkthrough.Event {
	p := k.placeOf("product", args)
	var events []walkthrough.Event
	for _, s := range sections {
		asked := command == "versions" && s.name == "versions" || len(args) > 1 && args[1] == s.name
		if asked || command == "show" && len(args) == 1 && s.brief {
			p.Tab = s.name
			if s.name == "access" {
				p.Tab = "team" // one tab shows both
			}
			events = append(events, walkthrough.Opened(p))
		}
	}
	return events
}

func (k *walker) compared(ctx context.Context, args []string) []walkthrough.Event {
	t := &tool{Streams: k.Streams, sample: k.v.db == nil, storeDir: k.storeDir}
	base, revision, err := t.sides(ctx, args)
	if err != nil || base.version.Contract == "" {
		return nil
	}
	return []walkthrough.Event{walkthrough.Opened(walkthrough.Place{
		Page: "diff", Product: base.version.Contract, Base: k.stateRef(base.version), Revision: k.stateRef(revision.version),
	})}
}

// stateRef names a version as the screens do, also where several states carry one
// text.
func (k *walker) stateRef(v catalog.Version) string {
	versions, err := k.v.Versions(v.Contract)
	i := slices.IndexFunc(versions, func(other catalog.Version) bool { return other.Seq == v.Seq })
	if err != nil || i < 0 {
		return v.Ref()
	}
	return catalog.History(versions).Ref(i)
}

// found are the ids of the products that a query finds, best first.
func (v *view) found(ctx context.Context, text string) ([]string, error) {
	q, err := query.Parse(text)
	if err != nil {
		return nil, err
	}
	ix, err := v.index()
	if err != nil {
		return nil, err
	}
	result, err := ix.Search(ctx, q, search.Options{Scope: search.Products})
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, h := range result.Hits {
		ids = append(ids, v.Product(int(h.Product)).ID)
	}
	return ids, nil
}

// walked is the progress that was kept; none when it cannot be read.
func (t *tool) walked(id string) store.Progress {
	db, err := t.open()
	if err != nil {
		return store.Progress{}
	}
	m, err := db.Marks()
	if err != nil {
		return store.Progress{}
	}
	return m.Progress[id]
}

func (k *walker) keep() error {
	db, err := k.open()
	if err != nil {
		return err
	}
	p := k.s.Progress()
	return db.UpdateMarks(func(m *store.Marks) error {
		if m.Progress == nil {
			m.Progress = map[string]store.Progress{}
		}
		m.Progress[k.s.Walkthrough().ID] = store.Progress{Done: p.Done, Step: p.Step, Updated: k.Now().UTC()}
		return nil
	})
}
