package report

import (
	"encoding/xml"
	"fmt"
	"io"
)

type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure,omitempty"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes the findings as JUnit XML: a suite for every file that was
// judged, a case for every finding. Errors and warnings are failures, notes are
// passed cases with a text; a file without findings is one passed case.
func JUnit(w io.Writer, files []string, findings []Finding) error {
	suites := junitSuites{Name: "meshdex", Suites: []junitSuite{}}
	at := map[string]int{}
	suite := func(file string) *junitSuite {
		i, ok := at[file]
		if !ok {
			i = len(suites.Suites)
			at[file] = i
			suites.Suites = append(suites.Suites, junitSuite{Name: Plain(file)})
		}
		return &suites.Suites[i]
	}
	for _, f := range files {
		suite(f)
	}
	for i := range findings {
		suite(findings[i].File).add(&findings[i])
	}
	for i := range suites.Suites {
		s := &suites.Suites[i]
		if len(s.Cases) == 0 {
			s.Cases, s.Tests = []junitCase{{Name: "no findings", Class: s.Name}}, 1
		}
		suites.Tests += s.Tests
		suites.Failures += s.Failures
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(suites); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(f *Finding) {
	c := junitCase{Name: Plain(f.Rule), Class: Plain(f.File), File: Plain(f.File), Line: f.Line}
	if f.Path != "" {
		c.Name += " " + Plain(f.Path)
	}
	text := Plain(f.Message)
	if f.Level == Note {
		c.Out = text
	} else {
		c.Failure = &junitFailure{string(f.Level), text, fmt.Sprintf("%s:%d:%d: %s\n%s", Plain(f.File), f.Line, f.Column, text, Plain(f.Hint))}
		s.Failures++
	}
	s.Tests++
	s.Cases = append(s.Cases, c)
}
