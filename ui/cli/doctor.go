package cli

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"meshdex/store"
	"meshdex/ui/text"
)

func (t *tool) doctorCommand() *cobra.Command {
	var repair, problems bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check the store, the sources and the terminal",
		Long: `Doctor checks that your own files can be read and every index of the store against
its records, says how the sources are, and prints what the program knows about the
terminal: what a bug report needs.

With --repair it sets a damaged cache aside and rebuilds it; bookmarks, progress and
other marks of yours are kept. A list of sources or marks that cannot be read is set
aside too, and its previous state takes its place.`,
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case problems:
				return t.listProblems()
			case repair:
				return t.repair(c)
			}
			return t.doctor(c)
		},
	}
	c.Flags().BoolVar(&repair, "repair", false, "rebuild what is damaged, keeping your marks")
	c.Flags().BoolVar(&problems, "problems", false, "list every problem of every synced file")
	return c
}

type doctorJSON struct {
	Format  string       `json:"format"`
	Program build        `json:"program"`
	Store   string       `json:"store"`
	Stats   store.Stats  `json:"stats"`
	Faults  []faultJSON  `json:"faults"`
	Sources []sourceJSON `json:"sources"`
	Facts   []factJSON   `json:"facts"`
}

type problemsJSON struct {
	Format   string            `json:"format"`
	Problems []syncProblemJSON `json:"problems"`
}

type faultJSON struct {
	Part    string `json:"part"`
	Key     string `json:"key"`
	Message string `json:"message"`
}

type factJSON struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (t *tool) doctor(c *cobra.Command) error {
	db, err := t.open()
	if err != nil {
		return err
	}
	out, err := t.diagnose(c.Context(), db)
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		err = t.printJSON(out)
	} else {
		err = t.printDoctor(out)
	}
	if err == nil && len(out.Faults) > 0 {
		return nothing("meshdex doctor --repair makes it whole and keeps your marks", "the store has %s", text.Count(len(out.Faults), "fault", "faults"))
	}
	return err
}

func (t *tool) diagnose(ctx context.Context, db *store.DB) (doctorJSON, error) {
	out := doctorJSON{Format: "meshdex.doctor/1", Program: thisBuild(), Store: db.Dir(), Faults: []faultJSON{}, Sources: []sourceJSON{}, Facts: t.facts()}
	faults, err := db.Check(ctx)
	if err != nil {
		return out, err
	}
	for _, f := range faults {
		out.Faults = append(out.Faults, faultJSON(f))
	}
	if out.Stats, err = db.Stats(); err != nil {
		return out, err
	}
	sources, err := sourceRows(db)
	switch {
	case errors.Is(err, store.ErrMarks): // it is among the faults
	case err != nil:
		return out, err
	default:
		out.Sources = sources
	}
	return out, nil
}

func (t *tool) printDoctor(d doctorJSON) error {
	stats := statFacts(d.Stats)
	p := &prose{told: isTold(t.Out), labels: widestLabel(stats)}
	p.heading("program")
	p.line("%s", d.Program)
	p.heading("store")
	p.fact("folder", d.Store)
	for _, f := range stats {
		p.fact(f.Name, f.Value)
	}
	if len(d.Faults) == 0 {
		p.fact("check", "clean")
	}
	for _, f := range d.Faults {
		p.fact("fault", store.Fault(f).String())
	}
	if len(d.Sources) > 0 {
		p.heading("sources")
	}
	for _, s := range d.Sources {
		p.fact(s.Name, t.howIs(s))
	}
	p.heading("terminal")
	for _, f := range d.Facts {
		p.fact(f.Name, f.Value)
	}
	_, err := fmt.Fprint(t.Out, p.String())
	return err
}

// howIs says whether a source is in order, and if not, what to do.
func (t *tool) howIs(s sourceJSON) string {
	age := "never synced"
	if s.Synced != nil {
		age = "synced " + text.Ago(t.Now(), *s.Synced)
	}
	switch {
	case s.Left:
		return isLeft(s)
	case s.Error != "":
		return age + "; the last attempt failed: " + s.Error
	case s.Synced == nil:
		return age + "; meshdex sync " + s.Name + " brings it in"
	}
	return age
}

// facts are what the program sees of its surroundings.
func (t *tool) facts() []factJSON {
	facts := []factJSON{{"size", t.terminalSize()}}
	for _, name := range []string{
		"TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "TMUX", "STY", "SSH_CONNECTION",
		"LANG", "LC_ALL", "VISUAL", "EDITOR", "PAGER", "BROWSER",
	} {
		if v := t.Getenv(name); v != "" {
			facts = append(facts, factJSON{name, v})
		}
	}
	git := "not found; git sources cannot be synced"
	if path, err := exec.LookPath("git"); err == nil {
		if out, err := exec.Command(path, "--version").Output(); err == nil {
			git = strings.TrimSpace(string(out))
		}
	}
	return append(facts, factJSON{"git", git})
}

func (t *tool) terminalSize() string {
	f, ok := terminal(t.Out)
	if !ok {
		return "not a terminal"
	}
	w, h, err := term.GetSize(f.Fd())
	if err != nil {
		return "unknown"
	}
	return fmt.Sprintf("%d×%d", w, h)
}

func (t *tool) repair(c *cobra.Command) error {
	db, err := t.open()
	if err != nil {
		return err
	}
	done, err := db.Repair(c.Context())
	if err != nil {
		return err
	}
	t.note("%s", done)
	return nil
}

func (t *tool) listProblems() error {
	db, err := t.open()
	if err != nil {
		return err
	}
	problems, err := db.Problems()
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		list := []syncProblemJSON{}
		for _, p := range problems {
			list = append(list, newProblemJSON(p))
		}
		return t.printJSON(problemsJSON{"meshdex.problems/1", list})
	}
	for _, p := range problems {
		printProblem(t.Out, p)
	}
	if len(problems) == 0 {
		t.note("no problems")
	}
	return nil
}
