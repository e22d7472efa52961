package planner_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

func TestParseEvidenceKind(t *testing.T) {
	for text, want := range map[string]string{
		"led": "led", "m": "mentored", " SHIP ": "shipped", "hard": "hard-conversation", "f": "feedback", "learn": "learned", "le": "", "l": "",
		"": "", "won": "", "ledd": "", "energy": "energy", "rep": "represented", "d": "decided", "u": "unblocked",
	} {
		got, err := planner.ParseEvidenceKind(text)
		if want == "" {
			wantInput(t, err, "kind of evidence")
		} else if err != nil || got != want {
			t.Errorf("ParseEvidenceKind(%q) = %q, %v", text, got, err)
		}
	}
	if got := planner.EvidenceWords("hard-conversation"); got != "hard conversation" {
		t.Errorf("it is called %q", got)
	}
	if got := planner.EvidenceWords("of a later\x1b version"); got != "of a later␛ version" {
		t.Errorf("an unknown kind is called %q", got)
	}
}

func TestGuessKind(t *testing.T) {
	for title, want := range map[string]string{
		"Mentor Sam through the first on-call":       "mentored",
		"Coached Kim":                                "mentored",
		"Onboard the new colleague":                  "mentored",
		"Pair with Lee on the upgrade":               "mentored",
		"Settle the conflict about the on-call plan": "hard-conversation",
		"A hard conversation with my manager":        "hard-conversation",
		"Ask for feedback":                           "feedback",
		"Read a chapter about delegation":            "learned",
		"Pass the exam":                              "learned",
		"Shadow a one-on-one":                        "learned",
		"Lead one project end to end":                "led",
		"Led the DB upgrade":                         "led",
		"Drive the incident review":                  "led",
		"Present the roadmap":                        "represented",
		"Facilitate the retro":                       "represented",
		"Talk to stakeholders":                       "represented",
		"Decide on the queue":                        "decided",
		"Choose a vendor":                            "decided",
		"Help the support team":                      "unblocked",
		"Migrate the hardware":                       "shipped",
		"Harden the gateway; deploy it":              "shipped",
		"Document the deploy":                        "shipped",
		"Automate the backup":                        "shipped",
		"Führe durch: MENTOR!":                       "mentored",
		"":                                           "",
		"One team":                                   "",
		"Aufbau":                                     "",
		"rebuild":                                    "", // a word that only holds one
		"Über-build":                                 "shipped",
		"éled":                                       "", // a letter of another alphabet is a letter
		strings.Repeat("x ", 500) + "mentor the juniors": "mentored",
	} {
		got := planner.GuessKind(title)
		if got != want {
			t.Errorf("GuessKind(%.60q) = %q, want %q", title, got, want)
		}
		if back, err := planner.ParseEvidenceKind(got); got != "" && (err != nil || back != got) {
			t.Errorf("%q is guessed as %s, which is no kind", title, got)
		}
	}
}

func (w world) evidence(id planner.ID) planner.Evidence {
	return *w.history[id].(*planner.Evidence)
}

func TestLogEvidence(t *testing.T) {
	w := begin(t)
	a := w.add(t, action("Led the upgrade", phase(2)))
	w.do(t, planner.SetState(ids(a), planner.Done, "", on("2026-11-23")))
	rid := w.start(t, today)
	e := w.plan.EvidenceOf(w.plan.Item(a), rid, today)
	if want := (planner.Evidence{Date: on("2026-11-23"), Kind: "led", Title: "Led the upgrade", From: a, Phase: 2, Review: rid}); e != want {
		t.Errorf("offered %+v, want %+v", e, want)
	}
	e.Outcome = "no\x1b downtime\n"
	edit := planner.LogEvidence(e, today)
	id := w.do(t, edit)[0]
	second := w.do(t, edit)[0] // run again, it is another one
	if got := w.evidence(id); got.ID != id || second == id || got.Outcome != "no downtime" || got.Date != on("2026-11-23") {
		t.Errorf("kept %+v, and %v", got, second)
	}
	if got := w.plan.Item(a).Base().Evidence; !slices.Equal(got, ids(id, second)) {
		t.Errorf("the item has %v", got)
	}
	if got := w.review().Evidence; !slices.Equal(got, ids(id, second)) {
		t.Errorf("the review has %v", got)
	}
	w.do(t, planner.TakeBackEvidence(second, rid, today))
	if got := w.review().Evidence; !slices.Equal(got, ids(id)) || !w.evidence(second).Removed {
		t.Errorf("taken back, the review has %v", got)
	}
	w.do(t, planner.CloseReview(rid, nil, "", today))
	if note := w.plan.HeldWeeks()[0]; note.Evidence != 1 {
		t.Errorf("its week counts %d", note.Evidence)
	}
	w.do(t, planner.Remove(ids(id), today))
	if got := w.plan.Item(a).Base().Evidence; len(got) != 0 || !w.evidence(id).Removed {
		t.Errorf("removed, the item has %v", got)
	}
	_, _, err := w.apply(planner.Remove(ids(id), today))
	wantIs(t, err, planner.ErrNotFound)
}

