package export

import (
	"waymark/planner"
)

// sieve lets through what of each record may be given, and counts by part
// what it lets through and what it holds back.
type sieve struct {
	Choice
	plan    *planner.Plan // whole
	names   Names
	given   map[string]int
	held    map[string]int
	outside map[string]int
}

func (s *Shared) sieve() *sieve {
	return &sieve{
		Choice: s.Choice, plan: s.source.Plan, names: s.Names,
		given: map[string]int{}, held: map[string]int{}, outside: map[string]int{},
	}
}

// record is what may be given of a record; nil: nothing. The record itself
// stays as it is.
func (v *sieve) record(r planner.Record) planner.Record {
	if r.Gone() && !v.Choice.Whole() {
		return nil
	}
	part := partOf(r)
	switch {
	case !v.within(r):
		v.outside[part]++
		return nil
	case !v.part(part):
		return nil
	}
	if e, ok := r.(*planner.Evidence); ok && e.Private && !v.part(PartPrivate) {
		v.given[part]--
		return nil
	}
	return v.fields(r)
}

// part reports whether a part is given, and counts that.
func (v *sieve) part(name string) bool {
	if v.gives(name) {
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

// text is a text as it may be given.
func (v *sieve) text(text string) string {
	if v.gives(PartNames) {
		return text
	}
	return v.names.Initials(text)
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

// fields is a copy of a record without the fields that are held back.
func (v *sieve) fields(r planner.Record) planner.Record {
	if v.Choice.Whole() {
		return r
	}
	switch r := r.(type) {
	case *planner.Action:
		c := *r
		c.Item = v.item(r.Item)
		return &c
	case *planner.Milestone:
		c := *r
		c.Item, c.Criterion = v.item(r.Item), v.text(r.Criterion)
		return &c
	case *planner.Check:
		c := *r
		c.Item, c.Tick = v.item(r.Item), planner.ID{}
		return &c
	case *planner.Capture:
		c := *r
		c.Text = v.text(r.Text)
		return &c
	case *planner.Tick:
		c := *r
		c.Note = v.of(PartNotes, r.Note)
		return &c
	case *planner.TimeOff:
		c := *r
		c.Why = v.of(PartReasons, r.Why)
		return &c
	case *planner.Matter:
		c := *r
		c.Title, c.Outcome = v.text(r.Title), v.of(PartOutcomes, r.Outcome)
		return &c
	case *planner.Evidence:
		c := *r
		c.Title, c.Outcome = v.text(r.Title), v.of(PartOutcomes, r.Outcome)
		c.Review = planner.ID{}
		if c.From.Kind == planner.KindCapture {
			c.From = planner.ID{}
		}
		return &c
	case *planner.Energy:
		c := *r
		c.Note, c.Review = v.of(PartFelt, r.Note), planner.ID{}
		return &c
	case *planner.Reflection:
		c := *r
		c.Question, c.Answer, c.Review = v.text(r.Question), v.text(r.Answer), planner.ID{}
		return &c
	case *planner.Intake:
		return r
	}
	return v.frame(r)
}

// frame is fields for the records that hold the plan together.
func (v *sieve) frame(r planner.Record) planner.Record {
	switch r := r.(type) {
	case *planner.Profile:
		c := *r
		c.Company, c.Draw, c.Review = v.text(r.Company), v.of(PartDraw, r.Draw), planner.ID{}
		if len(r.Signs) > 0 && !v.part(PartSigns) {
			c.Signs = nil
		}
		if !v.gives(PartNames) {
			c.People = nil
		}
		return &c
	case *planner.Phase:
		c := *r
		c.Why, c.Probes = v.of(PartReasons, r.Why), nil
		return &c
	case *planner.Review:
		c := *r
		c.Line = v.of(PartLines, r.Line)
		c.Steps, c.Probes, c.Evidence = nil, nil, nil
		if len(r.Energy) > 0 && !v.gives(PartEnergy) {
			c.Energy = nil
		}
		return &c
	case *planner.WeekNote:
		c := *r
		c.Asked = nil
		if !v.gives(PartEnergy) {
			c.Energy, c.Share = nil, nil
		}
		return &c
	}
	return nil
}

// item is what of an item may be given.
func (v *sieve) item(i planner.Item) planner.Item {
	i.Title, i.Reason = v.text(i.Title), v.text(i.Reason)
	i.Why, i.Note = v.of(PartReasons, i.Why), v.of(PartNotes, i.Note)
	i.Evidence = nil
	return i
}

// within reports whether a record lies in the phase and the period that were
// chosen. What is open belongs to every period, since it is what is next.
func (v *sieve) within(r planner.Record) bool {
	if v.Phase != 0 && !v.inPhase(r) {
		return false
	}
	if v.Period.IsZero() {
		return true
	}
	switch r := r.(type) {
	case planner.Listed:
		b := r.Base()
		if ended := b.State == planner.Done || b.State == planner.Dropped; !ended {
			return v.Period.To.IsZero() || !b.Created.After(v.Period.To)
		}
		if b.State == planner.Done && !b.Done.IsZero() {
			return v.Period.Holds(b.Done)
		}
		return v.Period.Holds(b.Since)
	case *planner.Capture:
		return v.Period.Holds(r.Created)
	case *planner.WeekNote:
		monday, err := planner.ParseWeek(r.Week)
		return err == nil && (v.Period.Holds(monday) || v.Period.Holds(monday.AddDays(6)))
	case *planner.TimeOff:
		return v.Period.Holds(r.From) || v.Period.Holds(r.To)
	case *planner.Matter:
		return r.Closed.IsZero() || v.Period.Holds(r.Closed)
	case *planner.Profile, *planner.Phase:
		return true
	}
	return v.Period.Holds(r.Day())
}

// inPhase reports whether a record belongs to the phase that was chosen. What
// belongs to none stays out, but for the frame of the plan and its rhythm.
func (v *sieve) inPhase(r planner.Record) bool {
	switch r := r.(type) {
	case planner.Listed:
		return r.Base().Phase == v.Phase
	case *planner.Tick:
		it := v.plan.Item(r.Check)
		return it != nil && it.Base().Phase == v.Phase
	case *planner.Evidence:
		return r.Phase == v.Phase
	case *planner.Reflection:
		return r.Phase == v.Phase
	case *planner.Capture, *planner.Matter, *planner.TimeOff, *planner.Intake:
		return false
	}
	return true
}

// Gives reports whether a part is given to whom the document is for.
func (s *Shared) Gives(part string) bool { return s.Choice.gives(part) }
