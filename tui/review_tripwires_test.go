package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/hostile"
)

// leadingWeek is the week of a new manager, promoted in their own team, whose
// role form bears 30 % hands-on work.
func leadingWeek(t *testing.T) *someWeek {
	t.Helper()
	k := emptyWeek(t)
	k.apply(planner.Edit{Label: "Manages", Run: func(d *planner.Draft) error {
		ph := *d.Plan().Phase(1)
		ph.Manages = true
		d.Put(&ph)
		pr := *d.Plan().Profile()
		pr.Form, pr.Forms = "inside", []planner.RoleForm{{ID: "inside", Title: "Promoted from within", HandsOn: 30}}
		d.Put(&pr)
		return nil
	}})
	return k
}

// matters notes one of each sort, so old that it is of the level.
func (k *someWeek) matters(of planner.Level) {
	k.t.Helper()
	conflict, peer := 3, 5
	switch of {
	case planner.Amber:
		conflict, peer = 14, 30
	case planner.Loud:
		conflict, peer = 30, 61
	default:
	}
	k.apply(planner.OpenMatter(planner.Conflict, "D. and S. over the on-call rota", friday.AddDays(-conflict)))
	k.apply(planner.OpenMatter(planner.FormerPeer, "M. K.", friday.AddDays(-peer)))
	k.apply(planner.OpenMatter(planner.Delegation, "The release notes, to T.", friday.AddDays(-40)))
}

// back hands things over and takes them back.
func (k *someWeek) back(times int) {
	k.t.Helper()
	for range times {
		id := k.apply(planner.OpenMatter(planner.Delegation, "A report", friday.AddDays(-20))).New[0]
		k.apply(planner.CloseMatter(id, true, "", friday.AddDays(-10)))
	}
}

// share notes the hands-on share of the week.
func (k *someWeek) share(percent int) {
	k.t.Helper()
	k.apply(planner.SetShare(&planner.Review{Week: planner.Week(friday)}, &percent))
}

func (k *someWeek) grew(day civil.Date) {
	k.t.Helper()
	k.apply(planner.LogEvidence(planner.Evidence{Date: day, Kind: planner.Learned, Title: "A chapter on one-on-ones"}, k.today))
}

func TestReviewTripwiresGolden(t *testing.T) {
	for name, prepare := range map[string]func(k *someWeek){
		"empty": func(*someWeek) {},
		"fine":  func(k *someWeek) { k.share(25); k.matters(planner.Fine); k.grew(friday.AddDays(-6)) },
		"amber": func(k *someWeek) { k.share(45); k.matters(planner.Amber); k.back(1); k.grew(friday.AddDays(-45)) },
		"loud":  func(k *someWeek) { k.share(60); k.matters(planner.Loud); k.back(3); k.grew(friday.AddDays(-120)) },
	} {
		for _, size := range reviewSizes {
			t.Run(name+" "+size.name, func(t *testing.T) {
				k := leadingWeek(t)
				prepare(k)
				k.open("Review", size.w, size.h).toStage(planner.StageTripwires).golden("review/tripwires-" + name + "-" + size.name)
			})
		}
	}
}

func (r *rig) shareIs(want int) {
	r.t.Helper()
	note := r.plan.WeekNamed(planner.Week(friday))
	switch {
	case want < 0 && (note == nil || note.Share == nil):
	case want < 0 || note == nil || note.Share == nil || *note.Share != want:
		r.t.Fatalf("the share is not %d:\n%s", want, r.text())
	}
}

