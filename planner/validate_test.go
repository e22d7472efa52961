package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"

	"cloud.google.com/go/civil"
)

func TestLimits(t *testing.T) {
	w := begin(t)
	m := w.add(t, milestone("m"))
	add := func(it planner.Listed) planner.Edit { return planner.AddItem(it, today) }
	title := func(s string) planner.Edit { return add(action(s)) }
	profile := func(set func(*planner.Profile)) planner.Edit { return planner.SetProfile("Profile", set) }
	serving := func(id planner.ID) planner.Edit {
		a := action("a")
		a.Milestone = id
		return add(a)
	}
	since := func(year int) planner.Edit {
		return profile(func(p *planner.Profile) { p.Since = year; p.Name = fmt.Sprint(year) })
	}
	long, text := strings.Repeat("界", planner.MaxTitle), strings.Repeat("x", planner.MaxText)
	const fine, missing = "", "missing"
	for _, tt := range []struct {
		name, about string // about: what an InputError is about
		edit        planner.Edit
		says        string
	}{
		{"title of 1,000 runes", fine, title(long), ""},
		{"title of 1,001 runes", "title", title(long + "界"), "at most 1000 characters, this has 1001"},
		{"empty title", "title", title(""), "a few words"},
		{"title of spaces", "title", title(" \t\n "), "a few words"},
		{"title of controls", "title", title("\x00\x1b\u009b"), "a few words"},
		{"title of invisible runes", "title", title("\u200b\ufeff\u3164\u200d"), "a few words"},
		{"title with controls", fine, title("a\x00b\x1b[2J\r\nc\u202e"), ""},
		{"title of ZWJ emoji", fine, title("👩‍👩‍👧‍👦"), ""},
		{"title from right to left", fine, title("لقاء أسبوعي"), ""},
		{"title of invalid UTF-8", fine, title("a\xff\xc0\xafb"), ""},
		{"raw title past the constructors", "title", planner.Edit{Run: func(d *planner.Draft) error {
			d.Add(planner.KindAction, action("a\nb"))
			return nil
		}}, "one line"},
		{"note of 64 KiB", fine, planner.SetNote(m, text, today), ""},
		{"note of 64 KiB and 1", "note", planner.SetNote(m, text+"x", today), "at most 65536 bytes, this has 65537"},
		{"note with a new item", "note", add(action("a", func(i *planner.Item) { i.Note = text + "x" })), "65537"},
		{"reason of 1,001 runes", "reason", planner.SetState(ids(m), planner.OnHold, long+"x", today), "1001"},
		{"phase's reason of 1,001 runes", "reason", planner.SetPhase(1, planner.Closed, long+"x", today), "1001"},
		{"criterion too long", "criterion", add(&planner.Milestone{Item: item("m"), Criterion: text + "x"}), "65537"},
		{"capture of 1,000 runes", fine, planner.CaptureLine(long, today), ""},
		{"capture of 1,001 runes", "capture", planner.CaptureLine(long+"x", today), "1001"},
		{"empty capture", "capture", planner.CaptureLine(" \x1b ", today), "a few words"},
		{"unknown phase", "phase", add(action("a", phase(5))), "one of this plan's phases: 1, 2, 3, 4"},
		{"phase 0", "phase", add(action("a", phase(0))), "1, 2, 3, 4"},
		{"phase -1", "phase", add(action("a", phase(-1))), "1, 2, 3, 4"},
		{"milestone that is there", fine, serving(m), ""},
		{"milestone that never was", missing, serving(planner.ID{Kind: planner.KindMilestone, N: 9}), "m9"},
		{"milestone that is an action", missing, serving(planner.ID{Kind: planner.KindAction, N: 1}), "a1"},
		{"due in year 0", "date", planner.SetDue(ids(m), civil.Date{Year: 0, Month: 1, Day: 1}, today), "1950 and 2199"},
		{"due in year 9999", "date", planner.SetDue(ids(m), on("9999-01-01"), today), "1950 and 2199"},
		{"due 31 February", "date", planner.SetDue(ids(m), civil.Date{Year: 2027, Month: 2, Day: 31}, today), "2027-02-31"},
		{"shifted out of time", "date", planner.ShiftDue(m, 1_000_000, today), "1950 and 2199"},
		{"check that starts in year 0", "date", add(&planner.Check{Item: item("k"), Every: rule("week"), Start: civil.Date{Day: 1}}), "1950"},
		{"check without a rule", "interval", add(&planner.Check{Item: item("k")}), "how often"},
		{"state that isn't one", "state", planner.SetState(ids(m), planner.State(99), "", today), "todo, doing"},
		{"phase state that isn't one", "phase state", planner.SetPhase(1, planner.PhaseState(9), "", today), "ahead, open, closed"},
		{"start in 1950", fine, since(1950), ""},
		{"start in 2199", fine, since(2199), ""},
		{"start not said", fine, since(0), ""},
		{"start in 1949", "start year", since(1949), "1950 to 2199"},
		{"start in 2200", "start year", since(2200), "1950 to 2199"},
		{"start in -3", "start year", since(-3), `"-3"`},
		{"name cleaned", fine, profile(func(p *planner.Profile) { p.Name = "\x1b[31mJo" }), ""},
		{"name of 1,001 runes", "name", profile(func(p *planner.Profile) { p.Name = long + "x" }), "1001"},
		{"draw too long", "what draws you", profile(func(p *planner.Profile) { p.Draw = text + "x" }), "65537"},
		{"eighth weekday", "review day", profile(func(p *planner.Profile) { p.ReviewDay = 7 }), "day of the week"},
		{"weekday below zero", "review day", profile(func(p *planner.Profile) { p.ReviewDay = -1 }), "day of the week"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			next, _, err := w.apply(tt.edit)
			switch tt.about {
			case fine:
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				wantNoControls(t, next)
				return
			case missing:
				wantIs(t, err, planner.ErrNotFound)
			default:
				wantInput(t, err, tt.about)
			}
			if !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %q doesn't say %q", err, tt.says)
			}
			if len(err.Error()) > 600 || strings.ContainsAny(err.Error(), "\x1b\x00\n") {
				t.Errorf("error isn't fit to print: %.700q", err)
			}
		})
	}
}

