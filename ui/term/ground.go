package term

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// askFor is how long a terminal may take to say its background. Those that answer
// do so within a round trip; those that do not must not be waited for.
const askFor = 200 * time.Millisecond

// IsLight reports whether the terminal's background is light, and whether that is
// known at all. It believes COLORFGBG, and else asks the terminal once (OSC 11),
// but not inside tmux or screen, which do not pass the question on. It must be
// called before anything else reads the terminal.
func IsLight(in, out *os.File, getenv func(string) string) (light, known bool) {
	if light, ok := fromEnvironment(getenv("COLORFGBG")); ok {
		return light, true
	}
	name := getenv("TERM")
	if getenv("TMUX") != "" || getenv("STY") != "" || strings.HasPrefix(name, "screen") || strings.HasPrefix(name, "tmux") || name == "dumb" || name == "linux" {
		return false, false
	}
	return ask(in, out)
}

// fromEnvironment reads COLORFGBG, "foreground;background" in the sixteen colours
// of old: 7 and 9 to 15 are light.
func fromEnvironment(v string) (light, ok bool) {
	i := strings.LastIndex(v, ";")
	n, err := strconv.Atoi(v[i+1:])
	if i < 0 || err != nil || n < 0 || n > 15 {
		return false, false
	}
	return n == 7 || n > 8, true
}

// question is OSC 11, and after it a request for the cursor's position that every
// terminal answers, so that one which does not know the first is not waited for.
const question = "\x1b]11;?\x1b\\" + "\x1b[6n"

func ask(in, out *os.File) (light, known bool) {
	reader, err := cancelreader.NewReader(in)
	if err != nil {
		return false, false // what cannot be cancelled is not asked: nothing may wait for ever
	}
	defer func() { _ = reader.Close() }()
	old, err := term.MakeRaw(in.Fd())
	if err != nil {
		return false, false
	}
	defer func() { _ = term.Restore(in.Fd(), old) }()
	if _, err := out.WriteString(question); err != nil {
		return false, false
	}
	timer := time.AfterFunc(askFor, func() { reader.Cancel() })
	defer timer.Stop()
	return parseGround(readAnswer(reader))
}

var position = regexp.MustCompile(`\x1b\[\d+;\d+R`)

// readAnswer reads until the position came, or the time is over.
func readAnswer(r io.Reader) []byte {
	var got []byte
	buf := make([]byte, 64)
	for len(got) < 256 && !position.Match(got) {
		n, err := r.Read(buf)
		got = append(got, buf[:n]...)
		if err != nil {
			break
		}
	}
	return got
}

var rgb = regexp.MustCompile(`\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})`)

// parseGround reads the answer, "]11;rgb:ffff/ffff/ffff". A background is light
// when its luma (ITU-R BT.601) is over one half.
func parseGround(answer []byte) (light, known bool) {
	m := rgb.FindSubmatch(answer)
	if m == nil {
		return false, false
	}
	luma := 0.299*channel(m[1]) + 0.587*channel(m[2]) + 0.114*channel(m[3])
	return luma > 0.5, true
}

// channel is a hexadecimal fraction of any number of digits, from 0 to 1.
func channel(hex []byte) float64 {
	n, _ := strconv.ParseUint(string(bytes.ToLower(hex)), 16, 32) // the expression let only digits in
	return float64(n) / float64(uint64(1)<<(4*len(hex))-1)
}
