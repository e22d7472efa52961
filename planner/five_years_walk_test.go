package planner_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// life is somebody who uses a plan week by week, by dice.
type life struct {
	keeper
	dice *rand.Rand
	day  civil.Date
	held int // reviews closed
	seen map[string]int
}

// oneIn is true once in n times.
func (l *life) oneIn(n int) bool { return l.dice.IntN(n) == 0 }

// try applies an edit that may have nothing to change.
func (l *life) try(e planner.Edit) {
	l.t.Helper()
	if _, err := l.Apply(e.Stamp(stampTime, "test", 0)); err != nil && !errors.Is(err, planner.ErrUnchanged) {
		l.t.Fatalf("%v: %s: %v", l.day, e.Label, err)
	}
}

// use is what happens between reviews on a day.
func (l *life) use() {
	p := l.plan()
	switch l.dice.IntN(12) {
	case 0:
		l.do(planner.CaptureLine(fmt.Sprintf("thought of %v", l.day), l.day))
	case 1:
		it := action(fmt.Sprintf("action of %v", l.day))
		if l.oneIn(2) {
			it.Due = l.day.AddDays(l.dice.IntN(40))
		}
		l.do(planner.AddItem(it, l.day))
	case 2:
		for _, it := range p.DueSoon(l.day) {
			if it.Key().Kind == planner.KindCheck {
				l.try(planner.Toggle(it, l.day))
				return
			}
		}
	case 3, 4:
		if list := p.Suggest(5, l.day); len(list) > 0 {
			it := list[l.dice.IntN(len(list))].Item
			l.try(planner.SetState(ids(it.Key()), planner.Done, "", l.day))
		}
	case 5:
		l.do(p.WaitFor(fmt.Sprintf("answer asked on %v", l.day), "Dana", l.day))
	case 6:
		l.try(p.Feel(nil, l.work(), l.dice.IntN(5)-2, "", l.day))
	}
}

func (l *life) work() string {
	all := planner.AllWorks()
	return all[l.dice.IntN(len(all))].Name
}

// backAndForth undoes the last change and repeats it, and the review is as it
// was.
func (l *life) backAndForth() {
	l.t.Helper()
	before := l.review()
	week := l.plan().WeekNamed(before.Week)
	label := l.undo()
	l.redo()
	if diff := cmp.Diff(before, l.review(), cmpopts.EquateEmpty()); diff != "" {
		l.t.Fatalf("%v: %s and redone:\n%s", l.day, label, diff)
	}
	if diff := cmp.Diff(week, l.plan().WeekNamed(before.Week), cmpopts.EquateEmpty()); diff != "" {
		l.t.Fatalf("%v: %s and redone, the week:\n%s", l.day, label, diff)
	}
}

// walk holds a review: it is begun or taken up, gone through with a kill at
// every stage, and closed, unless it is left half way.
func (l *life) walk(leave bool) {
	l.t.Helper()
	r, at := l.takeUp()
	for {
		l.try(planner.EnterStage(r.ID, at, l.day))
		l.seen[at]++
		if l.oneIn(3) {
			l.killed()
		}
		l.stage(at)
		l.killed()
		if at == planner.StageClose || leave && l.oneIn(4) {
			break
		}
		next := l.plan().After(l.review(), at, l.day)
		if place := slices.IndexFunc(planner.Stages, func(s planner.Stage) bool { return s.Name == next }); place <= slices.IndexFunc(planner.Stages, func(s planner.Stage) bool { return s.Name == at }) {
			l.t.Fatalf("%v: after %s comes %s", l.day, at, next)
		}
		at = next
	}
	if at == planner.StageClose && !leave {
		l.close()
	}
}

// stage does what a stage asks for.
func (l *life) stage(at string) {
	l.t.Helper()
	p, r := l.plan(), l.review()
	switch at {
	case planner.StageInbox:
		for c := range p.Inbox() {
			l.sort(c)
		}
	case planner.StageLookBack:
		for _, it := range p.Completed(r, l.day) {
			if l.oneIn(2) {
				l.do(planner.LogEvidence(p.EvidenceOf(it, r.ID, l.day), l.day))
			}
		}
	case planner.StageChecks, planner.StageStuck:
		stuck := at == planner.StageStuck
		for s, ok := planner.NextOpen(p.Part(l.review(), stuck, l.day)); ok; s, ok = planner.NextOpen(l.plan().Part(l.review(), stuck, l.day)) {
			l.decide(s)
			if l.oneIn(8) {
				l.backAndForth()
			}
			if l.oneIn(12) {
				l.killed()
			}
		}
		if !l.plan().Nothing(l.review(), at, l.day) {
			l.t.Fatalf("%v: all was decided, and %s still asks", l.day, at)
		}
	case planner.StageEnergy:
		for range l.dice.IntN(4) {
			l.try(p.Feel(l.review(), l.work(), l.dice.IntN(5)-2, "", l.day))
			p = l.plan()
		}
	case planner.StageTripwires:
		share := l.dice.IntN(101)
		l.try(planner.SetShare(r, &share))
		l.matters()
	case planner.StageProbe:
		if l.oneIn(3) {
			l.try(planner.AskNext(r.ID, l.day))
		}
		if q, ok := l.plan().Probe(l.review()); ok && l.oneIn(2) {
			l.try(l.plan().Reflect(l.review(), q, fmt.Sprintf("thought on %v", l.day), l.day))
		}
	case planner.StageWaiting:
		for _, it := range p.WaitingFor() {
			if l.oneIn(2) {
				l.do(planner.SetState(ids(it.Key()), planner.Done, "", l.day))
			}
		}
	}
}

