package cli

import (
	"strings"
	"testing"

	"meshdex/ui/text"
)

func TestFitted_helpInANarrowTerminal(t *testing.T) {
	t.Parallel()
	const help = `Search looks for words in names, ids, descriptions and
more. Exact names come first.

  type: class:    type, classification, format, version
  name:           in this one field

Flags:
      --limit N   print at most N hits; 0 for all (default 20)
      --ids       print ids`
	const want = `Search looks for words in names, ids,
descriptions and more. Exact names come
first.

  type: class:    type, classification,
                  format, version
  name:           in this one field

Flags:
      --limit N   print at most N hits; 0
                  for all (default 20)
      --ids       print ids`
	if got := fitted(help, 42); got != want {
		t.Errorf("in 42 columns:\n%s", got)
	}
	if got := fitted(help, 80); got != help {
		t.Errorf("in 80 columns, where it fits:\n%s", got)
	}
}

// A terminal of any width breaks no word of any command's help that fits into it.
func TestHelp_everyCommandFitsIntoItsRoom(t *testing.T) {
	t.Parallel()
	for _, room := range []int{20, 40, 60, 80} {
		commands := []string{"--help"}
		for _, c := range (&tool{}).root().Commands() {
			commands = append(commands, c.Name()+" --help")
		}
		for _, line := range commands {
			out := &pageful{width: room}
			sub := &tool{Streams: Streams{Out: out, Err: out}}
			root := sub.root()
			root.SetOut(out)
			root.SetArgs(strings.Fields(line))
			if err := root.Execute(); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			for l := range strings.SplitSeq(out.String(), "\n") {
				if text.Width(l) > room {
					t.Errorf("%s in %d columns has %d: %q", line, room, text.Width(l), l)
				}
			}
		}
	}
}

func TestTable_keepsNamesBesideIDs(t *testing.T) {
	t.Parallel()
	tb := table{head: []string{"NAME", "DOMAIN", "OWNER", "STATUS", "VERSION", "ID"}, whole: "ID"}
	tb.add("Customer lifetime value", "customers", "Analytics Engineering", "development", "1.0.0", "17b7fa3b-595f-4db1-9867-dbe79e453592")
	tests := map[string]struct {
		room int
		want string
	}{
		"the id whole, where the rest stays readable": {110, "Customer lifetime…  customers  Analytics Engineer…  development  1.0.0    17b7fa3b-595f-4db1-9867-dbe79e453592"},
		"all alike, where it does not":                {80, "Customer life…  customers  Analytics Eng…  development  1.0.0    17b7fa3b-595f-…"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := &pageful{width: tt.room}
			if err := tb.print(out); err != nil {
				t.Fatal(err)
			}
			if got := strings.Split(out.String(), "\n")[1]; got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// What a row is about is not cut for what can be had otherwise.
func TestTable_leavesOutWhatItCanSpare(t *testing.T) {
	t.Parallel()
	tb := table{head: []string{"CONTRACT", "DAY", "VERDICT", "ENOUGH", "ABOUT"}, below: true, spare: []string{"ENOUGH", "DAY"}}
	tb.add("ebike-telemetry.readings", "2026-09-29", "breaking", "no", "Call the battery what it is")
	for room, want := range map[int]string{
		0:  "CONTRACT                  DAY         VERDICT   ENOUGH  ABOUT",
		80: "CONTRACT                  DAY         VERDICT   ENOUGH",
		50: "CONTRACT                  DAY         VERDICT",
		36: "CONTRACT                  VERDICT",
		30: "CONTRACT              VERDICT",
	} {
		out := &pageful{width: room}
		if err := tb.print(out); err != nil {
			t.Fatal(err)
		}
		if got, _, _ := strings.Cut(out.String(), "\n"); got != want {
			t.Errorf("%d wide: %q, want %q", room, got, want)
		}
		if strings.Contains(out.String(), "rea…") != (room == 30) || !strings.Contains(out.String(), "Call the battery") {
			t.Errorf("%d wide:\n%s", room, out)
		}
	}
}

func TestProse_neverCutsALabel(t *testing.T) {
	t.Parallel()
	p := &prose{}
	p.fact("folder", "/data")
	p.fact("a-source-with-a-long-name", "synced just now")
	const want = "  folder          /data\n  a-source-with-a-long-name  synced just now\n"
	if p.String() != want {
		t.Errorf("got %q, want %q", p.String(), want)
	}
}
