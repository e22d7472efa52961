package command

import (
	"errors"
	"fmt"

	"waymark/planner"
)

// presentPlan is what is known of the plan that a backup would replace.
type presentPlan struct {
	id      string          // "" if not known
	seen    uint64          // number of its newest change; 0 if not known
	refused error           // why it can't be used as it is; nil if it can
	trouble planner.Trouble // where that is damage
}

// usable reports that the file was refused and loads all the same.
func (p presentPlan) usable() bool { return p.trouble.Usable }

// present finds out about the plan as it is now.
func (c *call) present(care planner.Care) (presentPlan, error) {
	p, err := c.load()
	switch {
	case err == nil:
		return presentPlan{id: p.ID, seen: p.Revision}, nil
	case errors.Is(err, planner.ErrBusy):
		return presentPlan{}, err
	case errors.Is(err, planner.ErrDamaged):
		t := care.Trouble(err)
		return presentPlan{seen: t.Seen, refused: err, trouble: t}, nil
	}
	return presentPlan{refused: err}, nil
}

// after counts the changes that were made after a backup: below 0, that many
// are only in the backup.
func (p presentPlan) after(b planner.Backup) (n int64, known bool) {
	newest := p.trouble.Backup
	switch {
	case p.seen == 0:
		return 0, false
	case newest != nil && (p.trouble.Between < 0 || newest.Plan != b.Plan): // seen may be of another plan
		return 0, false
	}
	return int64(p.seen) - int64(b.Revision), true
}

// holds says which file it is and how far it goes.
func (c *call) holds(b planner.Backup) string {
	name := planner.ShowLine(b.File)
	if b.Number > 0 {
		name = fmt.Sprintf("Backup %d, of %s,", b.Number, c.clock(b.Taken))
	}
	ends := fmt.Sprintf("change %d", b.Revision)
	if !b.Changed.IsZero() {
		ends += ", made " + c.clock(b.Changed)
	}
	return fmt.Sprintf("%s loads; it ends with %s.", name, ends)
}

// beside says what a backup lacks of the present plan, and what becomes of
// the present file.
func (p presentPlan) beside(b planner.Backup) string {
	if errors.Is(p.refused, planner.ErrNoPlan) && !errors.Is(p.refused, planner.ErrDamaged) {
		return "There is no plan here yet."
	}
	lacks := "How many changes came after it is not known"
	switch n, known := p.after(b); {
	case p.id != "" && b.Plan != "" && p.id != b.Plan:
		lacks = "It is of another plan than the present one"
	case !known:
	case n == 0:
		lacks = "Nothing was changed after it"
	case n > 0:
		lacks = planner.Counted(int(n), "change") + " came after it"
	default:
		lacks = fmt.Sprintf("The present plan ends before it, with change %d", p.seen)
	}
	if errors.Is(p.refused, planner.ErrMissing) {
		return lacks + "."
	}
	return lacks + "; the present file is kept aside."
}

// asItIs says what the plan's own file lacks of what the plan was.
func (p presentPlan) asItIs(b planner.Backup) string {
	lost := int64(p.seen) - int64(b.Revision)
	switch {
	case errors.Is(p.refused, planner.ErrAnother):
		return "It is another plan than the one that was here."
	case lost > 0:
		return "The plan had " + planner.Counted(int(lost), "change") + " more than it."
	}
	return "The plan is not known to have had more."
}
