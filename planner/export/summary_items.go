package export

import (
	"cmp"
	"fmt"
	"slices"

	"waymark/planner"
)

// toDo lists what is still to be done of one kind, the most urgent first, but
// for what stands elsewhere: what is in focus, and actions that wait. In a look
// back it is only what was begun.
func (b *summary) toDo(phase int, kind planner.Kind) []planner.Listed {
	items := slices.DeleteFunc(b.Plan.InPhase(phase, kind), func(it planner.Listed) bool {
		i := it.Base()
		waits := i.State == planner.Waiting && kind == planner.KindAction && b.Gives(PartReasons)
		return i.Focus || waits || i.State == planner.Done || i.State == planner.Dropped || b.looksBack() && !isBegun(i)
	})
	urgentFirst(items)
	return items
}

func (b *summary) looksBack() bool { return !b.Choice.Period.IsZero() }

// isBegun reports whether anything was planned or done about an item.
func isBegun(i *planner.Item) bool {
	return i.Focus || !i.Due.IsZero() || i.State != planner.ToDo
}

// urgentFirst sorts items that are in order: those in focus, those with a day,
// what is under way, the user's own, the path's, and what rests.
func urgentFirst(items []planner.Listed) {
	slices.SortStableFunc(items, func(x, y planner.Listed) int {
		a, b := x.Base(), y.Base()
		if by := cmp.Compare(urgency(a), urgency(b)); by != 0 || urgency(a) != dated {
			return by
		}
		return a.Due.Compare(b.Due)
	})
}

const dated = 1 // the urgency of what has a day

func urgency(i *planner.Item) int {
	switch {
	case i.Focus:
		return 0
	case !i.State.Open():
		return 5
	case !i.Due.IsZero():
		return dated
	case i.State != planner.ToDo:
		return 2
	case i.Entry == "":
		return 3
	}
	return 4
}

func (b *summary) tasks(items []planner.Listed) Tasks {
	var t Tasks
	for _, it := range items {
		t.Items = append(t.Items, b.task(it))
	}
	return t
}

func (b *summary) task(it planner.Listed) Task {
	i := it.Base()
	t := Task{Done: i.State == planner.Done, Title: titled(i.Title), Note: i.Note}
	var state, due, optional string
	if i.State != planner.ToDo && i.State != planner.Done {
		state = i.State.String()
		if i.Why != "" {
			state += " (" + i.Why + ")"
		}
	}
	if i.State.Open() && !i.Due.IsZero() {
		due = b.dueWords(it)
	}
	if m, ok := it.(*planner.Milestone); ok {
		t.How = m.Criterion
	}
	if i.Optional {
		optional = "optional"
	}
	t.Details = said(due, state, optional)
	return t
}

// dueWords say until when, "due 15 July 2026", or that the day has passed.
func (b *summary) dueWords(it planner.Listed) string {
	due := it.Base().Due
	past := due.Before(b.Today)
	switch _, milestone := it.(*planner.Milestone); {
	case milestone && past:
		return "target was " + date(due)
	case milestone:
		return "target " + date(due)
	case past:
		return "was due " + date(due)
	}
	return "due " + date(due)
}

// unlisted counts what of a phase was not begun and isn't listed.
type unlisted struct{ path, own int }

// rest counts from the whole plan, as progress does: what isn't given for no
// other reason than that it was not begun and, in a look back, what is.
func (b *summary) rest(phase int) unlisted {
	var n unlisted
	v := b.sieve()
	for _, kind := range []planner.Kind{planner.KindMilestone, planner.KindAction} {
		for _, it := range b.source.Plan.InPhase(phase, kind) {
			i := it.Base()
			given := v.fate(it) == passes
			switch {
			case isBegun(i) || given && !b.looksBack() || !given && !v.onlyUntouched(it):
			case i.Entry == "":
				n.own++
			default:
				n.path++
			}
		}
	}
	return n
}

// onlyUntouched reports whether an item of the phase and the period is held
// back, and for nothing but that it was not begun.
func (v *sieve) onlyUntouched(it planner.Listed) bool {
	bars := slices.DeleteFunc(append(v.besides(it), partOf(it)), func(part string) bool { return v.may[part] })
	return v.within(it) && slices.Equal(bars, []string{PartUntouched})
}

// beside says after a list how many there are besides.
func (n unlisted) beside() string {
	switch {
	case n.path+n.own == 0:
		return ""
	case n.own == 0:
		return fmt.Sprintf("And %d more from the path, not begun.", n.path)
	}
	return fmt.Sprintf("And %d more, not begun.", n.path+n.own)
}

// alone says how many there are where nothing is listed.
func (n unlisted) alone() string {
	switch {
	case n.path+n.own == 0:
		return ""
	case n.own == 0:
		return fmt.Sprintf("From the path, %d not begun.", n.path)
	}
	return fmt.Sprintf("%d not begun.", n.path+n.own)
}
