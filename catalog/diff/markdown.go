package diff

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteMarkdown writes the report for a pull request, in the Markdown of GitHub:
// the verdict, then the findings by object with the worst first, and the changes
// of documentation folded away. Text from contracts is escaped, so that it can
// neither format, link, nor notify anybody.
func WriteMarkdown(w io.Writer, r *Report) error {
	var b strings.Builder
	r.markdownHead(&b)
	for _, s := range []Severity{Policy, Breaking, PotentiallyBreaking, Compatible} {
		r.markdownSection(&b, s)
	}
	r.markdownDocs(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// severityTitles head the sections, each with a mark that does not need colour.
var severityTitles = map[Severity]string{
	Breaking:            "❌ Breaking",
	PotentiallyBreaking: "⚠️ Potentially breaking",
	Compatible:          "✅ Compatible",
	DocOnly:             "📝 Documentation",
	Policy:              "🏷️ Version",
}

func (r *Report) markdownHead(b *strings.Builder) {
	title := "No change in meaning"
	if r.Verdict != None {
		title = severityTitles[r.Verdict]
	}
	fmt.Fprintf(b, "### %s: `%s`\n\n", title, codeSpan(defaultTo(r.Revision.ID, r.Base.ID)))
	fmt.Fprintf(b, "%s → %s", escape(defaultTo(r.Base.Version, "no version")), escape(defaultTo(r.Revision.Version, "no version")))
	switch {
	case r.Bump.Required == NoBump:
	case r.Bump.Sufficient && r.Bump.Enforced:
		fmt.Fprintf(b, " · needs a **%s** step, and has it", r.Bump.Required)
	case !r.Bump.Enforced:
		fmt.Fprintf(b, " · would need a **%s** step, not enforced on a draft", r.Bump.Required)
	default:
		fmt.Fprintf(b, " · needs a **%s** step", r.Bump.Required)
		if r.Bump.Next != "" {
			fmt.Fprintf(b, ": **%s** or later", escape(r.Bump.Next))
		}
	}
	fmt.Fprintf(b, "\n\n%s\n", r.CountsText())
}

// CountsText says how many findings there are of each severity: "2 breaking, 1
// compatible". It is "no findings" when there are none.
func (r *Report) CountsText() string {
	counts := r.Counts()
	var parts []string
	for _, s := range Severities() {
		if n := counts[s]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ReplaceAll(string(s), "-", " ")))
		}
	}
	if len(r.Ignored) > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", len(r.Ignored)))
	}
	if len(parts) == 0 {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}

func (r *Report) markdownSection(b *strings.Builder, s Severity) {
	found := r.of(s)
	if len(found) == 0 {
		return
	}
	fmt.Fprintf(b, "\n#### %s\n\n", severityTitles[s])
	for _, f := range found {
		fmt.Fprintf(b, "- %s (`%s`)\n", escape(f.Message), f.Rule)
		if d := f.Duty.Sentence(); d != "" && s != Compatible {
			fmt.Fprintf(b, "  - %s\n", escape(d))
		}
		if f.Evidence != "" {
			fmt.Fprintf(b, "  - a guess: %s\n", escape(f.Evidence))
		}
	}
}

func (r *Report) markdownDocs(b *strings.Builder) {
	found := r.of(DocOnly)
	if len(found) == 0 {
		return
	}
	fmt.Fprintf(b, "\n<details><summary>%s: %d</summary>\n\n", severityTitles[DocOnly], len(found))
	for _, f := range found {
		fmt.Fprintf(b, "- %s (`%s`)\n", escape(f.Message), f.Rule)
	}
	b.WriteString("\n</details>\n")
}

// of lists the findings of one severity.
func (r *Report) of(s Severity) []*Finding {
	var out []*Finding
	for i := range r.Findings {
		if r.Findings[i].Severity == s {
			out = append(out, &r.Findings[i])
		}
	}
	return out
}

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "(", `\(`, ")", `\)`, "|", `\|`, "~", `\~`, "#", `\#`, "!", `\!`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "&#64;", "://", "&#58;//",
)

// escape makes text plain in Markdown and keeps it on one line.
func escape(s string) string { return markdownEscapes.Replace(oneLine(s)) }

// codeSpan makes text fit between back ticks.
func codeSpan(s string) string { return strings.ReplaceAll(oneLine(s), "`", "'") }

// oneLine drops what controls a terminal or the direction of text.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}
