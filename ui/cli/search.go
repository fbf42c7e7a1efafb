package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"meshdex/catalog/query"
	"meshdex/catalog/search"
	"meshdex/ui/text"
)

type searchOptions struct {
	fields, contracts, explain, facets, ids bool
	limit                                   int
	sort                                    string
}

func (t *tool) searchCommand() *cobra.Command {
	var opts searchOptions
	c := &cobra.Command{
		Use:   "search QUERY…",
		Short: "Find products, contracts or properties, best first",
		Long: `Search looks for words in names, ids, descriptions, owners, tags, properties and
more. Exact names come first, then prefixes, beginnings of words, all words in any
order, parts of words, and last what is spelled nearly so.

` + queryHelp() + `
Exit code 1 means that nothing was found.`,
		Example: "  meshdex search orders\n  meshdex search 'domain:checkout pii:true'\n" +
			"  meshdex search --fields customer_id\n  meshdex search 'sla.latency<=1h' --sort -updated",
		Args:              between(1, -1, "a query"),
		ValidArgsFunction: t.completeQuery,
		RunE: func(c *cobra.Command, args []string) error {
			return t.search(c.Context(), strings.Join(args, " "), opts)
		},
	}
	f := c.Flags()
	f.BoolVar(&opts.fields, "fields", false, "find properties")
	f.BoolVar(&opts.contracts, "contracts", false, "find contracts")
	f.IntVar(&opts.limit, "limit", 20, "print at most `N` hits; 0 for all")
	f.StringVar(&opts.sort, "sort", "relevance", "order by this `column`: "+text.OneOf(search.SortNames())+"; -updated reverses")
	f.BoolVar(&opts.explain, "explain", false, "say at which stage and in which text each hit matched")
	f.BoolVar(&opts.facets, "facets", false, "count the hits by domain, owner, status and tag")
	f.BoolVar(&opts.ids, "ids", false, "print ids alone, one a line")
	choose(c, "sort", search.SortNames()...)
	return c
}

// queryHelp is the query language on a few lines.
func queryHelp() string {
	var b strings.Builder
	for _, l := range query.Help() {
		fmt.Fprintf(&b, "  %s %s\n", text.Fit(l.Form, 30), l.Meaning)
	}
	return b.String()
}

func (o searchOptions) scope() search.Scope {
	switch {
	case o.fields:
		return search.Properties
	case o.contracts:
		return search.Contracts
	}
	return search.Products
}

func (t *tool) search(ctx context.Context, words string, opts searchOptions) error {
	if opts.fields && opts.contracts {
		return usage("leave one of them out", "--fields and --contracts exclude each other")
	}
	if opts.limit < 0 {
		return usage("--limit 0 prints all", "a limit of %d hits", opts.limit)
	}
	q, err := parseQuery(words)
	if err != nil {
		return err
	}
	order, err := search.ParseSort(opts.sort)
	if err != nil {
		return usage("sort by a column such as name or -updated", "%w", err)
	}
	v, err := t.view()
	if err != nil {
		return err
	}
	ix, err := v.index()
	if err != nil {
		return err
	}
	limit := opts.limit
	if limit == 0 {
		limit = -1
	}
	result, err := ix.Search(ctx, q, search.Options{Scope: opts.scope(), Limit: limit, Sort: order, Usage: v.usage(t.Now())})
	if err != nil {
		return err
	}
	a := answer{v, ix, q, words, opts, result}
	if err := t.printAnswer(ctx, a); err != nil {
		return err
	}
	if result.Total == 0 {
		return a.nothing(ctx)
	}
	return nil
}

// parseQuery reads a query and points at the character that is wrong.
func parseQuery(words string) (query.Query, error) {
	if !utf8.ValidString(words) {
		return query.Query{}, usage("the terminal or the script writes in another encoding", "the query is not UTF-8 text")
	}
	q, err := query.Parse(words)
	var wrong *query.Error
	if !errors.As(err, &wrong) {
		return q, err
	}
	marked := fmt.Sprintf("%s\n  %s\n  %s^", wrong.Message, words, strings.Repeat(" ", wrong.Offset))
	return q, usage(wrong.Suggestion, "%s", marked)
}

