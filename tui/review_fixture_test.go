package tui

import (
	"errors"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/path"
)

// sharedKeeper is a keeper in memory that several rigs use at once: each sees what
// the others changed, as windows over one file do. It counts what is read.
type sharedKeeper struct {
	*planner.Memory
	reviews int      // reads of all reviews
	pages   []uint64 // where pages of history began
	asked   int      // the most entries read at once
	broken  bool     // history can't be read
}

var errBroken = errors.New("the disk is gone")

func (s *sharedKeeper) Get(id planner.ID) (planner.Record, error) {
	if s.broken {
		return nil, errBroken
	}
	return s.Memory.Get(id)
}

func (s *sharedKeeper) Since(rev uint64) (planner.Delta, error) {
	p, err := s.Load()
	if err != nil || p.Revision == rev {
		return planner.Delta{}, err
	}
	return planner.Delta{Moved: true, Plan: p}, nil
}

func (s *sharedKeeper) Range(k planner.Kind, from, to civil.Date) ([]planner.Record, error) {
	if s.reviews++; s.broken {
		return nil, errBroken
	}
	return s.Memory.Range(k, from, to)
}

func (s *sharedKeeper) History(before uint64, n int) ([]planner.Entry, error) {
	s.pages, s.asked = append(s.pages, before), max(s.asked, n)
	if s.broken {
		return nil, errBroken
	}
	return s.Memory.History(before, n)
}

// someWeek is a plan in use, the keeper that has it and the day it is.
type someWeek struct {
	t      *testing.T
	keeper *sharedKeeper
	today  civil.Date
	nonce  uint64
}

// apply makes a change from outside of the screens.
func (k *someWeek) apply(e planner.Edit) planner.Result {
	k.t.Helper()
	k.nonce++
	res, err := k.keeper.Apply(e.Stamp(k.today.In(time.UTC).Add(9*time.Hour), "shell", k.nonce))
	if err != nil {
		k.t.Fatal(err)
	}
	return res
}

// open is a new program over the same plan.
func (k *someWeek) open(start string, w, h int) *rig {
	k.t.Helper()
	c := Config{
		Keeper: k.keeper,
		Now:    func() time.Time { return k.today.In(time.UTC).Add(10 * time.Hour) },
		Today:  func() civil.Date { return k.today },
		Getenv: func(string) string { return "" },
		Path:   func() (*path.Path, error) { return path.Builtin(), nil },
		Start:  start,
		Dark:   true,
	}
	r := &rig{newApp(c, func() loadedMsg { p, err := k.keeper.Load(); return loadedMsg{p, err} }), k.t}
	r.send(tea.WindowSizeMsg{Width: w, Height: h})
	r.send(r.loaded())
	return r
}

func (k *someWeek) plan() *planner.Plan {
	k.t.Helper()
	p, err := k.keeper.Load()
	if err != nil {
		k.t.Fatal(err)
	}
	return p
}

// held reads the first review.
func (k *someWeek) held() *planner.Review {
	k.t.Helper()
	r, err := k.keeper.Get(planner.ID{Kind: planner.KindReview, N: 1})
	if err != nil {
		k.t.Fatal(err)
	}
	return r.(*planner.Review)
}

func actionID(n uint32) planner.ID    { return planner.ID{Kind: planner.KindAction, N: n} }
func milestoneID(n uint32) planner.ID { return planner.ID{Kind: planner.KindMilestone, N: n} }
func checkID(n uint32) planner.ID     { return planner.ID{Kind: planner.KindCheck, N: n} }

// newWeek is a plan whose review on Friday looks at six things, one of each:
// k2 and k1 come round, a1 is past its day, a2 due, a3 untouched, m2 stuck.
func newWeek(t *testing.T) *someWeek {
	t.Helper()
	k := emptyWeek(t)
	long, lately := civil.Date{Year: 2026, Month: time.September, Day: 10}, friday.AddDays(-10)
	item := func(title string, touched, due civil.Date) planner.Item {
		return planner.Item{Phase: 1, Title: title, Touched: touched, Created: long, Due: due}
	}
	weekly := planner.Rule{N: 1, Unit: planner.WeekUnit}
	fridays := planner.Rule{N: 1, Unit: planner.WeekUnit, On: true, Day: time.Friday}
	none := civil.Date{}
	records := []planner.Record{
		&planner.Milestone{Item: item("Lead one project end to end", lately, none)},
		&planner.Milestone{Item: item("A mentor who manages", lately, none), Criterion: "You have met twice."},
		&planner.Action{Item: item("Write the incident review", lately, friday.AddDays(-3))},
		&planner.Action{Item: item("Ask Dana for feedback", lately, friday.AddDays(3))},
		&planner.Action{Item: item("Shadow a one-on-one", long, none), Milestone: milestoneID(1)},
		&planner.Action{Item: item("Read one book on teams", lately, none)},
		&planner.Action{Item: item("Plan the handover", lately, none), Milestone: milestoneID(1)},
		&planner.Action{Item: item("Thank the on-call team", lately, none)},
		&planner.Check{Item: item("Ask someone how they are", lately, none), Every: weekly, Start: long},
		&planner.Check{Item: item("One-on-one with Sam", lately, none), Every: fridays, Start: long},
	}
	k.apply(planner.Edit{Label: "Fixture", Run: func(d *planner.Draft) error {
		for i, r := range records {
			if l, ok := r.(planner.Listed); ok {
				l.Base().Order = i + 1
				l.Base().Note = map[string]string{"Write the incident review": "Facts first.\nThen what we change."}[l.Base().Title]
				d.Add(kindOfRecord(l), r)
			}
		}
		return nil
	}})
	k.apply(planner.SetFocus([]planner.ID{actionID(4)}, true, friday.AddDays(-10)))
	return k
}

