package lint

import (
	"meshdex/catalog"
	"meshdex/catalog/walkthrough"
)

// Walkthrough judges a file with a walkthrough: by itself and, unless that is nil,
// against a world. The findings are in the order of the file.
func Walkthrough(path string, raw []byte, world *walkthrough.World, cfg Config) []Finding {
	w, problems := walkthrough.Parse(path, raw)
	if w != nil && world != nil {
		problems = append(problems, walkthrough.Lint(w, *world)...)
	}
	p := &pass{file: path, raw: raw, cfg: cfg}
	for _, problem := range problems {
		p.problem(problem)
	}
	for _, r := range safetyRules() {
		p.rule = &r.Rule
		p.judge(&catalog.Document{Path: path}, &r)
	}
	return p.done()
}
