package config

import (
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
)

// Ignore is one accepted finding of a diff: by its fingerprint, or by rule and
// path.
type Ignore struct {
	Fingerprint, Rule, Path string
	Reason, By              string
	Until                   string // ISO date, the last day it holds
}

// ReadIgnore decodes a file of accepted findings: a list under "ignore". An entry
// without a reason, or that names nothing, is a problem and is left out, so that
// nothing is ever accepted by accident.
func ReadIgnore(data []byte) ([]Ignore, []Problem) {
	d := newDecoder()
	if len(strings.TrimSpace(string(data))) == 0 {
		return nil, nil
	}
	var root yaml.Node
	if err := yaml.Load(data, &root); err != nil {
		return nil, []Problem{syntaxProblem(err)}
	}
	var out []Ignore
	if root.Kind == yaml.DocumentNode && len(root.Content) == 1 {
		d.mapping("", root.Content[0], setters{"ignore": func(key string, n *yaml.Node) {
			if n.Kind != yaml.SequenceNode {
				d.wrong(key, n, "must be a list")
			}
			for _, item := range n.Content {
				if e, ok := d.ignore(key, item); ok {
					out = append(out, e)
				}
			}
		}})
	}
	return out, d.problems
}

func (d *decoder) ignore(key string, n *yaml.Node) (Ignore, bool) {
	var e Ignore
	before := len(d.problems)
	d.mapping(key, n, setters{
		"fingerprint": d.text(&e.Fingerprint), "rule": d.text(&e.Rule), "path": d.text(&e.Path),
		"reason": d.text(&e.Reason), "by": d.text(&e.By), "until": d.text(&e.Until),
	})
	if e.Reason == "" {
		d.wrong(key, n, "an accepted finding needs a reason")
	}
	if e.Rule == "" && e.Fingerprint == "" {
		d.wrong(key, n, "an accepted finding needs a rule or a fingerprint")
	}
	if _, err := time.Parse(time.DateOnly, e.Until); e.Until != "" && err != nil {
		d.wrong(key, n, "until must be a date such as 2026-01-31")
	}
	return e, len(d.problems) == before
}
