package export

import (
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// career is a plan with something in every part of a summary; mark is put into
// every text that a person may write.
func career(mark string) Source {
	id := func(k planner.Kind, n int) planner.ID { return planner.ID{Kind: k, N: uint32(n)} }
	p := plan(mark)
	pr := *p.Profile()
	pr.Started, pr.Path, pr.Draw, pr.Company = on(3, 1), "it-management", mark+"Seeing people grow.", mark+"a bank"
	pr.Signs = map[string]string{"sign-mentor": "yes", "sign-systems": "partly"}
	ph := *p.Phase(2)
	ph.Opened, ph.Why, ph.Short = on(3, 9), mark+"My manager asked me to.", mark+"Lead untitled"
	waits := *p.Item(id(planner.KindAction, 2)).(*planner.Action)
	waits.Since = on(11, 9)
	left := *p.Item(id(planner.KindAction, 4)).(*planner.Action)
	left.Why = mark + "It is another team's."
	records := []planner.Record{
		&pr, &ph, &waits, &left,
		&planner.Matter{ID: id(planner.KindMatter, 1), Sort: planner.Conflict, Title: mark + "Two ways to deploy", Opened: on(10, 20), Talked: on(11, 2)},
		&planner.Matter{ID: id(planner.KindMatter, 2), Sort: planner.Delegation, Title: mark + "The release notes", Opened: on(9, 1), Closed: on(10, 1), TakenBack: true, Outcome: mark + "Too early"},
		&planner.TimeOff{ID: id(planner.KindAway, 1), From: on(8, 3), To: on(8, 16), Why: mark + "summer"},
		&planner.TimeOff{ID: id(planner.KindAway, 2), From: on(12, 21), To: on(12, 31), Why: mark + "winter"},
	}
	share := 60
	for n := range 37 { // the weeks from March on
		day := on(3, 8).AddDays(7 * n)
		w := &planner.WeekNote{ID: id(planner.KindWeek, n+1), Week: planner.Week(day), Due: day, Held: day, Review: id(planner.KindReview, n+1), Focus: planner.Kept{Done: 2, Of: 3}, Checks: planner.Kept{Done: 4, Of: 5}}
		w.Energy = map[string]planner.Reading{"coaching": {Value: min(2, n/9-1)}, planner.HandsOn: {Value: 1 - n%2}}
		if n%3 == 0 {
			w.Energy["meetings"], w.Share = planner.Reading{Value: -1 - n%2}, &share
		}
		if n == 31 {
			w.Merged = 1
		}
		if n != 22 && n != 23 && n != 30 { // two weeks off, and one taken up by the next
			records = append(records, w)
		}
	}
	return Source{Whole: planner.WholeOf(p.With(2, records...), told(mark)...), Today: today, Version: "v1.2.3"}
}

// told is the history of that plan.
func told(mark string) []planner.Record {
	id := func(k planner.Kind, n uint32) planner.ID { return planner.ID{Kind: k, N: n} }
	evidence := func(n uint32, kind, title string, day civil.Date, set func(*planner.Evidence)) *planner.Evidence {
		e := &planner.Evidence{ID: id(planner.KindEvidence, n), Kind: kind, Title: mark + title, Date: day, Phase: 2}
		set(e)
		return e
	}
	none := func(*planner.Evidence) {}
	return []planner.Record{
		evidence(1, "led", "Led the database upgrade", on(11, 12), func(e *planner.Evidence) { e.Outcome = mark + "No downtime.\n" + mark + "Nobody called." }),
		evidence(2, "mentored", "Mentored Sam through the first on-call week", on(10, 8), none),
		evidence(3, "", "Something of no kind", on(10, 8), none),
		evidence(4, "hard-conversation", "Said no to a date", on(9, 20), none),
		evidence(5, "led", "Thought about leaving", on(11, 1), func(e *planner.Evidence) { e.Private = true }),
		evidence(6, "shipped", "Shipped the importer", on(4, 2), none),
		evidence(7, "led", "Taken back", on(11, 2), func(e *planner.Evidence) { e.Removed = true }),
		evidence(8, "shipped", "Shipped it long ago", civil.Date{Year: 2024, Month: 5, Day: 5}, none),
		&planner.Energy{ID: id(planner.KindEnergy, 1), Date: on(11, 15), Work: "coaching", Value: 2, Note: mark + "Sam solved it alone"},
		&planner.Energy{ID: id(planner.KindEnergy, 2), Date: on(11, 8), Note: mark + "Slept badly"},
		&planner.Review{ID: id(planner.KindReview, 36), Week: "2026-W45", Due: on(11, 8), Closed: on(11, 8), Line: mark + "A calm week"},
		&planner.Review{ID: id(planner.KindReview, 37), Week: "2026-W46", Due: on(11, 15), Closed: on(11, 15), Line: mark + "The upgrade took all of it"},
		&planner.Review{ID: id(planner.KindReview, 38), Week: "2026-W47", Due: on(11, 22), Line: mark + "Not closed"},
		&planner.Reflection{ID: id(planner.KindReflection, 1), Date: on(11, 15), Question: mark + "Whose work went better because of you?", Answer: mark + "Sam's.\n" + mark + "And mine."},
		&planner.Reflection{ID: id(planner.KindReflection, 2), Date: on(3, 15), Question: mark + "What broke?", Answer: mark + "The backups."},
	}
}

// choices are those that the golden files are written of.
var choices = []struct {
	name   string
	choice Choice
}{
	{"me", Choice{For: Audiences[0]}},
	{"mentor", Choice{For: Audiences[1]}},
	{"manager", Choice{For: Audiences[2]}},
	{"year", Choice{For: Audiences[0], Period: Year(2026)}},
	{"quarter", Choice{For: Audiences[1], Period: QuarterOf(civil.Date{Year: 2026, Month: time.October, Day: 1})}},
	{"since", Choice{For: Audiences[0], Phase: 2, Period: Since(civil.Date{Year: 2026, Month: time.October, Day: 1})}},
}
