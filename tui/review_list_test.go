package tui

import (
	"strings"
	"testing"

	"waymark/planner"
)

// countingKeeper counts the single records that are read.
type countingKeeper struct {
	*sharedKeeper
	gets int
}

func (k *countingKeeper) Get(id planner.ID) (planner.Record, error) {
	k.gets++
	return k.sharedKeeper.Get(id)
}

// still deals with a key, and leaves what is to be read beside unread.
func (r *rig) still(key string) { r.route(keyPress(key)) }

// fullReview is a plan with one review that has everything.
func fullReview(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	k.tenYears(1)
	due, share := friday.AddDays(-5), 40
	k.apply(planner.Edit{Label: "A full review", On: []planner.ID{{Kind: planner.KindReview, N: 1}}, Run: func(d *planner.Draft) error {
		old, err := d.Get(planner.ID{Kind: planner.KindReview, N: 1})
		if err != nil {
			return err
		}
		r := *old.(*planner.Review)
		won := d.Add(planner.KindEvidence, &planner.Evidence{Date: due, Kind: "led", Title: "Led the upgrade of the database", Outcome: "No one noticed, which was the aim.", Review: r.ID})
		answer := d.Add(planner.KindReflection, &planner.Reflection{Date: due, Probe: "p1", Question: "Whom did you unblock?", Answer: "Sam, with the on-call handover.", Review: r.ID})
		r.Line, r.Merged, r.Closed = "Half of it done, the better half.", 2, due.AddDays(1)
		r.Done, r.Evidence = []planner.ID{actionID(6), checkID(1)}, []planner.ID{won}
		r.Energy = map[string]int{"coaching": 2, planner.HandsOn: -1, planner.Leading: 1}
		r.Next = due.AddDays(7)
		d.Put(&r)
		note := *d.Plan().WeekNamed(r.Week)
		note.Merged, note.Share, note.Evidence, note.Done = 2, &share, 1, 2
		note.Asked = []planner.Asked{{Probe: "p1", On: due, Answer: answer}}
		d.Put(&note)
		return nil
	}})
	return k
}

func TestReviewListGoldens(t *testing.T) {
	for _, size := range reviewSizes {
		for _, c := range []struct {
			name string
			week func(*testing.T) *someWeek
			keys []string
		}{
			{"weeks", unevenWeeks, nil},
			{"weeks-below", unevenWeeks, []string{"j", "j"}},
			{"held", fullReview, []string{"j", "enter"}},
			{"held-old", unevenWeeks, []string{"G", "enter"}}, // from before a review kept what it came to
		} {
			t.Run(c.name+" "+size.name, func(t *testing.T) {
				k := c.week(t)
				from := friday.AddDays(31)
				k.apply(planner.BeAway(from, from.AddDays(13), ""))
				k.open("Home", size.w, size.h).press(append([]string{"3"}, c.keys...)...).golden("review/" + c.name + "-" + size.name)
			})
		}
	}
}

// Ten years of reviews are listed without a read of history; what they closed
// with is read beside, and a row is read when the cursor is on it.
func TestReviewListReadsBeside(t *testing.T) {
	k := newWeek(t)
	k.tenYears(520)
	r := k.open("Home", 80, 24)
	counting := &countingKeeper{sharedKeeper: k.keeper}
	r.Keeper = counting
	r.still("3")
	r.shows("520 held")
	r.shows("2026-W46")
	r.shows("  …")
	r.lacks("Line 520")
	if k.keeper.reviews != 0 || counting.gets != 0 || len(r.later) != 1 {
		t.Errorf("opening the list read history %d times and %d records, and left %d reads for later", k.keeper.reviews, counting.gets, len(r.later))
	}
	r.send(tickMsg{})
	r.shows("Line 520")
	r.lacks("  …")
	r.press("j", "ctrl+d", "k", "1", "3")
	k.apply(planner.CaptureLine("A thought", friday))
	r.send(tickMsg{})
	if k.keeper.reviews != 1 || counting.gets != 0 {
		t.Errorf("all reviews were read %d times, and %d records", k.keeper.reviews, counting.gets)
	}
	r.resize([2]int{120, 36})
	counting.gets = 0
	r.press("j")
	if counting.gets != 1 {
		t.Errorf("a move read %d records", counting.gets)
	}
	r.press("g", "G")
	r.shows("2016-W49")
	r.lacks("2026-W46")
	r.press("enter")
	r.shows("Line 1")
	r.press("esc", "g")
	r.shows("2026-W46")
}

