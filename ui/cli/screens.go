package cli

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"meshdex/catalog"
	"meshdex/ui/action"
	manual "meshdex/ui/help"
	"meshdex/ui/page"
	"meshdex/ui/page/browse"
	"meshdex/ui/page/diff"
	"meshdex/ui/page/fields"
	"meshdex/ui/page/help"
	"meshdex/ui/page/lineage"
	"meshdex/ui/page/messages"
	"meshdex/ui/page/output"
	"meshdex/ui/page/preview"
	"meshdex/ui/page/problems"
	"meshdex/ui/page/product"
	"meshdex/ui/page/sources"
	"meshdex/ui/page/walkthroughs"
)

// screenActions are the actions of all pages.
func screenActions() []action.Action {
	return slices.Concat(browse.Actions(), product.Actions(), fields.Actions(), diff.Actions(), lineage.Actions(),
		problems.Actions(), preview.Actions(), sources.Actions(), messages.Actions(), walkthroughs.Actions(), help.Actions(), output.Actions())
}

// screenStacks are what can have the focus on all pages.
func screenStacks() []action.Stack {
	return slices.Concat(browse.Stacks(), product.Stacks(), fields.Stacks(), diff.Stacks(), lineage.Stacks(),
		problems.Stacks(), preview.Stacks(), sources.Stacks(), messages.Stacks(), walkthroughs.Stacks(), help.Stacks(), output.Stacks())
}

// screens opens the page that a target names, on the desk.
func (d *desk) screens(columns []string) page.Opener {
	return func(env *page.Env, snap *catalog.Snapshot, t page.Target) (page.Page, tea.Cmd, error) {
		var p page.Page
		var cmd tea.Cmd
		switch t.Page {
		case browse.Name:
			p, cmd = browse.New(env, browse.Deps{Library: d, Index: d.indexOf, Marks: d.marks, Searches: d.marks, Passed: d.release, Columns: columns}, snap, t)
		case product.Name:
			p, cmd = product.New(env, product.Deps{Library: d, Results: d.results, Graph: d.graphOf, Marks: d.marks, Locate: d.locate}, snap, t)
			cmd = tea.Batch(cmd, d.visited(t.Product))
		case fields.Name:
			p, cmd = fields.New(env, fields.Deps{Library: d, Index: d.indexOf}, snap, t)
		case diff.Name:
			p, cmd = diff.New(env, diff.Deps{Library: d, Graph: d.graphOf, Locate: d.locate}, snap, t)
		case lineage.Name:
			p, cmd = lineage.New(env, lineage.Deps{Graph: d.graphOf}, snap, t)
		case problems.Name:
			p, cmd = problems.New(env, problems.Deps{Problems: d.problems, Locate: d.locate}, snap, t)
		case sources.Name:
			p, cmd = sources.New(env, sources.Deps{States: d.states, Sync: d.sync}, snap, t)
		case preview.Name:
			var err error
			if t.Path, err = absolute(t.Path); err != nil {
				return nil, nil, err
			}
			p, cmd = preview.New(env, preview.Deps{Watch: watchFile, Judge: d.judgeFile}, snap, t)
		case messages.Name:
			p, cmd = messages.New(env)
		case help.Name:
			return help.New(env, help.Deps{List: manual.List, Read: manual.Read}, t)
		case output.Name:
			words, err := d.shell.Words(t.Query)
			if err != nil {
				return nil, nil, err
			}
			p, cmd = output.New(env, output.Deps{Run: d.shell.Run}, words)
		case walkthroughs.Name:
			p, cmd = walkthroughs.New(env, walkthroughs.Deps{List: d.guides.list}, snap)
		default:
			return nil, nil, fmt.Errorf("there is no page %q", t.Page)
		}
		return p, cmd, nil
	}
}

// visited records the visit off the UI goroutine, for it writes a file.
func (d *desk) visited(id string) tea.Cmd {
	if id == "" {
		return nil
	}
	return func() tea.Msg {
		d.marks.visit(id)
		return nil
	}
}
