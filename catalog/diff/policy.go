package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
)

// Preset is a named strictness: one word for a set of overrides, or for a
// perspective.
type Preset string

// The presets. The zero Preset is ReaderPreset.
const (
	ReaderPreset    Preset = "reader"    // the rule table as it stands
	PragmaticPreset Preset = "pragmatic" // wider values and more of them are potentially breaking only
	StrictPreset    Preset = "strict"    // what is potentially breaking needs a major version
	WriterPreset    Preset = "writer"    // as those who write the data see it
	FullPreset      Preset = "full"      // the worse of reader and writer
)

// perspective is the one of the preset, if it is named after one.
func (o *Options) perspective() Perspective {
	switch o.Preset {
	case WriterPreset:
		return Writer
	case FullPreset:
		return Both
	}
	return o.Perspective
}

// Override replaces how a rule is judged. Empty fields keep what is there.
type Override struct {
	Severity Severity
	Bump     *Bump
}

// Ignore accepts findings on purpose: those with the fingerprint, or those of
// the rule below the path. Path may hold * for any run of characters.
type Ignore struct {
	Fingerprint string
	Rule, Path  string
	Reason, By  string
	Until       string // ISO date, the last day it holds; "" is for good
}

// judgeAs applies perspective, preset and overrides to a finding.
func (o *Options) judgeAs(f *Finding) {
	rule := ruleIndex()[f.Rule]
	seen := rule.seenBy(o.perspective(), f.Severity)
	if o.Preset == PragmaticPreset && seen == Breaking && rule.Effect == Loosens && rule.Group == ConstraintGroup {
		seen = PotentiallyBreaking
	}
	if seen != f.Severity {
		f.Severity, f.Bump = seen, bumpOf(seen)
	}
	if o.Preset == StrictPreset && f.Severity == PotentiallyBreaking && f.Bump != NoBump {
		f.Bump = Major
	}
	over, ok := o.Overrides[f.Rule]
	if !ok {
		return
	}
	if over.Severity != "" {
		f.Severity, f.Bump = over.Severity, bumpOf(over.Severity)
	}
	if over.Bump != nil {
		f.Bump = *over.Bump
	}
}

// settle judges all findings under the options, and takes out what is ignored.
// An override to None drops a rule.
func (c *comparison) settle(r *Report, id string) {
	used := make([]bool, len(c.opts.Ignore))
	for i := range c.findings {
		f := c.findings[i]
		c.opts.judgeAs(&f)
		f.Fingerprint = f.fingerprint(id)
		if f.Severity == None {
			continue
		}
		if at := c.opts.ignores(&f); at >= 0 {
			used[at] = true
			f.Ignored = defaultTo(c.opts.Ignore[at].Reason, "accepted")
			r.Ignored = append(r.Ignored, f)
			continue
		}
		r.Findings = append(r.Findings, f)
	}
	for i, was := range used {
		if !was {
			r.Unused = append(r.Unused, c.opts.Ignore[i])
		}
	}
	r.Verdict = worst(r.Findings)
}

// ignores finds the entry that accepts a finding, or -1.
func (o *Options) ignores(f *Finding) int {
	for i := range o.Ignore {
		if o.Ignore[i].accepts(f, o.Today) {
			return i
		}
	}
	return -1
}

func (g *Ignore) accepts(f *Finding, today string) bool {
	switch {
	case g.Until != "" && today > g.Until:
		return false
	case g.Fingerprint != "":
		return g.Fingerprint == f.Fingerprint
	case g.Rule == "" && g.Path == "":
		return false
	}
	return (g.Rule == "" || g.Rule == f.Rule) && (g.Path == "" || matchesPath(g.Path, f.Path))
}

// matchesPath matches a path with stars; a path matches what is below it too.
func matchesPath(glob, path string) bool {
	if path == glob || strings.HasPrefix(path, glob+".") || strings.HasPrefix(path, glob+"[") {
		return true
	}
	expression := strings.ReplaceAll(regexp.QuoteMeta(glob), `\*`, `.*`)
	ok, err := regexp.MatchString("^"+expression+"$", path)
	return err == nil && ok
}

// fingerprint identifies a finding by what it is about: rule, contract, path and
// values, not by its wording or its line.
func (f *Finding) fingerprint(contract string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{f.Rule, contract, f.Path, f.Key, foldText(f.Before), foldText(f.After)}, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// worst is the verdict of findings about the data; version policy is not one.
func worst(findings []Finding) Severity {
	verdict := None
	for i := range findings {
		if s := findings[i].Severity; s != Policy && s.rank() > verdict.rank() {
			verdict = s
		}
	}
	return verdict
}
