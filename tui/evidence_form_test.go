package tui

import (
	"maps"
	"slices"
	"testing"

	"waymark/planner"
)

func TestEvidenceFormGolden(t *testing.T) {
	onSizes(t, "evidence-form", doneWeek, planner.StageLookBack, "v")
	onSizes(t, "evidence-done", newWeek, planner.StageChecks, "v")
}

// TestEvidenceInTheWalk makes steps evidence: what is open is done by it, what
// is done stays as it is, and it is one change.
func TestEvidenceInTheWalk(t *testing.T) {
	rows := []struct {
		name  string
		id    planner.ID
		stuck bool
		first func(k *someWeek)
		ask   string
	}{
		{"an action", actionID(1), false, nil, "Done, and evidence"},
		{"a check", checkID(2), false, nil, "Done, and evidence"},
		{"a check of another day", checkID(1), false, func(k *someWeek) {
			k.today = friday.AddDays(-9)
			k.apply(planner.Toggle(k.plan().Item(checkID(1)), k.today))
			k.today = friday
		}, "Done, and evidence"},
		{"a stuck milestone", milestoneID(2), true, nil, "Done, and evidence"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			if row.first != nil {
				row.first(k)
			}
			stage := planner.StageChecks
			if row.stuck {
				stage = planner.StageStuck
			}
			r := k.open("Review", 80, 24).atStage(stage)
			for range 10 {
				if itemOf(r) == row.id {
					break
				}
				r.press("enter")
			}
			before, entries := k.kept(), len(notQuiet(t, k.keeper))
			r.press("v")
			r.shows(row.ask)
			r.write("2 pages fewer a week").press("ctrl+s")
			if len(r.dialogs) > 0 {
				t.Fatalf("the form stays open:\n%s", r.text())
			}
			it := k.plan().Item(row.id)
			es := k.evidence()
			if len(es) != 1 || es[0].Outcome != "2 pages fewer a week" || es[0].From != row.id || es[0].Date != friday || es[0].Title != it.Base().Title {
				t.Fatalf("evidence is %+v", es)
			}
			if !planner.Finished(it, friday) || !slices.Equal(it.Base().Evidence, []planner.ID{es[0].ID}) || !slices.Equal(k.held().Evidence, it.Base().Evidence) {
				t.Errorf("the item is %+v, the review has %v", it, k.held().Evidence)
			}
			if step := stepOf(t, k.held(), row.id); step.Outcome != planner.OutcomeDone {
				t.Errorf("the step is %+v", step)
			}
			if n := len(notQuiet(t, k.keeper)) - entries; n != 1 {
				t.Errorf("it took %d changes", n)
			}
			if itemOf(r) == row.id && stageOf(r) == stage {
				t.Error("the walk does not go on")
			}
			r.press("u")
			if after := k.kept(); after != before {
				t.Errorf("after u the plan differs:\n%s---\n%s", before, after)
			}
		})
	}
}

// What is done already only becomes evidence.
func TestEvidenceOfWhatIsDone(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24).toItem(1, false)
	id := itemOf(r)
	r.press("space", "b")
	if itemOf(r) != id {
		t.Fatalf("b shows %v", itemOf(r))
	}
	ticked := k.plan().Item(id).(*planner.Check).Tick
	r.press("v")
	r.lacks("Done, and evidence")
	r.press("ctrl+s")
	if k.plan().Item(id).(*planner.Check).Tick != ticked || len(k.evidence()) != 1 {
		t.Errorf("it was ticked again: %+v", k.plan().Item(id))
	}
}

// What was passed over this time and happened after all is done by it.
func TestEvidenceOfASkippedCheck(t *testing.T) {
	k := newWeek(t)
	r := k.open("Review", 80, 24).toItem(1, false)
	id := itemOf(r)
	r.press("x", "enter", "b", "v")
	r.shows("Done, and evidence")
	r.press("ctrl+s")
	if c := k.plan().Item(id).(*planner.Check); !c.Ticked(friday) || len(k.evidence()) != 1 {
		t.Errorf("the check is %+v", c)
	}
	if step := stepOf(t, k.held(), id); step.Outcome != planner.OutcomeDone {
		t.Errorf("the step is %+v", step)
	}
}

