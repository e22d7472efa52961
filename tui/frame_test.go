package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"
)

func TestWindowTooSmall(t *testing.T) {
	r := newRig(t, fixture{w: 50, h: 10, plan: true})
	r.shows("60×15")
	r.fits()
}

// A due review may be begun before the window's size is known.
func TestReviewBeforeAnySize(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	early := &rig{newApp(r.Config, nil), t}
	early.Start, early.Today = "Review", func() civil.Date { return friday.AddDays(2) }
	early.today = early.Today()
	early.send(loadedMsg{r.plan, nil})
	if got := early.View().Content; got != "" {
		t.Errorf("a frame of no size shows %q", got)
	}
	early.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	early.shows("Inbox")
}

func TestFirstFrameBeforeAnySize(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.window = [2]int{}
	if got := r.View().Content; got != "" {
		t.Errorf("a frame of no size shows %q", got)
	}
}
