package writer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// writeYAML writes a value as one YAML document.
func writeYAML(w io.Writer, v catalog.Value) error {
	d, err := yaml.NewDumper(w, yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return fmt.Errorf("write YAML: %w", err)
	}
	if err := d.Dump(nodeOf(v)); err != nil {
		return fmt.Errorf("write YAML: %w", err)
	}
	return d.Close()
}

func nodeOf(v catalog.Value) *yaml.Node {
	y := &yaml.Node{Kind: yaml.ScalarNode, Value: v.Text} // its text tells its type
	switch v.Kind {
	case catalog.List:
		y.Kind, y.Tag = yaml.SequenceNode, "!!seq"
		for _, it := range v.Items {
			y.Content = append(y.Content, nodeOf(it))
		}
	case catalog.Map:
		y.Kind, y.Tag = yaml.MappingNode, "!!map"
		for _, f := range v.Fields {
			y.Content = append(y.Content, textNode(f.Key), nodeOf(f.Value))
		}
	case catalog.String:
		return textNode(v.Text)
	case catalog.Null:
		y.Value = "null"
	}
	return y
}

// textNode is a text that reads as the same text, whatever it looks like.
func textNode(s string) *yaml.Node {
	y := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	switch {
	case strings.Contains(s, "\n") && isBlock(s):
		y.Style = yaml.LiteralStyle
	case !isPlain(s):
		y.Style = yaml.DoubleQuotedStyle
	}
	return y
}

// isBlock reports whether a text of several lines survives as a literal block.
func isBlock(s string) bool {
	if strings.ContainsAny(s, "\r\t\x00\u0085\u2028\u2029\ufeff") || strings.HasPrefix(s, " ") || strings.HasPrefix(s, "\n") {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.HasSuffix(line, " ") {
			return false
		}
	}
	return isPrintable(s)
}

// isPlain reports whether a text may be left to the encoder, which quotes what
// looks like another type. What looks like a date is quoted here, for the sake of
// tools that read it as one.
func isPlain(s string) bool {
	return isPrintable(s) && !strings.ContainsAny(s, "\n\t") && !looksLikeDate(s)
}

func isPrintable(s string) bool {
	for _, r := range s {
		if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == 0xfffd {
			return false
		}
	}
	return true
}

func looksLikeDate(s string) bool {
	return len(s) >= 8 && s[0] >= '0' && s[0] <= '9' && strings.Count(s, "-") >= 2
}

// appendJSON appends a value as JSON. Numbers keep their digits; what JSON has
// no number for, such as .inf, is a text.
func appendJSON(b []byte, v catalog.Value) ([]byte, error) {
	var err error
	switch v.Kind {
	case catalog.Absent, catalog.Null:
		return append(b, "null"...), nil
	case catalog.Bool:
		if t, err := strconv.ParseBool(strings.ToLower(v.Text)); err == nil {
			return strconv.AppendBool(b, t), nil
		}
	case catalog.Int, catalog.Float:
		if isNumber(v.Text) {
			return append(b, v.Text...), nil
		}
	case catalog.List:
		b = append(b, '[')
		for i, it := range v.Items {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendJSON(b, it); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	case catalog.Map:
		return appendObject(b, v.Fields)
	}
	return appendText(b, v.Text)
}

func appendObject(b []byte, fields []catalog.Field) ([]byte, error) {
	var err error
	b = append(b, '{')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = appendText(b, f.Key); err != nil {
			return nil, err
		}
		b = append(b, ':')
		if b, err = appendJSON(b, f.Value); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

func appendText(b []byte, s string) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return append(b, bytes.TrimSuffix(buf.Bytes(), []byte("\n"))...), nil
}

// isNumber reports whether a text is a number of JSON.
func isNumber(s string) bool {
	var n json.Number
	return s != "" && s[0] != '"' && json.Unmarshal([]byte(s), &n) == nil
}
