package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/text"
)

// replay does what every step of a walkthrough asks for and says how that went.
func (t *tool) replay(ctx context.Context, w *walkthrough.Walkthrough, v *view) error {
	failed, world := 0, t.worldToRun(ctx, v)
	for _, p := range walkthrough.Lint(w, world) {
		failed++
		fmt.Fprintf(t.Out, "%s:%d:%d: %s\n", text.Clean(w.Path), p.Pos.Line, p.Pos.Column, text.Clean(p.Message))
	}
	tb := table{head: []string{"STEP", "RESULT", "CHECK"}}
	for _, o := range walkthrough.Replay(w, world) {
		switch {
		case o.Err == nil:
			tb.add(o.Step.ID, "passes", "")
		case errors.Is(o.Err, walkthrough.ErrUntried):
			tb.add(o.Step.ID, "untried", o.Check)
		default:
			failed++
			tb.add(o.Step.ID, "fails", o.Check+": "+o.Err.Error())
		}
	}
	if err := tb.print(t.Out); err != nil {
		return err
	}
	if failed > 0 {
		return errNo
	}
	return nil
}

// placeLine is the command that shows what a place shows; "" if there is none.
func placeLine(p walkthrough.Place) string {
	switch p.Page {
	case "browse":
		if p.Query == "" {
			return ""
		}
		return commandText("search", p.Query)
	case "fields":
		return commandText("search --fields", p.Query)
	case "product":
		if p.Path != "" {
			return commandText("show", shellWord(p.Product+"#"+p.Path))
		}
		return commandText("show", shellWord(p.Product), p.Tab)
	case "diff":
		return commandText("diff", shellWord(p.Base), shellWord(p.Revision))
	case "lineage":
		return commandText("lineage", shellWord(p.Product))
	case "help":
		return commandText("help", p.Topic)
	case "problems":
		return "doctor --problems"
	case "sources":
		return "source list"
	}
	return ""
}

// commandText joins the parts of a command that are not empty.
func commandText(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// shellWord is a word as a shell takes it.
func shellWord(s string) string {
	if s == "" || !strings.ContainsAny(s, " \t\"'\\$`;|&<>*?()!~") && s[0] != '#' {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func isNamed(name string) func(*cobra.Command) bool {
	return func(c *cobra.Command) bool { return c.Name() == name }
}
