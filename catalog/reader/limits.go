package reader

// The bounds within which a file is read. What exceeds one gives a problem and
// is not read further, so that no input costs more than about 400 MB and two
// seconds.
const (
	maxSize       = 8 << 20   // bytes
	maxSeparators = 200_000   // commas and line ends: what nodes can be no more than a few times of
	maxElements   = 30_000    // elements of the model: properties, checks, links …
	maxDepth      = 100       // levels of nesting, aliases followed
	maxNodes      = 1_000_000 // nodes once aliases are followed
	maxProblems   = 200       // problems kept of one file
)
