package reader

import (
	"go.yaml.in/yaml/v4"

	"meshdex/catalog"
)

// valueOf keeps a node as it was written.
func valueOf(y *yaml.Node) catalog.Value {
	y = resolve(y)
	switch y.Kind {
	case yaml.SequenceNode:
		v := catalog.Value{Kind: catalog.List}
		for _, c := range y.Content {
			v.Items = append(v.Items, valueOf(c))
		}
		return v
	case yaml.MappingNode:
		v := catalog.Value{Kind: catalog.Map}
		for i := 0; i+1 < len(y.Content); i += 2 {
			f := catalog.Field{Key: keyText(y.Content[i]), Value: valueOf(y.Content[i+1])}
			if isSecretKey(f.Key) {
				f.Value = redacted(f.Value)
			}
			v.Fields = append(v.Fields, f)
		}
		return v
	}
	return scalarOf(y)
}

func scalarOf(y *yaml.Node) catalog.Value {
	switch y.Tag {
	case "!!null":
		return catalog.Value{Kind: catalog.Null}
	case "!!bool":
		return catalog.Value{Kind: catalog.Bool, Text: y.Value}
	case "!!int":
		return catalog.Value{Kind: catalog.Int, Text: y.Value}
	case "!!float":
		return catalog.Value{Kind: catalog.Float, Text: y.Value}
	}
	return catalog.StringValue(y.Value)
}

// keyText is a key as text. A key that is itself a list or mapping is shown in
// flow notation; the decoder has reported it.
func keyText(y *yaml.Node) string {
	y = resolve(y)
	if y.Kind == yaml.ScalarNode {
		return y.Value
	}
	return valueOf(y).String()
}
