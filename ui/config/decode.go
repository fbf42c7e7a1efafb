package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Read decodes a configuration file. It always returns a usable configuration;
// whatever could not be used is among the problems, in the order of the file.
func Read(data []byte) (Config, []Problem) {
	cfg := Default()
	d := newDecoder()
	if len(strings.TrimSpace(string(data))) == 0 {
		return cfg, nil
	}
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		return cfg, []Problem{syntaxProblem(err)}
	}
	if root.Kind == yaml.DocumentNode && len(root.Content) == 1 {
		d.mapping("", root.Content[0], d.root(&cfg))
		cfg.Places = d.places
	}
	return cfg, d.problems
}

func syntaxProblem(err error) Problem {
	p := Problem{Line: 1, Column: 1, Message: "not readable as YAML: " + err.Error()}
	var load *yaml.LoadError
	if errors.As(err, &load) {
		p.Line, p.Column = load.Mark.Line, load.Mark.Column
	}
	return p
}

// decoder collects problems while the keys are assigned.
type decoder struct {
	problems []Problem
	places   map[string]Place
}

func newDecoder() *decoder { return &decoder{places: map[string]Place{}} }

// setters say how each key of a mapping is read.
type setters map[string]func(key string, n *yaml.Node)

func (d *decoder) root(cfg *Config) setters {
	return setters{
		"theme":        d.text(&cfg.Theme),
		"icons":        d.word(&cfg.Icons, IconSets),
		"mouse":        d.truth(&cfg.Mouse),
		"motion":       d.word(&cfg.Motion, Motions),
		"restore":      d.truth(&cfg.Restore),
		"accessible":   d.truth(&cfg.Accessible),
		"lines":        d.count(&cfg.Lines),
		"clipboard":    d.word(&cfg.Clipboard, Clipboards),
		"copy-command": d.text(&cfg.CopyCommand),
		"editor":       d.text(&cfg.Editor),
		"columns":      d.words(&cfg.Columns, ColumnNames),
		"keys":         d.keys(cfg.Keys),
		"themes":       d.themes(cfg.Themes),
		"diff": d.within(setters{
			"preset":      d.word(&cfg.Diff.Preset, Presets),
			"perspective": d.word(&cfg.Diff.Perspective, Perspectives),
			"rules":       d.overrides(cfg.Diff.Rules),
		}),
		"lint": d.within(setters{
			"fail-on": d.word(&cfg.Lint.FailOn, FailLevels),
			"rules":   d.levels(cfg.Lint.Rules),
		}),
	}
}

func (d *decoder) wrong(key string, n *yaml.Node, format string, args ...any) {
	d.problems = append(d.problems, Problem{n.Line, n.Column, key, fmt.Sprintf(format, args...)})
}

// each calls f for every entry of a mapping; null counts as empty.
func (d *decoder) each(key string, n *yaml.Node, f func(name string, at, value *yaml.Node)) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.wrong(key, n, "must be a mapping")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		at := n.Content[i]
		d.places[strings.TrimPrefix(key+"."+at.Value, ".")] = Place{at.Line, at.Column}
		f(at.Value, at, n.Content[i+1])
	}
}

func (d *decoder) mapping(path string, n *yaml.Node, set setters) {
	d.each(path, n, func(name string, at, value *yaml.Node) {
		key := strings.TrimPrefix(path+"."+name, ".")
		if f, ok := set[name]; ok {
			f(key, value)
			return
		}
		d.wrong(key, at, "there is no such key; meshdex config default shows all of them")
	})
}

func (d *decoder) within(set setters) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) { d.mapping(key, n, set) }
}

func (d *decoder) text(to *string) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		if n.Kind != yaml.ScalarNode {
			d.wrong(key, n, "must be text")
			return
		}
		*to = n.Value
	}
}

func (d *decoder) truth(to *bool) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		switch n.Value {
		case "true":
			*to = true
		case "false":
			*to = false
		default:
			d.wrong(key, n, "must be true or false")
		}
	}
}

func (d *decoder) count(to *int) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		i, err := strconv.Atoi(n.Value)
		if n.Kind != yaml.ScalarNode || err != nil || i < 0 {
			d.wrong(key, n, "must be a number, 0 or more")
			return
		}
		*to = i
	}
}

func (d *decoder) word(to *string, allowed []string) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		if !slices.Contains(allowed, n.Value) {
			d.wrong(key, n, "%q is none of: %s", n.Value, strings.Join(allowed, ", "))
			return
		}
		*to = n.Value
	}
}

func (d *decoder) words(to *[]string, allowed []string) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		var got []string
		for _, item := range n.Content {
			var w string
			if d.word(&w, allowed)(key, item); w != "" {
				got = append(got, w)
			}
		}
		if n.Kind != yaml.SequenceNode {
			d.wrong(key, n, "must be a list")
		} else if len(got) > 0 {
			*to = got
		}
	}
}

func (d *decoder) keys(to map[string][]string) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		d.each(key, n, func(name string, _, value *yaml.Node) {
			switch value.Kind {
			case yaml.ScalarNode:
				to[name] = []string{value.Value}
			case yaml.SequenceNode:
				to[name] = []string{}
				for _, item := range value.Content {
					to[name] = append(to[name], item.Value)
				}
			default:
				d.wrong(key+"."+name, value, "must be a key or a list of keys")
			}
		})
	}
}

func (d *decoder) themes(to map[string]Theme) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		d.each(key, n, func(name string, _, value *yaml.Node) {
			th := Theme{Base: "dark", Colors: map[string]string{}}
			d.mapping(key+"."+name, value, setters{
				"base": d.word(&th.Base, Themes[1:]),
				"colors": func(key string, n *yaml.Node) {
					d.each(key, n, func(token string, _, color *yaml.Node) { th.Colors[token] = color.Value })
				},
			})
			to[name] = th
		})
	}
}

func (d *decoder) overrides(to map[string]Override) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		d.each(key, n, func(rule string, _, value *yaml.Node) {
			var o Override
			if value.Kind == yaml.ScalarNode {
				d.word(&o.Severity, Severities)(key+"."+rule, value)
			} else {
				d.mapping(key+"."+rule, value, setters{
					"severity": d.word(&o.Severity, Severities), "bump": d.word(&o.Bump, Bumps),
				})
			}
			to[rule] = o
		})
	}
}

func (d *decoder) levels(to map[string]string) func(string, *yaml.Node) {
	return func(key string, n *yaml.Node) {
		d.each(key, n, func(rule string, _, value *yaml.Node) {
			var level string
			if d.word(&level, RuleLevels)(key+"."+rule, value); level != "" {
				to[rule] = level
			}
		})
	}
}