// The lines are read again when a review was closed, here or elsewhere, and
// when that was undone.
func TestReviewListReadsAgain(t *testing.T) {
	k := newWeek(t)
	k.tenYears(2)
	r := k.open("Review", 80, 24)
	r.toStage(planner.StageClose).write("A calm week").press("enter", "enter")
	r.shows("3 held")
	r.shows("A calm week")
	r.press("r") // opens it again
	r.toStage(planner.StageClose).write(", yes").press("enter", "enter")
	r.shows("A calm week, yes")
	other := k.open("Review", 80, 24)
	other.shows("A calm week, yes")
	reads := k.keeper.reviews
	r.press("u")
	r.press("esc")
	other.send(tickMsg{})
	other.shows("A calm week")
	other.lacks(", yes")
	if k.keeper.reviews != reads+2 {
		t.Errorf("all reviews were read %d times, expected once by each window", k.keeper.reviews-reads)
	}
}

// Where closing lines can't be read, the list says so in one place.
func TestReviewListUnreadable(t *testing.T) {
	k := newWeek(t)
	k.tenYears(3)
	k.keeper.broken = true
	r := k.open("Review", 80, 24)
	if n := strings.Count(r.text(), "can't be read"); n != 1 {
		t.Errorf("it is said %d times:\n%s", n, r.text())
	}
	r.shows("Their closing lines can't be read: the disk is gone")
	r.shows("2026-W46")
	r.lacks("…")
	r.press("j", "enter")
	r.shows("the disk is gone")
	if len(r.dialogs) > 0 {
		t.Error("a review that can't be read is open")
	}
}

// A row tells what became of the weeks before it that had no review, by shape
// and by word.
func TestReviewListGaps(t *testing.T) {
	r := unevenWeeks(t).open("Home", 100, 30).press("3")
	for _, want := range []string{"▪▪■ 2026-W45", "2 merged · Line 19", "–■ 2026-W41", "1 away · Line 15", "▪■ 2026-W37", "1 merged · Line 11", legend(), "■■■▪■■■–■■▪▪■■□◇  10 of 14"} {
		r.shows(want)
	}
	l := &reviewList{env: r.env}
	many := make([]planner.Mark, 9)
	for i := range many {
		many[i] = planner.MergedIn
	}
	for n := range many {
		if got := width(l.rowMarks(many[:n])); got != marksWidth {
			t.Errorf("the marks of %d weeks before a review take %d cells", n, got)
		}
	}
	if got := gapWords([]planner.Mark{planner.WasAway, planner.MergedIn, planner.WasAway}); got != "1 merged, 2 away" {
		t.Errorf("a gap is told as %q", got)
	}
}

// Days off that pass over a review are told before they begin and while they
// last.
func TestReviewListAway(t *testing.T) {
	for _, row := range []struct {
		name     string
		from, to int // days from Friday 20 November
		also     int // an adjoining stretch of so many days; 0: none
		says     string
	}{
		{"coming", 31, 44, 0, "Away 21 Dec to 3 Jan; the review after is due Sun 10 Jan"},
		{"one day", 9, 9, 0, "Away 29 Nov; the review after is due Sun 6 Dec"},
		{"under way", -3, 4, 0, "Away until 24 Nov; the review after is due Sun 29 Nov"},
		{"two that adjoin", 9, 12, 7, "Away 29 Nov to 2 Dec; the review after is due Sun 13 Dec"},
		{"over no review", 10, 14, 0, ""},
		{"far off", 90, 100, 0, ""},
		{"over", -20, -10, 0, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			k := newWeek(t)
			k.apply(planner.BeAway(friday.AddDays(row.from), friday.AddDays(row.to), ""))
			if row.also > 0 {
				k.apply(planner.BeAway(friday.AddDays(row.to+1), friday.AddDays(row.to+row.also), ""))
			}
			r := k.open("Review", 80, 24)
			if row.says == "" {
				r.lacks("Away")
				return
			}
			r.shows(row.says)
		})
	}
}

func TestReviewListFitsAnyWindow(t *testing.T) {
	for _, keys := range [][]string{nil, {"G"}, {"j", "enter"}, {"v"}} {
		k := unevenWeeks(t)
		k.apply(planner.BeAway(friday.AddDays(31), friday.AddDays(44), ""))
		r := k.open("Home", 80, 24).press("3")
		r.press(keys...)
		for w := 60; w <= 180; w += 20 {
			for h := 15; h <= 60; h += 9 {
				r.resize([2]int{w, h})
				r.fits()
				r.press("ctrl+d")
				r.fits()
			}
		}
	}
}
