package reader

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// JSON is parsed as JSON rather than as the YAML that it nearly is: YAML parsers
// reject its surrogate pairs and its "\/".

func isJSON(text []byte) bool {
	t := bytes.TrimLeft(text, " \t\r\n")
	return len(t) > 1 && (t[0] == '{' && t[1] != '{' && t[1] != '%' || t[0] == '[')
}

// jsonError is a syntax error at a byte offset.
type jsonError struct {
	offset int
	err    error
}

func (e *jsonError) Error() string { return e.err.Error() }

// parseJSON parses one JSON text into nodes with positions.
func parseJSON(text []byte) (*yaml.Node, error) {
	p := &jsonParser{text: text, dec: json.NewDecoder(bytes.NewReader(text)), line: 1, column: 1}
	p.dec.UseNumber()
	y, err := p.value(0)
	if err == nil && len(bytes.TrimSpace(text[p.dec.InputOffset():])) > 0 {
		err = errors.New("there is more after the end of the JSON value")
	}
	if err != nil {
		at := int(p.dec.InputOffset())
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) && syntax.Offset > 0 {
			at = max(at, int(syntax.Offset)-1)
		}
		for at < len(text) && strings.IndexByte(" \t\r\n,", text[at]) >= 0 {
			at++
		}
		return nil, &jsonError{min(at, len(text)), err}
	}
	return y, nil
}

type jsonParser struct {
	text         []byte
	dec          *json.Decoder
	at           int // the offset that line and column are of
	line, column int
}

// next returns the next token and a node at its position.
func (p *jsonParser) next() (json.Token, *yaml.Node, error) {
	p.advance(int(p.dec.InputOffset()))
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n,:", p.text[p.at]) >= 0 {
		p.advance(p.at + 1)
	}
	y := &yaml.Node{Kind: yaml.ScalarNode, Line: p.line, Column: p.column}
	t, err := p.dec.Token()
	return t, y, err
}

// advance moves the position on to an offset.
func (p *jsonParser) advance(to int) {
	for ; p.at < to; p.at++ {
		switch c := p.text[p.at]; {
		case c == '\n':
			p.line, p.column = p.line+1, 1
		case utf8.RuneStart(c):
			p.column++
		}
	}
}

func (p *jsonParser) value(depth int) (*yaml.Node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("depth of %d exceeded", maxDepth)
	}
	t, y, err := p.next()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case json.Delim:
		return y, p.collection(y, t, depth)
	case string:
		y.Tag, y.Value, y.Style = "!!str", t, yaml.DoubleQuotedStyle
	case json.Number:
		y.Tag, y.Value = numberTag(t.String()), t.String()
	case bool:
		y.Tag, y.Value = "!!bool", strconv.FormatBool(t)
	case nil:
		y.Tag, y.Value = "!!null", "null"
	}
	return y, nil
}

func numberTag(s string) string {
	if strings.ContainsAny(s, ".eE") {
		return "!!float"
	}
	return "!!int"
}

// collection reads the content of an object or array up to its end.
func (p *jsonParser) collection(y *yaml.Node, open json.Delim, depth int) error {
	y.Kind, y.Tag = yaml.SequenceNode, "!!seq"
	if open == '{' {
		y.Kind, y.Tag = yaml.MappingNode, "!!map"
	}
	for p.dec.More() {
		c, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		y.Content = append(y.Content, c)
	}
	_, err := p.dec.Token()
	return err
}
