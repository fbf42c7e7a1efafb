package cli

import (
	"context"
	"errors"
	"fmt"
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
	join := func(words ...string) string { return strings.Join(strings.Fields(strings.Join(words, " ")), " ") }
	switch p.Page {
	case "browse":
		if p.Query == "" {
			return ""
		}
		return join("search", p.Query)
	case "fields":
		return join("search --fields", p.Query)
	case "product":
		if p.Path != "" {
			return join("show", p.Product+"#"+p.Path)
		}
		return join("show", p.Product, p.Tab)
	case "diff":
		return join("diff", p.Base, p.Revision)
	case "lineage":
		return join("lineage", p.Product)
	case "help":
		return join("help", p.Topic)
	case "problems":
		return "doctor --problems"
	case "sources":
		return "source list"
	}
	return ""
}

func isNamed(name string) func(*cobra.Command) bool {
	return func(c *cobra.Command) bool { return c.Name() == name }
}
