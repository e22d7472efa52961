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
	text    func(string) string // a text as it may be given
	given   map[string]int
	held    map[string]int
	outside map[string]int
}

// openSieve lets everything through and shows each text.
func openSieve(plan *planner.Plan, text func(string) string) *sieve {
	v := &sieve{
		plan: plan, text: text, may: map[string]bool{},
		given: map[string]int{}, held: map[string]int{}, outside: map[string]int{},
	}
	for _, p := range Parts {
		v.may[p.Name] = true
	}
	return v
}

func (s *Shared) sieve() *sieve {
	v := openSieve(s.source.Plan, s.Names.Initials)
	v.whole, v.phase, v.period = s.Choice.Whole(), s.Choice.Phase, s.Choice.Period
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
	part, besides := partOf(r), alsoOf(r)
	switch v.fate(r) {
	case outside:
		v.outside[part]++
		return nil
	case barred:
		if besides != "" && v.may[part] {
			part = besides
		}
		v.held[part]++
		return nil
	case spent:
		return nil
	case passes:
		if besides != "" {
			v.given[besides]++
		}
	}
	if _, ok := r.(*planner.Phase); !ok { // which nobody counts
		v.part(part)
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
	besides := alsoOf(r)
	return barredIf(!v.may[partOf(r)] || besides != "" && !v.may[besides])
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

// alsoOf is the part that a record belongs to besides; "": none.
func alsoOf(r planner.Record) string {
	switch r := r.(type) {
	case *planner.Evidence:
		if r.Private {
			return PartPrivate
		}
	case planner.Listed:
		if len(r.Base().Forms) > 0 { // it tells which way into the role you chose
			return PartDraw
		}
	}
	return ""
}
