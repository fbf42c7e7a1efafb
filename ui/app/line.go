package app

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/ui/action"
	"meshdex/ui/page"
	"meshdex/ui/theme"
	"meshdex/ui/widget/overlay"
	"meshdex/ui/widget/toast"
)

// command is one kind of ":" line, the page's own and the program's alike.
type command struct {
	page.Command
	run     func(argument string) tea.Cmd
	isShell bool // it is one of the command line
}

// commands are the ":" lines that can be given now, the page's own first.
func (r *Root) commands() []command {
	var out []command
	top := r.nav.top()
	if c, ok := top.page.(page.Commander); ok {
		for _, own := range c.Commands() {
			out = append(out, command{Command: own, run: func(arg string) tea.Cmd {
				intent, cmd := own.Run(arg)
				return tea.Batch(r.address(top.serial, cmd), r.perform(intent))
			}})
		}
	}
	for _, a := range r.env.Actions.All() {
		if a.Command != "" && r.offers(a) {
			out = append(out, command{Command: page.Command{Name: a.Command, Help: a.Title}, run: func(string) tea.Cmd { return r.do(a.ID) }})
		}
	}
	return slices.Concat(out, r.ownCommands(), r.shellCommands())
}

// shellCommands are those of the command line. What they do is seen when they have
// run, not when the line was given.
func (r *Root) shellCommands() []command {
	if r.cfg.Commands == nil {
		return nil
	}
	var out []command
	for _, c := range r.cfg.Commands.Commands() {
		out = append(out, command{Command: c, run: func(arg string) tea.Cmd { return r.runShell(c.Name + " " + arg) }, isShell: true})
	}
	return out
}

// runShell runs a line of the command line on a page of its own.
func (r *Root) runShell(line string) tea.Cmd {
	if _, err := r.cfg.Commands.Words(line); err != nil {
		return r.say(toast.Warn, err.Error())
	}
	if _, isOutput := r.nav.top().page.(interface{ Ran() ([]string, bool) }); isOutput {
		r.nav.pop() // one output takes the place of another
	}
	return r.open(page.Target{Page: outputPage, Query: strings.TrimSpace(line)})
}

// outputPage is the page that runs a command line and shows what it prints.
const outputPage = "output"

// offers reports whether an action belongs to what has the focus, or to the
// program.
func (r *Root) offers(a action.Action) bool {
	return a.Context == action.Global || a.Context == action.Always || slices.Contains(r.contexts(), a.Context)
}

// ownCommands go to places and set how the program looks.
func (r *Root) ownCommands() []command {
	out := []command{{Command: page.Command{Name: "open", Argument: "REF", Help: "Open a product or contract by id or name"}, run: r.openRef}}
	for _, d := range page.Destinations() {
		out = append(out, command{
			Command: page.Command{Name: d.Name, Argument: d.Argument, Help: d.Help},
			run:     func(arg string) tea.Cmd { return r.open(d.Target(arg)) },
		})
	}
	return append(out, []command{
		r.addCommand(),
		{Command: page.Command{Name: "walkthrough", Argument: "[NAME]", Help: "Learn the mesh step by step", Complete: r.guideNames}, run: r.startGuide},
		{Command: page.Command{Name: "answer", Argument: "TEXT", Help: "Answer the question of the walkthrough"}, run: r.answerLine},
		{Command: page.Command{Name: "theme", Argument: "NAME", Help: "Change the theme", Complete: startingWith(append([]string{"auto"}, theme.Names()...))}, run: r.useTheme},
		{Command: page.Command{Name: "icons", Argument: "SET", Help: "Change the icons", Complete: startingWith(theme.IconSets())}, run: r.useIcons},
		{Command: page.Command{Name: "q", Help: "Quit"}, run: func(string) tea.Cmd { return tea.Quit }},
	}...)
}

// addCommand adds a source.
func (r *Root) addCommand() command {
	return command{Command: page.Command{Name: "add", Argument: "[PLACE]", Help: "Add a source: a folder, a repository, an address"}, run: r.addLine}
}

func startingWith(words []string) func(string) []string {
	return func(prefix string) []string {
		var out []string
		for _, w := range words {
			if strings.HasPrefix(w, prefix) {
				out = append(out, w)
			}
		}
		return out
	}
}