func TestReviewTripwiresShare(t *testing.T) {
	r := leadingWeek(t).open("Review", 80, 24).toStage(planner.StageTripwires)
	r.shows("not noted")
	for _, c := range []struct {
		key  string
		want int
	}{{"left", 25}, {"right", 30}, {"l", 35}, {"+", 40}, {"h", 35}, {"-", 30}, {"x", -1}, {"right", 25}, {"right", 30}} {
		r.press(c.key)
		r.shareIs(c.want)
	}
	r.shows("✓ Holding on to hands-on work")
	r.press("right")
	r.shows("△ Holding on to hands-on work")
	r.shows("worth a look")
	r.press("right", "right", "right", "right")
	r.shows("▲ Holding on to hands-on work")
	r.shows("act on it")
	for range 20 {
		r.press("right")
	}
	r.shareIs(100)
	r.press("u")
	r.shareIs(95)
	for range 25 {
		r.press("left")
	}
	r.shareIs(0)
	r.press("x", "x")
	r.shareIs(-1)
	if r.toast.text != "Undone: Hands-on share: 100 %" {
		t.Errorf("a value says %q", r.toast.text)
	}
	r.press("j")
	for key, why := range map[string]string{"right": "share", "left": "share", "space": "Nothing is noted there", "t": "Nothing is noted there", "T": "Nothing is noted there", "x": "a notes something"} {
		last := r.Keeper.(*sharedKeeper).Last()
		r.press(key).shows(why)
		if r.Keeper.(*sharedKeeper).Last() != last || len(r.dialogs) > 0 {
			t.Errorf("%s does something on a tripwire", key)
		}
	}
	r.press("g", "a").shows("The share is set with ← and →.")
}

func TestReviewTripwiresMatters(t *testing.T) {
	k := leadingWeek(t)
	r := k.open("Review", 120, 36).toStage(planner.StageTripwires)
	r.press("j", "j")
	r.shows("▸ · Avoiding conflict")
	r.press("a").write("D. and S.").press("tab").write("-14d")
	r.shows("Fri 6 Nov 2026, 14 days ago")
	r.press("enter")
	r.shows("▸   △ D. and S.")
	r.shows("open 14 days · worth a look")
	r.press("t")
	r.shows("Talked: D. and S. · u undoes")
	r.shows("talked today")
	r.press("T").shows("Only what was handed over can be taken back.")
	r.press("space").write("They share the rota").press("enter")
	r.shows("Settled: D. and S. · u undoes")
	r.lacks("open 14 days")
	r.shows("▸ ✓ Avoiding conflict")
	r.press("u")
	r.shows("open 14 days")
	r.press("j", "x")
	r.shows("Removed: ")
	r.lacks("open 14 days")
	r.press("u")
	r.shows("open 14 days")

	r.press("G", "k", "a").write("Notes, to T.").press("enter", "enter")
	r.shows("▸   ○ Notes, to T.")
	r.press("t").shows("Talks are noted of former peers and of conflicts.")
	r.press("T")
	r.shows("1 taken back in the last quarter")
	r.press("u")
	r.shows("1 with others now, 0 taken back")
}

func TestReviewTripwiresPeerAndGrowth(t *testing.T) {
	k := leadingWeek(t)
	k.matters(planner.Amber)
	r := k.open("Review", 80, 24).toStage(planner.StageTripwires)
	r.press("j", "j")
	r.shows("no plain talk for 30 days · worth a look")
	r.press("t")
	r.shows("talked today")
	r.shows("✓ Staying everyone's friend")
	r.press("G")
	r.shows("Nothing noted yet")
	r.press("a").write("Read on delegation").press("tab").write("yesterday").press("enter")
	r.shows("Last 1 day ago")
	ev, err := k.keeper.Get(planner.ID{Kind: planner.KindEvidence, N: 1})
	if e, ok := ev.(*planner.Evidence); err != nil || !ok || e.Kind != planner.Learned || e.Date != friday.AddDays(-1) || e.Phase != 1 || e.Review != r.plan.Profile().Review {
		t.Errorf("kept is %+v, %v", ev, err)
	}
	r.press("u")
	r.shows("Nothing noted yet")
}

