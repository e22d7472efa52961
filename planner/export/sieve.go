package export

import (
	"waymark/planner"
)

// sieve lets through what of each record may be given, and counts by part
// what it lets through and what it holds back.
type sieve struct {
	plan    *planner.Plan // whole
	whole   bool          // everything is given as it is
	counts  bool          // it is for the counts, and nothing is given
	may     map[string]bool
	phase   int
	period  Period
	marked  map[string]bool     // entries that are private though the plan's copy doesn't say so
	weeks   map[string]bool     // whose reviews were counted
	text    func(string) string // a text as it may be given
	given   map[string]int
	held    map[string]int
	outside map[string]int
}

// openSieve lets everything through and shows each text.
func openSieve(plan *planner.Plan, text func(string) string) *sieve {
	v := &sieve{
		plan: plan, text: text, may: map[string]bool{}, weeks: map[string]bool{},
		given: map[string]int{}, held: map[string]int{}, outside: map[string]int{},
	}
	for _, p := range Parts {
		v.may[p.Name] = true
	}
	return v
}

func (s *Shared) sieve() *sieve {
	v := openSieve(s.source.Plan, s.Names.Initials)
	v.whole, v.phase, v.period, v.marked = s.Choice.Whole(), s.Choice.Phase, s.Choice.Period, s.marked
	for _, p := range Parts {
		v.may[p.Name] = s.Choice.gives(p.Name)
	}
	return v
}

// fate is what becomes of a record.
type fate uint8

const (
	passes  fate = iota
	barred       // a part it belongs to is held back
	outside      // of the phase or the period
	spent        // it says nothing of its own, so nobody misses it
)

// record is what may be given of a record; nil: nothing. The record itself
// stays as it is.
func (v *sieve) record(r planner.Record) planner.Record {
	switch v.fate(r) {
	case outside:
		v.outside[partOf(r)]++
		return nil
	case barred:
		if v.counted(r) {
			v.held[v.bar(r)]++
		}
		return nil
	case spent:
		return nil
	case passes:
		if v.counted(r) {
			v.countGiven(r)
		}
	}
	return v.fields(r)
}

// fate decides on a record. The profile and the phases always pass: nothing
// stands without them, and what must not be known of them is cut out.
func (v *sieve) fate(r planner.Record) fate {
	if v.whole {
		return passes
	}
	if r.Gone() || isSpent(r, v.plan) {
		return spent
	}
	if !v.within(r) {
		return outside
	}
	barredIf := func(bars bool) fate {
		if bars {
			return barred
		}
		return passes
	}
	switch r := r.(type) {
	case *planner.Profile, *planner.Phase:
		return passes
	case *planner.WeekNote: // it has readings of energy too
		reads := len(r.Energy) > 0 || r.Share != nil
		return barredIf(!v.may[PartReviews] && (!v.may[PartEnergy] || !reads))
	case *planner.Tick: // without its check it is of nothing
		k := v.plan.Item(r.Check)
		if k == nil {
			return spent
		}
		return v.fate(k)
	}
	return barredIf(v.bar(r) != "")
}

// isSpent reports records that are for the program, or that others have taken
// the place of: a line of the inbox that was sorted says what the entry it
// became says, which may be private, and a review under way is none yet.
func isSpent(r planner.Record, p *planner.Plan) bool {
	switch r := r.(type) {
	case *planner.Capture:
		return !r.Became.IsZero()
	case *planner.Review:
		return r.ID == p.Profile().Review
	}
	return false
}

// shows reports whether an item is given, so that what refers to it may.
func (v *sieve) shows(id planner.ID) bool {
	r := v.plan.Find(id)
	return r != nil && v.fate(r) == passes
}

// shown are those ids of items that are given.
func (v *sieve) shown(ids []planner.ID) []planner.ID {
	var out []planner.ID
	for _, id := range ids {
		if v.shows(id) {
			out = append(out, id)
		}
	}
	return out
}

// one is an id that is given, or none.
func (v *sieve) one(id planner.ID) planner.ID {
	if id.IsZero() || !v.shows(id) {
		return planner.ID{}
	}
	return id
}

// part reports whether a part is given, and counts that.
func (v *sieve) part(name string) bool {
	if v.may[name] {
		v.given[name]++
		return true
	}
	v.held[name]++
	return false
}

// of is a text that belongs to a part: with people's initials, or "" where
// the part is held back.
func (v *sieve) of(part, text string) string {
	if text == "" || !v.part(part) {
		return ""
	}
	return v.text(text)
}
