package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/catalog/diff"
	"meshdex/ui/config"
	"meshdex/ui/text"
)

func (j *judge) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&j.preset, "preset", "", "how strictly to judge: "+text.OneOf(config.Presets)+" (default: the configuration's)")
	f.StringVar(&j.perspective, "perspective", "", "from whose side: "+text.OneOf(config.Perspectives)+" (default: the configuration's)")
	f.StringVar(&j.ignore, "ignore", "", "file of accepted findings (default: .meshdex-ignore.yaml, if there is one)")
	f.BoolVar(&j.noRenames, "no-renames", false, "report every rename as removed and added")
	choose(c, "preset", config.Presets...)
	choose(c, "perspective", config.Perspectives...)
}

// ignoreFile is looked for in the current folder.
const ignoreFile = ".meshdex-ignore.yaml"

// diffOptions joins flags, configuration and ignore file.
func (t *tool) diffOptions(j judge) (diff.Options, error) {
	cfg := t.config().Diff
	preset := cmp.Or(j.preset, cfg.Preset)
	perspective := cmp.Or(j.perspective, cfg.Perspective)
	if !slices.Contains(config.Presets, preset) {
		return diff.Options{}, usage("presets are "+text.List(config.Presets), "unknown preset %q", preset)
	}
	if !slices.Contains(config.Perspectives, perspective) {
		return diff.Options{}, usage("perspectives are "+text.List(config.Perspectives), "unknown perspective %q", perspective)
	}
	opts := diff.Options{
		Preset: diff.Preset(preset), Perspective: perspectiveOf(perspective), Overrides: overrides(cfg.Rules),
		NoRenames: j.noRenames, Today: t.today(),
	}
	var err error
	opts.Ignore, err = readIgnore(j.ignore)
	return opts, err
}

func perspectiveOf(name string) diff.Perspective {
	switch name {
	case "writer":
		return diff.Writer
	case "both":
		return diff.Both
	}
	return diff.Reader
}

func overrides(rules map[string]config.Override) map[string]diff.Override {
	out := map[string]diff.Override{}
	for id, o := range rules {
		d := diff.Override{Severity: diff.Severity(o.Severity)}
		var b diff.Bump
		if b.UnmarshalText([]byte(o.Bump)) == nil {
			d.Bump = &b
		}
		out[id] = d
	}
	return out
}

// readIgnore reads the accepted findings. A file that was named must exist.
func readIgnore(path string) ([]diff.Ignore, error) {
	data, err := os.ReadFile(cmp.Or(path, ignoreFile))
	if errors.Is(err, os.ErrNotExist) && path == "" {
		return nil, nil
	}
	if err != nil {
		return nil, unreadable("--ignore names a YAML file; see meshdex help diff", err)
	}
	entries, problems := config.ReadIgnore(data)
	if len(problems) > 0 {
		p := problems[0]
		return nil, usage("every entry needs rule or fingerprint, and a reason", "%s", problemLine(cmp.Or(path, ignoreFile), p))
	}
	var out []diff.Ignore
	for _, e := range entries {
		out = append(out, diff.Ignore{Fingerprint: e.Fingerprint, Rule: e.Rule, Path: e.Path, Reason: e.Reason, By: e.By, Until: e.Until})
	}
	return out, nil
}

type rulesJSON struct {
	Format string     `json:"format"`
	Rules  []ruleJSON `json:"rules"`
}

type ruleJSON struct {
	ID       string `json:"id"`
	Group    string `json:"group"`
	Severity string `json:"severity"`
	Bump     string `json:"bump,omitempty"`
	Duty     string `json:"duty,omitempty"`
	Reason   string `json:"reason"`
	Varies   string `json:"varies,omitempty"`
	Hint     string `json:"hint,omitempty"`
}

func newRuleJSON(r diff.Rule) ruleJSON {
	return ruleJSON{r.ID, string(r.Group), string(r.Severity), r.Bump.String(), string(r.Duty), r.Reason, r.Varies, ""}
}

func (t *tool) listRules() error {
	out := rulesJSON{Format: "meshdex.rules/1"}
	tb := table{head: []string{"RULE", "GROUP", "SEVERITY", "BUMP", "DUTY", "REASON"}, below: true}
	for _, r := range diff.Rules() {
		j := newRuleJSON(r)
		out.Rules = append(out.Rules, j)
		tb.add(j.ID, j.Group, j.Severity, j.Bump, j.Duty, j.Reason)
	}
	if t.wantsJSON() {
		return t.printJSON(out)
	}
	return tb.print(t.Out)
}

func (t *tool) explainRule(id string) error {
	r, ok := diff.Explain(id)
	if !ok {
		return usage("meshdex diff --rules lists them", "there is no rule %q", id)
	}
	if t.wantsJSON() {
		return t.printJSON(rulesJSON{"meshdex.rules/1", []ruleJSON{newRuleJSON(r)}})
	}
	p := &prose{told: isTold(t.Out)}
	p.title(r.ID)
	p.fact("severity", string(r.Severity))
	p.fact("needs", r.Bump.String()+" version")
	p.fact("why", r.Reason)
	p.fact("varies", r.Varies)
	p.fact("duty", r.Duty.Sentence())
	p.fact("said as", strings.NewReplacer("{", "<", "}", ">").Replace(r.Sentence))
	if example := r.Example(); example != "" {
		p.heading("example")
		for line := range strings.Lines(example) {
			p.line("%s", strings.TrimRight(line, "\n"))
		}
	}
	_, err := fmt.Fprint(t.Out, p.String())
	return err
}
