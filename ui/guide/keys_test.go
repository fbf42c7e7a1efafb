package guide_test

import (
	"testing"

	"meshdex/ui/guide"
)

func TestRename_onlyWhatIsCodeAndAKey(t *testing.T) {
	t.Parallel()
	names := map[string]string{")": "next", "a": "access", " ": "mark", "x": "`"}
	for source, want := range map[string]string{
		"Press `)` to go on, or (a).":        "Press `next` to go on, or (a).",
		"`a` writes; `net sales` and `a b`.": "`access` writes; `net sales` and `a b`.",
		"`)` and `)`":                        "`next` and `next`",
		"```yaml\na\n```\n`a`":               "```yaml\na\n```\n`access`",
		"an open ` and a":                    "an open ` and a",
		"`x`":                                "`x`",
		"":                                   "",
	} {
		if got := guide.Rename(source, func(key string) string { return names[key] }); got != want {
			t.Errorf("%q became %q, want %q", source, got, want)
		}
	}
}