// openRef opens what a reference names.
func (r *Root) openRef(ref string) tea.Cmd {
	target, err := r.snap.Resolve(ref)
	if err != nil {
		ctx, snap := r.ctx, r.snap
		return func() tea.Msg { return doneMsg{toast.Warn, page.NotResolved(ctx, snap, ref, err)} }
	}
	t := page.Target{Page: "product", Product: r.snap.Product(target.Product).ID, Path: target.Ref.Path}
	if t.Path != "" {
		t.Tab = "schema"
	}
	if target.Contract >= 0 {
		t.Contract = r.snap.Contract(target.Contract).ID
	}
	return r.open(t)
}

// openCommandLine opens the ":" line with its completion, and what is typed of it.
func (r *Root) openCommandLine(typed string) tea.Cmd {
	all := r.commands()
	var p *pick
	p, cmd := r.openPick(overlay.Options{Title: "Command", Prompt: ":", Empty: "enter runs the line"}, pick{
		typed: func(line string) ([]overlay.Item, tea.Cmd) { return completions(all, line), nil },
		choose: func(it overlay.Item) tea.Cmd {
			return r.runLine(it.ID)
		},
		complete: func(it overlay.Item) { p.picker.SetQuery(it.ID + " ") },
		enter: func(line string) (tea.Cmd, bool) {
			if _, known := p.picker.Current(); known && (!isCommand(all, line) || isBegun(p.picker.Items(), line)) {
				return nil, false
			}
			r.closeDialog()
			return r.runLine(line), true
		},
	})
	if typed != "" {
		p.picker.SetQuery(typed)
		cmd = p.refresh()
	}
	return cmd
}

// completions are the rows under what is typed: the commands that begin with it,
// or the arguments of the one that is typed already.
func completions(all []command, line string) []overlay.Item {
	name, arg, hasArg := strings.Cut(strings.TrimLeft(line, " "), " ")
	var items []overlay.Item
	for i, c := range all {
		switch {
		case hasArg && c.Name == name && c.Complete != nil:
			for _, a := range c.Complete(arg) {
				items = append(items, overlay.Item{ID: name + " " + a, Title: name + " " + a})
			}
		case !hasArg && strings.HasPrefix(c.Name, name) && !isHidden(all[:i], c):
			items = append(items, overlay.Item{ID: c.Name, Title: strings.TrimSpace(c.Name + " " + c.Argument), Detail: c.Help})
		}
	}
	return items
}

// findCommand finds the command of a line. Of two with one name, that of the page
// is meant unless only the other one suits the argument.
func findCommand(all []command, line string) (c command, arg string, ok bool) {
	name, arg, _ := strings.Cut(strings.TrimSpace(line), " ")
	name, arg = strings.TrimSuffix(name, "!"), strings.TrimSpace(arg) // ":q!" is in many fingers
	for _, named := range all {
		if named.Name == name && (!ok || named.suits(arg) && !c.suits(arg)) {
			c, ok = named, true
		}
	}
	return c, arg, ok
}

// suits reports whether a command takes an argument, or "" for none.
func (c command) suits(arg string) bool {
	if arg == "" {
		return c.Argument == "" || strings.HasPrefix(c.Argument, "[")
	}
	return c.Argument != ""
}

// isBegun reports whether a line is the beginning of the argument that the rows go on
// with, and no argument by itself.
func isBegun(items []overlay.Item, line string) bool {
	if _, arg, _ := strings.Cut(strings.TrimSpace(line), " "); arg == "" {
		return false
	}
	whole := func(it overlay.Item) bool { return it.ID == strings.TrimSpace(line) }
	return len(items) > 0 && !slices.ContainsFunc(items, whole)
}

// isHidden reports whether one of the commands before it is found instead of a
// command, with an argument and without.
func isHidden(before []command, c command) bool {
	return slices.ContainsFunc(before, func(b command) bool {
		return b.Name == c.Name && (b.suits("") || !c.suits("")) && (b.suits("x") || !c.suits("x"))
	})
}

func isCommand(all []command, line string) bool {
	_, _, ok := findCommand(all, line)
	return ok
}

// runLine does what a ":" line says.
func (r *Root) runLine(line string) tea.Cmd {
	c, arg, ok := findCommand(r.commands(), line)
	if !ok {
		return r.say(toast.Warn, "there is no command "+strings.TrimSpace(line)+"; "+r.env.Key(actCommand)+" lists them")
	}
	switch {
	case c.suits(arg):
	case arg == "":
		return r.say(toast.Warn, c.Name+" needs to be told "+c.Argument+": "+c.Help)
	default:
		return r.say(toast.Warn, c.Name+" stands alone, without "+arg)
	}
	if c.isShell {
		return c.run(arg)
	}
	return tea.Batch(c.run(arg), r.ran(line))
}
