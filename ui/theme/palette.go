package theme

// Palette is a theme as a person writes it: an ink for every token and the
// colours that rows may have as a background. A colour is "#rrggbb", or the
// number of one of the terminal's own colours, "0" to "255"; "" is the terminal's
// default.
type Palette struct {
	Name string
	// Grounds are the terminal backgrounds that the theme is made to be read on.
	// They are never painted; the contrast test measures against each.
	Grounds []string
	// Selection and SelectionDim are the backgrounds of the row under the cursor
	// in the focused pane and in another.
	Selection, SelectionDim Ink
	Inks                    [TokenCount]Ink
}

// Ink is how text looks.
type Ink struct {
	Fg, Bg                           string
	Bold, Italic, Underline, Reverse bool
}

// Builtin returns the palette with the given name.
func Builtin(name string) (Palette, bool) {
	switch name {
	case "dark":
		return darkPalette(), true
	case "light":
		return lightPalette(), true
	case "ansi":
		return ansiPalette(), true
	case "high-contrast":
		return highContrastPalette(), true
	case "mono":
		return monoPalette(), true
	}
	return Palette{}, false
}

// Names lists the built-in themes.
func Names() []string { return []string{"dark", "light", "ansi", "high-contrast", "mono"} }

func darkPalette() Palette {
	return Palette{
		Name:         "dark",
		Grounds:      []string{"#000000", "#1e1e2e", "#282c34"},
		Selection:    Ink{Bg: "#28375a"},
		SelectionDim: Ink{Bg: "#30343f"},
		Inks: [TokenCount]Ink{
			Text: {}, Muted: {Fg: "#a8afbc"}, Accent: {Fg: "#8cc2ff"}, Title: {Fg: "#e6e9f0", Bold: true},
			Border: {Fg: "#9aa2b2"}, BorderFocused: {Fg: "#8cc2ff"}, Match: {Fg: "#ffcf6b", Bold: true},
			OK: {Fg: "#8fd694"}, Warn: {Fg: "#f2c14e"}, Bad: {Fg: "#ff9a9a", Bold: true}, Info: {Fg: "#86d3e3"},
			Key: {Fg: "#ffcf6b"}, KeyHint: {Fg: "#b3bac7"}, Link: {Fg: "#8cc2ff", Underline: true},
			Added: {Fg: "#8fd694"}, Removed: {Fg: "#ff9a9a"},
			AddedWord: {Fg: "#e3ffe6", Bg: "#1d5a2b", Bold: true}, RemovedWord: {Fg: "#ffe8e8", Bg: "#7a2530", Bold: true},
			Code: {Fg: "#d7dce6"}, CodeKey: {Fg: "#8cc2ff"}, CodeString: {Fg: "#b7dd9a"}, CodeComment: {Fg: "#a8afbc", Italic: true}, Cursor: {Reverse: true},
		},
	}
}

func lightPalette() Palette {
	return Palette{
		Name:         "light",
		Grounds:      []string{"#ffffff", "#fdf6e3", "#f4f4f4"},
		Selection:    Ink{Bg: "#cfe2ff"},
		SelectionDim: Ink{Bg: "#e4e6eb"},
		Inks: [TokenCount]Ink{
			Text: {}, Muted: {Fg: "#505762"}, Accent: {Fg: "#0b4f9e"}, Title: {Fg: "#14181f", Bold: true},
			Border: {Fg: "#5d6470"}, BorderFocused: {Fg: "#0b4f9e"}, Match: {Fg: "#8a3a00", Bold: true},
			OK: {Fg: "#12602a"}, Warn: {Fg: "#744700"}, Bad: {Fg: "#a3121f", Bold: true}, Info: {Fg: "#0a5566"},
			Key: {Fg: "#8a3a00"}, KeyHint: {Fg: "#444b56"}, Link: {Fg: "#0b4f9e", Underline: true},
			Added: {Fg: "#12602a"}, Removed: {Fg: "#a3121f"},
			AddedWord: {Fg: "#06330f", Bg: "#b5e8bf", Bold: true}, RemovedWord: {Fg: "#5c0710", Bg: "#ffc9cc", Bold: true},
			Code: {Fg: "#252b35"}, CodeKey: {Fg: "#0b4f9e"}, CodeString: {Fg: "#12602a"}, CodeComment: {Fg: "#505762", Italic: true}, Cursor: {Reverse: true},
		},
	}
}