// A day is meant to be past: what names no year, or only a weekday, is the
// last such day, and one that is to come is refused.
func TestReviewTripwiresPastDates(t *testing.T) {
	r := leadingWeek(t).open("Review", 80, 24).toStage(planner.StageTripwires)
	r.press("j", "a").write("M.").press("tab").write("+2w").press("enter")
	r.shows("expected a day up to today")
	if len(r.dialogs) != 1 {
		t.Error("a day to come is taken")
	}
	r.press("ctrl+u").write("21 nov").press("enter")
	if len(r.dialogs) != 0 {
		t.Error("a day of the year before is refused")
	}
	r.shows("364 days")
}

// Another window settles the matter that the cursor is on.
func TestReviewTripwiresTwoWindows(t *testing.T) {
	k := leadingWeek(t)
	k.matters(planner.Loud)
	one := k.open("Review", 120, 36).toStage(planner.StageTripwires)
	two := k.open("Review", 120, 36).toStage(planner.StageTripwires)
	for _, r := range []*rig{one, two} {
		r.press("j", "j", "j", "j")
		r.shows("▸   ▲ D. and S.")
	}
	one.press("space").write("Settled here").press("enter")
	two.second(1)
	two.shows("▸ ✓ Avoiding conflict")
	two.press("t").shows("Nothing is noted there")
	one.press("u")
	two.second(1)
	two.shows("▲ D. and S.")
	k.apply(planner.OpenMatter(planner.Conflict, "An older one", friday.AddDays(-50)))
	two.press("j")
	two.second(1)
	two.shows("▲ An older one")
	k.apply(planner.SetPhase(1, planner.Closed, "", friday)) // who manages nobody has no such part
	two.second(1)
	two.lacks("Avoiding conflict")
	two.fits()
}

// The cursor stays with its matter when others come and go above it.
func TestReviewTripwiresCursorStays(t *testing.T) {
	k := leadingWeek(t)
	k.matters(planner.Fine)
	r := k.open("Review", 80, 24).toStage(planner.StageTripwires)
	r.press("j", "j", "j", "j")
	r.shows("▸   ○ D. and S.")
	k.apply(planner.OpenMatter(planner.FormerPeer, "O. P.", friday))
	k.apply(planner.OpenMatter(planner.Conflict, "An older one", friday.AddDays(-50)))
	r.second(1)
	r.shows("▸   ○ D. and S.")
	r.resize([2]int{60, 15})
	r.shows("▸   ○ D. and S.")
	r.fits()
	r.press("G")
	r.shows("▸ · Neglecting your own growth")
	r.shows("A chapter, a talk")
}

func TestReviewTripwiresHostile(t *testing.T) {
	for i, text := range hostile.Texts {
		size := sizes[i%len(sizes)]
		k := leadingWeek(t)
		k.matters(planner.Loud)
		r := k.open("Review", size[0], size[1]).toStage(planner.StageTripwires)
		r.Keeper = deafKeeper{k.keeper}
		r.publish(hostile.Soil(r.plan, text.Text))
		r.harmless(text.Name, hostileIn)
		r.press("j", "j") // its matter
		for _, key := range []string{"a", "esc", "space", "esc", "j", "j", "G"} {
			r.press(key)
			r.harmless(text.Name, hostileIn)
		}
	}
}

// deafKeeper hears nothing of what others change.
type deafKeeper struct{ *sharedKeeper }

func (deafKeeper) Since(uint64) (planner.Delta, error) { return planner.Delta{}, nil }

func TestReviewTripwiresEveryWindow(t *testing.T) {
	k := leadingWeek(t)
	k.matters(planner.Loud)
	r := k.open("Review", 80, 24).toStage(planner.StageTripwires)
	r.press("G")
	for w := 60; w <= 200; w += 7 {
		for h := 15; h <= 60; h += 5 {
			r.send(tea.WindowSizeMsg{Width: w, Height: h})
			r.fits()
			r.shows("▸ · Neglecting your own growth")
		}
	}
}
