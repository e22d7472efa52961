package planner_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

func TestProgress(t *testing.T) {
	w := begin(t)
	w.add(t, action("open"))
	w.add(t, action("done", in(planner.Done)))
	w.add(t, action("held", in(planner.OnHold)))
	w.add(t, milestone("reached", in(planner.Done)))
	for _, ignored := range []planner.Listed{
		action("dropped", in(planner.Dropped)),
		action("optional", optional),
		action("optional and done", optional, in(planner.Done)),
		action("another form", onlyFor("outside"), in(planner.Done)),
		milestone("another form", onlyFor("outside")),
		check("a check", "week"),
	} {
		w.add(t, ignored)
	}
	gone := w.add(t, action("removed", in(planner.Done)))
	w.do(t, planner.Remove(ids(gone), today))
	w.add(t, action("elsewhere", phase(2), in(planner.Done)))
	if got, want := w.plan.Progress(1), (planner.Progress{Done: 2, Total: 4}); got != want {
		t.Errorf("phase 1: %+v, want %+v", got, want)
	}
	if got, want := w.plan.Progress(2), (planner.Progress{Done: 1, Total: 1}); got != want {
		t.Errorf("phase 2: %+v, want %+v", got, want)
	}
	if got := w.plan.Progress(4); got != (planner.Progress{}) {
		t.Errorf("an empty phase: %+v", got)
	}
}

func TestDueSoonAndOverdue(t *testing.T) {
	w := begin(t)
	for _, it := range []planner.Listed{
		action("in 8 days", due("2026-12-03")),
		action("in 7 days", due("2026-12-02")),
		action("today", due("2026-11-25")),
		action("yesterday", due("2026-11-24")),
		action("last year, waiting", due("2025-11-24"), in(planner.Waiting)),
		action("no date"),
		action("done", due("2026-11-24"), in(planner.Done)),
		action("held", due("2026-11-24"), in(planner.OnHold)),
		action("dropped", due("2026-11-24"), in(planner.Dropped)),
		action("in a phase ahead", due("2026-11-23"), phase(3)),
		action("another form", due("2026-11-24"), onlyFor("outside")),
		milestone("milestone tomorrow", due("2026-11-26")),
		check("weekly", "week"),
		check("monthly in time", "month"),
		check("yearly, far", "year"),
		check("of a phase ahead", "week", phase(3)),
		check("dropped check", "week", in(planner.Dropped)),
	} {
		w.add(t, it)
	}
	if got, want := titles(w.plan.DueSoon(today)), "last year, waiting, in a phase ahead, yesterday, today, milestone tomorrow, weekly, monthly in time, in 7 days"; got != want {
		t.Errorf("due soon:\n%s, want\n%s", got, want)
	}
	var late []planner.Listed
	for it := range w.plan.Items() {
		if w.plan.IsOverdue(it, today) {
			late = append(late, it)
		}
	}
	if got, want := titles(late), "yesterday, last year, waiting, in a phase ahead"; got != want {
		t.Errorf("overdue: %s, want %s", got, want)
	}
}

