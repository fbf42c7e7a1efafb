package walkthrough

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// keys takes values out of a YAML mapping and tells what nobody took.
type keys struct {
	p     *parser
	node  *yaml.Node // nil for an empty block
	below int        // lines of the file above the block
	taken map[string]bool
}

func (k *keys) pos(n *yaml.Node) catalog.Pos {
	return catalog.Pos{Line: n.Line + k.below, Column: n.Column}
}

// find returns the value under a key, or nil.
func (k *keys) find(key string) *yaml.Node {
	k.taken[key] = true
	if k.node == nil {
		return nil
	}
	for i := 0; i+1 < len(k.node.Content); i += 2 {
		if k.node.Content[i].Value == key {
			return k.node.Content[i+1]
		}
	}
	return nil
}

// at returns where a key's value is, or the given place.
func (k *keys) at(key string, otherwise catalog.Pos) catalog.Pos {
	if n := k.find(key); n != nil {
		return k.pos(n)
	}
	return otherwise
}

// places returns where the values of all keys are.
func (k *keys) places() map[string]catalog.Pos {
	m := map[string]catalog.Pos{}
	if k.node != nil {
		for i := 0; i+1 < len(k.node.Content); i += 2 {
			if key := k.node.Content[i].Value; m[key].Line == 0 {
				m[key] = k.pos(k.node.Content[i+1])
			}
		}
	}
	return m
}

func (k *keys) text(key string, dst *string) {
	switch n := k.find(key); {
	case n == nil:
	case n.Kind == yaml.ScalarNode:
		*dst = n.Value
	default:
		k.wrong(n, key, "a text")
	}
}

func (k *keys) number(key string, dst *int) {
	n := k.find(key)
	if n == nil {
		return
	}
	v, err := strconv.Atoi(n.Value)
	if err != nil || v < 0 {
		k.wrong(n, key, "a whole number")
		return
	}
	*dst = v
}

// texts takes a text or a list of them, without empty ones.
func (k *keys) texts(key string, dst *[]string) {
	n := k.find(key)
	if n == nil {
		return
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	for _, it := range items {
		if it.Kind != yaml.ScalarNode {
			k.wrong(it, key, "a text or a list of texts")
			return
		}
		if it.Value != "" {
			*dst = append(*dst, it.Value)
		}
	}
}

func (k *keys) wrong(n *yaml.Node, key, want string) {
	k.p.report(RuleKey, catalog.Error, k.pos(n), fmt.Sprintf("%s takes %s", key, want), "")
}

// rest reports the keys that nobody took, and those that stand there again: of
// several only the first counts.
func (k *keys) rest() {
	if k.node == nil {
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(k.node.Content); i += 2 {
		switch n := k.node.Content[i]; {
		case !k.taken[n.Value]:
			k.p.report(RuleKey, catalog.Warning, k.pos(n), fmt.Sprintf("no key is called %q", n.Value), "Remove it; meshdex help walkthroughs lists the keys there are.")
		case seen[n.Value]:
			k.p.report(RuleKey, catalog.Error, k.pos(n), fmt.Sprintf("the key %q stands here again, and only the first counts", n.Value), "Write several checks or answers as a list under one key.")
		default:
			seen[n.Value] = true
		}
	}
}