func kindOfRecord(l planner.Listed) planner.Kind {
	switch l.(type) {
	case *planner.Milestone:
		return planner.KindMilestone
	case *planner.Check:
		return planner.KindCheck
	}
	return planner.KindAction
}

// emptyWeek is a plan with one open phase and nothing in it, whose review is
// due on Sunday.
func emptyWeek(t *testing.T) *someWeek {
	t.Helper()
	k := &someWeek{t: t, keeper: &sharedKeeper{Memory: planner.NewMemory()}, today: friday, nonce: 1000}
	start := planner.Edit{Label: "Plan begun", Run: func(d *planner.Draft) error {
		d.Add(planner.KindProfile, &planner.Profile{
			Name: "Ada", Path: "test", PathVersion: 1, ReviewDay: time.Sunday,
			Started: civil.Date{Year: 2026, Month: time.September, Day: 1}, Settled: friday.AddDays(-5),
		})
		d.Add(planner.KindPhase, &planner.Phase{Title: "Build credibility", Short: "Credibility", From: 1, To: 4, State: planner.Open})
		return nil
	}}
	if _, err := k.keeper.Create("test", start.Stamp(friday.In(time.UTC), "shell", 1)); err != nil {
		t.Fatal(err)
	}
	return k
}

// tenYears adds reviews closed one a week, the newest a week ago, with what is
// noted of their weeks. A plan that is younger than that began before them.
func (k *someWeek) tenYears(n int) {
	k.t.Helper()
	k.apply(planner.Edit{Label: "Years of reviews", Run: func(d *planner.Draft) error {
		if first := friday.AddDays(2 - 7*n); first.Before(d.Plan().Profile().Started) {
			next := *d.Plan().Profile()
			next.Started = first.AddDays(-3)
			d.Put(&next)
		}
		for i := range n {
			due := friday.AddDays(2 - 7*(n-i))
			held := &planner.Review{
				Week: planner.Week(due), Due: due, Started: due, Closed: due, Line: fmt.Sprintf("Line %d", i+1),
				Steps: []planner.Step{{Item: actionID(1), Because: "due", Outcome: planner.OutcomeDone}, {Item: actionID(2), Because: "due", Outcome: planner.OutcomeSeen}},
				Focus: []planner.ID{actionID(4)},
			}
			held.ID = d.Add(planner.KindReview, held)
			note := planner.NoteOf(held)
			note.Focus, note.Checks = planner.Kept{Done: i % 4, Of: 3}, planner.Kept{Done: 4 + i%2, Of: 5}
			note.Energy = map[string]planner.Reading{
				"coaching": {Value: i%4 - 1}, planner.Leading: {Value: i % 3}, planner.HandsOn: {Value: i%5 - 2},
			}
			if i%6 == 5 { // a week without hands-on work
				delete(note.Energy, planner.HandsOn)
			}
			switch {
			case i%13 == 12:
				note.Glance = planner.Quarterly
			case i%4 == 3:
				note.Glance = planner.Monthly
			}
			d.Add(planner.KindWeek, note)
		}
		return nil
	}})
}

// reviewSizes are the windows that screens are drawn for in goldens.
var reviewSizes = []struct {
	name string
	w, h int
}{{"60x15", 60, 15}, {"80x24", 80, 24}, {"120x36", 120, 36}}

// toStage begins the review, or takes it up, and goes on with enter until it
// shows a stage.
func (r *rig) toStage(stage string) *rig {
	r.t.Helper()
	r.show("Review")
	rev := r.current.(*review)
	if rev.stage == "" {
		rev.begin(false)
	}
	for range 100 {
		if rev.stage == stage {
			return r
		}
		r.press("enter")
	}
	r.t.Fatalf("the review never shows %s:\n%s", stage, r.text())
	return r
}
