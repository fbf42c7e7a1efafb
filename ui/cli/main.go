package cli

// Main runs one command line, without the program's name, and returns the exit
// code.
func Main(args []string, streams Streams) int {
	t := &tool{Streams: streams}
	root := t.root()
	root.SetArgs(args)
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	return streams.report(root.ExecuteContext(streams.Context))
}