// wantNoControls fails if what passed the door holds a control.
func wantNoControls(t *testing.T, w world) {
	t.Helper()
	for it := range w.plan.Items() {
		if b := it.Base(); b.Title != planner.CleanLine(b.Title) || strings.ContainsAny(b.Title, "\x1b\x00\n") {
			t.Errorf("kept the title %q", b.Title)
		}
	}
	if name := w.plan.Profile().Name; strings.ContainsAny(name, "\x1b\x00\n") {
		t.Errorf("kept the name %q", name)
	}
}

func TestEditFormIsCleaned(t *testing.T) {
	w := begin(t)
	m := w.add(t, milestone("m"))
	w.do(t, planner.EditItem(m, today, func(l planner.Listed) error {
		l.Base().Title, l.Base().Note = "new\x1b\n title ", "a\r\nb\x07\n\n"
		l.(*planner.Milestone).Criterion = "seen\u202e"
		return nil
	}))
	got := w.plan.Find(m).(*planner.Milestone)
	if got.Title != "new title" || got.Note != "a\nb" || got.Criterion != "seen" {
		t.Errorf("kept %q, %q, %q", got.Title, got.Note, got.Criterion)
	}
}

// A review and a tick refer to what is there.
func TestHistoryRefers(t *testing.T) {
	w := begin(t)
	nobody := planner.ID{Kind: planner.KindCheck, N: 9}
	for name, r := range map[string]planner.Record{
		"tick":   &planner.Tick{Check: nobody, Date: today},
		"review": &planner.Review{Focus: ids(nobody), Due: today, Started: today},
	} {
		_, _, err := w.apply(planner.Edit{Run: func(d *planner.Draft) error {
			kind, _ := planner.KindNamed(name)
			d.Add(kind, r)
			return nil
		}})
		wantIs(t, err, planner.ErrNotFound)
		if !strings.Contains(err.Error(), "k9") {
			t.Errorf("%s: error %q doesn't name k9", name, err)
		}
	}
	_, _, err := w.apply(planner.Edit{Run: func(d *planner.Draft) error {
		d.Put(&planner.Tick{})
		return nil
	}})
	wantIs(t, err, planner.ErrNotFound)
}
