package command

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
	"waymark/planner/intake"
)

func newImport(c *call) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:        "import FILE",
		SuggestFor: []string{"load", "merge", "read"},
		Short:      "Take in a list of another program, a table or a plan",
		Long: `Take in a file: a todo.txt list, what "task export" of Taskwarrior prints, a
table as waymark exports it, or a whole plan in waymark's own JSON. With - it is
read from standard input. --dry-run tells exactly what would change, and changes
nothing.

It goes in as one change, or not at all: what is wrong with a file is told with
its lines before anything is written, a backup is taken first, and waymark undo
takes all of it back. A file that is taken in again adds nothing twice: what is
known is changed where the file says something else than before, and what you
changed here meanwhile stays.

Of a table, rows with an id change that record, those without are added; columns
that are missing say nothing. Tables and todo.txt lists that waymark wrote tell
what they were then, so only what was changed in the file is taken over. Without
the column exported, rows are taken as they are. New entries go to the phase
that they name, else to that of --phase, else to the lowest open one. A whole
plan also begins one where there is none yet; into the plan that it is a copy
of, every record goes as the copy has it.

` + intakeList() + `

--json gives an object with file, format, dry_run, began (a plan), backup (its
file, "" if none was taken), changes (each with id, kind, change, which is added
or changed, phase, title and, of what is changed, fields with field, before and
after) and notes: what was passed over.`,
		Example: `waymark import --dry-run ~/todo.txt
task export | waymark import - --phase 2
waymark import actions.csv
waymark import backup.json`,
		Args: needs(1, 1, "one file, or -"),
		RunE: func(_ *cobra.Command, args []string) error { return c.importFile(args[0], o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.from, "from", "", "the `FORMAT`: "+strings.Join(intakeNames(), ", ")+" (it is guessed where this is left out)")
	flags.StringVar(&o.phase, "phase", "", "the `PHASE` of entries that name none, by its number or the start of its title")
	flags.BoolVar(&o.dryRun, "dry-run", false, "tell what would change, and change nothing")
	flags.BoolVar(&o.asJSON, "json", false, "for scripts")
	// The flag is there: it was made above.
	_ = cmd.RegisterFlagCompletionFunc("from", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return intakeNames(), cobra.ShellCompDirectiveNoFileComp
	})
	return cmd
}

// importOptions are the flags of the command.
type importOptions struct {
	from, phase    string
	dryRun, asJSON bool
}

func intakeNames() []string {
	var names []string
	for _, f := range intake.Formats {
		names = append(names, f.Name)
	}
	return names
}

func intakeList() string {
	lines := []string{"The formats:"}
	for _, f := range intake.Formats {
		lines = append(lines, "  "+pad(f.Name, 13)+f.About)
	}
	return strings.Join(lines, "\n")
}

// importing is one import, from the file to what it did.
type importing struct {
	*call
	importOptions
	in     intake.Input
	format intake.Format

	keeper planner.Keeper
	now    planner.Whole
	batch  intake.Batch
	begins string // the id of the plan that the file begins; "": there is one
	make   func(trial bool) (planner.Edit, error)
	would  *planner.Outcome
	backup planner.Backup
	label  string // of the change that was made
}

func (c *call) importFile(file string, o importOptions) error {
	in, err := c.intakeOf(file)
	if err != nil {
		return err
	}
	i := &importing{call: c, importOptions: o, in: in}
	if err := i.chooseFormat(); err != nil {
		return err
	}
	err = i.work()
	unchanged := errors.Is(err, planner.ErrUnchanged) && i.batch != nil
	switch {
	case err != nil && !unchanged:
		return err
	case unchanged && !o.asJSON:
		i.tellNotes()
		i.say("Nothing in %s is new.", planner.ShowLine(i.in.Name))
		return nil
	}
	return i.tell()
}

// work does everything but tell of it. The terminal shows that it is at work.
func (i *importing) work() error {
	p := i.progress("Reading "+i.in.Name, 0)
	defer p.end()
	if err := i.read(); err != nil {
		return err
	}
	p.says("Comparing it with the plan")
	if err := i.try(); err != nil || i.dryRun {
		return err
	}
	p.says("Taking a backup")
	if err := i.backUp(); err != nil {
		return err
	}
	p.says("Taking it in")
	return i.apply()
}

