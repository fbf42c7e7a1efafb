package linear

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meshdex/catalog"
	"meshdex/catalog/query"
	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// take acts on a line: a choice of the menu that was offered, a number of what was
// told, a word, or else a text to search for.
func (t *talk) take(line string) {
	t.catchUp()
	line = clean(line)
	if t.menu != nil && t.pick(line) {
		t.watch()
		return
	}
	rest, isSearch := strings.CutPrefix(line, "/")
	number, err := strconv.Atoi(line)
	switch {
	case line == "":
		t.goOn()
	case isSearch:
		t.search(strings.TrimSpace(rest))
	case err == nil && t.asks() && t.isRight(line):
	case err == nil:
		t.choose(number)
	default:
		t.word(line)
	}
	t.watch()
}

// choose follows what has a number.
func (t *talk) choose(n int) {
	e := t.here()
	was := e.noted()
	in, cmd, ok := e.told.Follow(n)
	if !ok {
		t.say(t.noNumber(n))
		return
	}
	if t.asks() {
		t.say(fmt.Sprintf("%d is not the answer, so it is followed.", n))
	}
	t.aside = nil
	t.finish(e, was, in, t.settle(e.page, cmd))
}

func (t *talk) noNumber(n int) string {
	if t.asks() {
		return fmt.Sprintf("%d is not the answer, and nothing has that number here.", n)
	}
	if most := t.here().told.Numbers(); most > 0 {
		return fmt.Sprintf("Nothing has the number %d here; numbers go from 1 to %d.", n, most)
	}
	return fmt.Sprintf("Nothing has the number %d here; this place has no numbers.", n)
}

// word acts on a line that begins with a word; a line that does not is searched
// for, or answers the question of the walkthrough.
func (t *talk) word(line string) {
	bare, isWord := strings.CutPrefix(line, ":")
	name, arg, _ := strings.Cut(strings.TrimSpace(bare), " ")
	arg = strings.TrimSpace(arg)
	name = strings.ToLower(name)
	w, ok := find(t.words(), name, arg)
	if meant := t.meant(name); arg == "" && meant != "" && !t.asks() && (!ok || w.run == nil) {
		t.word(meant)
		return
	}
	switch {
	case ok && w.run == nil:
		t.say(w.not)
	case ok && w.not != "":
		t.notNow(w.not)
	case ok:
		w.run(arg)
		if !w.isShell {
			t.ran(line)
		}
	case isWord:
		t.say("There is no word " + name + " here. help tells those there are.")
	case t.answers(line):
	default:
		t.doubt(line)
		t.search(line)
	}
}

// doubt says that a single word which is about to be searched for may have been
// meant otherwise: it is a word of other places, or nearly one of this.
func (t *talk) doubt(line string) {
	if strings.ContainsAny(line, " :") {
		return
	}
	name := strings.ToLower(line)
	isElsewhere := func(a action.Action) bool { return a.Scope != action.OfScreen && a.Word() == name }
	if slices.ContainsFunc(t.cfg.Actions, isElsewhere) || slices.Contains(walkthrough.Tabs(), name) {
		t.say(name + " is a word of other places, not of this one, so it is searched for.")
		return
	}
	for _, w := range t.words() {
		if w.not == "" && isSlip(name, w.Name) {
			t.say(name + " is searched for. The word nearest to it is " + w.Name + ".")
			return
		}
	}
}

// isSlip reports whether a text is a slip of the finger away from a word. Short ones
// resemble too much.
func isSlip(typed, word string) bool {
	return min(len(typed), len(word)) >= 4 && query.Distance(typed, word, 1) == 1
}

// line acts on a line that a page wants done: it begins with a word that does not
// belong to a page.
func (t *talk) line(line string) {
	name, arg, _ := strings.Cut(line, " ")
	if w, ok := find(slices.Concat(t.leadWords(), t.programWords()), name, arg); ok && w.run != nil {
		w.run(arg)
		return
	}
	t.say("There is no word " + name + " here.")
}

// addSource brings contracts in from a place; the page of sources tells how far it
// is.
func (t *talk) addSource(place string) {
	switch {
	case t.cfg.Sources == nil:
		t.say("No source can be added to this catalog.")
		return
	case place == "":
		t.say("Type add and where your contracts are: a folder, a repository, an address.")
		return
	}
	name, err := t.cfg.Sources.Add(place)
	if err != nil {
		t.warn(err.Error())
		return
	}
	t.open(page.Target{Page: "sources", Query: name})
}

// notNow says why something can not be done.
func (t *talk) notNow(why string) { t.say("Not now: " + page.Spoken(why) + ".") }

// search looks for columns where they are searched, else for products. It is a
// place of its own, so that going back finds the one before as it was.
func (t *talk) search(query string) {
	name := "browse"
	if t.here().page.Target().Page == "fields" {
		name = "fields"
	}
	t.open(page.Target{Page: name, Query: query})
}

// openRef opens what a reference names.
func (t *talk) openRef(ref string) {
	target, err := t.snap.Resolve(ref)
	if err != nil {
		t.tellMessage(page.Message{At: t.cfg.Now(), Severity: catalog.Warning, Text: page.NotResolved(t.ctx, t.snap, ref, err) + ". To look for it, type it alone."})
		return
	}
	to := page.Target{Page: "product", Product: t.snap.Product(target.Product).ID, Path: target.Ref.Path}
	if target.Contract >= 0 {
		to.Contract = t.snap.Contract(target.Contract).ID
	}
	if to.Path != "" {
		to.Tab = "schema"
	}
	t.open(to)
}

// findText tells the lines of the place that hold a text, with their numbers.
func (t *talk) findText(what string) {
	e := t.here()
	words := strings.Fields(strings.ToLower(what))
	var lines []string
	for i := range e.told.Len() {
		line := e.told.Line(i).Text
		if holdsAll(strings.ToLower(line), words) {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		t.say("Nothing here holds " + what + ". A text alone is searched for everywhere.")
		return
	}
	t.tellAside(append([]string{text.Count(len(lines), "line holds", "lines hold") + " " + what + ":"}, lines...))
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// runShell runs a command line of the program that changes nothing, on a page that
// tells what it prints.
func (t *talk) runShell(line string) {
	if t.cfg.Commands == nil {
		t.say("Commands cannot be run here.")
		return
	}
	if _, err := t.cfg.Commands.Words(line); err != nil {
		t.warn(err.Error())
		return
	}
	t.open(page.Target{Page: "output", Query: strings.TrimSpace(line)})
}