func (l *life) sort(c *planner.Capture) {
	l.t.Helper()
	switch l.dice.IntN(5) {
	case 0:
		l.do(planner.Remove(ids(c.ID), l.day))
	case 1:
		l.do(planner.SortEvidence(c.ID, planner.Evidence{Title: c.Text, Kind: planner.GuessKind(c.Text), Review: l.review().ID}, l.day))
	case 2:
		l.do(planner.SortEnergy(c, planner.ID{}, l.day))
	case 3:
		l.do(planner.Sort(c.ID, milestone(c.Text), l.day))
	default:
		l.do(planner.Sort(c.ID, action(c.Text), l.day))
	}
}

// decide gives a step one of its outcomes.
func (l *life) decide(s planner.Step) {
	l.t.Helper()
	r, on := l.review().ID, ids(s.Item)
	if s.Stuck() {
		if l.oneIn(3) {
			l.do(planner.Reviewed(r, s, planner.OutcomeHeld, planner.SetState(on, planner.OnHold, "", l.day), l.day))
			return
		}
		serves := action("a step towards " + s.Item.String())
		serves.Milestone = s.Item
		l.do(planner.Reviewed(r, s, planner.OutcomeServed, planner.AddItem(serves, l.day), l.day))
		return
	}
	if s.Item.Kind == planner.KindCheck {
		if l.oneIn(4) {
			l.do(planner.Reviewed(r, s, planner.OutcomeSkipped, planner.Skip(s.Item, "no time", l.day), l.day))
		} else {
			l.do(planner.Reviewed(r, s, planner.OutcomeDone, planner.SetState(on, planner.Done, "", l.day), l.day))
		}
		return
	}
	switch l.dice.IntN(6) {
	case 0:
		l.do(planner.Reviewed(r, s, planner.OutcomeDone, planner.SetState(on, planner.Done, "", l.day), l.day))
	case 1:
		l.do(planner.Reviewed(r, s, planner.OutcomeMoved, planner.SetDue(on, l.day.AddDays(8+l.dice.IntN(90)), l.day), l.day))
	case 2:
		l.do(planner.Reviewed(r, s, planner.OutcomeNext, planner.Edit{}, l.day))
	case 3:
		l.do(planner.Reviewed(r, s, planner.OutcomeWaiting, planner.SetState(on, planner.Waiting, fmt.Sprintf("for Kim since %v", l.day), l.day), l.day))
	case 4:
		l.do(planner.Reviewed(r, s, planner.OutcomeDropped, planner.SetState(on, planner.Dropped, "", l.day), l.day))
	default:
		l.do(planner.Reviewed(r, s, planner.OutcomeSeen, planner.Edit{}, l.day))
	}
}

func (l *life) matters() {
	l.t.Helper()
	sorts := planner.MatterSorts
	sort := sorts[l.dice.IntN(len(sorts))].Name
	if open := l.plan().Matters(sort, l.day); len(open) > 0 && l.oneIn(2) {
		l.do(planner.CloseMatter(open[0].ID, l.oneIn(2), "", l.day))
		return
	}
	l.do(planner.OpenMatter(sort, "a matter of "+l.day.String(), l.day))
}

// close ends the review with a focus, sometimes undone and repeated, and tells
// what the focus before came to.
func (l *life) close() {
	l.t.Helper()
	p, r := l.plan(), l.review()
	var focus []planner.ID
	for _, s := range p.FocusChoices(r, l.day) {
		if len(focus) < planner.MaxFocus && l.oneIn(2) {
			focus = append(focus, s.Item.Key())
		}
	}
	l.do(planner.CloseReview(r.ID, focus, "line of "+l.day.String(), l.day))
	l.held++
	if note := p.WeekNamed(l.review().Week); note == nil || note.Held.IsZero() {
		l.wantMerged(p, l.review())
	}
	if l.oneIn(6) {
		l.backAndForth()
	}
	if l.oneIn(15) { // undone, and closed again by hand
		l.undo()
		l.do(planner.CloseReview(r.ID, focus, "another line", l.day))
	}
}

// startLife begins a plan on a day, its reviews on the dice's weekday.
func startLife(t *testing.T, start civil.Date, seed uint64) *life {
	t.Helper()
	l := &life{keeper: keeper{planner.NewMemory(), t}, dice: rand.New(rand.NewPCG(seed, 5)), day: start, seen: map[string]int{}}
	edit := startEdit()
	if _, err := l.Create("test", edit); err != nil {
		t.Fatal(err)
	}
	l.try(planner.SetProfile("Begun", func(p *planner.Profile) { p.Started, p.ReviewDay = start, start.AddDays(l.dice.IntN(7)).Weekday() }))
	l.do(planner.SetPhase(2, planner.Open, "", start))
	l.do(planner.SetPhase(3, planner.Open, "", start))
	for _, every := range []string{"week", "friday", "2 weeks", "month", "quarter"} {
		l.do(planner.AddItem(check("check "+every, every), start))
	}
	for n := range 8 {
		l.do(planner.AddItem(milestone(fmt.Sprintf("milestone %d", n), phase(1+n%3)), start))
	}
	return l
}
