package linear

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/ui/action"
	"meshdex/ui/help"
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// searchWord stands before a text that would be taken for a word.
const searchWord = "search"

// general are the words that mean the same everywhere.
func (t *talk) general() []word {
	plain := func(f func()) func(string) { return func(string) { f() } }
	return []word{
		{Name: "more", Help: "Goes on telling; so does Enter.", run: plain(t.goOn)},
		{Name: "rest", Help: "Tells all that is left, at once.", run: plain(t.rest)},
		{Name: "again", Help: "Repeats what was told last.", run: plain(t.repeat)},
		{Name: "start", Help: "Tells this place from its start.", run: plain(func() { t.retell(t.here()) })},
		{Name: "find", Argument: "TEXT", Help: "Tells only the lines of this place that hold a text.", run: t.findText},
		{Name: "where", Help: "Says where you are, and the way that led here.", run: plain(t.where)},
		{Name: "back", Help: "Goes back to the place before, as it was.", run: plain(t.goBack)},
		{Name: "forward", Help: "Goes forward again.", run: plain(t.goForward)},
		{Name: searchWord, Argument: "QUERY", Help: "Searches for a text that is also a word, such as: search back.", run: t.search},
		{Name: "help", Argument: "[WORD]", Help: "Tells what can be typed here; or what a word does; or a topic of the manual.", run: t.help},
		{Name: "quit", Help: "Ends.", run: plain(t.quit)},
		{Name: "exit", Help: "Ends as well.", run: plain(t.quit)},
		{Name: "q", Help: "Ends as well.", run: plain(t.quit)},
	}
}

// The program's own actions that are no word of general and no page.
const (
	actTopics action.ID = "app.topics"
)

func (t *talk) programActions() map[action.ID]func() {
	return map[action.ID]func(){
		actTopics:     func() { t.open(page.Target{Page: "help"}) },
		action.Reload: t.reload,
	}
}

func (t *talk) quit() { t.done = true }

// greet says what this is and what to type first.
func (t *talk) greet() {
	name := "meshdex"
	if t.cfg.Label != "" {
		name += ", " + t.cfg.Label
	}
	t.say(fmt.Sprintf("%s: %s. Type words to search for, or help.", name, text.Count(t.snap.Len(), "product", "products")))
}

// help tells what can be typed here in as few words as possible; or what one word
// does, or all of them do; or opens a topic of the manual.
func (t *talk) help(about string) {
	switch lines := t.explained(about); {
	case about == "":
		t.tellAside(t.names())
	case about == "all":
		t.tellAside(t.everyWord())
	case isTopic(about):
		t.open(page.Target{Page: "help", Topic: about})
	case len(lines) > 0:
		t.tellAside(lines)
	default:
		t.say(about + " is no word here and no topic of the manual. help all tells the words, manual the topics.")
	}
}

func isTopic(name string) bool {
	_, ok := help.Read(name)
	return ok
}

// names are the words that can be typed here, by their names alone.
func (t *talk) names() []string {
	var lines []string
	if most := t.here().told.Numbers(); most > 0 {
		lines = append(lines, fmt.Sprintf("A number, 1 to %d, follows what was told with it.", most))
	}
	lines = append(lines,
		"Any text that is not a word is searched for.",
		"In "+t.here().told.Name+": "+listed(t.pageWords())+".")
	if t.lead != nil {
		lines = append(lines, "In the walkthrough: "+listed(t.leadWords())+".")
	}
	return append(lines,
		"Everywhere: back, where, again, start, rest, find TEXT, browse, fields, problems, sources, walkthroughs, manual, quit.",
		"help and a word tells what it does, such as: help back. help all tells every word.")
}

// listed are words by their names, each once, with the row that they need.
func listed(words []word) string {
	var names []string
	for _, w := range words {
		name := w.Name
		if w.Argument == rowNumber {
			name += " " + rowNumber
		}
		if w.not == "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// explained are the words of a name, spelled out.
func (t *talk) explained(name string) []string {
	named := slices.DeleteFunc(t.words(), func(w word) bool { return w.Name != name })
	return spelled(named)
}

// everyWord tells all that can be typed, what belongs to the place first.
func (t *talk) everyWord() []string {
	lines := append([]string{"In " + t.here().told.Name + ":"}, spelled(t.pageWords())...)
	if own := t.leadWords(); len(own) > 0 {
		lines = append(append(lines, "", "Of walkthroughs:"), spelled(own)...)
	}
	lines = append(append(lines, "", "Everywhere:"), spelled(t.general())...)
	return append(lines, spelled(t.unsaid())...)
}

// unsaid are the words of the program that are not general ones too.
func (t *talk) unsaid() []word {
	known := map[string]bool{}
	for _, w := range t.general() {
		known[w.Name+w.Argument] = true
	}
	var out []word
	for _, w := range t.programWords() {
		if !known[w.Name+w.Argument] {
			known[w.Name+w.Argument] = true
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b word) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// spelled are words as help tells them, each once.
func spelled(words []word) []string {
	var lines []string
	for _, w := range words {
		if w.not != "" {
			continue
		}
		line := strings.TrimSpace(w.Name+" "+w.Argument) + ": " + w.Help
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return lines
}
