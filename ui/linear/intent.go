package linear

import (
	"fmt"
	"strconv"
	"strings"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// menu is what can be chosen from, by number; or a question, by yes.
type menu struct {
	asker   page.Page
	what    string
	choices []page.Choice
	yes     bool // the first choice is done on yes
}

// mostPrompt is how long a prompt may be: it is heard again and again.
const mostPrompt = 24

func (m *menu) prompt() string {
	if m.yes {
		return m.what + " yes or no"
	}
	what := m.what
	if len(what) > mostPrompt {
		what = "Choose" // it was told above
	}
	return fmt.Sprintf("%s, 1 to %d", what, len(m.choices))
}

// help says what can be answered.
func (m *menu) help() string {
	if m.yes {
		return "yes does it, no does not. Anything else leaves the question."
	}
	return fmt.Sprintf("A number, 1 to %d, chooses; back chooses nothing; again tells the choices. Anything else leaves them.", len(m.choices))
}

func (t *talk) performAll(intents []page.Intent) {
	for _, in := range intents {
		t.perform(in)
	}
}

// perform does what a page asks for.
func (t *talk) perform(in page.Intent) {
	switch in.Kind {
	case page.Back:
		t.goBack()
	case page.Open:
		t.open(in.Target)
	case page.Copy:
		t.show(in.What, in.Text)
	case page.Edit:
		t.edit(in.Path, in.Line)
	case page.Browse:
		t.browse(in.URL)
	case page.Toast:
		t.tellMessage(page.Message{At: t.cfg.Now(), Severity: in.Severity, Text: in.Text})
	case page.Menu:
		t.offer(in)
	case page.Confirm:
		t.menu = &menu{asker: t.here().page, what: in.What, choices: in.Choices, yes: true}
		t.say(in.Text)
	case page.Run:
		t.line(in.Text)
	}
}

// show tells a text that would be copied on the screen, as it is.
func (t *talk) show(what, s string) {
	lines := strings.Split(strings.TrimRight(text.CleanProse(s), "\n"), "\n")
	if len(lines) > 1 {
		lines = append([]string{titled(what) + ":"}, lines...)
	}
	t.tellAside(lines)
}

// titled is a word with a capital.
func titled(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] }

// edit gives the terminal to the editor; where there is none, it says what to
// edit.
func (t *talk) edit(path string, line int) {
	where := "The file is " + path + "."
	if line > 0 {
		where = fmt.Sprintf("The file is %s, line %d.", path, line)
	}
	if t.cfg.Desktop == nil {
		t.say(where)
		return
	}
	cmd, err := t.cfg.Desktop.Editor(path, line)
	if err == nil {
		_ = t.out.Flush() // the editor writes next
		err = cmd.Run()
	}
	if err != nil {
		t.say(where + " The editor did not work: " + err.Error() + ".")
		return
	}
	t.say("Edited " + path + ".")
}

// browse opens an address where it can, and tells it in any case.
func (t *talk) browse(url string) {
	t.say(url)
	if t.cfg.Desktop == nil {
		return
	}
	if err := t.cfg.Desktop.Browse(url); err != nil {
		t.say("It was not opened: " + err.Error() + ".")
	}
}

// How much is told of what a choice would give, and of a text that it would copy: to
// tell it apart.
const mostDetail, mostSample = 120, 60

// offer tells a menu.
func (t *talk) offer(in page.Intent) {
	t.menu = &menu{asker: t.here().page, what: in.What, choices: in.Choices}
	lines := []string{in.What + ":"}
	for i, c := range in.Choices {
		line := fmt.Sprintf("%d. %s", i+1, c.Title)
		if c.Detail != "" {
			most := mostDetail
			if strings.HasPrefix(text.OneLine(c.Intent.Text), c.Detail) { // the start of what is copied
				most = mostSample
			}
			line += ": " + text.Cut(clean(text.OneLine(c.Detail)), most)
		}
		if c.Disabled != "" {
			line += ", not now: " + c.Disabled
		}
		lines = append(lines, page.Spoken(line))
	}
	t.tellAside(lines)
}

// pick answers a menu, and reports whether the line was meant for it. Anything that
// is no choice leaves the menu.
func (t *talk) pick(line string) bool {
	m := t.menu
	n, err := strconv.Atoi(line)
	switch low := strings.ToLower(line); {
	case line == "" && t.aside != nil && t.aside.at < len(t.aside.lines):
		return false // the menu is still being told
	case m.yes && (low == "y" || low == "yes"):
		n = 1
	case line == "" || low == "back" || m.yes && (low == "n" || low == "no"):
		t.menu, t.aside = nil, nil
		t.say("Nothing is chosen.")
		return true
	case low == "help":
		t.say(m.help())
		return true
	case low == "again" && t.aside != nil:
		t.repeat()
		return true
	case err != nil || m.yes:
		t.menu, t.aside = nil, nil
		return false
	case n < 1 || n > len(m.choices):
		t.say(fmt.Sprintf("There are %s, 1 to %d; back leaves them.", text.Count(len(m.choices), "choice", "choices"), len(m.choices)))
		return true
	}
	c := m.choices[n-1]
	if c.Disabled != "" {
		t.say("Not now: " + c.Disabled + ".")
		return true
	}
	t.menu, t.aside = nil, nil
	t.chosen(m.asker, c)
	return true
}

// chosen does what a choice says; one with a value goes to the page that asked.
func (t *talk) chosen(asker page.Page, c page.Choice) {
	if c.Value == nil || !t.isOpen(asker) {
		t.perform(c.Intent)
		return
	}
	e := t.here()
	was := e.noted()
	in, cmd := asker.Receive(c.Value)
	t.finish(e, was, in, t.settle(asker, cmd))
}

// finish performs what a page wants after an action, or tells what the action has
// changed. An action that leaves no trace is told to be done.
func (t *talk) finish(e *place, was before, in page.Intent, more []page.Intent) {
	said, aside := t.said, t.aside
	t.perform(in)
	t.performAll(more)
	if t.here() == e {
		t.leaveBehind(was)
	}
	switch told := t.said > said; {
	case t.here() != e || t.menu != nil || t.aside != aside:
	case told:
		t.changed(e, was.lines, nil) // what it says of a line or two was told
	case !t.changed(e, was.lines, t.say):
		t.say("Done.")
	}
}
