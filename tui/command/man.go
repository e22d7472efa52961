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
	for _, part := range manualTables {
		page.Section(part.title)
		for _, row := range part.rows {
			page.TaggedParagraph(-1)
			page.TextBold(row[0])
			page.EndSection()
			page.Text(row[1])
		}
	}
	return page.String()
}

// manualTables are the sections that a manual page ends with.
var manualTables = []struct {
	title string
	rows  [][2]string
}{
	{"Environment", [][2]string{
		{"WAYMARK_FILE", "the plan's file, where --file names none"},
		{"NO_COLOR", "any value but an empty one turns colours off, as --no-color does"},
		{"TERM", "dumb: print in place of drawing, without colours; the review asks line by line"},
		{"ACCESSIBLE", "any value but an empty one has the review ask line by line, for screen readers"},
		{"COLUMNS", "how wide to print, where the terminal doesn't tell"},
		{"COLORFGBG", "tells the screens a dark background from a light one"},
		{"VISUAL, EDITOR", "the editor for notes; the first that is set"},
		{"TMPDIR, XDG_RUNTIME_DIR", "where a note is kept, for you alone, while the editor has it"},
		{"XDG_DATA_HOME", "the folder for data; else ~/.local/share, or what your system has for it"},
		{"XDG_CONFIG_HOME", "the folder for configuration; else ~/.config, or what your system has for it"},
	}},
	{"Files", [][2]string{
		{"$XDG_DATA_HOME/waymark/plan.db", "the plan; waymark files prints where it is"},
		{"plan.db.lock", "beside it: held for the milliseconds of a change"},
		{"plan.db.head", "beside it: a note of the newest change, which reveals a plan that was replaced"},
		{"plan.db.drafts", "beside it: what was typed and not yet accepted"},
		{"plan.db.backups/", "beside it: its backups, a plain JSON copy for each year, and in aside/ the files that a restore took the place of"},
	}},
	{"Exit status", [][2]string{
		{"0", "all is well"},
		{"1", "it failed, or the plan is busy"},
		{"2", "the command was not used as it can be"},
		{"3", "what you named is not there (an id, a backup, a file to read), or there is no plan yet"},
		{"4", "the plan's file, or the backup asked for, is damaged"},
		{"6", "a review is due, of review --due"},
	}},
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
		paragraphs(page, longOf(cmd))
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
