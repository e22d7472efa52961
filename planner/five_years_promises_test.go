package planner_test

import (
	"errors"
	"fmt"
	"slices"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// afterClose is what a review that was just closed promises.
func (l *life) afterClose() {
	l.t.Helper()
	p, r := l.plan(), l.review()
	if r.Closed != l.day {
		return
	}
	note := p.WeekNamed(r.Week)
	due, pr := p.ReviewDue(l.day), p.Profile()
	if due != r.Next || due.Weekday() != pr.ReviewDay {
		l.t.Fatalf("%v: closed, the next is due %v, the review says %v", l.day, due, r.Next)
	}
	off := false
	for day := l.day; day.Before(due); day = day.AddDays(1) {
		for _, a := range p.TimesOff() {
			off = off || !day.Before(a.From) && !day.After(a.To)
		}
	}
	// A review that was opened again late may be closed on a later one's day.
	if r.Due.DaysSince(l.day) >= -3 && (!due.After(l.day) || !off && due.DaysSince(l.day) > 13) {
		l.t.Fatalf("%v: closed for %v, and the next is due %v", l.day, r.Due, due)
	}
	l.recount(r, note)
}

// recount tells what a week's note says from its review.
func (l *life) recount(r *planner.Review, note *planner.WeekNote) {
	l.t.Helper()
	var checks planner.Kept
	for _, id := range r.Done {
		if id.Kind == planner.KindCheck {
			checks = checks.Plus(planner.Kept{Done: 1, Of: 1})
		}
	}
	for _, s := range r.Steps {
		if s.Item.Kind != planner.KindCheck || slices.Contains(r.Done, s.Item) {
			continue
		}
		checks.Of++
		if s.Outcome == planner.OutcomeDone && !l.plan().Asks(s, l.day) { // settled for the next time too
			checks.Done++
		}
	}
	if note.Checks != checks || note.Done != len(r.Done) || note.Evidence != len(r.Evidence) || !slices.Equal(note.Chosen, r.Focus) {
		l.t.Fatalf("%v: the week has %+v; of its review %+v checks, %d done, %d pieces of evidence", l.day, note, checks, len(r.Done), len(r.Evidence))
	}
	if len(note.Energy) != len(r.Energy) {
		l.t.Fatalf("%v: the week has the energy %v, its review %v", l.day, note.Energy, r.Energy)
	}
	for work, reading := range note.Energy {
		if e := l.record(reading.Of).(*planner.Energy); r.Energy[work] != reading.Value || e.Value != reading.Value || e.Work != work || e.Removed {
			l.t.Fatalf("%v: %s is %d in the review, %d in the week, and %+v", l.day, work, r.Energy[work], reading.Value, e)
		}
	}
}

func (l *life) record(id planner.ID) planner.Record {
	l.t.Helper()
	r, err := l.Get(id)
	if err != nil {
		l.t.Fatalf("%v: %v", l.day, err)
	}
	return r
}

// promises is what holds after each week.
func (l *life) promises() {
	l.t.Helper()
	p := l.plan()
	if due := p.ReviewDue(l.day); due.Weekday() != p.Profile().ReviewDay {
		l.t.Fatalf("%v: due %v, not on the review day", l.day, due)
	}
	if got, want := p.Glance().ReviewDue(l.day), p.ReviewDue(l.day); got != want {
		l.t.Fatalf("%v: the glance has %v, the plan %v", l.day, got, want)
	}
	l.oneReviewAWeek()
	l.mergedFit()
	l.questionsRest()
	l.oneTickAPeriod()
	if l.plan().Given()[planner.KindReview] == 0 {
		return
	}
	seen := map[planner.ID]int{}
	r := l.review()
	for _, s := range r.Steps {
		at := 1
		if s.Stuck() {
			at = 2
		}
		if seen[s.Item]&at != 0 {
			l.t.Fatalf("%v: %v is looked at twice in %+v", l.day, s.Item, r.Steps)
		}
		seen[s.Item] |= at
	}
	if l.dice.IntN(40) == 0 {
		l.valid()
	}
}

// oneReviewAWeek fails if a week has two, or a review and its week differ.
func (l *life) oneReviewAWeek() {
	l.t.Helper()
	closed := map[string]bool{}
	for n := uint32(1); n <= l.plan().Given()[planner.KindReview]; n++ {
		r := l.record(planner.ID{Kind: planner.KindReview, N: n}).(*planner.Review)
		if r.Removed || r.Closed.IsZero() {
			continue
		}
		note := l.plan().WeekNamed(r.Week)
		if closed[r.Week] || note == nil || note.Review != r.ID || note.Held != r.Closed || note.Due != r.Due || planner.Week(r.Due) != r.Week {
			l.t.Fatalf("%v: review %v of %s, its week %+v", l.day, r.ID, r.Week, note)
		}
		closed[r.Week] = true
	}
}

// mergedFit fails where a review took up more or fewer weeks than the cells
// between it and the one before show.
func (l *life) mergedFit() {
	l.t.Helper()
	merged, held := 0, false
	for _, c := range l.plan().Cells(60, l.day) {
		switch c.Mark {
		case planner.MergedIn:
			merged++
		case planner.Held:
			if held && merged > c.Note.Merged {
				l.t.Fatalf("%v: %s took up %d weeks, and %d are marked", l.day, c.Note.Week, c.Note.Merged, merged)
			}
			merged, held = 0, true
		case planner.Missed:
			if !c.Day.Before(l.day) {
				l.t.Fatalf("%v: %v is missed before it came", l.day, c.Day)
			}
		default:
		}
	}
}

// questionsRest fails where a question came twice within six weeks.
func (l *life) questionsRest() {
	l.t.Helper()
	asked := map[string][]civil.Date{}
	for r := range l.plan().Records() {
		if w, ok := r.(*planner.WeekNote); ok && !w.Removed {
			for _, a := range w.Asked {
				asked[a.Probe] = append(asked[a.Probe], a.On)
			}
		}
	}
	for probe, days := range asked {
		slices.SortFunc(days, civil.Date.Compare)
		for i := range days[1:] {
			if days[i+1].DaysSince(days[i]) <= planner.ProbeRest {
				l.t.Fatalf("%v: %s was asked on %v and on %v", l.day, probe, days[i], days[i+1])
			}
		}
	}
}

// oneTickAPeriod fails where a check was done twice for one of its periods.
func (l *life) oneTickAPeriod() {
	l.t.Helper()
	type time struct {
		check planner.ID
		of    string
	}
	done := map[time]civil.Date{}
	for n := uint32(1); n <= l.plan().Given()[planner.KindTick]; n++ {
		tick := l.record(planner.ID{Kind: planner.KindTick, N: n}).(*planner.Tick)
		if tick.Removed || tick.Skipped {
			continue
		}
		of := planner.Week(tick.Date)
		switch l.plan().Find(tick.Check).(*planner.Check).Every.Unit {
		case planner.Month:
			of = fmt.Sprint(tick.Date.Year, tick.Date.Month)
		case planner.Quarter:
			of = planner.QuarterName(tick.Date)
		default:
		}
		at := time{tick.Check, of}
		if other, twice := done[at]; twice {
			l.t.Fatalf("%v: %v is ticked on %v and on %v", l.day, tick.Check, other, tick.Date)
		}
		done[at] = tick.Date
	}
}

// valid puts every record once more, as an edit would, and follows what they
// refer to.
func (l *life) valid() {
	l.t.Helper()
	var all []planner.Record
	for r := range l.plan().Records() {
		all = append(all, r)
	}
	for _, r := range l.histories() {
		all = append(all, r)
	}
	for _, r := range all {
		for _, id := range planner.References(r) {
			l.record(id)
		}
	}
	_, err := l.Apply(planner.Edit{Run: func(d *planner.Draft) error {
		for _, r := range all {
			d.Put(r)
		}
		return nil
	}})
	if !errors.Is(err, planner.ErrUnchanged) {
		l.t.Fatalf("%v: put once more: %v", l.day, err)
	}
}

// wantMerged fails where a review took up another number of weeks than went by
// since the one before; where the review day was changed between them, it is
// not known.
func (l *life) wantMerged(before *planner.Plan, r *planner.Review) {
	l.t.Helper()
	var last civil.Date
	for _, w := range before.HeldWeeks() {
		if w.Due.After(last) && w.Due.Before(r.Due) {
			last = w.Due
		}
		if w.Due.After(r.Due) { // the clock went back
			return
		}
	}
	if last.IsZero() || last.Weekday() != r.Due.Weekday() {
		return
	}
	want := 0
	for day := last.AddDays(7); day.Before(r.Due); day = day.AddDays(7) {
		if !slices.ContainsFunc(before.TimesOff(), func(a *planner.TimeOff) bool { return !day.Before(a.From) && !day.After(a.To) }) {
			want++
		}
	}
	if r.Merged != want {
		l.t.Fatalf("%v: the review of %v took up %d weeks, and %d went by since %v", l.day, r.Due, r.Merged, want, last)
	}
	if want > 0 {
		l.seen["merged"]++
	}
}
