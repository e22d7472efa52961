package tui

import "testing"

func TestWindowTooSmall(t *testing.T) {
	r := newRig(t, fixture{w: 50, h: 10, plan: true})
	r.shows("60×15")
	r.fits()
}

func TestFirstFrameBeforeAnySize(t *testing.T) {
	r := newRig(t, fixture{plan: true})
	r.w, r.h = 0, 0
	if got := r.View().Content; got != "" {
		t.Errorf("a frame of no size shows %q", got)
	}
}
