package command

import (
	"strings"

	"github.com/muesli/roff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newMan makes the command that packagers get the manual page from.
func newMan(c *call) *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Example: "waymark man | man -l -",
		Args:    alone,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.print("%s\n", manual(cmd.Root(), c))
			return nil
		},
	}
}

func manual(root *cobra.Command, c *call) string {
	page := roff.NewDocument()
	page.Heading(1, root.Name(), root.Short, c.Now())
	page.Section("Name")
	page.Text(root.Name() + " - " + root.Short)
	page.Section("Synopsis")
	page.TextBold(root.Name())
	page.Text(" [COMMAND] [flags]")
	page.Section("Description")
	paragraphs(page, root.Long)
	page.Section("Global flags")
	flagList(page, root.PersistentFlags())
	page.Section("Commands")
	commandList(page, root)
	return page.String()
}

// commandList tells of the commands of one, and of theirs.
func commandList(page *roff.Document, of *cobra.Command) {
	for _, cmd := range of.Commands() {
		if cmd.Hidden {
			continue
		}
		page.Paragraph()
		page.TextBold(useLine(cmd))
		page.Paragraph()
		paragraphs(page, cmd.Long)
		flagList(page, cmd.LocalNonPersistentFlags())
		for line := range strings.Lines(cmd.Example) {
			page.Paragraph()
			page.Text("    " + strings.TrimSpace(line))
		}
		commandList(page, cmd)
	}
}

func paragraphs(page *roff.Document, text string) {
	for i, part := range strings.Split(text, "\n\n") {
		if i > 0 {
			page.Paragraph()
		}
		if strings.Contains(part, "\n  ") { // a list or table, line by line
			for line := range strings.SplitSeq(part, "\n") {
				page.Text(line)
				page.Paragraph()
			}
			continue
		}
		page.Text(strings.ReplaceAll(part, "\n", " "))
	}
}

func flagList(page *roff.Document, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		page.TaggedParagraph(-1)
		page.TextBold(strings.TrimSpace("--" + f.Name + " " + value))
		page.EndSection()
		page.Text(usage)
	})
}
