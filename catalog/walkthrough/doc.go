// Package walkthrough reads guides through a catalog: Markdown files whose steps
// name a place to go to and a check that tells when the reader has done it.
//
// [Parse] reads a file, [Lint] holds it against a catalog, [Start] and
// [Session.See] follow a reader through it, [Replay] does what the steps ask and
// tells whether every check can pass, and [FirstWeek] writes a guide for a
// domain. All of it is pure: who draws, searches or runs commands gives the
// outcome as an [Event].
//
// # The format
//
// A walkthrough is a file NAME.walkthrough.md. It opens with YAML front matter
// between two lines of three dashes:
//
//	walkthrough: 1            the version of this format
//	id: find-your-way         its name for ever: progress is kept by it
//	title: Find your way
//	summary: Search, read, judge, and ask for access.
//	audience: consumer        for whom; free text
//	minutes: 5                how long it takes
//	needs: [web-orders]       products or contracts without which it makes no sense
//	next: what-is-a-data-product
//
// Every heading of level two begins a step; what stands before the first is an
// introduction. A step is Markdown, with at most one fenced block named "step"
// that holds YAML:
//
//	```step
//	id: search                its name; made of the heading when left out
//	place: browse             where the step takes place, see [ParsePlace]
//	check: found returns      when it is done, see [ParseCheck]; or a list, all must hold
//	try: refund               the query or command that does it, shown on request
//	question: Who owns it?    asked of the reader, with answer or fact
//	answer: sha256:9f2c…      the hidden answer, see [HashAnswer]; or a list of accepted ones
//	fact: owner returns       where the catalog has the answer, see [Fact]
//	hint: The name is on …    shown after a while
//	```
//
// A step without check and question is done when the reader goes on. Step and
// place name things by id, so that they survive a change of names.
//
// The package imports catalog and catalog/query, never store, ui or a Markdown
// library: the text of a step is passed on as it is written.
package walkthrough
