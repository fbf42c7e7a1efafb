package linear

import (
	"fmt"
	"slices"
	"strings"

	"meshdex/ui/action"
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
		{Name: "help", Help: "Tells what can be typed here.", run: plain(t.help)},
		{Name: "quit", Help: "Ends.", run: plain(t.quit)},
		{Name: "exit", Help: "Ends.", run: plain(t.quit)},
		{Name: "q", Help: "Ends.", run: plain(t.quit)},
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
	t.say(fmt.Sprintf("%s: %s. Type words to search for, a number or word that was told, or help.", name, text.Count(t.snap.Len(), "product", "products")))
}

// help tells what can be typed here, what belongs to the place first.
func (t *talk) help() {
	lines := []string{"In " + t.here().told.Name + ":"}
	if most := t.here().told.Numbers(); most > 0 {
		lines = append(lines, fmt.Sprintf("A number, 1 to %d, follows what was told with it.", most))
	}
	lines = append(lines, spelled(t.pageWords())...)
	if own := t.leadWords(); len(own) > 0 {
		lines = append(append(lines, "", "In the walkthrough:"), spelled(own)...)
	}
	lines = append(append(lines, "", "Everywhere:", "Any other text is searched for."), spelled(t.general())...)
	t.tellAside(append(lines, spelled(t.unsaid())...))
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
