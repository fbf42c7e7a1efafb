package diff

// Effect says what a change does to the set of things that a contract allows,
// which is all that polarity depends on.
type Effect uint8

// The effects.
const (
	Prose     Effect = iota // nothing
	Breaks                  // a name, an address or an encoding no longer resolves
	Loosens                 // more is allowed than before
	Tightens                // less is allowed than before
	Adds                    // there is more to read
	Undecided               // the documents cannot tell
	Manages                 // people, terms and access; not the data
)

// Perspective is the side from which a change is judged.
type Perspective uint8

// The perspectives. Both takes the worse of the two.
const (
	Reader Perspective = iota // reads the data: fewer possible values are safe
	Writer                    // delivers the data: more possible values are safe
	Both
)

// polarity is the one place that says who suffers from what. Rules about the
// shape of data are judged by it from a writer's side; a reader's severity is in
// the rule table and agrees with it but for the deviations that a rule reasons.
var polarity = map[Effect]struct{ reader, writer Severity }{
	Prose:     {DocOnly, DocOnly},
	Breaks:    {Breaking, Breaking},
	Loosens:   {Breaking, Compatible},
	Tightens:  {Compatible, Breaking},
	Adds:      {Compatible, Compatible},
	Undecided: {PotentiallyBreaking, PotentiallyBreaking},
	Manages:   {Compatible, Compatible},
}

// bumpOf is the bump that a severity needs when nothing else is said.
func bumpOf(s Severity) Bump {
	switch s {
	case Breaking:
		return Major
	case PotentiallyBreaking, Compatible:
		return Minor
	case DocOnly:
		return Patch
	}
	return NoBump
}

// seenBy judges a severity that a reader would give from another perspective.
// Only rules about the shape of data turn around: a service level or a role is
// the same to everybody.
func (r Rule) seenBy(p Perspective, reader Severity) Severity {
	if p == Reader || !r.isAboutShape() || r.Effect == Prose {
		return reader
	}
	writer := polarity[r.Effect].writer
	if r.Effect == Breaks || r.Effect == Undecided {
		writer = reader
	}
	if p == Both && reader.rank() > writer.rank() {
		return reader
	}
	return writer
}

func (r Rule) isAboutShape() bool {
	switch r.Group {
	case PropertyGroup, TypeGroup, ConstraintGroup, KeyGroup, NestedGroup:
		return true
	}
	return false
}

// relation compares two sets of allowed things: what a constraint allowed and
// what it allows now.
type relation uint8

const (
	equal relation = iota
	subset
	superset
	incomparable
)

// and combines two constraints that hold together.
func (r relation) and(s relation) relation {
	switch {
	case r == equal:
		return s
	case s == equal || r == s:
		return r
	}
	return incomparable
}

// choose picks by relation; equal gives "".
func (r relation) choose(tightened, loosened, undecided string) string {
	switch r {
	case subset:
		return tightened
	case superset:
		return loosened
	case incomparable:
		return undecided
	}
	return ""
}

// loosens and tightens make the rules that come straight from a set comparison.
func loosens(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Breaking, Bump: Major, Duty: Notify, Effect: Loosens, Sentence: sentence, Reason: reason}
}

func tightens(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Compatible, Bump: Minor, Duty: Backfill, Effect: Tightens, Sentence: sentence, Reason: reason}
}

func undecided(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: PotentiallyBreaking, Bump: Minor, Duty: Notify, Effect: Undecided, Sentence: sentence, Reason: reason}
}

// breaks makes the rules about names, addresses and encodings.
func breaks(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Breaking, Bump: Major, Duty: Dual, Effect: Breaks, Sentence: sentence, Reason: reason}
}

// prose makes the rules about documentation.
func prose(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: DocOnly, Bump: Patch, Sentence: sentence, Reason: reason}
}

// varies adds when a finding of the rule is judged otherwise.
func (r Rule) varies(when string) Rule { r.Varies = when; return r }

// owes replaces the rule's duty.
func (r Rule) owes(d Duty) Rule { r.Duty = d; return r }

// adds makes the rules about what is new to read.
func adds(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Compatible, Bump: Minor, Effect: Adds, Sentence: sentence, Reason: reason}
}

// manages makes the rules about people, terms and administration.
func manages(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Compatible, Bump: Patch, Duty: Notify, Effect: Manages, Sentence: sentence, Reason: reason}
}

// policy makes the rules about the version claim.
func policy(id, sentence, reason string) Rule {
	return Rule{ID: id, Severity: Policy, Sentence: sentence, Reason: reason}
}

// needs replaces the rule's bump.
func (r Rule) needs(b Bump) Rule { r.Bump = b; return r }

// acts replaces the rule's effect.
func (r Rule) acts(e Effect) Rule { r.Effect = e; return r }