// read reads the file and the plan. Without a plan there is nothing to take a
// list into; only a whole plan begins one.
func (i *importing) read() error {
	k, err := i.call.keeper()
	if err != nil {
		return err
	}
	i.keeper = k
	if i.batch, err = i.format.Read(i.in); err != nil {
		i.batch = nil
		return failure{err}
	}
	i.in.Bytes = nil // it may be large
	i.now, err = k.Whole(i.batch.Reads()...)
	if copied, ok := i.batch.(*intake.Copy); ok && errors.Is(err, planner.ErrNoPlan) {
		i.begins, i.now.Plan = copied.Plan, planner.NewPlan(copied.Plan, 0, nil)
		i.make = func(bool) (planner.Edit, error) { return copied.Begin(), nil }
		return nil
	}
	if err != nil {
		return err
	}
	how := intake.Options{Today: i.today}
	if i.phase != "" {
		ph, err := namedPhase(i.now.Plan, i.phase)
		if err != nil {
			return err
		}
		how.Phase = ph.Number()
	}
	known, err := planner.Takes(k)
	i.make = func(trial bool) (planner.Edit, error) {
		how.Trial = trial
		return i.batch.Edit(i.now, known, how)
	}
	return err
}

// try makes the change in memory, so that a file that can't be taken in, or
// has nothing new, leaves no trace. Where nobody asks what would change, it is
// enough that it can be made.
func (i *importing) try() error {
	edit, err := i.make(true)
	if err != nil {
		return err
	}
	edit = i.stamp(edit)
	if !i.dryRun && !i.asJSON {
		run := edit.Run
		edit.Run = func(d *planner.Draft) error { return cmp.Or(run(d), errFits) }
	}
	out, err := i.now.Plan.Apply(edit, i.recall())
	if errors.Is(err, errFits) {
		return nil
	}
	i.would = out
	return inWords(err)
}

var errFits = errors.New("the change can be made")

// inWords makes a failure of what is wrong with a file, and leaves alone what
// has an exit code of its own.
func inWords(err error) error {
	if fault := new(intake.Fault); errors.As(err, &fault) {
		return failure{err}
	}
	return err
}

// recall gives history from what was read, at first use.
func (i *importing) recall() func(planner.ID) (planner.Record, error) {
	kinds := map[planner.Kind]map[planner.ID]planner.Record{}
	return func(id planner.ID) (planner.Record, error) {
		records, read := kinds[id.Kind]
		if !read && i.now.History != nil {
			records = map[planner.ID]planner.Record{}
			for r, err := range i.now.History(id.Kind) {
				if err != nil {
					return nil, err
				}
				records[r.Key()] = r
			}
			kinds[id.Kind] = records
		}
		if r, ok := records[id]; ok {
			return r, nil
		}
		return nil, fmt.Errorf("%s %s: %w", id.Kind, id, planner.ErrNotFound)
	}
}

// backUp takes a backup of the plan as it was before. Trying things out under
// --today takes none.
func (i *importing) backUp() error {
	care, ok := i.keeper.(planner.Care)
	if !ok || i.begins != "" || i.opts.today != "" {
		return nil
	}
	var err error
	if i.backup, err = care.Backup(i.Now(), "before import"); err != nil {
		return fmt.Errorf("nothing was imported, since no backup could be made first: %w", err)
	}
	// The store takes one of its own before much is changed at once. That one
	// would be the same again.
	if i.keeper, err = i.Open(i.file); err != nil {
		return err
	}
	if k, ok := i.keeper.(interface{ NoBackups() }); ok {
		k.NoBackups()
	}
	return nil
}

func (i *importing) apply() error {
	edit, err := i.make(false)
	if err != nil {
		return err
	}
	i.make, i.now = nil, planner.Whole{} // nothing is needed of what was read, and it may be large
	var res planner.Result
	if i.begins != "" {
		res, err = i.keeper.Create(i.begins, i.stamp(edit))
	} else {
		res, err = i.keeper.Apply(i.stamp(edit))
	}
	i.edited = i.edited || err == nil
	i.label = res.Entry.Label
	return inWords(err)
}