// ansiPalette uses only the terminal's own sixteen colours and default ground, so
// it follows whatever colours the person has chosen for the terminal. Selection
// is reverse video, which is readable in every such scheme.
func ansiPalette() Palette {
	return Palette{
		Name:         "ansi",
		Selection:    Ink{Reverse: true},
		SelectionDim: Ink{Underline: true},
		Inks: [TokenCount]Ink{
			Text: {}, Muted: {}, Accent: {Fg: "6"}, Title: {Bold: true},
			Border: {}, BorderFocused: {Fg: "6", Bold: true}, Match: {Fg: "5", Bold: true, Underline: true},
			OK: {Fg: "2"}, Warn: {Fg: "3", Bold: true}, Bad: {Fg: "1", Bold: true}, Info: {Fg: "6"},
			Key: {Bold: true}, KeyHint: {}, Link: {Fg: "6", Underline: true},
			Added: {Fg: "2"}, Removed: {Fg: "1"},
			AddedWord: {Fg: "2", Bold: true, Reverse: true}, RemovedWord: {Fg: "1", Bold: true, Reverse: true},
			Code: {}, CodeKey: {Fg: "6"}, CodeString: {Fg: "2"}, CodeComment: {Italic: true}, Cursor: {Reverse: true},
		},
	}
}

// highContrastPalette keeps 7:1 (WCAG AAA) on a black ground. Borders and marks
// are as strong as text.
func highContrastPalette() Palette {
	return Palette{
		Name:         "high-contrast",
		Grounds:      []string{"#000000"},
		Selection:    Ink{Fg: "#000000", Bg: "#ffff00", Bold: true},
		SelectionDim: Ink{Bg: "#262626", Underline: true},
		Inks: [TokenCount]Ink{
			Text: {Fg: "#ffffff"}, Muted: {Fg: "#dddddd"}, Accent: {Fg: "#6fdcff", Bold: true}, Title: {Fg: "#ffffff", Bold: true},
			Border: {Fg: "#ffffff"}, BorderFocused: {Fg: "#ffff00", Bold: true}, Match: {Fg: "#ffff00", Bold: true, Underline: true},
			OK: {Fg: "#7dff7d", Bold: true}, Warn: {Fg: "#ffd24d", Bold: true}, Bad: {Fg: "#ffb0b0", Bold: true}, Info: {Fg: "#6fdcff"},
			Key: {Fg: "#ffff00", Bold: true}, KeyHint: {Fg: "#ffffff"}, Link: {Fg: "#6fdcff", Underline: true},
			Added: {Fg: "#7dff7d"}, Removed: {Fg: "#ffb0b0"},
			AddedWord: {Fg: "#000000", Bg: "#7dff7d", Bold: true}, RemovedWord: {Fg: "#000000", Bg: "#ffb0b0", Bold: true},
			Code: {Fg: "#ffffff"}, CodeKey: {Fg: "#6fdcff"}, CodeString: {Fg: "#7dff7d"}, CodeComment: {Fg: "#dddddd"}, Cursor: {Reverse: true},
		},
	}
}

// monoPalette has no colour: for NO_COLOR and for terminals that have none. Focus,
// selection and matches stay visible.
func monoPalette() Palette {
	return Palette{
		Name:         "mono",
		Selection:    Ink{Reverse: true},
		SelectionDim: Ink{Underline: true},
		Inks: [TokenCount]Ink{
			Accent: {Bold: true}, Title: {Bold: true}, BorderFocused: {Bold: true},
			Match: {Bold: true, Underline: true}, Warn: {Bold: true}, Bad: {Bold: true},
			Key: {Bold: true}, Link: {Underline: true},
			AddedWord: {Bold: true, Underline: true}, RemovedWord: {Bold: true, Underline: true},
			CodeKey: {Bold: true}, Cursor: {Reverse: true},
		},
	}
}
