package page

// Destination is a page that a line can name, with an argument or none.
type Destination struct {
	Name     string
	Argument string // what the argument is: "[QUERY]"; "" for none
	Help     string
	Title    string // of the page without an argument; "" when it needs one
	Target   func(argument string) Target
}

// Destinations lists the pages that are no part of a product.
func Destinations() []Destination {
	plain := func(name string) func(string) Target {
		return func(string) Target { return Target{Page: name} }
	}
	return []Destination{
		{"browse", "[QUERY]", "The products", "Products", func(q string) Target { return Target{Page: "browse", Query: q} }},
		{"fields", "[QUERY]", "Columns of the whole mesh", "Columns of the whole mesh", func(q string) Target { return Target{Page: "fields", Query: q} }},
		{"problems", "", "What is wrong with files", "Problems", plain("problems")},
		{"preview", "FILE", "Follow a file while it is edited", "", func(file string) Target { return Target{Page: "preview", Path: file} }},
		{"sources", "", "Where contracts come from", "Sources", plain("sources")},
		{"messages", "", "What you have been told", "Messages", plain("messages")},
		{"walkthroughs", "", "What one can learn step by step", "Walkthroughs", plain("walkthroughs")},
		{"help", "[TOPIC]", "The manual", "Manual", func(topic string) Target { return Target{Page: "help", Topic: topic} }},
	}
}
