// Package lazy compiles regular expressions when they are first used. Together
// those of meshdex take longer than any other part of a start, and one command
// uses few of them. It imports nothing of meshdex.
package lazy

import (
	"regexp"
	"sync"
)

// Expr is an expression that the first call compiles. It panics there if the text
// is none, as regexp.MustCompile does; it may be called from any goroutine.
type Expr func() *regexp.Regexp

// Regexp makes an Expr of a text.
func Regexp(text string) Expr {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
