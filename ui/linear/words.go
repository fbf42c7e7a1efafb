package linear

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/page"
)

// word is something that can be typed: a name, what it has to be told, and what it
// does.
type word struct {
	Name     string
	Argument string // in brackets when it may be left out
	Help     string
	run      func(argument string)
	not      string // why it can not be done now; "" when it can
	isShell  bool   // it is one of the command line: what it does is seen once it has run
}

func (w word) isOptional() bool { return strings.HasPrefix(w.Argument, "[") }

// suits reports whether a word takes an argument, or "" for none. A row takes a
// number alone.
func (w word) suits(arg string) bool {
	switch {
	case arg == "":
		return w.Argument == "" || w.isOptional()
	case w.Argument == rowNumber:
		_, err := strconv.Atoi(arg)
		return err == nil
	}
	return w.Argument != ""
}

// find finds the word that is meant. Of several with one name the first is that
// suits the argument, if one does. A name with a text behind it that suits none
// begins a text to search for; with nothing or a number behind it, it is meant as a
// word, and lacks what it needs.
func find(all []word, name, arg string) (found word, ok bool) {
	named := slices.DeleteFunc(slices.Clone(all), func(w word) bool { return w.Name != name })
	for _, w := range named {
		if w.suits(arg) {
			return w, true
		}
	}
	_, err := strconv.Atoi(arg)
	if len(named) == 0 || arg != "" && err != nil {
		return word{}, false
	}
	return word{Name: name, not: lacks(named, arg)}, true // without anything to run
}

// lacks says what words of one name need that they were not told.
func lacks(named []word, arg string) string {
	switch name := named[0].Name; {
	case arg != "":
		return name + " takes no number here."
	case slices.Contains(walkthrough.Tabs(), name):
		return name + " is a section of a product; open one first."
	}
	var needs []string
	for _, w := range named {
		if need := cmp.Or(needed[w.Argument], w.Argument); !slices.Contains(needs, need) {
			needs = append(needs, need)
		}
	}
	return named[0].Name + " needs " + strings.Join(needs, " or ") + "."
}

// needed says in words what an argument is.
var needed = map[string]string{
	rowNumber: "the number of a row", "REF": "the id or name of a product or contract", "A [B]": "a contract, or two versions",
	"PATH…": "files or folders", "FILE": "a file", "PLACE": "a place", "COMMAND": "a command", "NAME": "a name",
	"VALUE": "a value", "TEXT": "a text", "QUERY": "words to search for", "COLUMN": "a column",
}

// words are all that can be typed now: the conversation's own, which mean the same
// everywhere, then those of the page, of the walkthrough and of the program.
func (t *talk) words() []word {
	return slices.Concat(t.general(), t.pageWords(), t.leadWords(), t.programWords())
}

// rowNumber is what an action on a row has to be told.
const rowNumber = "N"

// pageWords are the lines and actions of the page.
func (t *talk) pageWords() []word {
	var out []word
	p := t.here().page
	if c, ok := p.(page.Commander); ok {
		for _, line := range c.Commands() {
			if line.Name == searchWord {
				continue // it has a word of its own
			}
			out = append(out, word{Name: line.Name, Argument: line.Argument, Help: line.Help + ".", run: func(arg string) { t.pageLine(line.Name, arg) }})
		}
	}
	for _, context := range p.Contexts() {
		for _, a := range t.env.Actions.In(context) {
			if a.Scope != action.OfScreen {
				w := t.actionWord(a)
				if a.Scope != action.OfRow { // of a row it is asked once it has a number
					w.not = p.Disabled(a.ID)
				}
				out = append(out, w)
			}
		}
	}
	return out
}

func (t *talk) actionWord(a action.Action) word {
	w := word{Name: a.Word(), Help: about(a), run: func(arg string) { t.act(a, arg) }}
	if a.Scope == action.OfRow {
		w.Argument = rowNumber
	}
	return w
}

// about is what help says of an action.
func about(a action.Action) string {
	s, asks := strings.CutSuffix(a.Title, " …")
	if asks {
		s += ", asks what"
	}
	s += "."
	if a.Help == "" {
		return s
	}
	return s + " " + titled(strings.TrimRight(a.Help, ".")) + "."
}

// act performs an action of the page, on the row with the number that was given.
func (t *talk) act(a action.Action, arg string) {
	e := t.here()
	if n, err := strconv.Atoi(arg); err == nil && !e.told.Point(n) {
		t.say("The number " + arg + " is of no row here.")
		return
	}
	if why := e.page.Disabled(a.ID); why != "" { // of the row that was pointed at
		t.notNow(why)
		return
	}
	was := e.noted()
	in, cmd := e.page.Do(a.ID)
	t.finish(e, was, in, t.settle(e.page, cmd))
}

// pageLine gives a line to a page like this one, so that going back finds this one
// as it was.
func (t *talk) pageLine(name, arg string) {
	if !t.push(t.here().page.Target()) {
		return
	}
	e := t.here()
	for _, line := range e.page.(page.Commander).Commands() {
		if line.Name == name {
			in, cmd := line.Run(arg)
			intents := t.settle(e.page, cmd)
			t.perform(in)
			t.performAll(intents)
			t.retell(e)
			return
		}
	}
}

// programWords are the pages that need no subject, and what the program can do
// anywhere.
func (t *talk) programWords() []word {
	out := []word{
		{Name: "open", Argument: "REF", Help: "Opens a product, contract or property by id or name.", run: t.openRef},
		{Name: "add", Argument: "[PLACE]", Help: "Adds a source: a folder, a repository, an address.", run: t.addSource},
		{Name: "meshdex", Argument: "COMMAND", Help: "Runs a command of the program that changes nothing, as in a shell.", run: t.runShell, isShell: true},
	}
	for _, d := range page.Destinations() {
		out = append(out, word{Name: d.Name, Argument: d.Argument, Help: d.Help + ".", run: func(arg string) { t.open(d.Target(arg)) }})
	}
	for id, run := range t.programActions() {
		if a, ok := t.env.Actions.Get(id); ok {
			out = append(out, word{Name: a.Word(), Help: about(a), run: func(string) { run() }})
		}
	}
	return append(out, t.shellWords()...)
}

// shellWords are the commands of the program that change nothing. Those that only
// say in their way what pages tell have to be asked for by the program's name.
func (t *talk) shellWords() []word {
	if t.cfg.Commands == nil {
		return nil
	}
	var out []word
	for _, c := range t.cfg.Commands.Commands() {
		if c.Name == searchWord || c.Name == "show" {
			continue
		}
		out = append(out, word{Name: c.Name, Argument: c.Argument, Help: c.Help + ".", run: func(arg string) { t.runShell(c.Name + " " + arg) }, isShell: true})
	}
	return out
}