func TestEvidenceOfDates(t *testing.T) {
	w := begin(t)
	k, rough, open := w.add(t, check("k", "week")), w.add(t, action("rough")), w.add(t, action("open"))
	w.do(t, planner.SetState(ids(k), planner.Done, "", on("2026-11-24")))
	w.do(t, planner.DoneIn(ids(rough), 2020, today))
	for id, want := range map[planner.ID]civil.Date{k: on("2026-11-24"), rough: today, open: today} {
		if got := w.plan.EvidenceOf(w.plan.Item(id), planner.ID{}, today).Date; got != want {
			t.Errorf("%s: %v, want %v", w.plan.Item(id).Base().Title, got, want)
		}
	}
}

// Evidence of something not done yet marks it done in the same change.
func TestDoneWithEvidence(t *testing.T) {
	w := begin(t)
	a, k := w.add(t, action("Ask for feedback")), w.add(t, check("Read the logs", "week"))
	for _, id := range ids(a, k) {
		e := planner.DoneWithEvidence(w.plan.EvidenceOf(w.plan.Item(id), planner.ID{}, today), today)
		_, out, err := w.apply(e)
		if err != nil || !strings.HasPrefix(out.Entry.Label, "Done, and evidence: ") {
			t.Fatalf("%+v, %v", out, err)
		}
		got := w.do(t, e)[0]
		if !planner.Finished(w.plan.Item(id), today) || !slices.Contains(w.plan.Item(id).Base().Evidence, got) || w.evidence(got).Date != today {
			t.Errorf("%+v, evidence %+v", w.plan.Item(id).Base(), w.evidence(got))
		}
		again := w.do(t, e)[0] // done by now
		if len(w.plan.Item(id).Base().Evidence) != 2 || w.evidence(again).From != id {
			t.Errorf("a second time: %+v", w.plan.Item(id).Base())
		}
	}
	if done, _ := w.ticks(k); len(done) != 1 {
		t.Errorf("ticked on %v", done)
	}
}

// The last day of one's own development is kept as evidence of it comes.
func TestGrown(t *testing.T) {
	w := begin(t)
	for _, step := range []struct{ day, want, kind string }{
		{"2026-11-20", "0000-00-00", "led"}, {"2026-11-10", "2026-11-10", planner.Learned}, {"2026-11-20", "2026-11-20", planner.Learned}, {"2026-11-15", "2026-11-20", planner.Learned},
	} {
		w.do(t, planner.LogEvidence(planner.Evidence{Title: "a", Kind: step.kind, Date: on(step.day)}, today))
		if got := w.plan.Profile().Grown.String(); got != step.want {
			t.Errorf("after %s on %s: %s, want %s", step.kind, step.day, got, step.want)
		}
	}
}

func TestSortEvidence(t *testing.T) {
	w := begin(t)
	c := w.do(t, planner.CaptureLine("Sam passed the exam", today))[0]
	rid := w.start(t, today)
	id := w.do(t, planner.SortEvidence(c, planner.Evidence{Title: "Sam passed the exam", Kind: "mentored", Review: rid}, today))[0]
	if got := w.evidence(id); got.From != c || w.plan.Find(c).(*planner.Capture).Became != id || !slices.Equal(w.review().Evidence, ids(id)) {
		t.Errorf("kept %+v, the capture %+v", got, w.plan.Find(c))
	}
	_, _, err := w.apply(planner.SortEvidence(c, planner.Evidence{Title: "again"}, today))
	wantIs(t, err, planner.ErrNotFound)
}

