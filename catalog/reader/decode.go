package reader

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"meshdex/catalog"
	"meshdex/catalog/lazy"
	"meshdex/catalog/reader/tidy"
)

// decode turns bytes into the roots of the documents in them. Where a document
// is broken, those before it are still returned.
func (r *reading) decode(data []byte) []node {
	if len(data) > maxSize {
		r.report(ruleTooLarge, catalog.Pos{Line: 1, Column: 1}, "",
			fmt.Sprintf("The file has %d MB; files of up to %d MB are read.", len(data)>>20, maxSize>>20),
			"Split it, or exclude it from the source.")
		return nil
	}
	text, ok := r.utf8Text(data)
	if !ok {
		return nil
	}
	if n := bytes.Count(text, []byte(",")) + bytes.Count(text, []byte("\n")); n > maxSeparators {
		r.report(ruleTooLarge, catalog.Pos{Line: 1, Column: 1}, "",
			fmt.Sprintf("The file has %d lines and list items; up to %d are read.", n, maxSeparators),
			"Split it, or exclude it from the source.")
		return nil
	}
	return r.parse(text)
}

func (r *reading) parse(text []byte) []node {
	if isJSON(text) {
		y, err := parseJSON(text)
		if err == nil {
			return r.checked(nil, y)
		}
		if strings.EqualFold(path.Ext(r.path), ".json") {
			r.broken(text, err)
			return nil
		}
	}
	return r.parseYAML(text)
}

func (r *reading) parseYAML(text []byte) []node {
	if r.tree = tidy.Parse(text); r.tree != nil {
		return r.checked(nil, r.tree.Root)
	}
	if bytes.HasPrefix(text, []byte("%YAML ")) {
		text = append([]byte("#"), text[1:]...) // the parser knows no version but 1.1
	}
	limits := loaderlimits.New(loaderlimits.DepthValue(maxDepth))
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(limits), yaml.WithUniqueKeys(false))
	if err != nil {
		r.broken(text, err)
		return nil
	}
	var docs []node
	places := relocatorFor(text)
	for {
		var y yaml.Node
		err := loader.Load(&y)
		if errors.Is(err, io.EOF) {
			return docs
		}
		if err != nil {
			r.broken(text, err)
			return docs
		}
		places.tree(&y)
		docs = r.checked(docs, &y)
	}
}

// checked appends the root of a document, if it holds anything and is sound.
func (r *reading) checked(docs []node, y *yaml.Node) []node {
	if y.Kind == yaml.DocumentNode {
		if len(y.Content) == 0 {
			return docs
		}
		y = y.Content[0]
	}
	if y.Kind == yaml.ScalarNode && y.Tag == "!!null" || !r.isSound(y) {
		return docs
	}
	return append(docs, node{r: r, y: resolve(y), pos: posOf(y), index: -1})
}

// broken reports that the file cannot be parsed. What is not meant to be a
// contract is passed over in silence if it is a template, else with a warning.
func (r *reading) broken(text []byte, err error) {
	pos, message := syntaxError(text, err)
	line := lineAt(text, pos.Line)
	expected := r.isExpected(text)
	switch {
	case isTemplate().Match(text):
		if expected {
			r.template(pos, message)
		}
	case strings.Contains(message, "depth"):
		r.report(ruleDepth, pos, "", fmt.Sprintf("The file is nested more than %d levels deep.", maxDepth), "Flatten it.")
	case expected:
		r.report(ruleSyntax, pos, "", message, r.hint(text, line))
	default:
		r.reportAs(catalog.Warning, ruleSyntax, pos, "", message, r.hint(text, line))
	}
}

// template reports that the file is a template.
func (r *reading) template(pos catalog.Pos, why string) {
	r.report(ruleTemplate, pos, "", "The file is a template. "+why,
		"Render it before it is synced, or quote the {{ }} so that it is text.")
}

var isTemplate = lazy.Regexp(`\{\{.*\}\}|\{%.*%\}`)

// syntaxError finds the position and the words of a parser's error.
func syntaxError(text []byte, err error) (catalog.Pos, string) {
	var load *yaml.LoadError
	if errors.As(err, &load) {
		mark := load.Mark
		if mark.Line == 0 {
			mark = load.ContextMark
		}
		pos := relocatorFor(text).pos(catalog.Pos{Line: mark.Line, Column: mark.Column})
		return inside(text, pos), sentence(load.Message)
	}
	var bad *jsonError
	if errors.As(err, &bad) {
		return offsetPos(text, bad.offset), sentence(bad.Error())
	}
	return catalog.Pos{Line: 1, Column: 1}, sentence(err.Error())
}

// inside is a position in the text: its end for one behind it.
func inside(text []byte, pos catalog.Pos) catalog.Pos {
	if end := offsetPos(text, len(text)); pos.Line > end.Line {
		return end
	}
	return pos
}

func sentence(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(s, "yaml: "))
	if s == "" {
		return "The file is not well-formed."
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

func lineAt(text []byte, line int) string {
	for i := 1; i < line; i++ {
		_, rest, ok := bytes.Cut(text, []byte("\n"))
		if !ok {
			return ""
		}
		text = rest
	}
	head, _, _ := bytes.Cut(text, []byte("\n"))
	return string(head)
}

var unquotedColon = lazy.Regexp(`^\s*(- )?[\w.-]+:\s+[^"'\[{|>&*#].*:(\s|$)`)

// hint guesses what the author can do.
func (r *reading) hint(text []byte, line string) string {
	if isJSON(text) {
		return "JSON wants double quotes, a comma between entries, and none before a closing bracket."
	}
	return syntaxHint(line)
}

// syntaxHint guesses what the author can do, from the line that is broken.
func syntaxHint(line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	switch {
	case strings.Contains(indent, "\t"):
		return "YAML is indented with spaces; replace the tab."
	case unquotedColon().MatchString(line):
		return "Quote a text that holds a colon followed by a space."
	case strings.Count(line, `"`)%2 == 1 || strings.Count(line, "'")%2 == 1:
		return "A quote is opened and never closed."
	case strings.ContainsAny(line, "@`%"):
		return "Quote a text that begins with @, ` or %."
	}
	return "Look at the indentation and the quotes of this line and the one above."
}

var contractName = lazy.Regexp(`(?i)(odcs|odps|datacontract|data-contract|data_contract|dataproduct|data-product|data_product)`)

// isContractName reports whether a file is named like a contract or product, as
// "orders.odcs.yaml" or "datacontract.yml"; folders say nothing.
func isContractName(file string) bool { return contractName().MatchString(path.Base(file)) }

var contractText = lazy.Regexp(`(?m)(?:^|[{,])["'\s]*(dataContractSpecification|dataProductSpecification|dataProductDescriptor|dataUsageAgreementSpecification|kind["']?:\s*["']?Data(Contract|Product)|quantumName|datasetName|templateVersion|standardVersion)`)

// isExpected reports whether the file means to be a contract, by its name or by
// its text, so that it matters when it cannot be read.
func (r *reading) isExpected(text []byte) bool {
	return isContractName(r.path) || contractText().Match(text)
}