// answer is a query with what it found.
type answer struct {
	v      *view
	ix     *search.Index
	q      query.Query
	words  string
	opts   searchOptions
	result search.Result
}

// nothing says that nothing was found, and what nearly would have been.
func (a answer) nothing(ctx context.Context) error {
	hint := "meshdex help query explains the language"
	if near, ok := a.ix.Suggest(ctx, a.q, a.opts.scope()); ok {
		hint = fmt.Sprintf("this would match: meshdex search '%s'", near)
	}
	return nothing(hint, "nothing matches %s", a.words)
}

type searchJSON struct {
	Format string      `json:"format"`
	Query  string      `json:"query"`
	Total  int         `json:"total"`
	Hits   []hitJSON   `json:"hits"`
	Facets []facetJSON `json:"facets,omitempty"`
}

type hitJSON struct {
	Product  string      `json:"product"`
	Contract string      `json:"contract"`
	Version  string      `json:"version"`
	Object   string      `json:"object,omitempty"`
	Path     string      `json:"path,omitempty"`
	Domain   string      `json:"domain"`
	Owner    string      `json:"owner"`
	Status   string      `json:"status"`
	Score    int         `json:"score"`
	Stage    string      `json:"stage"`
	Matched  []matchJSON `json:"matched"`
}

type matchJSON struct {
	In    string   `json:"in"`
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans"`
}

type facetJSON struct {
	Qualifier string      `json:"qualifier"`
	Values    []valueJSON `json:"values"`
}

type valueJSON struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func (a answer) hit(h search.Hit) hitJSON {
	p := a.v.Product(int(h.Product))
	j := hitJSON{
		Product: p.ID, Version: p.Version, Domain: p.Domain, Owner: p.Owner, Status: p.Status,
		Object: h.Object, Path: h.Path, Score: h.Score, Stage: h.Stage.String(), Matched: []matchJSON{},
	}
	if row := int(h.Contract); row >= 0 {
		c := a.v.Contract(row)
		j.Contract, j.Version, j.Status = c.ID, c.Version, c.Status
	} else if p.Contracts > 0 {
		j.Contract = a.v.Contract(p.First).ID
	}
	for _, m := range a.ix.Explain(a.q, a.opts.scope(), h) {
		j.Matched = append(j.Matched, matchJSON{m.In.String(), m.Text, m.Spans})
	}
	return j
}

func (t *tool) printAnswer(ctx context.Context, a answer) error {
	facets, err := a.facets(ctx)
	if err != nil {
		return err
	}
	if t.wantsJSON() {
		out := searchJSON{Format: "meshdex.search/1", Query: a.words, Total: a.result.Total, Hits: []hitJSON{}, Facets: facets}
		for _, h := range a.result.Hits {
			out.Hits = append(out.Hits, a.hit(h))
		}
		return t.printJSON(out)
	}
	switch {
	case a.opts.ids:
		for _, h := range a.result.Hits {
			fmt.Fprintln(t.Out, text.Clean(a.id(h)))
		}
		return nil
	case len(a.result.Hits) > 0:
		if err := t.printHits(a); err != nil {
			return err
		}
	}
	t.printFacets(facets)
	if more := a.result.Total - len(a.result.Hits); more > 0 {
		t.note("%d more; --limit 0 prints all", more)
	}
	return nil
}

func (a answer) facets(ctx context.Context) ([]facetJSON, error) {
	if !a.opts.facets {
		return nil, nil
	}
	facets, err := a.ix.Facets(ctx, a.q, a.opts.scope())
	if err != nil {
		return nil, err
	}
	var out []facetJSON
	for _, f := range facets {
		j := facetJSON{Qualifier: f.Qualifier}
		for _, v := range f.Values {
			j.Values = append(j.Values, valueJSON{v.Text, v.Count})
		}
		out = append(out, j)
	}
	return out, nil
}