func TestChecksOverdue(t *testing.T) {
	w := begin(t)
	friday := w.add(t, check("friday", "friday"))
	after := w.add(t, check("after", "1 week after"))
	for _, tt := range []struct {
		name, day string
		id        planner.ID
		want      bool
	}{
		{"on its day", "2026-11-27", friday, false},
		{"the day after", "2026-11-28", friday, true},
		{"merged on Monday", "2026-11-30", friday, false},
		{"chained, on its day", "2026-11-25", after, false},
		{"chained, next month", "2026-12-25", after, true},
	} {
		if got := w.plan.IsOverdue(w.plan.Item(tt.id), on(tt.day)); got != tt.want {
			t.Errorf("%s: overdue = %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestIsStale(t *testing.T) {
	for _, tt := range []struct {
		name string
		it   planner.Listed
		days int // the last on which it isn't stale; -1: never stale
	}{
		{"to do", action("x"), 56},
		{"doing", action("x", in(planner.Doing)), 21},
		{"waiting", action("x", in(planner.Waiting)), 14},
		{"held", action("x", in(planner.OnHold)), 91},
		{"milestone", milestone("x"), 56},
		{"done", action("x", in(planner.Done)), -1},
		{"dropped", action("x", in(planner.Dropped)), -1},
		{"optional", action("x", optional), -1},
		{"check", check("x", "week"), -1},
		{"phase ahead", action("x", phase(2)), -1},
		{"another form", action("x", onlyFor("outside")), -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := begin(t)
			it := w.plan.Item(w.add(t, tt.it))
			if w.plan.IsStale(it, today) {
				t.Error("stale on the first day")
			}
			if tt.days >= 0 && (w.plan.IsStale(it, today.AddDays(tt.days)) || !w.plan.IsStale(it, today.AddDays(tt.days+1))) {
				t.Errorf("not stale exactly after %d days", tt.days)
			}
			if tt.days < 0 && w.plan.IsStale(it, today.AddDays(5000)) {
				t.Error("stale after years")
			}
		})
	}
}

func TestStuck(t *testing.T) {
	w := begin(t)
	serve := func(m planner.ID, set ...func(*planner.Item)) {
		a := action("serving", set...)
		a.Milestone = m
		w.add(t, a)
	}
	w.add(t, milestone("nothing serves it"))
	serve(w.add(t, milestone("its action is done")), in(planner.Done))
	serve(w.add(t, milestone("its action is held")), in(planner.OnHold))
	serve(w.add(t, milestone("its action is of another form")), onlyFor("outside"))
	serve(w.add(t, milestone("its action waits")), in(planner.Waiting))
	serve(w.add(t, milestone("served")))
	w.add(t, milestone("reached", in(planner.Done)))
	w.add(t, milestone("optional", optional))
	w.add(t, milestone("ahead", phase(2)))
	if got, want := titles(w.plan.Stuck()), "nothing serves it, its action is done, its action is held, its action is of another form"; got != want {
		t.Errorf("stuck: %s, want %s", got, want)
	}
}

func TestNextMilestones(t *testing.T) {
	w := begin(t)
	for _, m := range []planner.Listed{
		milestone("second undated"),
		milestone("later", due("2027-06-01")),
		milestone("soon", due("2026-12-01")),
		milestone("dated in a phase ahead", due("2027-01-01"), phase(3)),
		milestone("undated in a phase ahead", phase(3)),
		milestone("optional", optional),
		milestone("reached", in(planner.Done)),
		milestone("held", in(planner.OnHold)),
		milestone("another form", onlyFor("outside"), due("2026-12-01")),
		milestone("third undated"),
	} {
		w.add(t, m)
	}
	all := "soon, dated in a phase ahead, later, second undated, third undated"
	if got := titles(w.plan.NextMilestones(99, today)); got != all {
		t.Errorf("all: %s", got)
	}
	if got := titles(w.plan.NextMilestones(2, today)); got != "soon, dated in a phase ahead" {
		t.Errorf("two: %s", got)
	}
	if got := w.plan.NextMilestones(0, today); len(got) != 0 {
		t.Errorf("none: %v", got)
	}
}

func TestSuggest(t *testing.T) {
	w := begin(t)
	near := w.add(t, milestone("Near", due("2027-01-01")))
	far := w.add(t, milestone("Far", due("2028-01-01")))
	serve := func(title string, m planner.ID) *planner.Action {
		a := action(title)
		a.Milestone = m
		return a
	}
	for _, it := range []planner.Listed{
		action("plain"),
		action("optional", optional),
		serve("for far", far),
		serve("for near", near),
		action("started", in(planner.Doing)),
		action("due in 3 days", due("2026-11-28")),
		action("due tomorrow", due("2026-11-26")),
		action("late", due("2026-11-20")),
		action("late in a phase ahead", due("2026-11-01"), phase(3)),
		action("focus, undated", focused),
		action("focus, dated", focused, due("2027-05-01")),
		action("focus, phase ahead", focused, phase(2)),
		action("waiting", in(planner.Waiting), due("2026-11-20")),
		action("ahead", phase(2)),
		action("done", in(planner.Done), focused),
		action("another form", onlyFor("outside"), due("2026-11-20")),
	} {
		w.add(t, it)
	}
	var got []string
	for _, s := range w.plan.Suggest(99, today) {
		got = append(got, s.Item.Base().Title+" ("+s.Why+")")
	}
	want := []string{
		"focus, dated (in focus)", "focus, undated (in focus)", "focus, phase ahead (in focus)",
		"late in a phase ahead (overdue)", "late (overdue)",
		"due tomorrow (due tomorrow)", "due in 3 days (due in 3 days)",
		"started (started)", "for near (towards Near)", "for far (towards Far)",
		"plain (next in phase)", "optional (optional)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	if got := w.plan.Suggest(2, today); len(got) != 2 {
		t.Errorf("asked for 2, got %d", len(got))
	}
	w.do(t, planner.Remove(ids(near), today))
	for _, s := range w.plan.Suggest(99, today) {
		if strings.Contains(s.Why, "Near") {
			t.Error("towards a milestone that was removed")
		}
	}
}

func TestFocusHoldsThree(t *testing.T) {
	w := begin(t)
	var all []planner.ID
	for _, title := range []string{"a", "b", "c", "d"} {
		all = append(all, w.add(t, action(title)))
	}
	w.do(t, planner.SetFocus(all[:3], true, today))
	full := []struct {
		name string
		edit planner.Edit
	}{
		{"a fourth", planner.SetFocus(all[3:], true, today)},
		{"all at once", planner.SetFocus(all, true, today)},
		{"a new one", planner.AddItem(action("e", focused), today)},
		{"by the form", planner.EditItem(all[3], today, func(l planner.Listed) error { l.Base().Focus = true; return nil })},
	}
	for _, tt := range full {
		if _, _, err := w.apply(tt.edit); err == nil || !strings.Contains(err.Error(), "take one out first") {
			t.Errorf("%s: %v, want it refused", tt.name, err)
		} else if !strings.Contains(err.Error(), "(a1, a2, a3)") {
			t.Errorf("%s: %v, want it to name what is in focus now", tt.name, err)
		}
	}
	empty := begin(t)
	for _, title := range []string{"a", "b", "c", "d"} {
		empty.add(t, action(title))
	}
	if _, _, err := empty.apply(planner.SetFocus(all, true, today)); err == nil || !strings.Contains(err.Error(), "3 things, and these would be 4") {
		t.Errorf("four into an empty focus: %v", err)
	}
	w.do(t, planner.SetState(ids(all[0]), planner.Done, "", today))
	w.do(t, planner.SetFocus(all[3:], true, today)) // what is done makes room
	if got := titles(w.plan.Focus()); got != "b, c, d, a" {
		t.Errorf("focus: %s, want the open ones first", got)
	}
	if _, _, err := w.apply(planner.SetState(ids(all[0]), planner.ToDo, "", today)); err == nil {
		t.Error("reopening brought a fourth into focus")
	}
	w.do(t, planner.SetState(ids(all[1]), planner.Dropped, "", today))
	if got := titles(w.plan.Focus()); got != "c, d, a" {
		t.Errorf("focus: %s, want it without what was dropped", got)
	}
	if _, _, err := w.apply(planner.SetFocus(ids(w.add(t, check("k", "week"))), true, today)); err == nil {
		t.Error("a check in focus")
	}
}

// A plan that has more in focus than fits, by whatever way, can be edited.
func TestOverfullFocusCanBeEdited(t *testing.T) {
	w := begin(t)
	var records []planner.Record
	for n := range uint32(5) {
		a := action("x", focused)
		a.ID = planner.ID{Kind: planner.KindAction, N: n + 1}
		records = append(records, a)
	}
	w.plan = w.plan.With(w.plan.Revision+1, records...)
	w.do(t, planner.SetNote(records[0].Key(), "a note", today))
	w.do(t, planner.SetFocus(ids(records[0].Key()), false, today))
}
