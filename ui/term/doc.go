// Package term knows the quirks of terminals and of the machine around them. A
// [Terminal] is where the program runs: bytes arrive by its [Input], frames leave by
// its [Screen], and other programs are lent it. Beside it stand what lies behind the
// text, and how text gets onto a clipboard and files into an editor. It is the only place that would change with
// another terminal library. It imports nothing of meshdex.
package term
