package diff_test

import (
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/diff"
)

// mirrors says which rule speaks of a change seen backwards, as "RULE: RULE…". A
// rule without a line is its own mirror. Where several are named the mirror
// depends on more than the change: that a new property is required, say, or that
// an old one was deprecated.
var mirrors = parseMirrors(`
object-added: object-removed object-removed-after-deprecation
object-removed: object-added
object-removed-after-deprecation: object-added
object-split-suspected: object-merged-suspected
object-merged-suspected: object-split-suspected
object-deprecated: object-undeprecated
object-undeprecated: object-deprecated
object-became-open: object-became-closed
object-became-closed: object-became-open
property-removed: property-added property-added-required property-added-positional property-added-to-closed-object property-added-sensitive
property-removed-after-deprecation: property-added
property-added: property-removed property-removed-after-deprecation
property-added-required: property-removed
property-added-positional: property-removed
property-added-to-closed-object: property-removed
property-added-sensitive: property-removed
property-split-suspected: property-merged-suspected
property-merged-suspected: property-split-suspected
property-deprecated: property-undeprecated
property-undeprecated: property-deprecated
object-flattened: properties-grouped
properties-grouped: object-flattened
logical-type-widened: logical-type-narrowed
logical-type-narrowed: logical-type-widened
logical-type-date-to-timestamp: logical-type-timestamp-to-date
logical-type-timestamp-to-date: logical-type-date-to-timestamp
logical-type-declared: logical-type-undeclared
logical-type-undeclared: logical-type-declared
logical-type-scalar-to-array: logical-type-array-to-scalar
logical-type-array-to-scalar: logical-type-scalar-to-array
physical-type-widened: physical-type-narrowed
physical-type-narrowed: physical-type-widened
physical-type-scale-increased: physical-type-scale-reduced
physical-type-scale-reduced: physical-type-scale-increased
physical-type-declared: physical-type-undeclared
physical-type-undeclared: physical-type-declared
integer-format-widened: integer-format-narrowed
integer-format-narrowed: integer-format-widened
number-format-widened: number-format-narrowed
number-format-narrowed: number-format-widened
string-format-removed: string-format-added
string-format-added: string-format-removed
min-length-decreased: min-length-increased
min-length-increased: min-length-decreased
min-length-removed: min-length-added
min-length-added: min-length-removed
minimum-decreased: minimum-increased
minimum-increased: minimum-decreased
minimum-removed: minimum-added
minimum-added: minimum-removed
min-items-decreased: min-items-increased
min-items-increased: min-items-decreased
min-items-removed: min-items-added
min-items-added: min-items-removed
min-properties-decreased: min-properties-increased
min-properties-increased: min-properties-decreased
min-properties-removed: min-properties-added
min-properties-added: min-properties-removed
max-length-increased: max-length-decreased
max-length-decreased: max-length-increased
max-length-removed: max-length-added
max-length-added: max-length-removed
maximum-increased: maximum-decreased
maximum-decreased: maximum-increased
maximum-removed: maximum-added
maximum-added: maximum-removed
max-items-increased: max-items-decreased
max-items-decreased: max-items-increased
max-items-removed: max-items-added
max-items-added: max-items-removed
max-properties-increased: max-properties-decreased
max-properties-decreased: max-properties-increased
max-properties-removed: max-properties-added
max-properties-added: max-properties-removed
bound-exclusivity-loosened: bound-exclusivity-tightened
bound-exclusivity-tightened: bound-exclusivity-loosened
multiple-of-loosened: multiple-of-tightened
multiple-of-tightened: multiple-of-loosened
pattern-removed: pattern-added
pattern-added: pattern-removed
pattern-loosened: pattern-tightened
pattern-tightened: pattern-loosened
enum-value-added: enum-value-removed
enum-value-added-extensible: enum-value-removed
enum-value-removed: enum-value-added enum-value-added-extensible
enum-introduced: enum-removed
enum-removed: enum-introduced
property-became-optional: property-became-required
property-became-required: property-became-optional
unique-removed: unique-added
unique-added: unique-removed
unique-items-removed: unique-items-added
unique-items-added: unique-items-removed
primary-key-removed: primary-key-added
primary-key-added: primary-key-removed
primary-key-extended: primary-key-reduced
primary-key-reduced: primary-key-extended
partition-added: partition-removed
partition-removed: partition-added
classification-raised: classification-lowered
classification-lowered: classification-raised
classification-added: classification-removed
classification-removed: classification-added
pii-flag-set: pii-flag-cleared
pii-flag-cleared: pii-flag-set
critical-data-element-set: critical-data-element-cleared
critical-data-element-cleared: critical-data-element-set
encrypted-name-added: encrypted-name-removed
encrypted-name-removed: encrypted-name-added
items-declared: items-undeclared
items-undeclared: items-declared
relationship-added: relationship-removed
relationship-removed: relationship-added
relationship-target-missing: relationship-target-changed
relationship-target-changed: relationship-target-changed relationship-target-missing
quality-rule-added: quality-rule-removed quality-rule-removed-critical
quality-rule-removed: quality-rule-added
quality-rule-removed-critical: quality-rule-added
quality-threshold-weakened: quality-threshold-strengthened
quality-invariant-weakened: quality-threshold-strengthened quality-threshold-incomparable
quality-threshold-strengthened: quality-threshold-weakened quality-invariant-weakened
quality-threshold-incomparable: quality-threshold-incomparable quality-invariant-weakened
quality-valid-values-extended: quality-valid-values-reduced quality-valid-values-extended
quality-valid-values-reduced: quality-valid-values-extended
quality-severity-lowered: quality-severity-raised quality-severity-lowered quality-metadata-changed
quality-severity-raised: quality-severity-lowered
quality-metadata-changed: quality-metadata-changed quality-severity-lowered
quality-schedule-relaxed: quality-schedule-tightened
quality-schedule-tightened: quality-schedule-relaxed
sla-end-announced: sla-end-cancelled
sla-end-cancelled: sla-end-announced
sla-property-added: sla-property-removed
sla-property-removed: sla-property-added
sla-retention-unlimited-dropped: sla-retention-lengthened
sla-retention-lengthened: sla-retention-shortened sla-retention-unlimited-dropped
sla-retention-shortened: sla-retention-lengthened
sla-latency-increased: sla-latency-decreased
sla-latency-decreased: sla-latency-increased
sla-freshness-increased: sla-freshness-decreased
sla-freshness-decreased: sla-freshness-increased
sla-frequency-lowered: sla-frequency-raised
sla-frequency-raised: sla-frequency-lowered
sla-availability-lowered: sla-availability-raised
sla-availability-raised: sla-availability-lowered
sla-throughput-lowered: sla-throughput-raised
sla-throughput-raised: sla-throughput-lowered
sla-error-rate-increased: sla-error-rate-decreased
sla-error-rate-decreased: sla-error-rate-increased
sla-time-of-availability-later: sla-time-of-availability-earlier
sla-time-of-availability-earlier: sla-time-of-availability-later
sla-general-availability-later: sla-general-availability-earlier
sla-general-availability-earlier: sla-general-availability-later
sla-end-of-support-earlier: sla-end-of-support-later
sla-end-of-support-later: sla-end-of-support-earlier
sla-end-of-life-earlier: sla-end-of-life-later
sla-end-of-life-later: sla-end-of-life-earlier
sla-time-to-detect-increased: sla-time-to-detect-decreased
sla-time-to-detect-decreased: sla-time-to-detect-increased
sla-time-to-notify-increased: sla-time-to-notify-decreased
sla-time-to-notify-decreased: sla-time-to-notify-increased
sla-time-to-repair-increased: sla-time-to-repair-decreased
sla-time-to-repair-decreased: sla-time-to-repair-increased
sla-support-response-time-increased: sla-support-response-time-decreased
sla-support-response-time-decreased: sla-support-response-time-increased
sla-backup-recovery-worsened: sla-backup-recovery-improved
sla-backup-recovery-improved: sla-backup-recovery-worsened
server-added: server-removed server-removed-nonproduction
server-removed: server-added
server-removed-nonproduction: server-added
role-added: role-removed
role-removed: role-added
role-access-reduced: role-access-extended
role-access-extended: role-access-reduced
owner-removed: owner-changed
owner-changed: owner-changed owner-removed
support-channel-added: support-channel-removed support-removed
support-channel-removed: support-channel-added
support-removed: support-channel-added
price-introduced: price-removed
price-removed: price-introduced
price-increased: price-decreased
price-decreased: price-increased
status-activated: status-regressed status-unrecognised-changed
status-regressed: status-activated status-reactivated status-deprecated status-retired-without-deprecation
status-deprecated: status-reactivated status-regressed status-unrecognised-changed
status-retired: status-reactivated
status-retired-without-deprecation: status-reactivated status-regressed status-unrecognised-changed
status-reactivated: status-deprecated status-retired status-retired-without-deprecation status-regressed
status-unrecognised-changed: status-unrecognised-changed status-activated status-deprecated status-retired-without-deprecation
limitation-added: limitation-removed
limitation-removed: limitation-added
policy-added: policy-removed
policy-removed: policy-added
notice-period-shortened: notice-period-lengthened
notice-period-lengthened: notice-period-shortened notice-period-removed
notice-period-removed: notice-period-lengthened
context-constraint-added: context-constraint-removed
context-constraint-removed: context-constraint-added
`)