// id is the reference that names a hit.
func (a answer) id(h search.Hit) string {
	switch {
	case h.Contract < 0:
		return a.v.Product(int(h.Product)).ID
	case h.Object == "":
		return a.v.Contract(int(h.Contract)).ID
	case h.Path == "":
		return a.v.Contract(int(h.Contract)).ID + "#" + h.Object
	}
	return a.v.Contract(int(h.Contract)).ID + "#" + h.Object + "." + h.Path
}

func (t *tool) printHits(a answer) error {
	tb := table{head: a.columns(), below: a.opts.explain, whole: "ID"}
	for _, h := range a.result.Hits {
		row := a.row(h)
		if a.opts.explain {
			row = append(row, h.Stage.String(), a.why(h))
		}
		tb.add(row...)
	}
	return tb.print(t.Out)
}

func (a answer) columns() []string {
	head := []string{"NAME", "DOMAIN", "OWNER", "STATUS", "VERSION", "ID"}
	if a.opts.fields {
		head = []string{"PROPERTY", "DOMAIN", "OWNER", "STATUS", "CONTRACT"}
	}
	if a.opts.explain {
		head = append(head, "STAGE", "MATCHED")
	}
	return head
}

func (a answer) row(h search.Hit) []string {
	p := a.v.Product(int(h.Product))
	switch {
	case h.Contract < 0:
		return []string{p.Label(), p.Domain, p.Owner, p.Status, p.Version, p.ID}
	case a.opts.fields:
		c := a.v.Contract(int(h.Contract))
		return []string{strings.TrimSuffix(h.Object+"."+h.Path, "."), p.Domain, p.Owner, c.Status, c.ID}
	}
	c := a.v.Contract(int(h.Contract))
	return []string{c.Label(), p.Domain, p.Owner, c.Status, c.Version, c.ID}
}

// why quotes the first text that matched, with the matched runes in brackets.
func (a answer) why(h search.Hit) string {
	for _, m := range a.ix.Explain(a.q, a.opts.scope(), h) {
		return m.In.String() + ": " + bracket(m.Text, m.Spans)
	}
	return ""
}

// quoteAround is how many runes of a long text are shown around the first match.
const quoteAround = 30

func bracket(s string, spans [][2]int) string {
	if len(spans) == 0 {
		return text.Cut(text.OneLine(s), 2*quoteAround)
	}
	runes := []rune(s)
	from := max(0, spans[0][0]-quoteAround)
	to := min(len(runes), spans[0][1]+quoteAround)
	var b strings.Builder
	for i := from; i < to; i++ {
		for _, sp := range spans {
			if i == sp[0] {
				b.WriteByte('[')
			}
			if i == sp[1] {
				b.WriteByte(']')
			}
		}
		b.WriteRune(runes[i])
	}
	if last := spans[len(spans)-1]; last[1] >= to && last[0] < to {
		b.WriteByte(']')
	}
	return text.OneLine(b.String())
}

func (t *tool) printFacets(facets []facetJSON) {
	for _, f := range facets {
		fmt.Fprintf(t.Out, "\n%s\n", f.Qualifier)
		for _, v := range f.Values {
			fmt.Fprintf(t.Out, "  %6d  %s\n", v.Count, text.Clean(v.Value))
		}
	}
}

// completeQuery completes qualifiers and their values from the index.
func (t *tool) completeQuery(_ *cobra.Command, _ []string, prefix string) ([]string, cobra.ShellCompDirective) {
	v, err := t.view()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	ix, err := v.index()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	runes := []rune(prefix)
	for _, c := range query.Complete(prefix, utf8.RuneCountInString(prefix), ix) {
		help := c.Help
		if c.Count > 0 {
			help = text.Count(c.Count, "entry", "entries")
		}
		out = append(out, string(runes[:c.From])+c.Text+"\t"+help)
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}
