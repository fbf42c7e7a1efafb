// Package term knows the quirks of terminals and of the machine around them: how
// bytes arrive, how frames leave, what lies behind the text, how text gets onto a
// clipboard and files into an editor. It is the only place that would change with
// another terminal library. It imports nothing of meshdex.
package term
