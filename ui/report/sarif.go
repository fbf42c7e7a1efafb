package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
)

// The parts of SARIF 2.1.0 that are written (OASIS, Static Analysis Results
// Interchange Format). They are spelt out here because that costs less than the
// start of a library for all of it.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string     `json:"id"`
		Short sarifText  `json:"shortDescription"`
		Help  *sarifText `json:"help,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID     string            `json:"ruleId"`
		Level      string            `json:"level"`
		Message    sarifText         `json:"message"`
		Locations  []sarifLocation   `json:"locations,omitempty"`
		Properties map[string]string `json:"properties,omitempty"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// SARIF writes the findings as a SARIF 2.1.0 log of one run of the named version
// of meshdex, with the rules that were looked for. Columns count code points.
func SARIF(w io.Writer, version string, rules []Rule, findings []Finding) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "meshdex", Version: version, Rules: []sarifRule{}}
	for _, r := range rules {
		out := sarifRule{ID: r.ID, Short: sarifText{Plain(r.Sentence)}}
		if r.Help != "" {
			out.Help = &sarifText{Plain(r.Help)}
		}
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, out)
	}
	for i := range findings {
		run.Results = append(run.Results, sarifOf(&findings[i]))
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifOf(f *Finding) sarifResult {
	message := Plain(f.Message)
	if f.Hint != "" {
		message += ". " + Plain(f.Hint)
	}
	r := sarifResult{RuleID: Plain(f.Rule), Level: string(f.Level), Message: sarifText{message}}
	if f.Severity != "" && f.Severity != string(f.Level) {
		r.Properties = map[string]string{"severity": Plain(f.Severity)}
	}
	var at sarifLocation
	if f.File != "" {
		uri := url.URL{Path: Plain(filepath.ToSlash(f.File))}
		at.Physical = &sarifPhysical{Artifact: sarifArtifact{uri.String()}}
		if f.Line > 0 {
			at.Physical.Region = &sarifRegion{f.Line, f.Column}
		}
	}
	if f.Path != "" {
		at.Logical = []sarifLogical{{Plain(f.Path)}}
	}
	if at.Physical != nil || at.Logical != nil {
		r.Locations = []sarifLocation{at}
	}
	return r
}
