package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"meshdex/ui/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"meshdex": func() { os.Exit(cli.Main(os.Args[1:], cli.Process())) },
	})
}

// TestScript runs the command line as a person would: one scenario a file.
func TestScript(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			home := filepath.Join(e.WorkDir, "home")
			e.Setenv("HOME", home)
			e.Setenv("MESHDEX_STORE", filepath.Join(home, "store"))
			e.Setenv("MESHDEX_CONFIG", filepath.Join(home, "config.yaml"))
			e.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(home, "gitconfig"))
			for _, name := range []string{"GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"} {
				e.Setenv(name, "Ada")
			}
			for _, name := range []string{"GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"} {
				e.Setenv(name, "ada@example.com")
			}
			return os.MkdirAll(home, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json":  checkJSON,
			"code":  checkCode,
			"plain": checkPlain,
			"huge":  writeHuge,
		},
	})
}

// checkCode runs "code N meshdex ARG…" and compares the exit code.
func checkCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND ARG…")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// writeHuge runs "huge FILE" and writes 50 MB of a contract that never ends.
func writeHuge(ts *testscript.TestScript, _ bool, args []string) {
	line := "# a comment that says nothing and goes on and on, line after line after line\n"
	head := "apiVersion: v3.1.0\nkind: DataContract\nid: huge\nversion: 1.0.0\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(head+strings.Repeat(line, 50<<20/len(line))), 0o644))
}

// checkPlain holds that the last output has no control characters but line ends.
func checkPlain(ts *testscript.TestScript, _ bool, _ []string) {
	for _, name := range []string{"stdout", "stderr"} {
		for _, r := range ts.ReadFile(name) {
			if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
				ts.Fatalf("%s holds %q", name, r)
			}
		}
	}
}

// checkJSON runs "json NAME": the last standard output is one JSON document that
// is valid by "meshdex schema NAME".
func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: json NAME")
	}
	out := ts.ReadFile("stdout")
	var head struct{ Format string }
	ts.Check(json.Unmarshal([]byte(out), &head))
	if head.Format != "meshdex."+args[0]+"/1" {
		ts.Fatalf("format %q", head.Format)
	}
	instance, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
	ts.Check(err)
	var printed strings.Builder
	world := cli.Process()
	world.Out = &printed
	if code := cli.Main([]string{"schema", args[0]}, world); code != 0 {
		ts.Fatalf("there is no schema %s", args[0])
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed.String()))
	ts.Check(err)
	compiler := jsonschema.NewCompiler()
	ts.Check(compiler.AddResource("schema.json", doc))
	schema, err := compiler.Compile("schema.json")
	ts.Check(err)
	ts.Check(schema.Validate(instance))
}
