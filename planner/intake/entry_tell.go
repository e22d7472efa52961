package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
)

// left tells what the edit left alone, and what it took though it may surprise.
func (t *taking) left() []string {
	var out []string
	if t.foreign > 0 {
		out = append(out, fmt.Sprintf("Written from another plan, so its ids mean nothing here: %s taken as new, or as what they became here before", planner.Counted(t.foreign, t.each)))
	}
	if len(t.removed) > 0 {
		out = append(out, "Removed here, and left so: "+some(t.removed))
	}
	if len(t.yours) > 0 {
		out = append(out, "Changed by you and in the file, and left as you have it: "+some(t.yours))
	}
	if len(t.theirs) > 0 {
		out = append(out, "Changed in the file, and taken from it though the plan has something else than the file was made with: "+some(t.theirs))
	}
	if t.crowded > 0 {
		out = append(out, fmt.Sprintf("This week's focus holds %d things, and out of it for now: %s with priority A", planner.MaxFocus, planner.Counted(t.crowded, "other")))
	}
	return out
}

// needs are fields that a record can't be judged without.
var needs = []string{"description", fieldEvery, fieldCheck, fieldSort, fieldState, "work", "value", "from", "to"}

// refuse tells what the plan has against an entry, each thing by itself. What
// only follows from a value that couldn't be read is left out.
func (t *taking) refuse(e *Entry, err error) {
	if slices.ContainsFunc(e.bad, func(name string) bool { return slices.Contains(needs, name) }) {
		return
	}
	for _, one := range apart(err) {
		t.faults.add(e.Line, "%s", planner.ShowLine(one.Error()))
	}
}

// apart gives the errors that were joined.
func apart(err error) []error {
	if err == nil {
		return nil
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, one := range joined.Unwrap() {
		out = append(out, apart(one)...)
	}
	return out
}

// check holds a record to the plan's rules. All that is wrong with an item is
// told, though the rules end at the first thing.
func (t *taking) check(r planner.Record) error {
	err := t.draft.Check(r)
	a, ok := r.(*planner.Action)
	if err == nil || !ok || a.Milestone.IsZero() {
		return err
	}
	if m, ok := t.draft.Plan().Find(a.Milestone).(*planner.Milestone); !ok || m == nil {
		missing := fmt.Errorf("%s %s: %w", a.Milestone.Kind, a.Milestone, planner.ErrNotFound)
		if !strings.Contains(err.Error(), missing.Error()) {
			return errors.Join(err, missing)
		}
	}
	return err
}

// some lists the first few of many.
func some(of []string) string {
	const most = 8
	if len(of) <= most {
		return strings.Join(of, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(of[:most], ", "), len(of)-most)
}

// counted says how much was added and changed.
func counted(added, changed int) string {
	var parts []string
	if added > 0 {
		parts = append(parts, fmt.Sprintf("%d added", added))
	}
	if changed > 0 {
		parts = append(parts, fmt.Sprintf("%d changed", changed))
	}
	return strings.Join(parts, ", ")
}

// nothingNew is planner.ErrUnchanged for a file.
type nothingNew struct{ file string }

func (n *nothingNew) Error() string { return "nothing in " + planner.ShowLine(n.file) + " is new" }
func (*nothingNew) Unwrap() error   { return planner.ErrUnchanged }
