package walkthrough

import "strings"

// Event is something that a reader did and that a check may wait for.
type Event struct {
	kind  eventKind
	place Place
	query string
	hits  []string
	text  string
	words []string
}

type eventKind uint8

const (
	opened eventKind = iota + 1
	searched
	answered
	ran
)

// Opened says that the reader is at a place now. A change of tab is one too.
func Opened(p Place) Event { return Event{kind: opened, place: p} }

// Searched says that a query has found the given products, contracts or
// properties, as ids, best first. A property's id is that of its contract.
func Searched(query string, hits []string) Event {
	return Event{kind: searched, query: query, hits: hits}
}

// Answered says what the reader answered to the question of the current step.
func Answered(text string) Event { return Event{kind: answered, text: text} }

// Ran says that a command line of the program was run and did not fail: its
// words without the program's name.
func Ran(words ...string) Event { return Event{kind: ran, words: words} }

// Words splits a command line at white space and drops leading colons and the
// program's name.
func Words(line string) []string {
	words := strings.Fields(strings.TrimLeft(strings.TrimSpace(line), ": "))
	for len(words) > 0 && words[0] == "meshdex" {
		words = words[1:]
	}
	return words
}
