package source_test

import (
	"strings"
	"testing"

	"meshdex/store/source"
)

func TestCheck_refusesWhatCanNeverBeSynced(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]source.Config{
		"an unknown kind":             {Kind: "ftp", Location: "x"},
		"a setting of another kind":   {Kind: source.KindDir, Location: "x", Settings: map[string]string{source.SettingRef: "main"}},
		"a broken pattern":            {Kind: source.KindDir, Location: "x", Exclude: []string{"["}},
		"no folder":                   {Kind: source.KindDir},
		"no command":                  {Kind: source.KindExec, Location: " "},
		"a quote that does not end":   {Kind: source.KindExec, Location: "cat 'x"},
		"a bucket without a name":     {Kind: source.KindS3, Location: "s3:///x"},
		"an address of another kind":  {Kind: source.KindHTTP, Location: "gopher://x"},
		"a ref that is an option":     {Kind: source.KindGit, Location: "https://h/x.git", Settings: map[string]string{source.SettingRef: "--output=x"}},
		"a secret in an http address": {Kind: source.KindHTTP, Location: "https://ada:hunter2@h/x"},
		"a secret that is not parsed": {Kind: source.KindHTTP, Location: "https://ada:hunter2@h/%zz"},
		"a signature in the query":    {Kind: source.KindHTTP, Location: "https://h/x?X-Amz-Signature=hunter2"},
		"a token in the query":        {Kind: source.KindHTTP, Location: "https://h/x?a=b&private_token=hunter2"},
		"a query that is not parsed":  {Kind: source.KindHTTP, Location: "https://h/x?a;sig=hunter2%zz"},
		"a secret in the endpoint":    {Kind: source.KindS3, Location: "s3://b/x", Settings: map[string]string{source.SettingEndpoint: "https://id:hunter2@h"}},
		"a secret in a git address":   {Kind: source.KindGit, Location: "https://hunter2@h/x.git"},
		"a secret for ssh":            {Kind: source.KindGit, Location: "ssh://git:hunter2@h/x.git"},
		"a secret in an s3 address":   {Kind: source.KindS3, Location: "s3://id:hunter2@bucket/x"},
	} {
		if err := source.Check(cfg); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := source.Open(cfg, source.Env{}); err == nil {
			t.Errorf("%s is opened", name)
		}
	}
	for _, cfg := range []source.Config{
		{Kind: source.KindGit, Location: "ssh://git@h/x.git"},
		{Kind: source.KindGit, Location: "git@h:team/x.git"},
		{Kind: source.KindHTTP, Location: "https://h/x", Settings: map[string]string{source.SettingTokenEnv: "UNSET"}},
		{Kind: source.KindHTTP, Location: "https://h/x?ref=main&path=a/b.yaml"},
		{Kind: source.KindExec, Location: "gsutil cat 'gs://b/x y'"},
	} {
		if err := source.Check(cfg); err != nil {
			t.Errorf("%+v: %v", cfg, err)
		}
	}
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	for name, good := range map[string]bool{
		"core": true, "Größe_1.2-x": true, "_x": true, "": false, "-x": false, ".": false, "a b": false, "a/b": false, "a:b": false, "a\n": false,
	} {
		if err := source.CheckName(name); (err == nil) != good {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestParse_namesAreUsable makes names of the last parts of places.
func TestParse_namesAreUsable(t *testing.T) {
	t.Parallel()
	for _, location := range []string{"https://h/", "s3://b", "./-x", "/srv/a b!", "git@h:x", "https://h/?q=1", "/", "..."} {
		cfg, err := source.Parse(location)
		if err != nil || source.CheckName(cfg.Name) != nil {
			t.Errorf("%s is called %q, %v", location, cfg.Name, err)
		}
	}
}
