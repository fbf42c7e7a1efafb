// Package quiet keeps Bubble Tea from asking the terminal for its background
// colour while packages initialise. That question waits up to five seconds for an
// answer on a terminal that gives none, for every command, even "version".
//
// It works by order: Go initialises packages whose imports are ready in the order
// of their import paths, so this package, which imports only os and is imported
// first by main, comes before everything that is not of the standard library. It
// makes the environment look like a build machine's, where nothing is asked, and
// [Restore] puts it back. A test in a terminal that stays silent guards it. It
// must import nothing but os.
package quiet

import "os"

const variable = "CI"

var value, was = os.LookupEnv(variable)

func init() {
	_ = os.Setenv(variable, "1") // it cannot fail for such a name
}

// Restore undoes what the initialisation did; main calls it first of all.
func Restore() {
	if !was {
		_ = os.Unsetenv(variable)
		return
	}
	_ = os.Setenv(variable, value)
}
