package help_test

import (
	"slices"
	"strings"
	"testing"

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
	if !slices.IsSorted(names) || len(names) < 7 {
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
