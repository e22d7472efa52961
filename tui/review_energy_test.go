package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
	"waymark/planner/hostile"
)

// feltWeek is a week with readings and notes from the shell, and a week before
// it with some too.
func feltWeek(t *testing.T) *someWeek {
	t.Helper()
	k := emptyWeek(t)
	k.today = friday.AddDays(-7)
	k.apply(k.plan().Feel(nil, "coaching", 1, "", k.today))
	k.apply(k.plan().Feel(nil, planner.Leading, -1, "", k.today))
	k.today = friday.AddDays(-2)
	k.apply(k.plan().Feel(nil, "planning", -2, "two days of slides", k.today))
	k.apply(planner.NoteEnergy("Slept badly after the roadmap talk", planner.ID{}, k.today))
	k.today = friday
	return k
}

// value is what the week under review has of a kind of work.
func (r *rig) value(work string) (int, bool) {
	r.t.Helper()
	note := r.plan.WeekNamed("2026-W47")
	if note == nil {
		return 0, false
	}
	reading, ok := note.Energy[work]
	return reading.Value, ok
}

func (r *rig) reads(work string, want int) {
	r.t.Helper()
	if got, ok := r.value(work); !ok || got != want {
		r.t.Fatalf("%s reads %d, %v instead of %d:\n%s", work, got, ok, want, r.text())
	}
}

func TestReviewEnergyGolden(t *testing.T) {
	for name, k := range map[string]*someWeek{"energy-empty": emptyWeek(t), "energy": feltWeek(t)} {
		for _, size := range reviewSizes {
			t.Run(name+" "+size.name, func(t *testing.T) {
				r := k.open("Review", size.w, size.h).toStage(planner.StageEnergy)
				r.t = t
				r.golden("review/" + name + "-" + size.name)
				r.press("esc")
			})
		}
	}
}

// Each key is kept at once and says nothing; the row shows it.
func TestReviewEnergyKeys(t *testing.T) {
	r := emptyWeek(t).open("Review", 80, 24).toStage(planner.StageEnergy)
	for _, c := range []struct {
		key  string
		want int
	}{{"right", 1}, {"l", 2}, {"+", 2}, {"left", 1}, {"h", 0}, {"-", -1}, {"left", -2}, {"left", -2}, {"0", 0}} {
		r.press(c.key)
		r.reads("coaching", c.want)
	}
	r.press("j", "left")
	r.reads("facilitating", -1)
	r.press("G", "right", "right")
	r.reads("response", 2)
	r.shows("+2 they did")
	if r.toast.text != "" {
		t.Errorf("a value says %q", r.toast.text)
	}
	last := r.Keeper.(*sharedKeeper).Last()
	r.press("right", "k", "x", "delete")
	if got := r.Keeper.(*sharedKeeper).Last(); got != last {
		t.Errorf("keys that change nothing made %d changes", got-last)
	}
	for key, want := range map[string]int{"0": 0, "1": 1, "2": 2} {
		if r.press("g", key); stageOf(r) != planner.StageEnergy {
			t.Fatalf("%s leaves the part:\n%s", key, r.text())
		}
		r.reads("coaching", want)
	}
	r.press("g", "0", "x")
	if _, ok := r.value("coaching"); ok {
		t.Error("x leaves a value")
	}
	r.press("u")
	r.reads("coaching", 0)
	r.press("U")
	if _, ok := r.value("coaching"); ok {
		t.Error("redo doesn't take it back again")
	}
	r.press("enter")
	r.lacks("Coaching ")
}

// A review keeps one record of a kind of work, however often its value is
// turned; what was read from the shell stays beside it.
func TestReviewEnergyKeepsOneRecord(t *testing.T) {
	k := feltWeek(t)
	r := k.open("Review", 80, 24).toStage(planner.StageEnergy)
	r.shows("−2 drained you")
	r.press("j", "j", "j", "j", "right", "right", "right", "left")
	r.reads("planning", 0)
	records, err := k.keeper.Memory.Range(planner.KindEnergy, friday.AddDays(-5), friday)
	if err != nil {
		t.Fatal(err)
	}
	values := map[int]planner.ID{}
	for _, rec := range records {
		if e := rec.(*planner.Energy); e.Work == "planning" {
			values[e.Value] = e.Review
		}
	}
	if len(values) != 2 || !values[-2].IsZero() || values[0].IsZero() {
		t.Errorf("kept are %v", values)
	}
}