// oneWay are the rules that speak of one direction only, and why.
var oneWay = map[string]string{
	"dialect-field-dropped": "what a move to an older dialect brings along is new, not lost",
	"reference-unresolved":  "a reference that goes away dangles no more",
	"rename-suspected":      "a hint beside two findings, both of which mirror",
	"unknown-field-changed": "a field that appears with an older dialect was not dropped, so it stands for several",
}

func parseMirrors(text string) map[string][]string {
	table := map[string][]string{}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		rule, list, _ := strings.Cut(line, ":")
		table[rule] = strings.Fields(list)
	}
	return table
}

func mirrorsOf(rule string) []string {
	if m, ok := mirrors[rule]; ok {
		return m
	}
	return []string{rule}
}

func rulesOf(r *diff.Report) []string {
	var out []string
	for _, f := range r.Findings {
		if _, skip := oneWay[f.Rule]; f.Severity != diff.Policy && !skip {
			out = append(out, f.Rule)
		}
	}
	return out
}

// unmirrored matches the findings of one direction with those of the other and
// returns what is left over on either side.
func unmirrored(there, back []string) (noBack, noThere []string) {
	back = slices.Clone(back)
	for _, rule := range there {
		i := slices.IndexFunc(back, func(b string) bool { return slices.Contains(mirrorsOf(rule), b) })
		if i < 0 {
			noBack = append(noBack, rule)
			continue
		}
		back = slices.Delete(back, i, i+1)
	}
	return noBack, back
}