// While the form is open, another window does the thing, drops the thing or
// closes the review: what was written is kept as evidence all the same.
func TestEvidenceElsewhere(t *testing.T) {
	rows := map[string]func(k *someWeek, id planner.ID){
		"done":    func(k *someWeek, id planner.ID) { k.apply(planner.Toggle(k.plan().Item(id), friday)) },
		"removed": func(k *someWeek, id planner.ID) { k.apply(planner.Remove([]planner.ID{id}, friday)) },
		"closed":  func(k *someWeek, _ planner.ID) { k.apply(planner.CloseReview(k.held().ID, nil, "", friday)) },
	}
	for name, elsewhere := range rows {
		for _, seen := range []bool{true, false} {
			k := newWeek(t)
			r := k.open("Review", 80, 24).toItem(3, false)
			id := itemOf(r)
			r.press("v").write("twice as fast")
			elsewhere(k, id)
			if seen {
				r.send(tickMsg{})
			}
			r.press("ctrl+s")
			es := k.evidence()
			if len(es) != 1 || es[0].From != id || es[0].Outcome != "twice as fast" || !slices.Contains(k.held().Evidence, es[0].ID) {
				t.Errorf("%s, seen %v: evidence is %+v:\n%s", name, seen, es, r.text())
			}
			if it := k.plan().Item(id); name == "done" && it.Base().State != planner.Done || name == "removed" && it != nil {
				t.Errorf("%s, seen %v: the item is %+v", name, seen, it)
			}
			for _, s := range k.held().Steps {
				if s.Item != id && s.Outcome == planner.OutcomeDone {
					t.Errorf("%s, seen %v: another step is done: %+v", name, seen, s)
				}
			}
			r.fits()
		}
	}
}

func TestEvidenceFormFields(t *testing.T) {
	k := doneWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageLookBack)
	r.press("v", "tab").write(", all of it").press("tab", "m", "tab", "right", "enter")
	es := k.evidence()
	if len(es) != 1 {
		t.Fatalf("evidence is %+v:\n%s", es, r.text())
	}
	e := es[0]
	if e.Outcome != "" || e.Title != "Write the incident review, all of it" || e.Kind != "mentored" || !e.Private {
		t.Errorf("evidence is %+v", e)
	}
	r.press("j", "v", "tab", "ctrl+u").write(" ").press("ctrl+s")
	r.shows("expected a few words")
	r.write("Asked Dana").press("tab", "n", "ctrl+s")
	if es = k.evidence(); len(es) != 2 || es[0].Kind != "" || es[0].Title != "Asked Dana" || es[0].From != actionID(2) {
		t.Errorf("evidence is %+v, the last day's last", es[0])
	}
}

// What is typed in the form outlasts a crash.
func TestEvidenceFormDraft(t *testing.T) {
	drafts := &draftKeeper{}
	k := doneWeek(t)
	open := func() *rig {
		r := k.open("Review", 80, 24)
		r.drafts = newDrafts(drafts)
		r.drafts.load()
		return r.atStage(planner.StageLookBack)
	}
	r := open().press("v").write("half a sentence")
	r.press("tab", "tab", "tab", "right")
	r.second(2)
	want := map[string][]string{"evidence a1": {"half a sentence", "Write the incident review", "unblocked", "yes"}}
	if !maps.EqualFunc(drafts.kept, want, slices.Equal) {
		t.Fatalf("kept are %q", drafts.kept)
	}
	r = open() // the program was killed
	r.press("v")
	r.shows("half a sentence")
	r.shows(backAgain)
	r.write(" made whole").press("ctrl+s")
	r.second(2)
	if es := k.evidence(); len(drafts.kept) > 0 || len(es) != 1 || es[0].Outcome != "half a sentence made whole" || !es[0].Private {
		t.Errorf("kept are %q, evidence is %+v", drafts.kept, es)
	}
}
