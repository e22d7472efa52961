package command

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newSalvage(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "salvage OUT",
		SuggestFor: []string{"rescue", "repair", "recover", "fix"},
		Short:      "Save what can be read of a damaged plan",
		Long: `Write all that can be read of a damaged plan into the new file OUT, and
complete it from the newest backup that loads. It says of each kind what was
recovered, what came from the backup, and what is lost. The damaged file stays
as it is; waymark restore OUT puts the new one in its place.

It exits with 0 once OUT is written, also where something is lost.

--json gives an object with file, backup (that it was completed from, or "") and
kinds, a list: kind, recovered (how many), from_backup and lost (ids, or the
numbers of changes of the journal; left out where there are none).`,
		Example: `waymark salvage saved.db
waymark restore saved.db`,
		Args: needs(1, 1, "a file to write to"),
		RunE: func(_ *cobra.Command, args []string) error { return c.salvage(args[0], asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

func (c *call) salvage(out string, asJSON bool) error {
	file, err := newFile(out)
	if err != nil {
		return err
	}
	care, err := c.care()
	if err != nil {
		return err
	}
	if t := care.Trouble(planner.ErrDamaged); t.Usable {
		// It loads, so there is nothing to save; but it may not be the plan.
		if _, err := c.load(); err != nil {
			return err
		}
	}
	saved, err := care.Salvage(c.Now(), file)
	switch {
	case errors.Is(err, fs.ErrExist):
		return taken(file)
	case err != nil:
		return err
	}
	if asJSON {
		if saved.Kinds == nil {
			saved.Kinds = []planner.SalvagedKind{}
		}
		if err := c.printJSON(saved); err != nil {
			return err
		}
	} else {
		c.salvaged(saved)
	}
	_ = c.out.Flush() // what is said stands below; its error is kept
	c.say("waymark --file %s shows it; %s puts it in place.", shellWord(file), c.typed("restore "+shellWord(file)))
	return nil
}

// salvaged prints what became of everything.
func (c *call) salvaged(saved planner.Salvaged) {
	filled, lost := 0, 0
	g := grid{wide: 0, indent: 2}
	var lists []string
	for _, k := range saved.Kinds {
		filled, lost = filled+len(k.FromBackup), lost+len(k.Lost)
		if k.Recovered+len(k.FromBackup)+len(k.Lost) == 0 {
			continue
		}
		name := planner.ShowLine(k.Kind)
		g.add(name, fmt.Sprintf("%6d recovered", k.Recovered), some(len(k.FromBackup), "from the backup"), some(len(k.Lost), "lost"))
		if len(k.FromBackup) > 0 {
			lists = append(lists, name+", from the backup: "+someOf(k.FromBackup))
		}
		if len(k.Lost) > 0 {
			lists = append(lists, name+", lost: "+someOf(k.Lost))
		}
	}
	ending := "nothing is lost."
	if lost > 0 {
		ending = fmt.Sprintf("%d could not be saved.", lost)
	}
	c.print("Written to %s; %s\n", planner.ShowLine(saved.File), ending)
	switch {
	case saved.Backup == "":
		c.print("There is no backup that loads to complete it from.\n")
	case filled > 0:
		c.print("Completed from %s\n", planner.ShowLine(saved.Backup))
	}
	g.print(c)
	for _, list := range lists {
		c.print("%s\n", list)
	}
}

// some is a count with its word, or nothing for none.
func some(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

// listLimit is how many ids a line shows.
const listLimit = 20

// someOf joins ids, and counts what is beyond the limit.
func someOf(ids []string) string {
	more := ""
	if over := len(ids) - listLimit; over > 0 {
		ids, more = ids[:listLimit], fmt.Sprintf(" and %d more", over)
	}
	return planner.ShowLine(strings.Join(ids, ", ")) + more
}
