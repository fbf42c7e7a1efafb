package tidy

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// tagOf is the tag of a plain scalar. What it can be, its first character tells.
func tagOf(s string) string {
	switch c := s[0]; {
	case c >= '0' && c <= '9' || c == '+' || c == '-':
		return numberTag(s)
	case c == '.':
		return fractionTag(s)
	case len(s) <= len("false") && strings.IndexByte("tTfFnN~<", c) >= 0:
		return wordTag(s)
	}
	return "!!str"
}

func wordTag(s string) string {
	switch s {
	case "true", "True", "TRUE", "false", "False", "FALSE":
		return "!!bool"
	case "~", "null", "Null", "NULL":
		return "!!null"
	case "<<":
		return "!!merge"
	}
	return "!!str"
}

func fractionTag(s string) string {
	switch s {
	case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF":
		return "!!float"
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return "!!float"
	}
	return "!!str"
}

var decimal = regexp.MustCompile(`^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$`)

// numberTag tells numbers from times, and both from the many texts, versions above
// all, that only begin like one.
func numberTag(s string) string {
	switch {
	case isSmall(s):
		return "!!int"
	case isTime(s):
		return "!!timestamp"
	case strings.Count(s, ".") > 1:
		return "!!str"
	}
	switch s {
	case "-0", "-0.0", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
		return "!!float"
	}
	plain := strings.ReplaceAll(s, "_", "")
	if _, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return "!!int"
	}
	if _, err := strconv.ParseUint(strings.TrimPrefix(plain, "+"), 0, 64); err == nil {
		return "!!int"
	}
	if decimal.MatchString(plain) {
		if _, err := strconv.ParseFloat(plain, 64); err == nil {
			return "!!float"
		}
	}
	return "!!str"
}

// isSmall recognises most whole numbers at a glance.
func isSmall(s string) bool {
	if len(s) > 18 || s[0] == '0' && len(s) > 1 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

var timeFormats = []string{
	"2006-1-2T15:4:5.999999999Z07:00",
	"2006-1-2t15:4:5.999999999Z07:00",
	"2006-1-2 15:4:5.999999999",
	"2006-1-2",
}

func isTime(s string) bool {
	if len(s) < 5 || s[4] != '-' || !isSmall("1"+s[:4]) {
		return false
	}
	for _, format := range timeFormats {
		if _, err := time.Parse(format, s); err == nil {
			return true
		}
	}
	return false
}
