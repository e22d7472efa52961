package command

import (
	"slices"
	"strings"

	"cloud.google.com/go/civil"
	"github.com/spf13/cobra"

	"waymark/planner"
)

func newEdit(c *call) *cobra.Command {
	var given revision
	cmd := &cobra.Command{
		Use:   "edit ID",
		Short: "Change the title, date, note, phase or focus of one thing, or who gets it",
		Long: `Change an action, a milestone or a check. What no flag names stays as it is,
and all flags together are one change. --due none takes the date away; of a
check it moves the present occurrence only. An empty --note removes the note.
What is --private is only in what you write for yourself, and never in a
document for others.`,
		Example: `waymark edit a12 --title "Ask Dana and Sam for feedback" --due "30 jan"
waymark edit m3 --phase 2 --focus
waymark edit a12 --focus=false
waymark edit a12 --private
waymark edit a12 --note - < note.txt`,
		Args: needs(1, 1, "one id"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := idsOf(args, itemKinds, itemsCalled)
			if err != nil {
				return err
			}
			given.changed = cmd.Flags().Changed
			edit, err := c.revise(ids[0], given)
			if err != nil {
				return err
			}
			return c.change(edit)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&given.title, "title", "", "the new title, as `TEXT`")
	flags.StringVar(&given.due, "due", "", "the new `DATE`: fri, +2w, 30 jan, 2027-01-30, or none")
	flags.StringVar(&given.note, "note", "", "the new note as `TEXT`, or - to read it from standard input")
	flags.StringVar(&given.phase, "phase", "", "move it to the phase, by number `N` or by the start of its title")
	flags.BoolVar(&given.focus, "focus", false, "take it into this week's focus, or out of it with --focus=false")
	flags.BoolVar(&given.private, "private", false, "keep it out of documents for others, or no longer with --private=false")
	return cmd
}

// revision is what `edit` is asked to change; changed tells which fields.
type revision struct {
	title, due, note, phase string
	focus, private          bool
	changed                 func(flag string) bool
}

// revise makes one edit of all the changes asked for.
func (c *call) revise(id planner.ID, r revision) (planner.Edit, error) {
	var parts []planner.Edit
	ids := []planner.ID{id}
	if r.changed("title") {
		title := planner.CleanLine(r.title)
		parts = append(parts, planner.EditItem(id, c.today, func(it planner.Listed) error {
			it.Base().Title = title
			return nil
		}))
	}
	if r.changed("due") {
		due, err := c.dueFrom(r.due)
		if err != nil {
			return planner.Edit{}, err
		}
		parts = append(parts, planner.SetDue(ids, due, c.today))
	}
	if r.changed("note") {
		note, err := c.noteFrom(r.note)
		if err != nil {
			return planner.Edit{}, err
		}
		parts = append(parts, planner.SetNote(id, note, c.today))
	}
	if r.changed("phase") {
		parts = append(parts, moveTo(ids, r.phase, c.today))
	}
	if r.changed("focus") {
		parts = append(parts, planner.SetFocus(ids, r.focus, c.today))
	}
	if r.changed("private") {
		parts = append(parts, planner.SetPrivate(ids, r.private, c.today))
	}
	if len(parts) == 0 {
		return planner.Edit{}, &misuse{
			say:  "there is nothing to change about " + id.String(),
			hint: "Name it with --title, --due, --note, --phase, --focus or --private.",
		}
	}
	return together(ids, parts), nil
}

// dueFrom reads a date, or what takes a date away.
func (c *call) dueFrom(text string) (civil.Date, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "none", "never", "-":
		return civil.Date{}, nil
	}
	return planner.ParseDate(text, c.today)
}

// moveTo moves items to the phase that a text means on the newest plan.
func moveTo(ids []planner.ID, text string, today civil.Date) planner.Edit {
	return planner.Edit{On: ids, Run: func(d *planner.Draft) error {
		ph, err := namedPhase(d.Plan(), text)
		if err != nil {
			return err
		}
		return planner.MoveTo(ids, ph.Number(), today).Run(d)
	}}
}

// together makes one edit of several. A single one keeps its own label.
func together(ids []planner.ID, parts []planner.Edit) planner.Edit {
	if len(parts) == 1 {
		return parts[0]
	}
	on := slices.Clone(ids)
	for _, part := range parts {
		on = append(on, part.On...)
	}
	return planner.Edit{Label: "Changed", On: on, Run: func(d *planner.Draft) error {
		for _, part := range parts {
			if err := part.Run(d); err != nil {
				return err
			}
		}
		if it := d.Plan().Item(ids[0]); it != nil {
			d.Label("Changed: " + planner.Shorten(it.Base().Title, 60))
		}
		return nil
	}}
}
