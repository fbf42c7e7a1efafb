package help_test

import (
	"slices"
	"strings"
	"testing"

	"meshdex/catalog/query"
	"meshdex/ui/help"
)

func TestList_everyTopicCanBeRead(t *testing.T) {
	t.Parallel()
	var names []string
	for _, topic := range help.List() {
		names = append(names, topic.Name)
		text, ok := help.Read(topic.Name)
		if !ok || !strings.HasPrefix(text, "# "+topic.Title+"\n") || topic.Title == "" {
			t.Errorf("%s (%q): %.40q", topic.Name, topic.Title, text)
		}
	}
	if !slices.IsSorted(names) || len(names) < 5 {
		t.Errorf("topics %q", names)
	}
}

func TestRead_unknown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "nothing", "../cli/doc", "query.md"} {
		if text, ok := help.Read(name); ok {
			t.Errorf("%q gives %.20q", name, text)
		}
	}
}

func TestRead_queryNamesEveryForm(t *testing.T) {
	t.Parallel()
	text, _ := help.Read("query")
	for _, l := range query.Help() {
		if !strings.Contains(text, l.Form) {
			t.Errorf("%s is missing", l.Form)
		}
	}
	for _, q := range query.Qualifiers() {
		if !strings.Contains(text, "`"+q.Name+":`") {
			t.Errorf("%s: is missing", q.Name)
		}
	}
}
