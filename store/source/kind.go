package source

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// The kinds of sources.
const (
	KindDir  = "dir"
	KindGit  = "git"
	KindHTTP = "http"
	KindS3   = "s3"
	KindExec = "exec"
)

// SettingKey is the public key, in base64, that a pack must be signed with.
const SettingKey = "key"

// kind is what is particular to a kind of source.
type kind struct {
	settings []string // that it knows
	open     func(Config, Env, *matcher) (Source, error)
	check    func(Config) error // of what Open would refuse whatever the environment
}

var kinds = map[string]kind{
	KindDir: {
		settings: []string{SettingKey},
		open:     func(cfg Config, _ Env, m *matcher) (Source, error) { return newDir(cfg, m), nil },
		check:    checkDir,
	},
	KindGit: {
		settings: []string{SettingRef},
		open:     func(cfg Config, env Env, m *matcher) (Source, error) { return newGit(cfg, env, m), nil },
		check:    checkGit,
	},
	KindHTTP: {
		settings: []string{SettingTokenEnv, SettingQueryEnv, SettingNetrc, SettingKey},
		open:     func(cfg Config, env Env, m *matcher) (Source, error) { return newWeb(cfg, env, m) },
		check:    checkWeb,
	},
	KindS3: {
		settings: []string{SettingEndpoint, SettingRegion, SettingProfile, SettingPathStyle, SettingVersions, SettingAnonymous, SettingKey},
		open:     func(cfg Config, _ Env, m *matcher) (Source, error) { return newBucket(cfg, m) },
		check:    checkBucket,
	},
	KindExec: {
		settings: []string{SettingKey},
		open:     func(cfg Config, env Env, m *matcher) (Source, error) { return newCommand(cfg, env, m) },
		check:    checkCommand,
	},
}

// Kinds lists the kinds by name.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

// Check tells what is wrong with a configuration wherever it is used: a kind or
// setting that does not exist, a pattern that cannot be read, an address that
// holds a password. Nothing that fails it should be kept. What depends on the
// environment, such as a variable that is not set, is for Open.
func Check(cfg Config) error {
	k, ok := kinds[cfg.Kind]
	if !ok {
		return fmt.Errorf("unknown kind %q; there are %s", cfg.Kind, strings.Join(Kinds(), ", "))
	}
	for name := range cfg.Settings {
		if !slices.Contains(k.settings, name) {
			return fmt.Errorf("a source of kind %s has no setting %q; it knows %s", cfg.Kind, name, strings.Join(k.settings, ", "))
		}
	}
	if _, err := newMatcher(cfg.Include, cfg.Exclude); err != nil {
		return err
	}
	return k.check(cfg)
}

// isInName reports whether a name may have a character, so that it can be typed
// without quotes and told from a path. An expression would take a millisecond of
// every start to compile the classes of Unicode.
func isInName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || strings.ContainsRune("._-", r)
}

func isNotInName(r rune) bool { return !isInName(r) }

// CheckName tells why a name is of no use for a new source. Problems are printed
// as source:path:line, so a name must hold neither a colon nor a slash.
func CheckName(name string) error {
	if name == "" || strings.ContainsRune(".-", rune(name[0])) || strings.ContainsFunc(name, isNotInName) {
		return fmt.Errorf("%q is no name for a source; letters, digits, '.', '_' and '-' make one", name)
	}
	return nil
}

// errUserInfo refuses an address with a credential in it, without repeating it.
var errUserInfo = errors.New("the address holds a user name or password, which would be stored in the clear")