// What reviews keep is refused where it can't be right, and the refusal says
// what was expected.
func TestReviewLimits(t *testing.T) {
	w := begin(t)
	rid := w.start(t, today)
	long, text := strings.Repeat("界", planner.MaxTitle+1), strings.Repeat("x", planner.MaxText+1)
	old := civil.Date{Year: 1, Month: 1, Day: 1}
	share := func(percent int) planner.Edit { return planner.SetShare(w.review(), &percent) }
	q := planner.PhaseProbe{Probe: planner.Probe{ID: "q", Text: "What?"}, Phase: 1}
	for _, tt := range []struct {
		name, about, says string
		edit              planner.Edit
	}{
		{"days off backwards", "days off", "a first day, and a last one at most 731 days later, like 2026-12-21 2027-01-03", planner.BeAway(today, today.AddDays(-1), "")},
		{"732 days off", "days off", "731", planner.BeAway(today, today.AddDays(732), "")},
		{"days off from nowhere", "date", "a day", planner.BeAway(civil.Date{}, today, "")},
		{"days off in year 1", "date", "1950", planner.BeAway(old, today, "")},
		{"reason for days off", "reason", "1001", planner.BeAway(today, today, long)},
		{"share of 101", "hands-on share", "a share from 0 to 100 percent", share(101)},
		{"share of -1", "hands-on share", "a share from 0 to 100 percent", share(-1)},
		{"energy of 3", "energy", "from -2 (it drained you) to 2", w.plan.Feel(nil, "coaching", 3, "", today)},
		{"energy of -3 in a review", "energy", "from -2 (it drained you) to 2", w.plan.Feel(w.review(), "coaching", -3, "", today)},
		{"energy of no work", "kind of work", "one of coaching, facilitating", w.plan.Feel(nil, "sleep", 1, "", today)},
		{"energy of the beginning of a work's name", "kind of work", "one of coaching, facilitating", w.plan.Feel(nil, "coach", 1, "", today)},
		{"energy's note", "note", "1001", w.plan.Feel(nil, "coaching", 1, long, today)},
		{"energy on no day", "date", "a day", w.plan.Feel(nil, "coaching", 1, "", civil.Date{})},
		{"empty energy note", "energy note", "a few words", planner.NoteEnergy(" \x1b ", planner.ID{}, today)},
		{"matter of no sort", "sort of matter", "conflict, delegation or peer", planner.OpenMatter("quarrel", "a", today)},
		{"matter without words", "matter", "a few words", planner.OpenMatter(planner.Conflict, "\x00", today)},
		{"matter of no day", "date", "a day", planner.OpenMatter(planner.Conflict, "a", civil.Date{})},
		{"evidence without words", "evidence", "a few words", planner.LogEvidence(planner.Evidence{}, today)},
		{"evidence of a kind that isn't one", "kind of evidence", "one of led, mentored", planner.LogEvidence(planner.Evidence{Title: "a", Kind: "won"}, today)},
		{"evidence of half a kind's name", "kind of evidence", "one of led, mentored", planner.LogEvidence(planner.Evidence{Title: "a", Kind: "mentor"}, today)},
		{"evidence with too long an outcome", "outcome", "65537", planner.LogEvidence(planner.Evidence{Title: "a", Outcome: text}, today)},
		{"evidence in phase 7", "phase", "1, 2, 3, 4", planner.LogEvidence(planner.Evidence{Title: "a", Phase: 7}, today)},
		{"evidence in year 1", "date", "1950", planner.LogEvidence(planner.Evidence{Title: "a", Date: old}, today)},
		{"answer too long", "answer", "65537", w.plan.Reflect(w.review(), q, text, today)},
		{"answer on no day", "date", "a day", w.plan.Reflect(w.review(), q, "a", civil.Date{})},
		{"skipped with too long a reason", "note", "65537", planner.Skip(w.add(t, check("k", "week")), text, today)},
		{"closing line too long", "closing line", "65537", planner.CloseReview(rid, nil, text, today)},
		{"week that isn't one", "week", "an ISO week", planner.Edit{Run: func(d *planner.Draft) error {
			d.Add(planner.KindWeek, &planner.WeekNote{Week: "2027-W53"})
			return nil
		}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := w.apply(tt.edit)
			wantInput(t, err, tt.about)
			if !strings.Contains(err.Error(), tt.says) || len(err.Error()) > 600 {
				t.Errorf("it says %.300q, not %q", err, tt.says)
			}
		})
	}
	for _, e := range []planner.Edit{
		planner.LogEvidence(planner.Evidence{Title: "a", From: planner.ID{Kind: planner.KindAction, N: 99}}, today),
		planner.LogEvidence(planner.Evidence{Title: "a", Review: planner.ID{Kind: planner.KindReview, N: 99}}, today),
	} {
		_, _, err := w.apply(e)
		wantIs(t, err, planner.ErrNotFound)
	}
	w.do(t, planner.BeAway(today, today.AddDays(731), "two years"))
	_, _, err := w.apply(planner.BeAway(today, today.AddDays(731), ""))
	wantIs(t, err, planner.ErrUnchanged)
}
