package walkthrough

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// CheckKind says what a check waits for.
type CheckKind uint8

// The kinds of checks.
const (
	CheckOpened CheckKind = iota + 1 // the reader is at Place
	CheckTab                         // the reader saw a tab, of Place.Product if that is set
	CheckFound                       // a query's hits contain Target among the first Within
	CheckRan                         // a command line with these Words was run
	CheckAnswer                      // the answer to the question has one of Hashes
)

// Check is what must happen for a step to be done.
type Check struct {
	Kind   CheckKind
	Place  Place
	Target string
	Within int // 0: anywhere
	Words  []string
	Hashes []string
}

// ParseCheck reads a check:
//
//	opened PLACE         the reader is at the place, see [ParsePlace]
//	tab NAME [of ID]     the reader saw a tab, of one product or of any
//	found ID [in N]      a query was typed whose (first N) hits contain the product or contract
//	ran WORDS            a command was run that has these words in this order
func ParseCheck(text string) (Check, error) {
	verb, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	switch verb {
	case "opened":
		place, err := ParsePlace(rest)
		return Check{Kind: CheckOpened, Place: place}, err
	case "tab":
		return parseTab(rest)
	case "found":
		return parseFound(rest)
	case "ran":
		words := Words(rest)
		if len(words) == 0 {
			return Check{}, fmt.Errorf("%q takes the words of a command", verb)
		}
		return Check{Kind: CheckRan, Words: words}, nil
	}
	return Check{}, fmt.Errorf("no check is called %q; checks are opened, tab, found, ran", verb)
}

func parseTab(rest string) (Check, error) {
	words, err := fields(rest)
	place := Place{Page: "product"}
	switch {
	case err != nil:
		return Check{}, err
	case len(words) == 1:
	case len(words) == 3 && words[1] == "of":
		place.Product = unquote(words[2])
	default:
		return Check{}, fmt.Errorf("write it as: tab NAME, or tab NAME of ID")
	}
	place.Tab = words[0]
	if !slices.Contains(Tabs(), place.Tab) {
		return Check{}, fmt.Errorf("no tab is called %q; tabs are %s", place.Tab, strings.Join(Tabs(), ", "))
	}
	return Check{Kind: CheckTab, Place: place}, nil
}

func parseFound(rest string) (Check, error) {
	words, err := fields(rest)
	c := Check{Kind: CheckFound}
	switch {
	case err != nil:
		return Check{}, err
	case len(words) == 1:
	case len(words) == 3 && words[1] == "in":
		n, err := strconv.Atoi(words[2])
		if err != nil || n < 1 {
			return Check{}, fmt.Errorf("%q is not a number of hits", words[2])
		}
		c.Within = n
	default:
		return Check{}, fmt.Errorf("write it as: found ID, or found ID in N")
	}
	c.Target = unquote(words[0])
	return c, nil
}

// String is the inverse of ParseCheck. The check of an answer is "answer".
func (c Check) String() string {
	switch c.Kind {
	case CheckOpened:
		return "opened " + c.Place.String()
	case CheckTab:
		if c.Place.Product != "" {
			return "tab " + c.Place.Tab + " of " + quote(c.Place.Product, "")
		}
		return "tab " + c.Place.Tab
	case CheckFound:
		if c.Within > 0 {
			return fmt.Sprintf("found %s in %d", quote(c.Target, ""), c.Within)
		}
		return "found " + quote(c.Target, "")
	case CheckRan:
		return "ran " + strings.Join(c.Words, " ")
	}
	return "answer"
}

// Holds reports whether the event is what the check waits for. The answer of a
// step is hashed with the step's id.
func (c Check) Holds(step string, e Event) bool {
	switch {
	case (c.Kind == CheckOpened || c.Kind == CheckTab) && e.kind == opened:
		return c.Place.Covers(e.place)
	case c.Kind == CheckFound && e.kind == searched:
		return strings.TrimSpace(e.query) != "" && slices.Contains(e.first(c.Within), c.Target)
	case c.Kind == CheckRan && e.kind == ran:
		return inOrder(c.Words, e.words)
	case c.Kind == CheckAnswer && e.kind == answered:
		return slices.Contains(c.Hashes, HashAnswer(step, e.text))
	}
	return false
}

func (e Event) first(n int) []string {
	if n == 0 {
		return e.hits
	}
	return e.hits[:min(n, len(e.hits))]
}

// inOrder reports whether want is a subsequence of have.
func inOrder(want, have []string) bool {
	for _, w := range have {
		if len(want) > 0 && want[0] == w {
			want = want[1:]
		}
	}
	return len(want) == 0
}
