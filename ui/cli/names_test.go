package cli_test

import (
	"slices"
	"testing"

	"meshdex/ui/config"
	"meshdex/ui/theme"
)

// What a configuration may name is what the program has under that name.
func TestConfig_namesWhatThereIs(t *testing.T) {
	t.Parallel()
	for what, pair := range map[string][2][]string{
		"themes":    {config.Themes[1:], theme.Names()}, // all but auto
		"icon sets": {config.IconSets, theme.IconSets()},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s: the configuration takes %q, the program has %q", what, pair[0], pair[1])
		}
	}
}
