// Package cli is the command line of meshdex: one file a command, and the files
// that the commands share:
//
//	main.go    Main, the only entry point
//	streams.go where input comes from and output goes to
//	failure.go exit codes and what is said when something goes wrong
//	root.go    the tree of commands and the flags of all of them
//	view.go    the catalog that a command reads: the store, or the sample
//	print.go   tables and JSON; prose.go headings and facts; color.go colours
//	schema.go  the JSON Schema of every document, made from its Go type
//
// Rules of output. Answers go to standard output, in text or with --json as one
// JSON document and nothing else. Everything said about the work itself goes to
// standard error: progress, "note:", "error:" and "hint:" lines, in lower case
// and without a full stop. Text from contracts is cleaned before it is printed.
// Exit codes are those of failure.go.
//
// Only this package imports cobra.
package cli
