package sla_test

import (
	"strings"
	"testing"

	"meshdex/catalog"
	"meshdex/catalog/sla"
)

func level(property, value, unit string) sla.Level {
	return sla.Normalize(catalog.SLA{Property: property, Value: catalog.StringValue(value), Unit: unit})
}

func TestCanonical_synonymsAndSpelling(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]sla.Name{
		"ly": sla.Latency, "Latency": sla.Latency, "time_of_availability": sla.TimeOfAvailability,
		"Time To Repair": sla.TimeToRepair, "MTTR": sla.TimeToRepair, "av": sla.Availability,
		"frequency of update": sla.Frequency, "EOL": sla.EndOfLife, "support.responseTime": sla.SupportResponseTime,
		"backup.recoveryPoint": sla.RecoveryPoint, "backup.interval": sla.BackupInterval,
	} {
		if got, ok := sla.Canonical(text); !ok || got != want {
			t.Errorf("Canonical(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
	if got, ok := sla.Canonical("Rows per Batch"); ok || got != "rowsperbatch" {
		t.Errorf("unknown name: %q, %v", got, ok)
	}
}

func TestNames_everyNameIsItsOwnCanonicalForm(t *testing.T) {
	t.Parallel()
	seen := map[sla.Name]bool{}
	for _, n := range sla.Names() {
		if got, ok := sla.Canonical(string(n)); !ok || got != n || seen[n] {
			t.Errorf("Canonical(%q) = %q, %v", n, got, ok)
		}
		seen[n] = true
	}
}

type promise struct{ value, unit string }

// promises are two values of a property each, and how the second stands to the
// first.
var promises = []struct {
	property string
	base     promise
	revision promise
	want     sla.Relation
}{
	{"retention", promise{"3", "y"}, promise{"36", "months"}, sla.Same},
	{"retention", promise{"3", "yr"}, promise{"P3Y", ""}, sla.Same},
	{"retention", promise{"1", "week"}, promise{"7", "d"}, sla.Same},
	{"retention", promise{"1", "y"}, promise{"365", "d"}, sla.Approximate},
	{"retention", promise{"1", "mo"}, promise{"30", "d"}, sla.Approximate},
	{"retention", promise{"1", "mo"}, promise{"27", "d"}, sla.Looser},
	{"retention", promise{"1", "y"}, promise{"367", "d"}, sla.Tighter},
	{"retention", promise{"unlimited", ""}, promise{"10", "y"}, sla.Looser},
	{"retention", promise{"10", "y"}, promise{"unlimited", ""}, sla.Tighter},
	{"latency", promise{"4", "d"}, promise{"96", "h"}, sla.Same},
	{"latency", promise{"4", "d"}, promise{"5", "days"}, sla.Looser},
	{"latency", promise{"25h", ""}, promise{"24 hours", ""}, sla.Tighter},
	{"latency", promise{"1h30m", ""}, promise{"90", "min"}, sla.Same},
	{"latency", promise{"PT1M", ""}, promise{"60", "s"}, sla.Same},
	{"latency", promise{"P1M", ""}, promise{"60", "s"}, sla.Tighter},
	{"latency", promise{"5", "m"}, promise{"4", "m"}, sla.Tighter},
	{"latency", promise{"5", "m"}, promise{"1", "d"}, sla.Incomparable},
	{"latency", promise{"5", "m"}, promise{"1", "s"}, sla.Tighter},
	{"latency", promise{"5", "m"}, promise{"10", "y"}, sla.Looser},
	{"latency", promise{"4", "parsecs"}, promise{"4", "d"}, sla.Incomparable},
	{"latency", promise{"${LATENCY}", "d"}, promise{"4", "d"}, sla.Incomparable},
	{"availability", promise{"99.9", "%"}, promise{"99.9%", ""}, sla.Same},
	{"availability", promise{"99.9%", ""}, promise{"0.999", "ratio"}, sla.Same},
	{"availability", promise{"99.9", ""}, promise{"99.90", "percent"}, sla.Same},
	{"availability", promise{"99.9%", ""}, promise{"0.999", ""}, sla.Incomparable},
	{"availability", promise{"99.9", "%"}, promise{"99.5", "%"}, sla.Looser},
	{"availability", promise{"99.9%", "hours"}, promise{"99.9%", ""}, sla.Incomparable},
	{"errorRate", promise{"1%", ""}, promise{"0.5%", ""}, sla.Tighter},
	{"throughput", promise{"60", "MB/min"}, promise{"1", "MB per second"}, sla.Same},
	{"throughput", promise{"100", "rows/s"}, promise{"90 rows/s", ""}, sla.Looser},
	{"throughput", promise{"100", "rows/s"}, promise{"100", "MB/s"}, sla.Incomparable},
	{"timeOfAvailability", promise{"09:00-08:00", ""}, promise{"17:00Z", ""}, sla.Same},
	{"timeOfAvailability", promise{"09:00-08:00", ""}, promise{"10:00-08:00", ""}, sla.Looser},
	{"timeOfAvailability", promise{"17:00-08:00", ""}, promise{"09:00-08:00", ""}, sla.Tighter},
	{"timeOfAvailability", promise{"9 am", "UTC"}, promise{"09:00Z", ""}, sla.Same},
	{"timeOfAvailability", promise{"09:00", ""}, promise{"09:00Z", ""}, sla.Incomparable},
	{"timeOfAvailability", promise{"12 am", ""}, promise{"00:00", ""}, sla.Same},
	{"frequency", promise{"daily", ""}, promise{"P1D", ""}, sla.Same},
	{"frequency", promise{"daily", ""}, promise{"0 0 * * *", ""}, sla.Same},
	{"frequency", promise{"weekly", ""}, promise{"30 6 * * mon", ""}, sla.Same},
	{"frequency", promise{"monthly", ""}, promise{"0 0 1 * *", ""}, sla.Same},
	{"frequency", promise{"1", "d"}, promise{"2", "per day"}, sla.Tighter},
	{"frequency", promise{"24", "1/d"}, promise{"hourly", ""}, sla.Same},
	{"frequency", promise{"1", "h"}, promise{"1", "d"}, sla.Looser},
	{"frequency", promise{"0 0 * * 1-5", ""}, promise{"0 0 * * *", ""}, sla.Tighter},
	{"generalAvailability", promise{"2022-05-12T09:30:10-08:00", ""}, promise{"2022-05-12T17:30:10Z", ""}, sla.Same},
	{"generalAvailability", promise{"2022-05-12", ""}, promise{"2022-06-01", ""}, sla.Looser},
	{"endOfSupport", promise{"2032-05-12", ""}, promise{"2031-05-12", ""}, sla.Looser},
	{"endOfLife", promise{"2032-05-12", ""}, promise{"2042-05-12", ""}, sla.Tighter},
	{"supportHours", promise{"9am to 5pm", ""}, promise{"24/7", ""}, sla.Incomparable},
	{"rating", promise{"5", ""}, promise{"4", ""}, sla.Incomparable},
	{"rating", promise{"5", ""}, promise{"5.0", ""}, sla.Same},
}

func TestCompare_arithmetic(t *testing.T) {
	t.Parallel()
	mirror := map[sla.Relation]sla.Relation{sla.Tighter: sla.Looser, sla.Looser: sla.Tighter}
	for _, tt := range promises {
		a, b := level(tt.property, tt.base.value, tt.base.unit), level(tt.property, tt.revision.value, tt.revision.unit)
		got, reason := sla.Compare(a, b)
		if got != tt.want {
			t.Errorf("%s %v → %v = %d (%s), want %d", tt.property, tt.base, tt.revision, got, reason, tt.want)
		}
		if (reason != "") != (got == sla.Incomparable) {
			t.Errorf("%s %v → %v: reason %q with relation %d", tt.property, tt.base, tt.revision, reason, got)
		}
		want, ok := mirror[got]
		if !ok {
			want = got
		}
		if back, _ := sla.Compare(b, a); back != want {
			t.Errorf("%s %v → %v = %d, and back %d", tt.property, tt.base, tt.revision, got, back)
		}
	}
}

func TestCronPeriod(t *testing.T) {
	t.Parallel()
	const day = 86400.0
	tests := map[string]sla.Duration{
		"* * * * *":        {Seconds: 60},
		"*/15 * * * *":     {Seconds: 900},
		"0 20 * * *":       {Seconds: day},
		"0 0 12 * * ?":     {Seconds: day},
		"0 8,20 * * *":     {Seconds: day / 2},
		"0 0 * * mon-fri":  {Seconds: 7 * day / 5},
		"0 0 * * 0,7":      {Seconds: 7 * day},
		"0 0 1 */3 *":      {Months: 3},
		"@yearly":          {Months: 12},
		"0 0 29 2 *":       {Seconds: 4 * 365.25 * day},
		"0 0 13 * 5":       {Seconds: 28 * 365.25 * day / (336 + 1461 - 48)},
		"5/20 * * * *":     {Seconds: 1200},
		"0 0 1-7/2 jan *":  {Months: 3},
		"10-20/5 0 * * *":  {Seconds: day / 3},
		"0 0 * jan,jul 1 ": {Seconds: 28 * 365.25 * day / 248},
	}
	for text, want := range tests {
		if got, ok := sla.CronPeriod(text); !ok || got != want {
			t.Errorf("CronPeriod(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "daily", "* * * *", "60 * * * *", "0 0 30 2 *", "a b c d e", "*/0 * * * *", "5-1 * * * *", "1/x * * * *"} {
		if got, ok := sla.CronPeriod(text); ok {
			t.Errorf("CronPeriod(%q) = %+v, want none", text, got)
		}
	}
}

func TestLevel_Label(t *testing.T) {
	t.Parallel()
	tests := []struct{ property, value, unit, want string }{
		{"ly", "4", "d", "latency at most 4 days"},
		{"retention", "P1Y", "", "retention at least 1 year"},
		{"retention", "18", "months", "retention at least 18 months"},
		{"retention", "unlimited", "", "retention unlimited"},
		{"av", "99.9", "%", "availability at least 99.9 %"},
		{"frequency", "0 0 * * *", "", "frequency every 1 day"},
		{"timeOfAvailability", "09:00-08:00", "", "time of availability by 09:00-08:00"},
		{"endOfLife", "2032-05-12T00:00:00Z", "", "end of life on 2032-05-12"},
		{"latency", "5", "m", "latency at most 5 m"},
		{"latency", "P1DT12H", "", "latency at most 36 hours"},
		{"serviceHours", "9am to 5pm", "", "support hours 9am to 5pm"},
		{"latency", "", "", "latency"},
	}
	for _, tt := range tests {
		l := level(tt.property, tt.value, tt.unit)
		if got := l.Label(); got != tt.want {
			t.Errorf("%s %s %s: label %q, want %q", tt.property, tt.value, tt.unit, got, tt.want)
		}
		if got := strings.TrimSpace(l.Name.Title() + " " + l.Terms()); got != tt.want {
			t.Errorf("%s %s %s: terms %q do not end the label %q", tt.property, tt.value, tt.unit, l.Terms(), tt.want)
		}
	}
}

func TestNormalize_elementsAreASet(t *testing.T) {
	t.Parallel()
	got := sla.Normalize(catalog.SLA{Property: "re", Elements: []string{"b.y", " a.x", "b.y", ""}, Driver: " Regulatory "})
	if len(got.Elements) != 2 || got.Elements[0] != "a.x" || got.Driver != "regulatory" {
		t.Errorf("normalised to %+v", got)
	}
}

func TestQuantity_Base(t *testing.T) {
	t.Parallel()
	if n, unit, ok := sla.Parse(sla.Latency, "90", "min").Base(); !ok || n != 5400 || unit != "s" {
		t.Errorf("90 min = %v %q %v", n, unit, ok)
	}
	if _, _, ok := sla.Parse(sla.Latency, "soon", "").Base(); ok {
		t.Error("text has a base value")
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("latency", "4", "d", "96h", "")
	f.Add("frequency", "*/5 * * * *", "", "2", "per day")
	f.Add("ta", "09:00-08:00", "", "9 am", "CET")
	f.Add("re", "P1Y2M", "", "1e99", "y")
	f.Fuzz(func(t *testing.T, property, av, au, bv, bu string) {
		a, b := level(property, av, au), level(property, bv, bu)
		there, _ := sla.Compare(a, b)
		back, _ := sla.Compare(b, a)
		opposite := map[sla.Relation]sla.Relation{sla.Tighter: sla.Looser, sla.Looser: sla.Tighter}
		if want, ok := opposite[there]; ok && back != want || !ok && back != there {
			t.Errorf("%v to %v is %d, and back %d", a.Quantity, b.Quantity, there, back)
		}
		if self, _ := sla.Compare(a, a); self != sla.Same {
			t.Errorf("%v differs from itself", a.Quantity)
		}
	})
}