func TestMirrors_tableIsSymmetric(t *testing.T) {
	t.Parallel()
	for rule, list := range mirrors {
		if _, ok := diff.Explain(rule); !ok {
			t.Errorf("%s is no rule", rule)
		}
		for _, m := range list {
			_, waived := oneWay[m]
			if !waived && !slices.Contains(mirrorsOf(m), rule) {
				t.Errorf("%s is a mirror of %s but not the reverse", m, rule)
			}
		}
	}
}

func TestExamples_mirror(t *testing.T) {
	t.Parallel()
	for _, e := range diff.Examples() {
		base, revision := sides(e)
		a, b := contract(t, base), contract(t, revision)
		there, back := rulesOf(diff.Compare(a, b, diff.Options{})), rulesOf(diff.Compare(b, a, diff.Options{}))
		if x, y := unmirrored(there, back); len(x)+len(y) > 0 {
			t.Errorf("%s: nothing mirrors %v, and backwards nothing mirrors %v", e.Rule, x, y)
		}
	}
}

func TestCompare_withItselfIsEmpty(t *testing.T) {
	t.Parallel()
	for _, e := range diff.Examples() {
		base, revision := sides(e)
		for _, text := range []string{base, revision} {
			if r := diff.Compare(contract(t, text), contract(t, text), diff.Options{}); len(r.Findings) > 0 || r.Verdict != diff.None {
				t.Errorf("%s: a contract differs from itself: %v", e.Rule, rulesOf(r))
			}
		}
	}
}
