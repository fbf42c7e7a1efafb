package guide

import (
	"strings"

	"meshdex/catalog/walkthrough"
	"meshdex/ui/action"
)

// Context is that of the walkthrough's own actions.
const Context action.Context = "guide"

// Contexts are those in which the text of a step names keys: of the page that it is
// about, of where the reader is, of the walkthrough and of the program.
func Contexts(step *walkthrough.Step, here []action.Context) []action.Context {
	out := append([]action.Context{action.Context(Where(step).Page)}, here...)
	return append(out, Context, action.Global, action.Always)
}

// Rename writes other names for the keys in a text of Markdown: what stands there as
// code and is nothing but a key. Name gives the name of a key, or "" to leave it.
func Rename(source string, name func(key string) string) string {
	parts := strings.Split(source, "`")
	for i := 1; i+1 < len(parts); i += 2 { // every second part is code
		if n := name(parts[i]); n != "" && !strings.Contains(n, "`") {
			parts[i] = n
		}
	}
	return strings.Join(parts, "`")
}
