// Meshdex is a terminal catalog of data products. See README.md.
package main

import (
	"io"
	"log"
	"os"

	"meshdex/ui/quiet" // first, so that no library asks the terminal anything before main runs

	"meshdex/ui/cli"
)

func main() {
	quiet.Restore()
	log.SetOutput(io.Discard) // what a library logs would be written over the screen
	os.Exit(cli.Main(os.Args[1:], cli.Process()))
}
