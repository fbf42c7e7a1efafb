package page

import (
	"strings"

	"meshdex/catalog"
	"meshdex/ui/theme"
)

// To is the intent of going to a place.
func To(t Target) Intent { return Intent{Kind: Open, Target: t} }

// ToProduct is the intent of opening a product on one of its tabs, "" for the
// first.
func ToProduct(id, tab string) Intent {
	return To(Target{Page: "product", Product: id, Tab: tab})
}

// ToContract is the intent of opening a contract on a tab of its product.
func ToContract(id, tab string) Intent {
	return To(Target{Page: "product", Contract: id, Tab: tab})
}

// ToQuery is the intent of browsing what a qualifier such as "owner" finds.
func ToQuery(qualifier, value string) Intent {
	return To(Target{Page: "browse", Query: qualifier + ":" + Quoted(value)})
}

// Quoted is a value as the query language takes it.
func Quoted(value string) string {
	if value != "" && !strings.ContainsAny(value, " \t\"()|:,<>=~*!") {
		return value
	}
	return `"` + strings.ReplaceAll(value, `"`, "") + `"`
}

// ToAddress is the intent of opening an address in the browser or the mail program,
// or of copying what is neither. Other schemes are never opened: a contract must
// not be able to start programs.
func ToAddress(url string) Intent {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(url, scheme) {
			return Intent{Kind: Browse, URL: url}
		}
	}
	return ToCopy(url, "address")
}

// ToCopy is the intent of copying a text that is called what in the toast.
func ToCopy(text, what string) Intent { return Intent{Kind: Copy, Text: text, What: what} }

// Say is the intent of telling good news.
func Say(text string) Intent { return Intent{Kind: Toast, Text: text} }

// Note is the intent of telling how something is done.
func Note(text string) Intent { return Intent{Kind: Toast, Text: text, Severity: catalog.Note} }

// Warn is the intent of telling that something did not go as wished.
func Warn(text string) Intent { return Intent{Kind: Toast, Text: text, Severity: catalog.Warning} }

// Gravity is the glyph and the colour of a severity; its word stands beside them.
func (e *Env) Gravity(s catalog.Severity) (glyph string, token theme.Token) {
	glyph = e.Icons.Note
	switch s {
	case catalog.Error:
		glyph = e.Icons.Error
	case catalog.Warning:
		glyph = e.Icons.Warning
	}
	return glyph, Tint(s)
}

// Tint is the colour of a severity.
func Tint(s catalog.Severity) theme.Token {
	switch s {
	case catalog.Error:
		return theme.Bad
	case catalog.Warning:
		return theme.Warn
	}
	return theme.Info
}

// Lifecycle is the glyph and the colour of a status; its word stands beside them.
func (e *Env) Lifecycle(status string) (glyph string, token theme.Token) {
	switch catalog.LifecycleOf(status) {
	case catalog.Active:
		return e.Icons.Good, theme.OK
	case catalog.Draft:
		return e.Icons.Draft, theme.Info
	case catalog.Deprecated:
		return e.Icons.Deprecated, theme.Warn
	}
	return e.Icons.Off, theme.Muted
}
