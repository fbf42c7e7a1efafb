package query_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meshdex/catalog/query"
)

func TestParse_stringIsShortestForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"  customer   orders ", "customer orders"},
		{`"exact  phrase"`, `"exact  phrase"`},
		{`"a \"quoted\" word"`, `"a \"quoted\" word"`},
		{"-test NOT draft", "-test -draft"},
		{"~cstmr ~\"two words\"", `~cstmr ~"two words"`},
		{"a AND b OR c", "a b OR c"},
		{"a (b OR c)", "a (b OR c)"},
		{"(a b) c", "a b c"},
		{"(a OR b) OR c", "a OR b OR c"},
		{"-(a b)", "-(a b)"},
		{"DOMAIN:Sales", "domain:Sales"},
		{"column:*_id", "field:*_id"},
		{`owner:"Jane Doe",bob`, `owner:"Jane Doe",bob`},
		{"sla.Latency<=1h sla.availability>=99.9", "sla.latency<=1h sla.availability>=99.9"},
		{"updated<7d updated>=2026-01", "updated<7d updated>=2026-01"},
		{"consumers>5 columns!=100", "consumers>5 columns!=100"},
		{"urn:datacontract:checkout:orders-latest", "urn:datacontract:checkout:orders-latest"},
		{"https://example.com/a", "https://example.com/a"},
		{"orders.customer_id", "orders.customer_id"},
		{`version:"=5"`, `version:"=5"`},
		{"ORDERS ANDROID", "ORDERS ANDROID"},
		{"sales - daily -", "sales - daily -"},
		{"(b OR a - ) c", "(b OR a -) c"},
		{"a\x00b\x1b[31m", "a b [31m"},
	} {
		q, err := query.Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		if got := q.String(); got != tt.want {
			t.Errorf("Parse(%q).String() = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestParse_errorsPointAndSuggest(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in         string
		offset     int
		suggestion string
	}{
		{"domian:sales", 0, "domain:"},
		{"ü ownr:jane", 2, "owner:"},
		{`a "b`, 2, `"`},
		{"a (b OR c", 2, ")"},
		{"a ) b", 2, ""},
		{"()", 0, ""},
		{"a NOT", 5, `"NOT" in quotes finds the word`},
		{"OR a", 0, `"OR" in quotes finds the word`},
		{"a OR", 2, `"OR" in quotes finds the word`},
		{"domain:", 7, "domain:sales"},
		{"domain<sales", 7, "domain:sales"},
		{"has:qualty", 4, "quality"},
		{"consumers>many", 10, "consumers>5"},
		{"updated<soon", 8, "updated<7d"},
		{"sla.latency<fast", 12, "sla.latency<=1h"},
		{"~ a", 0, "~orders"},
		{`""`, 0, ""},
		{strings.Repeat("(", 40) + "a", 32, ""},
		{strings.Repeat("a ", 65), 128, ""},
		{strings.Repeat("a", 5000), 4096, ""},
	} {
		_, err := query.Parse(tt.in)
		var e *query.Error
		if !errors.As(err, &e) {
			t.Errorf("Parse(%.40q): error %v, want a *query.Error", tt.in, err)
			continue
		}
		if e.Offset != tt.offset || e.Suggestion != tt.suggestion || e.Message == "" {
			t.Errorf("Parse(%.40q) = %+v, want offset %d and suggestion %q", tt.in, *e, tt.offset, tt.suggestion)
		}
	}
}

func TestParsePartial_leavesOutWhatIsUnfinished(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`orders "ship`: `orders "ship"`,
		"a (b OR":      "a b",
		"a OR":         "a",
		"a -":          "a",
		"domain:":      "",
		"a updated<":   "a",
		"updated<7":    "",
		"has:qual":     "",
		"a ) b":        "a b",
		"~":            "",
		"(":            "",
		"domian:x":     "domian:x",
	} {
		if got := query.ParsePartial(in).String(); got != want {
			t.Errorf("ParsePartial(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a -"b c" (d OR ~e) domain:"x y",z sla.q>=1h`, `((`, `-~"`, `name:"="`, "\xff\xfe:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		query.ParsePartial(text)
		q, err := query.Parse(text)
		if err != nil {
			var e *query.Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len([]rune(text)) {
				t.Fatalf("Parse(%q): error %v does not point into the text", text, err)
			}
			return
		}
		again, err := query.Parse(q.String())
		if err != nil {
			t.Fatalf("Parse(%q) as %q: %v", text, q.String(), err)
		}
		if diff := cmp.Diff(q.Root(), again.Root()); diff != "" {
			t.Fatalf("%q does not round-trip as %q:\n%s", text, q.String(), diff)
		}
	})
}

type values map[string][]query.Value

func (v values) Values(name, prefix string, limit int) []query.Value {
	var out []query.Value
	for _, x := range v[name] {
		if strings.HasPrefix(strings.ToLower(x.Text), strings.ToLower(prefix)) && len(out) < limit {
			out = append(out, x)
		}
	}
	return out
}

func TestComplete(t *testing.T) {
	t.Parallel()
	src := values{"domain": {{Text: "sales", Count: 12}, {Text: "Sales EMEA", Count: 3}}, "has": {{Text: "quality", Count: 9}}}
	for _, tt := range []struct {
		text   string
		cursor int
		want   []query.Completion
	}{
		{"a dom", 5, []query.Completion{{Text: "domain:", From: 2, To: 5, Help: "business domain"}}},
		{"-domain:sal", 11, []query.Completion{
			{Text: "sales", From: 8, To: 11, Count: 12}, {Text: `"Sales EMEA"`, From: 8, To: 11, Count: 3},
		}},
		{`domain:x,"sales e`, 17, []query.Completion{{Text: `"Sales EMEA"`, From: 9, To: 17, Count: 3}}},
		{"has:q and", 5, []query.Completion{{Text: "quality", From: 4, To: 5, Count: 9}}},
		{"orders", 99, nil},
		{"", 0, nil},
	} {
		if diff := cmp.Diff(tt.want, query.Complete(tt.text, tt.cursor, src)); diff != "" {
			t.Errorf("Complete(%q, %d):\n%s", tt.text, tt.cursor, diff)
		}
	}
}

func TestHelp_fitsAScreenAndParses(t *testing.T) {
	t.Parallel()
	if n := len(query.Help()); n > 20 {
		t.Errorf("help has %d lines, more than a small screen", n)
	}
	for _, q := range query.Qualifiers() {
		if _, err := query.Parse(q.Example); err != nil {
			t.Errorf("example of %s: %v", q.Name, err)
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b        string
		limit, want int
	}{
		{"orders", "orders", 2, 0},
		{"ordres", "orders", 2, 1},
		{"oders", "orders", 2, 1},
		{"custommer", "customer", 2, 1},
		{"abc", "xyz", 2, 3},
		{"", "ab", 2, 2},
		{strings.Repeat("a", 100), "a", 2, 3},
	} {
		if got := query.Distance(tt.a, tt.b, tt.limit); got != tt.want {
			t.Errorf("Distance(%q, %q, %d) = %d, want %d", tt.a, tt.b, tt.limit, got, tt.want)
		}
	}
}

func TestParse_takesYesAndNo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"pii:yes": "pii:true", "pii:No": "pii:false", "deprecated:true": "deprecated:true"} {
		q, err := query.Parse(text)
		if err != nil || q.String() != want {
			t.Errorf("%s = %s, %v; want %s", text, q, err, want)
		}
	}
	if _, err := query.Parse("pii:maybe"); err == nil {
		t.Error("pii:maybe is taken")
	}
}
