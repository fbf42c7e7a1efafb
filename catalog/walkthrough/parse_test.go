package walkthrough_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
)

const guide = `---
walkthrough: 1
id: tour
title: A tour
needs: [orders]
minutes: 3
---

Welcome.

## Look around

Press ` + "`/`" + `.

` + "```sql\n## not a heading\n```" + `

` + "```step\nplace: browse domain:sales\ncheck:\n  - found orders in 3\n  - opened product orders\ntry: ord\n```" + `

## Who owns it?

` + "```step\nid: owner\nquestion: Who owns it?\nanswer: HASH\nfact: owner orders\n```" + `

## Read this

Just read.
`

func tour(t *testing.T) *walkthrough.Walkthrough {
	t.Helper()
	text := strings.Replace(guide, "HASH", walkthrough.HashAnswer("owner", "Order Desk"), 1)
	w, problems := walkthrough.Parse("tour.walkthrough.md", []byte(text))
	if len(problems) > 0 {
		t.Fatalf("problems: %+v", problems)
	}
	return w
}

func TestParse_readsStepsWithTheirBlocks(t *testing.T) {
	t.Parallel()
	w := tour(t)
	if w.ID != "tour" || w.Minutes != 3 || w.Intro != "Welcome." || len(w.Steps) != 3 {
		t.Fatalf("%+v", w)
	}
	look := w.Steps[0]
	if look.ID != "look-around" || look.Pos.Line != 11 || look.Try != "ord" {
		t.Errorf("first step: %+v", look)
	}
	if !strings.Contains(look.Text, "## not a heading") || strings.Contains(look.Text, "place:") {
		t.Errorf("its text:\n%s", look.Text)
	}
	if look.Place != (walkthrough.Place{Page: "browse", Query: "domain:sales"}) || len(look.Checks) != 2 {
		t.Errorf("its place and checks: %+v", look)
	}
	if !w.Steps[2].IsReading() || w.Steps[2].Text != "Just read." {
		t.Errorf("last step: %+v", w.Steps[2])
	}
}

func TestParse_saysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	block := func(text string) string {
		return "---\nwalkthrough: 1\nid: x\ntitle: X\n---\n## One\n```step\n" + text + "\n```\n"
	}
	for name, c := range map[string]struct {
		text, rule string
		line       int
	}{
		"no front matter":      {"# Hello\n", walkthrough.RuleFormat, 1},
		"unclosed front":       {"---\nid: x\n", walkthrough.RuleFormat, 1},
		"another format":       {"---\nwalkthrough: 2\nid: x\ntitle: X\n---\n## A\n", walkthrough.RuleFormat, 2},
		"no title":             {"---\nwalkthrough: 1\nid: x\n---\n## A\n", walkthrough.RuleKey, 1},
		"no id":                {"---\nwalkthrough: 1\ntitle: X\n---\n## A\n", walkthrough.RuleKey, 1},
		"no steps":             {"---\nwalkthrough: 1\nid: x\ntitle: X\n---\nhello\n", walkthrough.RuleStep, 1},
		"not YAML":             {block("a: b: c"), walkthrough.RuleFormat, 8},
		"not a mapping":        {block("- a"), walkthrough.RuleFormat, 8},
		"unknown key":          {block("hint: h\ncolour: red"), walkthrough.RuleKey, 9},
		"key again":            {block("check: tab sla\nhint: h\ncheck: tab team"), walkthrough.RuleKey, 10},
		"unknown page":         {block("place: moon"), walkthrough.RulePlace, 8},
		"unknown tab":          {block("place: product a money"), walkthrough.RulePlace, 8},
		"unknown check":        {block("check: jumped high"), walkthrough.RuleCheck, 8},
		"found how many":       {block("check: found a in few"), walkthrough.RuleCheck, 8},
		"question, no answer":  {block("question: why?"), walkthrough.RuleCheck, 8},
		"answer in the open":   {block("question: why?\nanswer: because"), walkthrough.RuleCheck, 9},
		"hint is a list":       {block("hint: [a]"), walkthrough.RuleKey, 8},
		"two blocks":           {block("hint: h") + "```step\nhint: i\n```\n", walkthrough.RuleStep, 10},
		"two steps of one id":  {block("id: one") + "## One\n", walkthrough.RuleStep, 10},
		"unclosed block":       {"---\nwalkthrough: 1\nid: x\ntitle: X\n---\n## A\n```sql\n## B\n", walkthrough.RuleFormat, 7},
		"minutes are a number": {"---\nwalkthrough: 1\nid: x\ntitle: X\nminutes: few\n---\n## A\n", walkthrough.RuleKey, 5},
	} {
		_, problems := walkthrough.Parse("x.walkthrough.md", []byte(c.text))
		if len(problems) != 1 || problems[0].Rule != c.rule || problems[0].Pos.Line != c.line {
			t.Errorf("%s: %+v, want one %s in line %d", name, problems, c.rule, c.line)
		}
	}
}

func TestParse_boundsTheNumberOfSteps(t *testing.T) {
	t.Parallel()
	text := "---\nwalkthrough: 1\nid: x\ntitle: X\n---\n" + strings.Repeat("## A\n", 100000)
	w, problems := walkthrough.Parse("x", []byte(text))
	if w == nil || len(w.Steps) > 200 || len(problems) == 0 {
		t.Errorf("%d problems", len(problems))
	}
}

func TestMarshal_isReadBack(t *testing.T) {
	t.Parallel()
	w := tour(t)
	w.Summary = "with: a colon # and a hash"
	again, problems := walkthrough.Parse(w.Path, w.Marshal())
	if len(problems) > 0 {
		t.Fatalf("%+v\n%s", problems, w.Marshal())
	}
	if diff := cmp.Diff(w, again, cmpopts.IgnoreUnexported(walkthrough.Step{}), cmpopts.IgnoreTypes(catalog.Pos{})); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(guide))
	f.Add([]byte("---\n---\n## \n```step\n"))
	f.Add([]byte("---\nwalkthrough: [1]\n---\n## a\n~~~ step\n? b\n~~~\n"))
	f.Add([]byte("---\nwalkthrough: 1\nid: x\ntitle: X\nneeds: ['']\n---\n## A\n")) // an empty need was not read back
	f.Fuzz(func(t *testing.T, data []byte) {
		w, problems := walkthrough.Parse("f", data)
		if w == nil && len(problems) == 0 {
			t.Error("neither a walkthrough nor a problem")
		}
		if w == nil || len(problems) > 0 {
			return
		}
		again, problems := walkthrough.Parse("f", w.Marshal())
		if len(problems) > 0 {
			t.Fatalf("%+v in\n%s", problems, w.Marshal())
		}
		if diff := cmp.Diff(w, again, cmpopts.IgnoreUnexported(walkthrough.Step{}), cmpopts.IgnoreTypes(catalog.Pos{}), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}
