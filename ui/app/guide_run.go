package app

import (
	"meshdex/ui/page"
	"meshdex/ui/text"
)

// A walkthrough may ask for a command to be run, and somebody else has written it.
// So nothing is ever run by going through steps: the person is shown the line and
// says what to do with it. What can be run here are commands of the program that
// change nothing; every other line can be copied, and is theirs to judge.

// offerRun offers to run a command line of the program here, or to copy it.
func (r *Root) offerRun(line string) {
	why := "there is no command line here"
	if r.cfg.Commands != nil {
		why = ""
		if _, err := r.cfg.Commands.Words(line); err != nil {
			why = err.Error()
		}
	}
	shown := "meshdex " + text.Clean(line)
	r.offer(page.Intent{What: shown, Choices: []page.Choice{
		{Key: "r", Title: "Run it here", Detail: "it only reads the catalog", Disabled: why, Intent: page.Intent{Kind: page.Run, Text: line}},
		{Key: "c", Title: "Copy it", Detail: "to run it in a shell", Intent: page.ToCopy(shown, "the command")},
	}})
}
