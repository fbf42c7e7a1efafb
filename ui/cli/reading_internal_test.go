package cli

import (
	"strings"
	"testing"

	"meshdex/ui/page"
	"meshdex/ui/text"
)

func TestCommandLine_takesOnlyWhatReads(t *testing.T) {
	t.Parallel()
	l := openDesk(t, t.TempDir()).shell
	for line, why := range map[string]string{
		"audit returns":                     "",
		"meshdex audit returns":             "",
		"search 'net sales' --limit 3":      "",
		"lint --catalog":                    "",
		"":                                  "there is no command",
		"rm -rf /":                          "there is no command",
		"sync /etc":                         "left to a shell",
		"source remove core":                "left to a shell",
		"walkthrough find-your-way":         "left to a shell",
		"inbox --seen":                      "--seen is left to a shell",
		"doctor --repair":                   "--repair is left to a shell",
		"search x --store /elsewhere":       "--store is left to a shell",
		"audit --no-such-flag":              "unknown flag",
		"audit returns; rm -rf /":           "more than one command",
		"diff --git-driver a b c d e f g":   "--git-driver is left to a shell",
		"show returns | tee /etc/passwords": "more than one command",
		"search 'unclosed":                  "more than one command",
	} {
		words, err := l.Words(line)
		switch {
		case why == "" && err != nil:
			t.Errorf("%q: %v", line, err)
		case why != "" && (err == nil || !strings.Contains(err.Error(), why)):
			t.Errorf("%q gives %q and %v, want an error with %q", line, words, err, why)
		}
	}
}

func TestCommandLine_listsCommandsWithWhatTheyTake(t *testing.T) {
	t.Parallel()
	listed := map[string]page.Command{}
	for _, c := range openDesk(t, t.TempDir()).shell.Commands() {
		listed[c.Name] = c
		if c.Argument == "" || c.Help == "" {
			t.Errorf("%+v says too little", c)
		}
	}
	if listed["audit"].Argument != "[REF…]" || listed["sync"].Name != "" || len(listed) < 10 {
		t.Errorf("listed are %+v", listed)
	}
}

func TestCommandLine_runsOnWhatIsShown(t *testing.T) {
	t.Parallel()
	l := openDesk(t, t.TempDir()).shell
	printed, err := l.Run(t.Context(), []string{"audit", "returns"}, 76)
	if err != nil || !strings.Contains(printed, "breaking") {
		t.Errorf("printed %q, %v", printed, err)
	}
	for line := range strings.Lines(printed) {
		if len([]rune(strings.TrimRight(line, "\n"))) > 76 && !strings.HasPrefix(line, "note: ") {
			t.Errorf("wider than 76: %q", line)
		}
	}
	if _, err := l.Run(t.Context(), []string{"show", "nobody"}, 60); err == nil || !strings.Contains(err.Error(), "meshdex search") {
		t.Errorf("a failure says %v", err)
	}
}

// The ids of what is found can be copied into the next command.
func TestCommandLine_aNarrowPageHasTheIdsWhole(t *testing.T) {
	t.Parallel()
	l := openDesk(t, t.TempDir()).shell
	for width, want := range map[int]string{
		80: "customer-accounts\n", 64: "customer-accounts\n", 40: "custome…\n", 0: "Customer accounts  ",
	} {
		printed, err := l.Run(t.Context(), []string{"search", "customer"}, width)
		if err != nil || !strings.Contains(printed, want) {
			t.Errorf("%d wide it printed %q, %v", width, printed, err)
		}
	}
}

// What a table is read for stands below its rows where the page is too narrow for it.
func TestCommandLine_aNarrowPageHasTheLastColumnBelow(t *testing.T) {
	t.Parallel()
	l := openDesk(t, t.TempDir()).shell
	for width, want := range map[int]string{
		80:  "PRODUCT            OWNER             EFFECT  CERTAIN  HOPS\n  VIA\ncustomer-360       Customer Records  breaks  likely   1\n  returns.returns#returns.refund_amount → ",
		400: "PRODUCT            OWNER             EFFECT  CERTAIN  HOPS  VIA\ncustomer-360       Customer Records  breaks  likely   1     returns.returns#returns.refund_amount → ",
	} {
		printed, err := l.Run(t.Context(), []string{"impact", "returns"}, width)
		if err != nil || !strings.HasPrefix(printed, want) || strings.Contains(printed, "…") {
			t.Errorf("%d wide it printed %q, %v", width, printed, err)
		}
		for line := range strings.Lines(printed) {
			if n := text.Width(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d wide a line has %d cells: %q", width, n, line)
			}
		}
	}
}
