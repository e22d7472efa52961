package export

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// dataDay is today for the formats that programs read.
var dataDay = civil.Date{Year: 2026, Month: 11, Day: 20}

func dataOn(month, day int) civil.Date {
	return civil.Date{Year: 2026, Month: 11, Day: 20}.AddMonths(month - 11).AddDays(day - 20)
}

func dataID(text string) planner.ID {
	id, err := planner.ParseID(text)
	if err != nil {
		panic(err)
	}
	return id
}

// dataPlan is one with something of each kind and state; mark begins every
// title and note.
func dataPlan(mark string) *planner.Plan {
	item := func(id string, phase int, title string) planner.Item {
		return planner.Item{ID: dataID(id), Phase: phase, Title: mark + title, Order: int(dataID(id).N), Created: dataOn(9, 1), Touched: dataOn(11, 15)}
	}
	action := func(id string, phase int, title string, set func(*planner.Action)) *planner.Action {
		a := &planner.Action{Item: item(id, phase, title)}
		set(a)
		return a
	}
	check := func(id string, phase int, title string, every planner.Rule) *planner.Check {
		return &planner.Check{Item: item(id, phase, title), Every: every, Start: dataOn(9, 1)}
	}
	reached := &planner.Milestone{Item: item("m1", 1, "Own one system")}
	reached.State, reached.Done, reached.Due, reached.Evidence = planner.Done, dataOn(10, 9), dataOn(10, 31), []planner.ID{dataID("e1"), dataID("e2")}
	target := &planner.Milestone{Item: item("m2", 2, "Lead one project"), Criterion: mark + "It is in use,\nand others run it."}
	target.Due = dataOn(12, 18)
	resting := &planner.Milestone{Item: item("m3", 2, "See someone grow")}
	resting.Due, resting.State, resting.Why = dataOn(12, 1), planner.OnHold, mark+"Nobody new yet"
	ticked := check("k1", 2, "Write down a win", planner.Rule{N: 1, Unit: planner.WeekUnit})
	ticked.Last, ticked.Prev, ticked.Tick = dataOn(11, 18), dataOn(11, 11), dataID("t1")
	moved := check("k2", 2, "Talk to a manager", planner.Rule{N: 1, Unit: planner.Quarter})
	moved.Moved, moved.Skipped, moved.Last = dataOn(12, 3), true, dataOn(9, 29)
	share := 40
	return planner.NewPlan("K3XQ7PABCDEFGHJKLMNPQRSTUV", 7, nil).With(
		7,
		&planner.Profile{ID: dataID("u1"), Name: mark + "Dana", Role: mark + "engineer", Since: 2022, Path: "it-management", PathTitle: "Into IT management", PathVersion: 1, Started: dataOn(9, 1), Settled: dataOn(11, 15), Signs: map[string]string{"s2": "no", "s1": "yes"}},
		&planner.Phase{ID: dataID("p1"), Title: "Build credibility", From: 1, To: 4, State: planner.Closed, Closed: dataOn(10, 9)},
		&planner.Phase{ID: dataID("p2"), Title: "Lead without the title", From: 3, To: 6, State: planner.Open},
		&planner.Phase{ID: dataID("p3"), Title: "職業", From: 7, Optional: true},
		reached, target, resting,
		action("a1", 2, "Ask for feedback", func(a *planner.Action) {
			a.Focus, a.Due, a.Milestone, a.Note = true, dataOn(11, 27), dataID("m2"), mark+"First line\n\n  indented, with \"quotes\"; and\ttabs"
		}),
		action("a2", 2, "Draft the plan", func(a *planner.Action) { a.State, a.Why, a.Due = planner.Waiting, mark+"Sam is away", dataOn(11, 1) }),
		action("a3", 2, "Shadow a manager", func(a *planner.Action) {
			a.Optional, a.Forms, a.Topic, a.Entry = true, []string{"hybrid", "pure"}, "shadowing", "ph2-a3"
		}),
		action("a4", 2, "Never mind", func(a *planner.Action) { a.State, a.Due, a.Since = planner.Dropped, dataOn(11, 3), dataOn(11, 2) }),
		action("a5", 1, "Long ago", func(a *planner.Action) {
			a.State, a.Done, a.Rough, a.Due = planner.Done, civil.Date{Year: 2023, Month: 7, Day: 1}, true, dataOn(1, 1)
		}),
		action("a6", 1, "Lately", func(a *planner.Action) { a.State, a.Done, a.Due = planner.Done, dataOn(11, 4), dataOn(11, 6) }),
		action("a7", 3, "Read a budget", func(a *planner.Action) { a.State, a.Due = planner.Doing, dataOn(12, 31) }),
		action("a8", 2, "Removed", func(a *planner.Action) { a.Removed, a.Due = true, dataOn(12, 31) }),
		ticked, moved, check("k3", 1, "Of a closed phase", planner.Rule{N: 2, Unit: planner.WeekUnit, After: true}), check("k4", 3, "Of one to come", planner.Rule{N: 1, Unit: planner.Month}),
		&planner.Capture{ID: dataID("c1"), Text: mark + "a thought", Created: dataOn(11, 19)},
		&planner.Capture{ID: dataID("c2"), Text: mark + "sorted", Created: dataOn(11, 2), Became: dataID("a1")},
		&planner.WeekNote{ID: dataID("w1"), Week: "2026-W46", Due: dataOn(11, 15), Held: dataOn(11, 15), Review: dataID("r1"), Share: &share, Done: 1, Energy: map[string]planner.Reading{planner.HandsOn: {Value: -1, Of: dataID("n1")}}, Focus: planner.Kept{Done: 2, Of: 3}},
		&planner.TimeOff{ID: dataID("v1"), From: dataOn(12, 19), To: dataOn(12, 19).AddDays(15), Why: mark + "By the sea"},
		&planner.TimeOff{ID: dataID("v2"), From: dataOn(12, 26), To: dataOn(12, 28)},
		&planner.TimeOff{ID: dataID("v3"), From: dataOn(3, 1), To: dataOn(3, 8)},
		&planner.Matter{ID: dataID("o1"), Sort: planner.Conflict, Title: mark + "M. and J.", Opened: dataOn(11, 2), Outcome: mark + "They take turns"},
	)
}

