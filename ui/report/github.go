package report

import (
	"fmt"
	"io"
	"strings"
)

var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes the findings as workflow commands, which GitHub shows at their
// lines of a pull request.
func GitHub(w io.Writer, findings []Finding) error {
	var b strings.Builder
	for _, f := range findings {
		command := map[Level]string{Error: "error", Warning: "warning"}[f.Level]
		if command == "" {
			command = "notice"
		}
		properties := []string{"title=" + githubProperty.Replace(Plain(f.Rule))}
		if f.File != "" {
			properties = append(properties, "file="+githubProperty.Replace(Plain(f.File)))
		}
		if f.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d,col=%d", f.Line, max(f.Column, 1)))
		}
		text := Plain(f.Message)
		if f.Hint != "" {
			text += "\n" + Plain(f.Hint)
		}
		fmt.Fprintf(&b, "::%s %s::%s\n", command, strings.Join(properties, ","), githubData.Replace(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
