package diff

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/Masterminds/semver/v3"

	"meshdex/catalog"
)

// BumpVerdict compares the step of the version with the step that the change
// needs.
type BumpVerdict struct {
	Required   Bump
	Declared   Bump   // NoBump when it cannot be read; see the policy findings
	Sufficient bool   // the declared step is at least the required one, or nothing is enforced
	Next       string // the next acceptable version after the base; "" when the base has none
	Enforced   bool   // the base's promises count: it is not a draft
	Because    string // id of the rule that forces the required bump
}

// judgeVersion adds the policy findings. Versions are read leniently, from the
// text as written.
func (r *Report) judgeVersion(base, revision *catalog.Contract, opts *Options) {
	r.Bump.Enforced = catalog.LifecycleOf(base.Status) != catalog.Draft
	r.required()
	old, okOld := catalog.ParseVersion(base.Version)
	now, okNow := catalog.ParseVersion(revision.Version)
	if okOld {
		r.Bump.Required = belowOne(old, r.Bump.Required)
		r.Bump.Next = next(base.Version, old, r.Bump.Required)
	}
	v := claim{report: r, base: base, revision: revision, opts: opts}
	switch {
	case base.Version == "" || revision.Version == "":
		v.missing()
	case !okOld || !okNow:
		v.unreadable(okOld, okNow)
	default:
		v.step(old, now)
	}
	v.reused()
}

// required is the largest bump among the findings, with the first rule that
// needs it.
func (r *Report) required() {
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Bump > r.Bump.Required {
			r.Bump.Required, r.Bump.Because = f.Bump, f.Rule
		}
	}
}

// belowOne applies the rule of semantic versions before 1.0.0: a break needs a
// minor step, all else a patch.
func belowOne(v *semver.Version, b Bump) Bump {
	switch {
	case v.Major() > 0 || b == NoBump:
		return b
	case b == Major:
		return Minor
	}
	return Patch
}

// claim is what a revision says of itself by its version.
type claim struct {
	report         *Report
	base, revision *catalog.Contract
	opts           *Options
}

// tell adds a policy finding. Drafts are told of it all the same, but nothing is
// enforced there.
func (v *claim) tell(rule, detail string) {
	f := Finding{
		Rule: rule, Section: "version", Path: "version", Key: "version", Before: v.base.Version, After: v.revision.Version,
		Base: v.base.Place.Of("version"), Revision: v.revision.Place.Of("version"),
	}
	x := ruleIndex()[rule]
	f.Severity, f.Bump, f.Duty = x.Severity, x.Bump, x.Duty
	f.Message = x.message(&f, "version", detail)
	v.opts.judgeAs(&f)
	f.Fingerprint = f.fingerprint(v.base.ID)
	if f.Severity == None {
		return
	}
	if at := v.opts.ignores(&f); at >= 0 {
		f.Ignored = defaultTo(v.opts.Ignore[at].Reason, "accepted")
		v.report.Ignored = append(v.report.Ignored, f)
		return
	}
	v.report.Findings = append(v.report.Findings, f)
}

func (v *claim) hasChanges() bool { return len(v.report.Findings) > 0 || len(v.report.Ignored) > 0 }

func (v *claim) missing() {
	v.report.Bump.Sufficient = !v.hasChanges() || !v.report.Bump.Enforced
	switch {
	case !v.hasChanges() && v.base.Version == v.revision.Version:
	case v.base.Version == "" && v.revision.Version == "":
		v.tell("version-missing", "either side")
	case v.base.Version == "":
		v.tell("version-missing", "the base")
	default:
		v.tell("version-missing", "the revision")
	}
}

func (v *claim) unreadable(okOld, okNow bool) {
	same := strings.TrimSpace(v.base.Version) == strings.TrimSpace(v.revision.Version)
	v.report.Bump.Sufficient = !same || !v.hasChanges() || !v.report.Bump.Enforced
	switch {
	case same && v.hasChanges():
		v.tell("version-not-bumped", "")
	case same:
	case !v.hasChanges():
		v.tell("version-changed-without-changes", "")
	case !okNow:
		v.tell("version-not-semver", v.revision.Version)
	case !okOld:
		v.tell("version-not-semver", v.base.Version)
	}
}

// step judges two versions that can be read. A pre-release counts as the version
// it precedes, and build metadata not at all.
func (v *claim) step(old, now *semver.Version) {
	b := &v.report.Bump
	b.Declared = declared(old, now)
	changed := v.hasChanges()
	forward := now.GreaterThan(old)
	backward := now.LessThan(old) // which misleads even where nothing changed
	b.Sufficient = !b.Enforced || !backward && (!changed || forward && b.Declared >= b.Required)
	need := fmt.Sprintf("it is a %s step, and %s needs a %s one", b.Declared, b.Because, b.Required)
	switch {
	case backward:
		v.tell("version-decreased", "")
	case !forward && changed:
		v.tell("version-not-bumped", "")
	case !forward:
	case !changed:
		v.tell("version-changed-without-changes", "")
	case b.Declared < b.Required:
		v.tell("version-bump-too-small", need)
	case b.Declared > b.Required:
		v.tell("version-bump-larger-than-required", fmt.Sprintf("a %s step would do", b.Required))
	}
	if now.Prerelease() != "" && forward {
		v.tell("version-prerelease", "")
	}
}

// declared is the step from one version to a later one.
func declared(old, now *semver.Version) Bump {
	switch {
	case !now.GreaterThan(old):
		return NoBump
	case now.Major() != old.Major():
		return Major
	case now.Minor() != old.Minor():
		return Minor
	case now.Patch() != old.Patch():
		return Patch
	}
	return announced(old) // from a pre-release to its release, or to another of it
}

// announced is the step that a pre-release promises: the one that its number
// shows.
func announced(v *semver.Version) Bump {
	switch {
	case v.Patch() != 0:
		return Patch
	case v.Minor() != 0:
		return Minor
	}
	return Major
}

// next is the smallest version that satisfies the bump, written in the style of
// the text: with or without a v, and with as many parts.
func next(text string, v *semver.Version, b Bump) string {
	major, minor, patch := v.Major(), v.Minor(), v.Patch()
	switch {
	case b == NoBump:
		return text
	case v.Prerelease() != "" && announced(v) >= b: // its release is still to come
	case b == Major:
		major, minor, patch = major+1, 0, 0
	case b == Minor:
		minor, patch = minor+1, 0
	default:
		patch++
	}
	parts := []string{strconv.FormatUint(major, 10), strconv.FormatUint(minor, 10), strconv.FormatUint(patch, 10)}
	written := 1 + strings.Count(strings.SplitN(strings.SplitN(text, "-", 2)[0], "+", 2)[0], ".")
	keep := max(written, map[Bump]int{Major: 1, Minor: 2, Patch: 3}[b])
	prefix := ""
	if t := strings.TrimSpace(text); t != "" && (t[0] == 'v' || t[0] == 'V') {
		prefix = t[:1]
	}
	return prefix + strings.Join(parts[:min(keep, 3)], ".")
}

// reused looks for the revision's version among those published before the
// base.
func (v *claim) reused() {
	if v.revision.Version == "" || v.revision.Version == v.base.Version {
		return
	}
	for _, published := range v.opts.Published {
		if catalog.CompareVersions(published, v.revision.Version) == 0 {
			v.tell("version-reused", "")
			v.report.Bump.Sufficient = v.report.Bump.Sufficient && !v.report.Bump.Enforced
			return
		}
	}
}
