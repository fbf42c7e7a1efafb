package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"meshdex/ui/help"
)

// helpCommand explains a command or a topic.
func (t *tool) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		GroupID: "program",
		Short:   "Explain a command or a topic: " + strings.Join(topicNames(), ", "),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(topicNames(), commandNames(root)...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error { return t.help(root, args) },
	}
}

func topicNames() []string {
	names := []string{keysTopic}
	for _, topic := range help.List() {
		names = append(names, topic.Name)
	}
	return names
}

// commandNames are the commands that a person may type.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// keysTopic is the topic that is written from the registry of actions.
const keysTopic = "keys"

func (t *tool) help(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return t.helpList(root)
	}
	if target, rest, err := root.Find(args); err == nil && target != root && len(rest) == 0 {
		return target.Help()
	}
	name := strings.ToLower(args[0])
	if name == keysTopic {
		return t.helpKeys()
	}
	topic, ok := help.Read(name)
	if !ok {
		n := nearTo(name)
		n.Offer(topicNames()...)
		n.Offer(commandNames(root)...)
		return usage(n.hint("topics are: "+strings.Join(topicNames(), ", ")), "there is no command or topic %q", strings.Join(args, " "))
	}
	_, err := fmt.Fprint(t.Out, plainMarkdown(topic, proseWidth))
	return err
}

func (t *tool) helpList(root *cobra.Command) error {
	if err := root.Help(); err != nil {
		return err
	}
	fmt.Fprintln(t.Out, "\nTopics of \"meshdex help TOPIC\":")
	for _, topic := range help.List() {
		fmt.Fprintf(t.Out, "  %-15s %s\n", topic.Name, topic.Title)
	}
	fmt.Fprintf(t.Out, "  %-15s %s\n", keysTopic, "Keys, and the actions they are bound to")
	return nil
}