func TestReviewEnergyNotes(t *testing.T) {
	k := feltWeek(t)
	k.today = friday.AddDays(-9) // before the week
	k.apply(planner.NoteEnergy("Long ago", planner.ID{}, k.today))
	k.today = friday
	r := k.open("Review", 80, 40).toStage(planner.StageEnergy)
	r.shows("Wed 18 Nov: Slept badly after the roadmap talk")
	r.shows("Wed 18 Nov: Planning: two days of slides")
	r.lacks("Long ago")
	r.shows("last week +1")
	r.send(nil) // what was begun beside is done
	before := k.keeper.reviews
	r.press("j", "k", "G", "g")
	r.View()
	if k.keeper.reviews != before {
		t.Error("moving the cursor reads notes again")
	}
	for i := range 6 {
		k.apply(planner.NoteEnergy(fmt.Sprint("Thought ", i+1), planner.ID{}, k.today))
	}
	r.second(1)
	r.shows("Thought 6")
	r.lacks("Thought 1")
	r.shows("and 5 before these")
	k.keeper.broken = true
	k.apply(planner.NoteEnergy("x", planner.ID{}, k.today))
	r.follow()
	r.fits()
}

// The notes of weeks that merged into this review belong to it.
func TestReviewEnergyNotesOfMergedWeeks(t *testing.T) {
	k := feltWeek(t)
	k.today = friday.AddDays(-12)
	k.apply(planner.NoteEnergy("Of the week before", planner.ID{}, k.today))
	k.apply(planner.Edit{Label: "Held", Run: func(d *planner.Draft) error {
		day := friday.AddDays(-12)
		id := d.Add(planner.KindReview, &planner.Review{Week: "2026-W45", Due: day, Started: day, Closed: day})
		d.Add(planner.KindWeek, &planner.WeekNote{Week: "2026-W45", Due: day, Held: day, Review: id})
		return nil
	}})
	k.today = friday
	k.open("Review", 80, 30).toStage(planner.StageEnergy).shows("Of the week before")
}

// Another window changes the row that is looked at; each works on what the
// other kept.
func TestReviewEnergyTwoWindows(t *testing.T) {
	k := emptyWeek(t)
	one := k.open("Review", 80, 24).toStage(planner.StageEnergy)
	two := k.open("Review", 80, 24).toStage(planner.StageEnergy)
	one.press("right", "right")
	two.second(1)
	two.reads("coaching", 2)
	two.shows("+2 gave you a lot")
	two.press("left")
	one.second(1)
	one.reads("coaching", 1)
	two.press("x")
	one.second(1)
	one.press("left")
	two.second(1)
	two.reads("coaching", -1)
}

func TestReviewEnergyScrolls(t *testing.T) {
	r := feltWeek(t).open("Review", 120, 36).toStage(planner.StageEnergy)
	r.press("G")
	for _, size := range [][2]int{{60, 15}, {61, 16}, {80, 24}, {60, 15}} {
		r.resize(size)
		r.fits()
		r.shows("▸ When you led")
	}
	r.press("k", "k", "k", "k", "k", "k", "k", "k", "k")
	r.shows("▸ Coaching")
	r.fits()
}

func TestReviewEnergyHostile(t *testing.T) {
	for _, text := range hostile.Texts {
		k := emptyWeek(t)
		r := k.open("Review", 60, 15).toStage(planner.StageEnergy)
		p := r.current.(*review).page.(*energyPage)
		p.noted = []*planner.Energy{{Date: friday, Note: text.Text}, {Date: friday, Work: text.Text, Note: text.Text}}
		for _, size := range sizes {
			r.resize(size)
			r.press("G")
			r.harmless(text.Name, hostileIn)
		}
	}
}

// The chosen value shows without colour, by its shape and in words.
func TestReviewEnergyScale(t *testing.T) {
	s := newStyles(true)
	seen := map[string]bool{}
	for v := planner.LeastEnergy; v <= planner.MostEnergy; v++ {
		got := stripped(s.scale(v, true))
		if seen[got] || strings.Count(got, "●") != 1 || width(got) != scaleCells {
			t.Errorf("%d looks like %q", v, got)
		}
		seen[got] = true
	}
	if got := stripped(s.scale(0, false)); strings.Contains(got, "●") {
		t.Errorf("none looks like %q", got)
	}
	for _, w := range planner.Works {
		if width(w.Words) > workCells {
			t.Errorf("%q is cut", w.Words)
		}
		for v := planner.LeastEnergy; v <= planner.MostEnergy; v++ {
			if width(w.Means(v)) > meantCells {
				t.Errorf("%q is cut", w.Means(v))
			}
		}
	}
}

func TestReviewEnergyEveryWindow(t *testing.T) {
	r := feltWeek(t).open("Review", 80, 24).toStage(planner.StageEnergy)
	for w := 60; w <= 200; w += 7 {
		for h := 15; h <= 60; h += 5 {
			r.send(tea.WindowSizeMsg{Width: w, Height: h})
			r.fits()
		}
	}
}

func stripped(s string) string { return ansi.Strip(s) }
