package walkthrough

import (
	"fmt"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// Bounds on what Parse takes.
const (
	maxBytes = 1 << 20
	maxSteps = 200
)

// Parse reads a walkthrough. What is wrong is among the problems, with line and
// column; the walkthrough holds what could be understood, and is nil when the
// file is none at all.
func Parse(path string, data []byte) (*Walkthrough, []catalog.Problem) {
	p := &parser{w: &Walkthrough{Path: path}}
	if len(data) > maxBytes {
		p.report(RuleFormat, catalog.Error, catalog.Pos{}, "the walkthrough is larger than 1 MB", "Split it in two.")
		return nil, p.problems
	}
	front, sections, open, ok := split(string(data))
	if !ok {
		p.report(RuleFormat, catalog.Error, catalog.Pos{Line: 1, Column: 1}, "the walkthrough has no front matter",
			"Begin the file with a line of three dashes, the keys walkthrough, id and title, and another line of three dashes.")
		return nil, p.problems
	}
	if open > 0 {
		p.report(RuleFormat, catalog.Error, catalog.Pos{Line: open, Column: 1}, "nothing closes this block, so the rest of the file is part of it",
			"Close it with a line of the same marks.")
	}
	p.front(front)
	p.w.Intro = sections[0].markdown()
	p.steps(sections[1:])
	return p.w, p.problems
}

type parser struct {
	w        *Walkthrough
	problems []catalog.Problem
}

func (p *parser) report(rule string, severity catalog.Severity, at catalog.Pos, message, hint string) {
	p.problems = append(p.problems, catalog.Problem{
		Path: p.w.Path, Pos: at, Rule: rule, Severity: severity, Message: message, Hint: hint,
	})
}

func (p *parser) front(text string) {
	m := p.mapping(text, 1)
	var format string
	m.text("walkthrough", &format)
	m.text("id", &p.w.ID)
	m.text("title", &p.w.Title)
	m.text("summary", &p.w.Summary)
	m.text("audience", &p.w.Audience)
	m.number("minutes", &p.w.Minutes)
	m.texts("needs", &p.w.Needs)
	m.text("next", &p.w.Next)
	m.rest()
	top := catalog.Pos{Line: 1, Column: 1}
	if format != Format {
		p.report(RuleFormat, catalog.Error, m.at("walkthrough", top), fmt.Sprintf("the walkthrough says it has format %q", format),
			"Write walkthrough: "+Format+", the only format there is.")
	}
	if p.w.Title == "" {
		p.report(RuleKey, catalog.Error, m.at("title", top), "the walkthrough has no title", "Add title to the front matter.")
	}
	if p.w.ID == "" {
		p.w.ID = slug(p.w.Title)
		p.report(RuleKey, catalog.Warning, m.at("id", top), "the walkthrough has no id",
			"Add id to the front matter; progress is kept by it, and a new title would lose it.")
	}
}

func (p *parser) steps(sections []section) {
	if len(sections) == 0 {
		p.report(RuleStep, catalog.Error, catalog.Pos{Line: 1, Column: 1}, "the walkthrough has no steps", "Begin each step with a heading of level two.")
	}
	if len(sections) > maxSteps {
		p.report(RuleStep, catalog.Error, catalog.Pos{Line: sections[maxSteps].line, Column: 1},
			fmt.Sprintf("the walkthrough has more than %d steps", maxSteps), "Split it.")
		sections = sections[:maxSteps]
	}
	for _, s := range sections {
		step := p.step(s)
		if n := p.w.Find(step.ID); n >= 0 {
			p.report(RuleStep, catalog.Error, step.at("id"), fmt.Sprintf("two steps have the id %q", step.ID),
				"Give each step an id of its own; progress is kept by it.")
			step.ID = fmt.Sprintf("%s-%d", step.ID, len(p.w.Steps)+1)
		}
		p.w.Steps = append(p.w.Steps, step)
	}
}

// step reads one section.
func (p *parser) step(s section) Step {
	step := Step{Title: s.title, Text: s.markdown(), Pos: catalog.Pos{Line: s.line, Column: 1}}
	if s.extra > 0 {
		p.report(RuleStep, catalog.Error, catalog.Pos{Line: s.extra, Column: 1}, "the step has two step blocks", "Put all keys into one.")
	}
	m := p.mapping(s.block, s.at-1)
	step.keys = m.places()
	var place string
	var checks, answers []string
	m.text("id", &step.ID)
	m.text("place", &place)
	m.texts("check", &checks)
	m.text("try", &step.Try)
	m.text("question", &step.Question)
	m.texts("answer", &answers)
	m.text("fact", &step.Fact)
	m.text("hint", &step.Hint)
	m.rest()
	if step.ID == "" {
		step.ID = slug(step.Title)
	}
	p.place(&step, place)
	p.checks(&step, checks)
	p.answer(&step, answers)
	return step
}

func (p *parser) place(step *Step, text string) {
	if text == "" {
		return
	}
	place, err := ParsePlace(text)
	if err != nil {
		p.report(RulePlace, catalog.Error, step.at("place"), "the place can not be read: "+err.Error(), "meshdex help walkthroughs says how places are written.")
		return
	}
	step.Place = place
}

func (p *parser) checks(step *Step, texts []string) {
	for _, text := range texts {
		c, err := ParseCheck(text)
		if err != nil {
			p.report(RuleCheck, catalog.Error, step.at("check"), "the check can not be read: "+err.Error(), "meshdex help walkthroughs says how checks are written.")
			continue
		}
		step.Checks = append(step.Checks, c)
	}
}

func (p *parser) answer(step *Step, hashes []string) {
	if (step.Question == "") != (len(hashes) == 0) {
		p.report(RuleCheck, catalog.Error, step.at("question"), "a question and its answer come together", "Write both question and answer, or neither.")
		return
	}
	for _, h := range hashes {
		if err := checkHash(h); err != nil {
			p.report(RuleCheck, catalog.Error, step.at("answer"), err.Error(), "meshdex walkthrough hash STEP ANSWER prints it.")
			return
		}
	}
	if len(hashes) > 0 {
		step.Checks = append(step.Checks, Check{Kind: CheckAnswer, Hashes: hashes})
	}
}

// slug makes an id of a title: "Who owns it?" → "who-owns-it".
func slug(title string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "-")
}

// mapping decodes the YAML of a block that begins below the given line of the
// file. Anything but a mapping reads as an empty one, with a problem.
func (p *parser) mapping(text string, below int) *keys {
	k := &keys{p: p, below: below, taken: map[string]bool{}}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		p.report(RuleFormat, catalog.Error, catalog.Pos{Line: below + 1, Column: 1}, "the keys are not well-formed YAML: "+err.Error(),
			"Quote values that hold a colon followed by a space, or a # after a space.")
		return k
	}
	if len(doc.Content) == 0 {
		return k
	}
	if root := doc.Content[0]; root.Kind == yaml.MappingNode {
		k.node = root
	} else {
		p.report(RuleFormat, catalog.Error, k.pos(root), "the block does not hold keys and values", "Write one key: value a line.")
	}
	return k
}
