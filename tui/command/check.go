package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

func newCheck(c *call) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:        "check",
		SuggestFor: []string{"verify", "fsck", "doctor"},
		Short:      "Look whether the plan's file is sound",
		Long: `Look at all there is in the plan's file: every record and its checksum, how
many there should be, what refers to what, the journal, and whether the newest
backup loads. Nothing is changed.

It exits with 0 where the file is sound, and with 4 where something is wrong;
warnings harm nothing by themselves.

--json gives an object with file, sound, findings (where, what, and warning:
true for what is only that), revision (number of the newest change), records
(looked at, by kind), journal (changes looked at), size (bytes) and backup, the
newest, as backups --json gives it, if there is one that loads.`,
		Example: `waymark check
waymark check --json | jq .sound`,
		Args: alone,
		RunE: func(*cobra.Command, []string) error { return c.check(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "for scripts")
	return cmd
}

// checked is an error that a check of everything gave.
type checked struct{ error }

// Unwrap is what was found.
func (e checked) Unwrap() error { return e.error }

func (c *call) check(asJSON bool) error {
	care, err := c.care()
	if err != nil {
		return err
	}
	found, err := care.Check()
	if err != nil && errors.Is(err, planner.ErrDamaged) && asJSON { // missing, or empty
		found.Findings = append(found.Findings, planner.Finding{Where: "file", What: planner.ShowLine(err.Error())})
		return errors.Join(checked{err}, c.printJSON(found))
	}
	if err != nil {
		return checked{err}
	}
	if asJSON {
		if found.Backup != nil {
			b := inUTC(*found.Backup)
			found.Backup = &b
		}
		if found.Findings == nil {
			found.Findings = []planner.Finding{}
		}
		if found.Records == nil {
			found.Records = map[string]int{}
		}
		err = c.printJSON(found)
	} else {
		c.findings(found)
	}
	if found.Sound || err != nil {
		return err
	}
	wrong := 0
	for _, f := range found.Findings {
		if !f.Warning {
			wrong++
		}
	}
	return checked{fmt.Errorf("%s: the check found %s: %w", planner.ShowLine(c.file), planner.Counted(wrong, "fault"), planner.ErrDamaged)}
}

// findings prints what a check found, one thing a line.
func (c *call) findings(found planner.Checkup) {
	ofBackup := false
	for _, f := range found.Findings {
		what := planner.ShowLine(f.Where) + ": " + planner.ShowLine(f.What)
		if f.Warning {
			what = c.paint.notice("warning") + ": " + what
		}
		c.print("%s\n", what)
		ofBackup = ofBackup || strings.HasPrefix(f.Where, "backup")
	}
	if !found.Sound {
		return
	}
	backup := ""
	switch {
	case found.Backup != nil:
		backup = "; the newest backup, of " + c.clock(found.Backup.Taken) + ", loads"
	case !ofBackup:
		backup = "; there is no backup yet"
	}
	c.print("Sound: %s, %s, %s%s\n",
		planner.Counted(planner.Total(found.Records), "record"), planner.Counted(found.Journal, "change"), planner.Size(found.Size), backup)
}
