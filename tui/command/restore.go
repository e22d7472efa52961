package command

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newRestore(c *call) *cobra.Command {
	var o restoring
	cmd := &cobra.Command{
		Use:        "restore [FILE|NUMBER]",
		SuggestFor: []string{"rollback", "revert"},
		Short:      "Put a backup in the plan's place",
		Long: `Put a backup in the plan's place. Say which: a FILE, the NUMBER of one that
waymark backups lists, --latest, or --at a day for the newest that was taken on
or before it. --latest and --at pass over backups that don't load.

The backup is loaded first, and the present file is kept aside; where it is now
is said at the end. On a terminal it asks before anything is changed.

Naming the plan's own file takes it as it is, where it was refused because it
is older than the plan was, or another one.`,
		Example: `waymark restore --latest
waymark restore 12
waymark restore --at 2026-11-15
waymark restore /media/usb/plan-2026.db --yes`,
		Args: needs(0, 1, "at most one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.atGiven = cmd.Flags().Changed("at")
			o.named = args
			return c.restore(o)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.latest, "latest", false, "the newest backup that loads")
	flags.StringVar(&o.at, "at", "", "the newest that was taken on or before `DATE`: yesterday, -3d, 2026-11-15")
	flags.BoolVar(&o.yes, "yes", false, "don't ask")
	return cmd
}

// restoring is what `restore` is asked for.
type restoring struct {
	named           []string // a file or a number, or nothing
	latest, atGiven bool
	at              string
	yes             bool
}

func (c *call) restore(o restoring) error {
	if err := o.check(); err != nil {
		return err
	}
	care, err := c.care()
	if err != nil {
		return err
	}
	b, err := c.chosen(care, o)
	if err != nil {
		return err
	}
	now, err := c.present(care)
	if err != nil {
		return err
	}
	own := b.File == c.file
	switch {
	case own && now.refused == nil:
		return fmt.Errorf("%s is the plan as it is: %w", planner.ShowLine(c.file), planner.ErrUnchanged)
	case own && !now.usable():
		return now.refused
	case own:
		c.say("%s\n%s", c.holds(b), now.asItIs(b))
	default:
		c.say("%s\n%s", c.holds(b), now.beside(b))
	}
	question := "Restore it?"
	if own {
		question = "Take it as it is?"
	}
	if !o.yes && c.IsTTY(Stdin) && !c.IsTTY(Stderr) {
		return &misuse{say: "waymark restore asks before it changes anything, and the question would not be seen", hint: "Let standard error go to the terminal, or add --yes."}
	}
	if !o.yes && c.asks() && !c.confirm(question) {
		return failure{errors.New("nothing was restored")}
	}
	done, err := care.Restore(c.Now(), b.File)
	switch {
	case errors.Is(err, planner.ErrDamaged):
		return ofFile(err)
	case err != nil:
		return err
	case own:
		c.say("The file is the plan now.")
	case done.Aside == "":
		c.say("Restored.")
	default:
		c.say("Restored. The file that was there is now %s", planner.ShowLine(done.Aside))
	}
	return nil
}

// check refuses anything but one choice.
func (o restoring) check() error {
	choices := len(o.named)
	for _, given := range []bool{o.latest, o.atGiven} {
		if given {
			choices++
		}
	}
	switch choices {
	case 0:
		return &misuse{say: "waymark restore needs to know which backup: FILE, NUMBER, --latest or --at DATE", hint: "waymark backups lists them. For example: waymark restore --latest"}
	case 1:
		return nil
	}
	return &misuse{say: "FILE, NUMBER, --latest and --at exclude each other", hint: "Leave all but one of them out."}
}

// chosen finds the backup that is meant, and loads it back.
func (c *call) chosen(care planner.Care, o restoring) (planner.Backup, error) {
	if len(o.named) > 0 {
		return c.byName(care, o.named[0])
	}
	var until civil.Date
	if o.atGiven {
		var err error
		if until, err = c.dayBefore(o.at); err != nil {
			return planner.Backup{}, err
		}
	}
	list, err := care.Backups()
	if err != nil {
		return planner.Backup{}, err
	}
	if o.atGiven {
		var old []planner.Backup
		for _, b := range list {
			if !civil.DateOf(b.Taken.In(c.Now().Location())).After(until) {
				old = append(old, b)
			}
		}
		if len(old) == 0 {
			return planner.Backup{}, &worded{"there is no backup of " + longDay(until) + " or before\nwaymark backups lists what there is.", planner.ErrNoBackup}
		}
		list = old
	}
	return c.newestSound(care, list)
}

// dayBefore reads a day that isn't to come: "15 nov" is the next one
// elsewhere, which would restore the newest backup instead of an old one.
func (c *call) dayBefore(text string) (civil.Date, error) {
	d, err := planner.ParseDate(text, c.today)
	if err == nil && d.After(c.today) {
		err = &planner.InputError{
			What: "--at", Value: text, Expected: "today or a day before, and this is " + longDay(d), Example: "yesterday, -3d or " + d.AddDays(-366).String(),
		}
	}
	return d, err
}

// newestSound is the first backup of a list that loads back.
func (c *call) newestSound(care planner.Care, list []planner.Backup) (planner.Backup, error) {
	var first error
	for i, b := range list {
		got, err := care.Verify(b.File)
		if err == nil {
			if i > 0 {
				c.say("Passed over %s that can't be used: %s", planner.Counted(i, "newer backup"), planner.ShowLine(first.Error()))
			}
			return got, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		return planner.Backup{}, &worded{"there is no backup\nwaymark files tells where they would be.", planner.ErrNoBackup}
	}
	return planner.Backup{}, ofFile(fmt.Errorf("none of %s can be used; the newest: %w", planner.Counted(len(list), "backup"), first))
}

// byName finds a backup by its number or its file.
func (c *call) byName(care planner.Care, name string) (planner.Backup, error) {
	if n, err := strconv.ParseUint(name, 10, 31); err == nil {
		list, err := care.Backups()
		if err != nil {
			return planner.Backup{}, err
		}
		for _, b := range list {
			if b.Number == int(n) {
				return c.verified(care, b.File)
			}
		}
		return planner.Backup{}, &worded{"there is no backup of number " + name + "\nwaymark backups lists what there is. For a file of that name write ./" + name, planner.ErrNoBackup}
	}
	file, err := fileNamed(name)
	if err != nil {
		return planner.Backup{}, err
	}
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		return planner.Backup{}, &worded{"there is no file " + planner.ShowLine(file) + "\nwaymark backups lists what there is.", planner.ErrNoBackup}
	}
	if c.own(file) {
		return c.ownVerified(care)
	}
	return c.verified(care, file)
}

// ownVerified loads the plan's own file. Where it can't be loaded, that is
// said as of every damaged plan.
func (c *call) ownVerified(care planner.Care) (planner.Backup, error) {
	b, err := care.Verify(c.file)
	if err == nil {
		b.File = c.file
		return b, nil
	}
	if _, refused := c.load(); refused != nil {
		return b, refused
	}
	return b, err
}

func (c *call) verified(care planner.Care, file string) (planner.Backup, error) {
	b, err := care.Verify(file)
	if err != nil {
		return b, ofFile(err)
	}
	return b, nil
}

// own reports whether a file is the plan's own, by whatever name.
func (c *call) own(file string) bool {
	if file == c.file {
		return true
	}
	one, err := os.Stat(file)
	if err != nil {
		return false
	}
	other, err := os.Stat(c.file)
	return err == nil && os.SameFile(one, other)
}
