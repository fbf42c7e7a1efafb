package reader

import (
	"fmt"

	"go.yaml.in/yaml/v4"
)

// isSound walks a document once before anything is read from it, so that the
// readers can follow aliases and recurse without a thought: it merges "<<",
// drops and reports duplicate keys, and refuses a document that is too large or
// too deep once aliases are followed. Its cost is linear in the file, because
// the size of an anchor's content is computed once.
func (r *reading) isSound(y *yaml.Node) bool {
	s := &soundness{r: r, anchors: map[*yaml.Node]extent{}}
	e, ok := s.walk(y)
	if !ok {
		return false
	}
	if e.nodes > maxNodes || s.merged > maxNodes {
		r.report(ruleAlias, posOf(y), "", fmt.Sprintf("The document has more than %d nodes once its aliases are followed.", maxNodes),
			"Write out less through aliases.")
		return false
	}
	if e.depth > 2*maxDepth {
		r.report(ruleDepth, posOf(y), "", "The document is nested too deeply once its aliases are followed.", "Flatten it.")
		return false
	}
	return true
}

// extent is the size of a tree with its aliases followed, and its height.
type extent struct{ nodes, depth int }

type soundness struct {
	r       *reading
	anchors map[*yaml.Node]extent // a zero extent: being walked
	merged  int                   // entries merged so far
}

// aliasedBytes of a text that is repeated by an alias count as one node.
const aliasedBytes = 32

func (s *soundness) walk(y *yaml.Node) (extent, bool) {
	switch {
	case y.Kind == yaml.ScalarNode:
		return extent{1, 1}, true
	case y.Kind == yaml.AliasNode:
		return s.alias(y)
	case y.Anchor == "":
		return s.content(y)
	}
	if e, done := s.anchors[y]; done {
		return e, true
	}
	s.anchors[y] = extent{}
	e, ok := s.content(y)
	s.anchors[y] = e
	return e, ok
}

func (s *soundness) alias(y *yaml.Node) (extent, bool) {
	if y.Alias == nil || y.Alias.Kind == yaml.ScalarNode {
		return extent{1 + len(resolve(y).Value)/aliasedBytes, 1}, true
	}
	e, done := s.anchors[y.Alias]
	if done && e.nodes == 0 {
		s.r.report(ruleAlias, posOf(y), "", fmt.Sprintf("The alias *%s contains itself.", y.Value),
			"Write the value out instead.")
		return e, false
	}
	return e, true
}

func (s *soundness) content(y *yaml.Node) (extent, bool) {
	total := extent{nodes: 1}
	for _, c := range y.Content {
		e, ok := s.walk(c)
		if !ok {
			return total, false
		}
		total.nodes = min(total.nodes+e.nodes, maxNodes+1)
		total.depth = max(total.depth, e.depth)
	}
	total.depth++
	if y.Kind == yaml.MappingNode {
		if isPlaceholder(y) {
			s.r.template(posOf(y), "It has {{ }} where YAML wants a value.")
			return total, false
		}
		s.keys(y)
	}
	return total, true
}

// isPlaceholder recognises the {{ }} of a template, which YAML reads as a mapping
// whose only key is a mapping.
func isPlaceholder(y *yaml.Node) bool {
	if len(y.Content) != 2 || y.Style&yaml.FlowStyle == 0 {
		return false
	}
	k := y.Content[0]
	return k.Kind == yaml.MappingNode && k.Line == y.Line && k.Column == y.Column+1
}

// keys checks the keys of one mapping, and merges into it.
func (s *soundness) keys(y *yaml.Node) {
	merges := false
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		merges = merges || isMerge(k)
		if resolve(k).Kind != yaml.ScalarNode {
			s.r.report(ruleKeyKind, posOf(k), "", "A key must be text, but is a list or a mapping.",
				"Quote it if it is meant as text, as in \"{name}\".")
		}
	}
	s.unique(y)
	if merges && s.merged <= maxNodes {
		before := len(y.Content)
		merge(y)
		s.merged += len(y.Content) - before
	}
}

// unique drops every entry whose key comes again, as most parsers do.
func (s *soundness) unique(y *yaml.Node) {
	if !hasDuplicate(y) {
		return
	}
	last := map[string]int{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		if !isMerge(y.Content[i]) {
			last[keyText(y.Content[i])] = i
		}
	}
	var kept []*yaml.Node
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := y.Content[i]
		again, ok := last[keyText(k)]
		if ok && again != i {
			s.r.report(ruleDuplicate, posOf(k), "",
				fmt.Sprintf("%q is written again on line %d; this one is not read.", keyText(k), y.Content[again].Line),
				"Keep one of the two.")
			continue
		}
		kept = append(kept, k, y.Content[i+1])
	}
	y.Content = kept
}

// hasDuplicate compares few keys with each other, and many through a map.
func hasDuplicate(y *yaml.Node) bool {
	n := len(y.Content)
	if n > 60 {
		seen := make(map[string]bool, n/2)
		for i := 0; i+1 < n; i += 2 {
			k := keyText(y.Content[i])
			if seen[k] {
				return true
			}
			seen[k] = true
		}
		return false
	}
	for i := 2; i+1 < n; i += 2 {
		for j := 0; j < i; j += 2 {
			if y.Content[i].Value == y.Content[j].Value {
				return true
			}
		}
	}
	return false
}

func isMerge(k *yaml.Node) bool { return k.Value == "<<" && k.Tag == "!!merge" }

// merge puts the entries of merged mappings into y. Keys of y itself win, then
// those of mappings that are merged earlier.
func merge(y *yaml.Node) {
	var own, merged []*yaml.Node
	for i := 0; i+1 < len(y.Content); i += 2 {
		sources := mergeSources(y.Content[i], resolve(y.Content[i+1]))
		merged = append(merged, sources...)
		if sources == nil {
			own = append(own, y.Content[i], y.Content[i+1])
		}
	}
	seen := map[string]bool{}
	for i := 0; i < len(own); i += 2 {
		seen[keyText(own[i])] = true
	}
	for _, from := range merged {
		for i := 0; i+1 < len(from.Content); i += 2 {
			if k := keyText(from.Content[i]); !seen[k] {
				seen[k] = true
				own = append(own, from.Content[i], from.Content[i+1])
			}
		}
	}
	y.Content = own
}

// mergeSources are the mappings that an entry merges: none if it is no merge, or
// one of something that cannot be merged.
func mergeSources(k, y *yaml.Node) []*yaml.Node {
	switch {
	case !isMerge(k):
	case y.Kind == yaml.MappingNode:
		return []*yaml.Node{y}
	case y.Kind == yaml.SequenceNode:
		var all []*yaml.Node
		for _, c := range y.Content {
			if c = resolve(c); c.Kind == yaml.MappingNode {
				all = append(all, c)
			}
		}
		return all
	}
	return nil
}
