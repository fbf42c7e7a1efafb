package catalog

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/Masterminds/semver/v3"

	"meshdex/catalog/lazy"
)

// Version is one published state of a contract: its version text as written,
// and where that state came from. Several versions may carry the same text;
// authors rarely change it, so the order of a history is that of Seq.
type Version struct {
	Contract string // contract id
	Text     string // version, verbatim
	Status   string
	Name     string
	Origin   Origin
	Seq      int  // 0 is the oldest known state of the contract
	Stale    bool // its file is broken now; this is the last good state
	Removed  bool // its file is gone from the source
}

// Origin is where a document was found.
type Origin struct {
	Source  string // name of the source
	Path    string // of the file within the source
	Hash    string // hex SHA-256 of the file's bytes
	Index   int    // which of the file's contracts (or products) it is, from 0
	Commit  string // git only
	Author  string // git only
	Message string // git only: the subject line
	Tag     string // git only: a tag on the commit
	Time    time.Time
}

// Ref is what names one version exactly: ID@TEXT.
func (v Version) Ref() string { return v.Contract + "@" + v.Text }

// lenient takes a pre-release of digits only after three parts: "2024-01-02" is
// a date, not version 2024 with a pre-release.
var lenient = lazy.Regexp(`^[vV]?(?:(\d{1,9}(?:\.\d{1,9}){0,2})((?:-[A-Za-z].*|\+.*)?)|(\d{1,9}\.\d{1,9}\.\d{1,9})([-+].*))$`)

// ParseVersion reads a version text leniently: a leading v, one to three
// numeric parts, an optional pre-release and build. It reports false when the
// text cannot be read as a semantic version even so. A nil version is never
// returned with true.
func ParseVersion(text string) (*semver.Version, bool) {
	m := lenient().FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return nil, false
	}
	v, err := semver.NewVersion(m[1] + m[2] + m[3] + m[4])
	return v, err == nil
}

// CompareVersions orders two version texts: as semantic versions when both can
// be read so, otherwise by their runs of digits and text ("2024-2" before
// "2024-10"). It returns -1, 0 or +1; texts that differ only in notation ("v1"
// and "1.0.0") compare equal.
func CompareVersions(a, b string) int {
	va, okA := ParseVersion(a)
	vb, okB := ParseVersion(b)
	if okA && okB {
		return va.Compare(vb)
	}
	return compareNatural(a, b)
}

var runs = lazy.Regexp(`\d+|\D+`)

func compareNatural(a, b string) int {
	ra, rb := runs().FindAllString(a, -1), runs().FindAllString(b, -1)
	for i := 0; i < len(ra) && i < len(rb); i++ {
		na, errA := strconv.Atoi(ra[i])
		nb, errB := strconv.Atoi(rb[i])
		c := cmp.Compare(ra[i], rb[i])
		if errA == nil && errB == nil {
			c = cmp.Compare(na, nb)
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(ra), len(rb))
}

// Lifecycle is a status brought to the few words that have an order.
type Lifecycle uint8

// Lifecycles, in the order in which a contract passes through them.
const (
	UnknownStatus Lifecycle = iota
	Draft                   // draft, proposed, in development, test, pending
	Active                  // active, production, current
	Deprecated
	Retired
)

// lifecycles are the words that are in use, without what may part them.
var lifecycles = []struct {
	word string
	is   Lifecycle
}{
	{"active", Active},
	{"production", Active},
	{"current", Active},
	{"published", Active},
	{"live", Active},
	{"draft", Draft},
	{"proposed", Draft},
	{"indevelopment", Draft},
	{"development", Draft},
	{"test", Draft},
	{"pending", Draft},
	{"planned", Draft},
	{"deprecated", Deprecated},
	{"sunset", Deprecated},
	{"retired", Retired},
	{"removed", Retired},
	{"endoflife", Retired},
	{"archived", Retired},
}

// LifecycleOf reads a status text, without regard to case, spaces, hyphens and
// underscores. An empty text is UnknownStatus. It does not allocate: lists ask it
// for every row that they draw.
func LifecycleOf(status string) Lifecycle {
	for _, l := range lifecycles {
		if isWord(status, l.word) {
			return l.is
		}
	}
	return UnknownStatus
}

// isWord compares a text with a lower-case word, passing over what may part words.
func isWord(s, word string) bool {
	n := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' || c == '_' || c == '-' || c == '\t' || c == '\n':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if n == len(word) || word[n] != c {
			return false
		}
		n++
	}
	return n == len(word)
}

// String names the lifecycle in one word.
func (l Lifecycle) String() string {
	return [...]string{"unknown", "draft", "active", "deprecated", "retired"}[l]
}