func dataHistory(mark string) []planner.Record {
	return []planner.Record{
		&planner.Tick{ID: dataID("t1"), Check: dataID("k1"), Date: dataOn(11, 18), Note: mark + "Went well"},
		&planner.Review{ID: dataID("r1"), Week: "2026-W46", Due: dataOn(11, 15), Started: dataOn(11, 15), Closed: dataOn(11, 15), Line: mark + "A calm week", Done: []planner.ID{dataID("a6"), dataID("m1")}, Energy: map[string]int{planner.HandsOn: -1, "coaching": 2}},
		&planner.Evidence{ID: dataID("e1"), Date: dataOn(10, 9), Kind: "led", Title: mark + "Led the upgrade", Outcome: mark + "No downtime\nand no calls", From: dataID("m1"), Phase: 1, Review: dataID("r1")},
		&planner.Evidence{ID: dataID("e2"), Date: dataOn(10, 10), Title: mark + "Kept to myself", Private: true},
		&planner.Evidence{ID: dataID("e3"), Date: dataOn(10, 11), Title: mark + "Removed", Removed: true},
		&planner.Energy{ID: dataID("n1"), Date: dataOn(11, 15), Work: planner.HandsOn, Value: -1, Note: mark + "Too much of it", Review: dataID("r1")},
		&planner.Energy{ID: dataID("n2"), Date: dataOn(11, 16), Note: mark + "A note only"},
		&planner.Reflection{ID: dataID("q1"), Date: dataOn(11, 15), Phase: 2, Probe: "p2-q1", Question: mark + "What broke?", Answer: mark + "The backups"},
		&planner.Intake{ID: dataID("i1"), Date: dataOn(9, 1), From: planner.FromPath, Name: "it-management", Version: 1, Rows: []planner.Taken{{Key: "ph2-a3", As: dataID("a3")}}},
	}
}

// dataOf shares a plan and its history.
func dataOf(tb testing.TB, p *planner.Plan, history []planner.Record, c Choice) *Shared {
	tb.Helper()
	if c.For.Name == "" {
		c.For = Audiences[0]
	}
	whole := planner.WholeOf(p, history...)
	s, err := Share(Source{Whole: whole, Today: dataDay, Version: "v1.2.3"}, c)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// dataFile is what a format writes.
func dataFile(tb testing.TB, s *Shared, write func(io.Writer, *Shared) error) string {
	tb.Helper()
	var b bytes.Buffer
	if err := write(&b, s); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// fullDisk fails after some bytes.
type fullDisk struct{ room int }

var errDisk = errors.New("no space left on device")

func (f *fullDisk) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errDisk
	}
	return len(p), nil
}

// wantWriteErrors tries a format on disks that are full early and late.
func wantWriteErrors(t *testing.T, s *Shared, write func(io.Writer, *Shared) error) {
	t.Helper()
	size := len(dataFile(t, s, write))
	for _, room := range []int{0, size / 2, size - 1} {
		if err := write(&fullDisk{room}, s); !errors.Is(err, errDisk) {
			t.Errorf("with room for %d bytes of %d: %v", room, size, err)
		}
	}
}
