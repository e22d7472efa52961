package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// unevenWeeks is a plan with reviews of twenty weeks, some of which were
// merged, one away, and the last but one missed. It is a Sunday, and a review
// is due.
func unevenWeeks(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	k.tenYears(20)
	k.apply(planner.Edit{Label: "Weeks without a review", Run: func(d *planner.Draft) error {
		merged := map[int]int{1: 2, 9: 1} // by how many weeks ago the review was
		for i, note := range d.Plan().HeldWeeks() {
			next := *note
			next.Removed = slices.Contains([]int{2, 3, 6, 10}, i)
			next.Merged = merged[i]
			d.Put(&next)
		}
		return nil
	}})
	off := friday.AddDays(-5 - 6*7)
	k.apply(planner.BeAway(off.AddDays(-6), off, "walking"))
	k.today = friday.AddDays(9)
	return k
}

func TestHomeWeeksGolden(t *testing.T) {
	for _, size := range reviewSizes {
		unevenWeeks(t).open("Home", size.w, size.h).golden("review/home-weeks-" + size.name)
	}
	k := unevenWeeks(t)
	r := k.open("Home", 80, 24)
	r.send(tea.BackgroundColorMsg{Color: lightBackground{}})
	compareGolden(t, "review/home-weeks-80x24-light", strings.ReplaceAll(r.View().Content, "\x1b", "␛")+"\n")
}

// lightBackground is the colour of paper.
type lightBackground struct{}

func (lightBackground) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }

// Home tells what the last sixteen weeks came to, each mark with its shape,
// and how many reviews there were in words.
func TestHomeWeeks(t *testing.T) {
	k := unevenWeeks(t)
	r := k.open("Home", 80, 24)
	r.shows("Reviews  ■■■▪■■■–■■▪▪■■□◇  10 of 14 · steady ")
	for _, words := range []string{"Energy   leading ", "hands-on ", "review due today"} {
		r.shows(words)
	}
	percent, _ := k.plan().Steadiness(k.today)
	r.shows("steady " + planner.Signed(percent)[1:] + " %")
	if k.keeper.reviews > 0 {
		t.Error("Home reads history")
	}
	r.resize([2]int{60, 15})
	r.shows("Reviews 10 of 14 · steady")
	r.lacks("■")
}

// Before the first review there is nothing to say of weeks but when it is due.
func TestHomeBeforeTheFirstReview(t *testing.T) {
	for _, after := range []int{0, 25} {
		r := newRig(t, fixture{plan: true, today: friday.AddDays(after)})
		r.lacks("Reviews")
		r.lacks("Energy")
		r.shows("review ")
	}
}

// Energy may be read before there was a review.
func TestHomeEnergyOnly(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.apply(r.plan.Feel(nil, planner.HandsOn, -1, "", friday))
	r.shows("Energy   hands-on ▃ −1")
	r.lacks("Reviews")
	r.lacks("leading")
}

// Who comes back after a long time finds no row of failures, but what the next
// review does.
func TestHomeAfterALongTime(t *testing.T) {
	k := newWeek(t)
	k.tenYears(3)
	k.today = friday.AddDays(200)
	r := k.open("Home", 80, 24)
	r.shows("◇  the next review takes these up")
	r.lacks("0 of 1")
	r.lacks("steady")
}

// Home is whole in any window: the last line is the last, and what has no room
// is left out.
func TestHomeWeeksFitAnyWindow(t *testing.T) {
	k := unevenWeeks(t)
	k.apply(planner.CaptureLine("A thought", k.today))
	r := k.open("Home", 80, 24)
	for w := 60; w <= 130; w += 10 {
		for h := 15; h <= 28; h++ {
			r.resize([2]int{w, h})
			r.fits()
			r.shows("Inbox 1")
			r.shows("10 of 14")
			r.shows("Next milestones")
			r.shows("▸ ")
		}
	}
}

// A move of the cursor costs few bytes also where there are weeks to tell of.
func TestBytesOfWeeks(t *testing.T) {
	const most = 350
	k := newWeek(t)
	k.tenYears(520)
	p := startWire(t, k.keeper, "Home", 80, 24)
	moves := func(screen string) {
		t.Helper()
		for _, key := range []string{"j", "j", "k", "k"} {
			if n := p.press(key); n > most {
				t.Errorf("%s on %s sends %d bytes, not at most %d", key, screen, n, most)
			}
		}
	}
	moves("Home")
	p.press("3")
	p.settle(func() bool { return strings.Contains(p.output(), "Line 520") })
	moves("the list of reviews")
	if n := p.idle(300 * time.Millisecond); n > 0 {
		t.Errorf("%d bytes were sent while nothing happened", n)
	}
}
