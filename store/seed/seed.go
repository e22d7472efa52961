// Package seed makes plans of a given size for tests and measurements: always
// the same ones, and through the same edits that people make.
package seed

import (
	"fmt"
	"math/rand/v2"
	"time"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

// batch is how many records one edit adds.
const batch = 500

// years is how far back the history goes.
const years = 10

// The weekly reviews of those years: one in 27 weeks is off and has none.
const (
	mostReviews = 52 * years
	perReview   = 10 // records of history
	weeks       = 541
	weekOff     = 27
	mostBetween = 20 // matters, and stretches of days off
	mostTaken   = 2  // intakes
)

// Fill starts a plan in a keeper that has none and fills it with a number of
// records, of which state are loaded whole and the rest is history of ten
// years. The same arguments give the same plan.
//
// Of state, each held week has its note, up to a third of all; one in fifty
// is a matter and one a stretch of days off, up to twenty each; the rest are
// items and captures. Of history, at most half comes of weekly
// reviews, up to 520 of them: ten records each, which are the review, six or
// seven readings of energy, two pieces of evidence and, four times of five, an
// answer to a question. Of the rest up to two are intakes, of the career path
// and of a list of tasks; the others are ticks, and one of ten evidence, one
// of twenty energy.
func Fill(k planner.Keeper, records, state int, today civil.Date) error {
	if state > records || state < 20 {
		return fmt.Errorf("seed a plan of %d records with %d of state: state is from 20 to all", records, state)
	}
	if s, ok := k.(interface{ NoBackups() }); ok { // hundreds of bulk edits, and nothing to lose
		s.NoBackups()
	}
	f := &filler{keeper: k, today: today, rand: rand.New(rand.NewPCG(1, 2026)), given: map[planner.Kind]uint32{}}
	f.at = today.AddDays(-1).In(time.UTC).Add(9 * time.Hour)
	if err := f.start(); err != nil {
		return err
	}
	reviews := min(mostReviews, (records-state)/(2*perReview), state/3)
	between := f.between(min(mostBetween, state/50))
	f.plan(state-1-len(phases)-reviews-len(between), records-state > 0)
	taken := f.taken(min(mostTaken, (records-state)/(2*perReview)))
	history := f.history(records-state-len(taken), reviews) // evidence is noted in the items
	for _, list := range [][]added{f.items, between, taken, history} {
		for len(list) > 0 {
			n := min(batch, len(list))
			if err := f.add(list[:n]); err != nil {
				return err
			}
			list = list[n:]
		}
	}
	return f.touch()
}

// added is a record to add. make gives a fresh one each time, since an edit
// may run again.
type added struct {
	kind planner.Kind
	make func() planner.Record
}

// record is a record to add that is as it is by now.
func record[T any, P interface {
	*T
	planner.Record
}](kind planner.Kind, r T) added {
	return added{kind, func() planner.Record { next := r; return P(&next) }}
}

type filler struct {
	keeper planner.Keeper
	today  civil.Date
	rand   *rand.Rand
	at     time.Time
	nonce  uint64

	items                       []added
	actions, milestones, checks uint32
	orders                      map[[2]int]int
	doneIn                      map[string][]*planner.Item // by ISO week
	given                       map[planner.Kind]uint32    // of history and its weeks
}

// bulk is the edit that adds many records at once, as an import does.
func bulk(label string, list []added) planner.Edit {
	return planner.Edit{Label: label, Run: func(d *planner.Draft) error {
		for _, a := range list {
			d.Add(a.kind, a.make())
		}
		return nil
	}}
}

func (f *filler) stamp(e planner.Edit) planner.Edit {
	f.nonce++
	f.at = f.at.Add(7 * time.Second)
	return e.Stamp(f.at, "seed", f.nonce)
}

func (f *filler) add(list []added) error {
	if _, err := f.keeper.Apply(f.stamp(bulk(fmt.Sprintf("Added %d records", len(list)), list))); err != nil {
		return fmt.Errorf("seed a plan: %w", err)
	}
	return nil
}

// start makes the plan with its profile and its phases, the first two open.
func (f *filler) start() error {
	began := f.sunday(0).AddDays(-7)
	first := []added{{planner.KindProfile, func() planner.Record {
		return &planner.Profile{
			Name: "Sam Okafor", Role: "Senior engineer", Foundation: "software", Since: began.Year - 3,
			Draw: "I like it when people around me get better at their work.",
			Path: "it-management", PathTitle: "The road into IT management", PathVersion: 1,
			ReviewDay: time.Sunday, Started: began, Settled: f.sunday(weeks - 1), Grown: f.today.AddDays(-20),
			People: []string{"Mira", "Jonas"},
		}
	}}}
	for i, ph := range phases {
		first = append(first, added{planner.KindPhase, func() planner.Record {
			next := ph
			next.Manages = i >= 2
			for n, text := range questions {
				next.Probes = append(next.Probes, planner.Probe{ID: probe(i+1, n), Text: text})
			}
			if i < 2 {
				next.State, next.Opened = planner.Open, began
			}
			return &next
		}})
	}
	if _, err := f.keeper.Create("seeded-plan", f.stamp(bulk("Started a plan", first))); err != nil {
		return fmt.Errorf("seed a plan: %w", err)
	}
	return nil
}

// touch makes edits as a person does them, so that the newest entries of the
// journal are small ones.
func (f *filler) touch() error {
	for i := range uint32(20) {
		var e planner.Edit
		id := planner.ID{Kind: planner.KindAction, N: 1 + i%f.actions}
		switch i % 3 {
		case 0:
			e = planner.SetNote(id, fmt.Sprintf("Looked at it once more, for the %d. time.", i), f.today)
		case 1:
			e = planner.SetDue([]planner.ID{id}, f.today.AddDays(int(i)), f.today)
		default:
			e = planner.EditItem(id, f.today, func(it planner.Listed) error {
				it.Base().Title = fmt.Sprintf("%s, round %d", it.Base().Title, i)
				return nil
			})
		}
		if _, err := f.keeper.Apply(f.stamp(e)); err != nil {
			return fmt.Errorf("seed a plan: %w", err)
		}
	}
	return nil
}
