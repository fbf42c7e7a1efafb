package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

// readsOnly is the annotation of commands that change nothing, but for what their
// flags in changing do. Those may be run beside the screens.
const readsOnly = "reads-only"

// changing are the flags by which such a command would change something, look
// elsewhere than at what is shown, or wait for another program.
var changing = map[string]bool{"seen": true, "repair": true, "git-driver": true, "store": true, "sample": true}

func reading(cs ...*cobra.Command) []*cobra.Command {
	for _, c := range cs {
		if c.Annotations == nil {
			c.Annotations = map[string]string{}
		}
		c.Annotations[readsOnly] = "yes"
	}
	return cs
}

// commandLine is the part of the command line that only reads, for the screens.
type commandLine struct {
	*tool
	desk *desk
	told bool // what is printed is told line by line, see isTold
}

var _ page.CommandLine = (*commandLine)(nil)

// Commands lists the commands.
func (l *commandLine) Commands() []page.Command {
	var out []page.Command
	for _, c := range l.commands() {
		if c.Annotations[readsOnly] != "" {
			_, argument, _ := strings.Cut(c.Use, " ")
			out = append(out, page.Command{Name: c.Name(), Argument: cmp.Or(argument, "[FLAGS]"), Help: c.Short})
		}
	}
	return out
}

// Words takes a line apart as a shell would, or says why it cannot be run beside
// the screens.
func (l *commandLine) Words(line string) ([]string, error) {
	parser := shellwords.NewParser()
	words, err := parser.Parse(line)
	if err != nil || parser.Position >= 0 {
		return nil, fmt.Errorf("%s is for a shell: it is more than one command", line)
	}
	if len(words) > 1 && words[0] == "meshdex" {
		words = words[1:]
	}
	c, rest, err := l.root().Find(words)
	if err != nil || !c.HasParent() {
		return nil, fmt.Errorf("there is no command %s", line)
	}
	if c.Annotations[readsOnly] == "" {
		return nil, fmt.Errorf("meshdex %s may change things, so it is left to a shell", c.Name())
	}
	if err := c.ParseFlags(rest); err != nil {
		return nil, err
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		if changing[f.Name] {
			err = fmt.Errorf("--%s is left to a shell", f.Name)
		}
	})
	return words, err
}

// pageful is what a command prints for a page of some width.
type pageful struct {
	bytes.Buffer
	width int
	told  bool
}

// isTold reports whether what is written to a stream is told line by line to somebody
// who sees no columns: nothing is cut or wrapped, and every value says what it is.
func isTold(stream any) bool {
	p, ok := stream.(*pageful)
	return ok && p.told
}

// Run runs a command on the catalog that is shown.
func (l *commandLine) Run(ctx context.Context, words []string, width int) (string, error) {
	out := &pageful{width: width, told: l.told}
	if l.told {
		out.width = 0
	}
	sub := &tool{Streams: l.Streams}
	sub.In = strings.NewReader("")
	err := sub.run(ctx, &view{db: l.desk.from().db}, out, append([]string{"--color", "never"}, words...))
	if err == nil {
		return out.String(), nil
	}
	f := explain(err)
	return out.String(), errors.New(text.CleanProse(strings.Join(strings.Fields(f.Error()+"; "+f.hint), " ")))
}
