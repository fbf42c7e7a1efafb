package theme_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"meshdex/ui/text"
	"meshdex/ui/theme"
)

func TestBuiltin_isReadable(t *testing.T) {
	t.Parallel()
	want := map[string]float64{"dark": theme.MinContrast, "light": theme.MinContrast, "high-contrast": 7}
	for name, ratio := range want {
		p, ok := theme.Builtin(name)
		if !ok {
			t.Fatalf("no theme %q", name)
		}
		for _, weak := range p.Check(ratio) {
			t.Errorf("%s: %s", name, weak)
		}
	}
}

func TestContrast_matchesWCAG(t *testing.T) {
	t.Parallel()
	// The ends of the scale, and the well-known lightest grey that passes on white.
	cases := []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#767676", "#ffffff", 4.54}, {"#777777", "#ffffff", 4.48}}
	for _, c := range cases {
		got, ok := theme.Contrast(c.a, c.b)
		if !ok || math.Abs(got-c.want) > 0.01 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", c.a, c.b, got, c.want)
		}
		if back, _ := theme.Contrast(c.b, c.a); back != got {
			t.Errorf("contrast of %s and %s depends on the order", c.a, c.b)
		}
	}
	if _, ok := theme.Contrast("7", "#ffffff"); ok {
		t.Error("measured a colour that only the terminal knows")
	}
}

func TestCompile_isSGR(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		for _, profile := range []theme.Profile{theme.TrueColor, theme.Colors256, theme.Colors16, theme.NoColor} {
			sheet, ok := theme.Select(name, profile, true)
			if !ok {
				t.Fatalf("no theme %q", name)
			}
			for _, st := range everyStyle() {
				open := sheet.Open(st)
				if open != "" && (!strings.HasPrefix(open, "\x1b[") || !strings.HasSuffix(open, "m")) {
					t.Fatalf("%s: style %d opens with %q", name, st, open)
				}
				if text.Width(open) != 0 {
					t.Fatalf("%s: %q takes cells", name, open)
				}
			}
		}
	}
}

func everyStyle() []theme.Style {
	var all []theme.Style
	for t := range theme.TokenCount {
		all = append(all, t.Plain(), t.Plain().Selected(), t.Plain().SelectedDim())
	}
	return all
}

func TestSelect_noColorHasNoColour(t *testing.T) {
	t.Parallel()
	sheet, _ := theme.Select("dark", theme.NoColor, true)
	for _, st := range everyStyle() {
		for _, n := range strings.Split(strings.TrimSuffix(strings.TrimPrefix(sheet.Open(st), "\x1b["), "m"), ";") {
			if n != "" && !strings.Contains(" 1 3 4 7 ", " "+n+" ") {
				t.Errorf("style %d uses SGR %s", st, n)
			}
		}
	}
	if sheet.Open(theme.Text.Plain().Selected()) == "" || sheet.Open(theme.BorderFocused.Plain()) == "" {
		t.Error("selection and focus can not be seen without colour")
	}
}

// Selection, the cursor of a pane without focus, and plain text must differ in
// every theme, and a match must stand out on each of these rows.
func TestSheet_tellsRowsApart(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		s, _ := theme.Select(name, theme.TrueColor, true)
		plain, sel, dim := s.Open(theme.Text.Plain()), s.Open(theme.Text.Plain().Selected()), s.Open(theme.Text.Plain().SelectedDim())
		if plain == sel || sel == dim || plain == dim {
			t.Errorf("%s: rows look alike: %q %q %q", name, plain, sel, dim)
		}
		if s.Open(theme.Match.Plain()) == plain || s.Open(theme.Match.Plain().Selected()) == sel {
			t.Errorf("%s: matches look like text", name)
		}
	}
}

func TestSelect_follows(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		profile theme.Profile
		dark    bool
		want    string
	}{
		{"auto", theme.TrueColor, true, "dark"},
		{"auto", theme.TrueColor, false, "light"},
		{"", theme.Colors256, false, "light"},
		{"light", theme.Colors16, true, "ansi"},
		{"mono", theme.Colors16, true, "mono"},
		{"high-contrast", theme.NoColor, true, "mono"},
	}
	for _, c := range cases {
		s, ok := theme.Select(c.name, c.profile, c.dark)
		if !ok || s.Name() != c.want {
			t.Errorf("%+v: got %q", c, s.Name())
		}
	}
	if _, ok := theme.Select("solarised", theme.TrueColor, true); ok {
		t.Error("a theme that does not exist was found")
	}
}

func TestCustom_readsInks(t *testing.T) {
	t.Parallel()
	p, problems := theme.Custom("mine", map[string]string{
		"base": "light", "accent": "#048 bold", "selection": "on #DDE6FF", "match": "3 underline",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got, want := p.Inks[theme.Accent], (theme.Ink{Fg: "#004488", Bold: true}); got != want {
		t.Errorf("accent %+v, want %+v", got, want)
	}
	if p.Selection.Bg != "#dde6ff" || p.Inks[theme.Match].Fg != "3" || !p.Inks[theme.Match].Underline {
		t.Errorf("%+v %+v", p.Selection, p.Inks[theme.Match])
	}
	light, _ := theme.Builtin("light")
	if p.Inks[theme.Muted] != light.Inks[theme.Muted] {
		t.Error("what was not given does not come from the base")
	}
}

func TestCustom_reportsWhatIsWrong(t *testing.T) {
	t.Parallel()
	_, problems := theme.Custom("bad", map[string]string{
		"base": "sepia", "acent": "#ffffff", "muted": "greyish", "warn": "#12345", "text": "#222222", "ground": "#000000",
	})
	all := strings.Join(problems, "\n")
	for _, want := range []string{`no theme "sepia"`, "acent: there is no such token", `"greyish" is not a colour`, `"#12345" is not a colour`, "text: #222222 on #000000 has contrast 1.3"} {
		if !strings.Contains(all, want) {
			t.Errorf("not reported: %s in\n%s", want, all)
		}
	}
}

func TestIcons_takeOneCell(t *testing.T) {
	t.Parallel()
	for _, name := range theme.IconSets() {
		icons, ok := theme.IconSet(name)
		if !ok || icons.Name != name {
			t.Fatalf("no icon set %q", name)
		}
		v := reflect.ValueOf(*icons)
		for i := range v.NumField() {
			field := v.Type().Field(i).Name
			if field == "Name" {
				continue
			}
			glyphs := []string{}
			if s, isString := v.Field(i).Interface().(string); isString {
				glyphs = append(glyphs, s)
			} else {
				glyphs = append(glyphs, v.Field(i).Interface().([]string)...)
			}
			for _, g := range glyphs {
				if text.Width(g) != 1 {
					t.Errorf("%s: %s %q takes %d cells", name, field, g, text.Width(g))
				}
			}
		}
	}
	if _, ok := theme.IconSet("emoji"); ok {
		t.Error("an icon set that does not exist was found")
	}
}
