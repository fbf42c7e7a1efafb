package term

import (
	"bytes"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// Ground is what lies behind the text; "" if that is not known.
type Ground string

// The grounds.
const (
	Dark  Ground = "dark"
	Light Ground = "light"
)

// question asks a terminal for the colour of its background (OSC 11). Nothing waits
// for the answer: many terminals give none.
const question = "\x1b]11;?\x1b\\"

// Asks reports whether a terminal may be asked for its background. The consoles of
// Linux and Windows would show the question or type the answer, and screen passes
// neither on.
func Asks(getenv func(string) string) bool {
	name := getenv("TERM")
	deaf := name == "" || name == "dumb" || name == "linux" || getenv("STY") != "" || strings.HasPrefix(name, "screen") && getenv("TMUX") == ""
	return !deaf && runtime.GOOS != "windows"
}

// EnvironmentGround reads COLORFGBG, "foreground;background" in the sixteen colours
// of old: 7 and 9 to 15 are light.
func EnvironmentGround(getenv func(string) string) Ground {
	v := getenv("COLORFGBG")
	i := strings.LastIndex(v, ";")
	n, err := strconv.Atoi(v[i+1:])
	switch {
	case i < 0 || err != nil || n < 0 || n > 15:
		return ""
	case n == 7 || n > 8:
		return Light
	}
	return Dark
}

// answer is what a terminal says to the question: "\x1b]11;rgb:ffff/ffff/ffff".
var answer = regexp.MustCompile(`\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)`)

var rgb = regexp.MustCompile(`\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})`)

// parseGround reads an answer. A background is light when its luma (ITU-R BT.601)
// is over one half.
func parseGround(answer []byte) Ground {
	m := rgb.FindSubmatch(answer)
	switch {
	case m == nil:
		return ""
	case 0.299*channel(m[1])+0.587*channel(m[2])+0.114*channel(m[3]) > 0.5:
		return Light
	}
	return Dark
}

// channel is a hexadecimal fraction of any number of digits, from 0 to 1.
func channel(hex []byte) float64 {
	n, _ := strconv.ParseUint(string(bytes.ToLower(hex)), 16, 32) // the expression let only digits in
	return float64(n) / float64(uint64(1)<<(4*len(hex))-1)
}
