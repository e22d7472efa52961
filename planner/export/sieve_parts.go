package export

import (
	"waymark/planner"
	"waymark/planner/path"
)

// partOf is the part that a record as a whole belongs to. Every kind of record
// has one; a test holds that.
func partOf(r planner.Record) string {
	switch r := r.(type) {
	case *planner.Capture:
		return PartInbox
	case *planner.Review, *planner.WeekNote:
		return PartReviews
	case *planner.TimeOff:
		return PartAway
	case *planner.Matter:
		return PartTalks
	case *planner.Evidence:
		switch r.Kind {
		case "hard-conversation":
			return PartTalks
		case "energy":
			return PartEnergy
		}
		return PartEvidence
	case *planner.Energy:
		if r.Work == "" {
			return PartFelt
		}
		return PartEnergy
	case *planner.Reflection:
		return PartAnswers
	case *planner.Intake:
		return PartIntakes
	case planner.Listed, *planner.Tick:
		return PartItems
	case *planner.Profile, *planner.Phase:
		return PartProfile
	}
	return ""
}

// besides are the parts that a record belongs to as well as to its own, and
// that must all be given for it to be.
func (v *sieve) besides(r planner.Record) []string {
	var parts []string
	switch r := r.(type) {
	case *planner.Evidence:
		if r.Private {
			parts = append(parts, PartPrivate)
		}
	case planner.Listed:
		b := r.Base()
		if b.Private || v.marked[b.Entry] {
			parts = append(parts, PartPrivate)
		}
		if untouched(r) {
			parts = append(parts, PartUntouched)
		}
		if len(b.Forms) > 0 { // it tells which way into the role you chose
			parts = append(parts, PartDraw)
		}
	}
	return parts
}

// bar is the part that holds a record back; "": none does.
func (v *sieve) bar(r planner.Record) string {
	if part := partOf(r); !v.may[part] {
		return part
	}
	for _, part := range v.besides(r) {
		if !v.may[part] {
			return part
		}
	}
	return ""
}

// untouched reports whether an item is as the path has it, with nothing done,
// planned or written about it.
func untouched(it planner.Listed) bool {
	b := it.Base()
	if b.Entry == "" || b.State != planner.ToDo || b.Focus || b.Note != "" || b.Why != "" || !b.Due.IsZero() || len(b.Evidence) > 0 {
		return false
	}
	k, check := it.(*planner.Check)
	return !check || k.Last.IsZero() && k.Moved.IsZero()
}

// privateSince is the version of the built-in path that first says which of its
// entries are private. In plans that are of an earlier one they are so too.
const privateSince = 3

// markedPrivate are the entries of an older plan that are private by now.
func markedPrivate(p *planner.Plan) map[string]bool {
	pr, of := p.Profile(), path.Builtin()
	if pr.Path != of.Name || pr.PathVersion >= privateSince {
		return nil
	}
	out := map[string]bool{}
	for _, ph := range of.Phases {
		for _, entries := range [][]path.Entry{ph.Milestones, ph.Actions, ph.Checks} {
			for _, e := range entries {
				if e.Private {
					out[e.ID] = true
				}
			}
		}
	}
	return out
}

// counted reports whether a record counts for itself. Of a review there is also
// what its week came to, and one under way is none yet.
func (v *sieve) counted(r planner.Record) bool {
	var week string
	switch r := r.(type) {
	case *planner.Phase, *planner.Tick:
		return false
	case *planner.Review:
		if r.ID == v.plan.Profile().Review {
			return false
		}
		week = r.Week
	case *planner.WeekNote:
		if r.Held.IsZero() {
			return false
		}
		week = r.Week
	default:
		return true
	}
	again := v.weeks[week]
	v.weeks[week] = true
	return !again
}

// countGiven counts a record that is given: what is private among its kind and
// by itself, what wasn't begun by itself only.
func (v *sieve) countGiven(r planner.Record) {
	part := partOf(r)
	for _, also := range v.besides(r) {
		switch also {
		case PartPrivate:
			v.given[also]++
		case PartUntouched:
			part = also
		}
	}
	v.given[part]++
}

// countRemoved counts removed records, which only a whole plan has. Where
// something else is left out nobody misses them.
func (v *sieve) countRemoved(n int, c Choice) {
	switch {
	case v.whole:
		v.given[PartRemoved] = n
	case c.For.Name == Me && !v.may[PartRemoved]:
		v.held[PartRemoved] = n
	}
}
