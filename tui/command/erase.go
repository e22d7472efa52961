package command

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"waymark/planner"
)

// The kinds that can be erased. Nothing stands without the profile and the
// phases; their texts are changed instead.
var (
	erasable    = append(slices.Clip(removable), planner.KindTick, planner.KindReview)
	eraseCalled = removeCalled + ", a tick or review"
)

func newErase(c *call) *cobra.Command {
	var o erasing
	cmd := &cobra.Command{
		Use:        "erase ID…",
		SuggestFor: []string{"purge", "forget", "shred", "wipe"},
		Short:      "Take things out of the file for good, with their history",
		Long: `Take actions, milestones, checks, captures, ticks, evidence, energy readings and
notes, answers, matters, days off or reviews out of the plan's file for good:
the records, also those that rm removed, and what the history holds of them.
Other records that hold their words go along. All of them are shown first, with
their titles and texts. This can't be undone; to take something out of the plan
only, use waymark rm.

On a terminal it asks; elsewhere it needs --yes. Backups that still hold
something are printed, one a line. On a terminal it asks whether to erase from
them too; --backups does so without asking, also later on, and with --yes alone
they stay as they are.`,
		Example: `waymark erase a12
waymark erase c3 c4 --yes --backups`,
		Args: needs(1, 0, "an id"),
		RunE: func(_ *cobra.Command, args []string) error {
			ids, err := idsOf(args, erasable, eraseCalled)
			if err != nil {
				return err
			}
			return c.erase(ids, o)
		},
	}
	cmd.Flags().BoolVar(&o.yes, "yes", false, "don't ask")
	cmd.Flags().BoolVar(&o.backups, "backups", false, "erase from the backups that hold them, too")
	return cmd
}

// erasing is how `erase` is to go about it.
type erasing struct{ yes, backups bool }

func (c *call) erase(named []planner.ID, o erasing) error {
	care, err := c.care()
	if err != nil {
		return err
	}
	records, err := care.Bound(named)
	if err != nil {
		return err
	}
	ids := make([]planner.ID, len(records))
	for i, r := range records {
		ids[i] = r.Key()
	}
	c.showBound(named, records)
	switch {
	case o.yes:
	case !c.asks():
		return &misuse{say: "erasing can't be undone, and there is no terminal to ask on", hint: "Say --yes to erase them."}
	case !c.confirm("This can't be undone. Erase " + countOf(len(ids)) + "?"):
		return failure{errors.New("nothing was erased")}
	}
	holding, err := care.Erase(ids)
	if err != nil {
		return err
	}
	c.say("Erased: %s", joinSome(ids))
	return c.eraseBeside(care, ids, holding, o)
}

// showBound lists what is to be erased.
func (c *call) showBound(named []planner.ID, records []planner.Record) {
	for i, r := range records {
		if i == listLimit && len(records) > listLimit+1 {
			c.say("  and %d more", len(records)-i)
			return
		}
		along := ""
		if !slices.Contains(named, r.Key()) {
			along = "  (goes along, since it holds words of the others)"
		}
		c.say("  %s  %s%s", pad(r.Key().String(), 5), planner.ShowLine(planner.Shorten(nameOf(r), 120)), along)
	}
}

// eraseBeside erases from the files that still hold something, where that is
// wanted, and prints those that hold it after all.
func (c *call) eraseBeside(care planner.Care, ids []planner.ID, holding []string, o erasing) error {
	if len(holding) == 0 {
		return nil
	}
	if o.backups {
		return c.eraseFrom(care, ids, holding)
	}
	c.printFiles(holding)
	files := planner.Counted(len(holding), "file") + " beside the plan still " + hold(len(holding)) + " something of it"
	if !o.yes && c.asks() && c.confirm(files+". Erase it there too?") {
		return c.eraseFrom(care, ids, holding)
	}
	c.say("%s; the same with --backups erases it there.", files)
	return nil
}

// eraseFrom erases from files beside the plan. One that fails doesn't keep
// the others from it.
func (c *call) eraseFrom(care planner.Care, ids []planner.ID, files []string) error {
	var failed []string
	var first error
	for _, file := range files {
		if err := care.EraseFrom(file, ids); err != nil {
			failed = append(failed, file)
			if first == nil {
				first = err
			}
		}
	}
	if first != nil {
		c.printFiles(failed)
		return ofFile(fmt.Errorf("%d of %s could not be rewritten; the first: %w", len(failed), planner.Counted(len(files), "file"), first))
	}
	c.say("Erased from %s.", planner.Counted(len(files), "file"))
	return nil
}

// printFiles prints files' names at once, above what is said about them.
func (c *call) printFiles(files []string) {
	for _, file := range files {
		c.print("%s\n", planner.ShowLine(file))
	}
	_ = c.out.Flush() // its error is kept
}

// nameOf is what a record is called in a list of several kinds, with the text
// that goes with it.
func nameOf(r planner.Record) string {
	switch r := r.(type) {
	case *planner.Tick:
		return "tick of " + titleOf(r)
	case *planner.Review:
		return "review of " + titleOf(r)
	case *planner.Evidence:
		return withText("evidence: "+titleOf(r), r.Outcome)
	case *planner.Energy:
		if r.Work == "" {
			return "energy note: " + titleOf(r)
		}
		return withText("energy: "+titleOf(r), r.Note)
	case *planner.Reflection:
		return withText("answer: "+titleOf(r), r.Answer)
	case *planner.Matter:
		return withText("matter: "+titleOf(r), r.Outcome)
	case *planner.TimeOff:
		return withText("days off: "+titleOf(r), r.Why)
	}
	return titleOf(r)
}

// titleOf is what a record is called where its kind is told.
func titleOf(r planner.Record) string {
	switch r := r.(type) {
	case planner.Listed:
		return r.Base().Title
	case *planner.Capture:
		return r.Text
	case *planner.Tick:
		return r.Check.String() + " on " + r.Date.String()
	case *planner.Review:
		return r.Week
	case *planner.Evidence:
		return r.Title
	case *planner.Energy:
		if r.Work == "" {
			return r.Note
		}
		work, _ := planner.WorkNamed(r.Work)
		return work.Words + " " + planner.Signed(r.Value)
	case *planner.Reflection:
		return r.Question
	case *planner.Matter:
		return r.Title
	case *planner.Phase:
		return r.Title
	case *planner.WeekNote:
		return r.Week
	case *planner.TimeOff:
		return r.From.String() + " to " + r.To.String()
	}
	return r.Key().Kind.String()
}

// withText is a title and, where there is any, the text that goes with it.
func withText(title, text string) string {
	if text == "" {
		return title
	}
	return title + " — " + text
}

// countOf is how many things there are, "it" for one.
func countOf(n int) string {
	if n == 1 {
		return "it"
	}
	return "these " + planner.Counted(n, "record")
}

func hold(n int) string {
	if n == 1 {
		return "holds"
	}
	return "hold"
}

func joinSome(ids []planner.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = id.String()
	}
	return someOf(words)
}
