package action

import "strings"

// KeyLabel is how a key is shown to a person: in the footer, in help and in
// texts. Keys are named in Bubble Tea's notation.
func KeyLabel(key string) string {
	switch key {
	case " ":
		return "space"
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgdown":
		return "pgdn"
	}
	return key
}

// KeyLabels shows several keys that do the same.
func KeyLabels(keys []string) string {
	labels := make([]string, len(keys))
	for i, k := range keys {
		labels[i] = KeyLabel(k)
	}
	return strings.Join(labels, " ")
}
