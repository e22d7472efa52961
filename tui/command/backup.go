package command

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/store"
)

func newBackup(c *call) *cobra.Command {
	return &cobra.Command{
		Use:        "backup [FILE]",
		SuggestFor: []string{"save", "snapshot", "copy"},
		Short:      "Take a backup now",
		Long: `Take a backup now, beside the ones that are taken by themselves: once on each
day on which something changed, and before whatever changes much. It is loaded
back and compared before it counts. Prints where it is.

With FILE it goes to a file of its own, on another disk say, that must not be
there yet. Such a file is a whole plan: waymark restore FILE takes it back, and
waymark --file FILE looks at it.`,
		Example: `waymark backup
waymark backup /media/usb/plan-2026.db`,
		Args: needs(0, 1, "at most one file"),
		RunE: func(_ *cobra.Command, args []string) error { return c.backup(args) },
	}
}

func (c *call) backup(args []string) error {
	if c.opts.today != "" {
		return &misuse{say: "under --today, which is to try things out, nothing is backed up", hint: "Leave it out."}
	}
	care, err := c.care()
	if err != nil {
		return err
	}
	var made planner.Backup
	if len(args) == 0 {
		made, err = care.Backup(c.Now(), "asked")
	} else {
		var file string
		if file, err = newFile(args[0]); err != nil {
			return err
		}
		if made, err = care.BackupTo(file); errors.Is(err, fs.ErrExist) {
			return taken(file)
		}
	}
	if err != nil {
		return err
	}
	c.print("%s\n", planner.ShowLine(made.File))
	c.say("Backed up and loaded back: %s, up to change %d, %s", planner.Counted(planner.Total(made.Records), "record"), made.Revision, planner.Size(made.Size))
	return nil
}

func newBackups(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "backups",
		Short: "List the backups, the newest first",
		Long: `List the plan's backups, the newest first: number, when it was taken, its newest
change, its size, why it was taken, and its file. waymark restore takes the
number. Seven daily ones are kept, four weekly, twelve monthly and ten yearly.

--json gives an array of objects with file (absolute), number, taken (UTC), why,
revision (number of the newest change in it) and size (bytes). Where a backup
was loaded, as by check, also plan (id of the plan), changed (when the newest
change was made, UTC) and records (how many there are, by kind).`,
		Example: `waymark backups
waymark backups --json | jq -r .[0].file`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error { return c.backups(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

func (c *call) backups(asJSON bool) error {
	care, err := c.care()
	if err != nil {
		return err
	}
	list, err := care.Backups()
	if err != nil {
		return err
	}
	if asJSON {
		rows := &listJSON{c: c}
		for _, b := range list {
			if err := rows.add(inUTC(b)); err != nil {
				return err
			}
		}
		rows.end()
		return nil
	}
	folder := planner.ShowLine(store.BackupsPath(c.file))
	if len(list) == 0 {
		c.say("There are no backups yet; they will be in %s", folder)
		return nil
	}
	g := grid{wide: 5}
	for _, b := range list {
		g.add(fmt.Sprintf("%4d", b.Number), c.paint.faint(fmt.Sprintf("%16s", c.clock(b.Taken))), fmt.Sprintf("change %d", b.Revision),
			fmt.Sprintf("%8s", planner.Size(b.Size)), planner.ShowLine(b.Why), c.paint.faint(planner.ShowLine(filepath.Base(b.File))))
	}
	g.print(c)
	_ = c.out.Flush() // what is said stands below; its error is kept
	c.say("They are in %s", folder)
	return nil
}

// inUTC gives a backup's times as scripts read them.
func inUTC(b planner.Backup) planner.Backup {
	b.Taken, b.Changed = b.Taken.UTC(), b.Changed.UTC()
	return b
}
