package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// A backup that fails over damage which no screen has met yet names what looks
// at all of the file; other failures are told as they are.
func TestFailedBackupNamesCheck(t *testing.T) {
	damage := fmt.Errorf("back up the plan %s: record a12: %w", planFile, planner.ErrDamaged)
	for name, c := range map[string]struct {
		ask    func(*rig)
		failed string
	}{
		"asked for": {func(r *rig) { r.command("back up the plan now") }, "The backup failed"},
		"by itself": {func(r *rig) { r.ticks(5) }, "Today's backup failed"},
		"after a review": {func(r *rig) {
			for _, edit := range []func() error{
				func() error { _, err := r.keep(r.plan.StartReview(false, r.today)); return err },
				func() error {
					_, err := r.keep(planner.CloseReview(r.plan.Profile().Review, nil, "", r.today))
					return err
				},
			} {
				if err := edit(); err != nil {
					r.t.Fatal(err)
				}
			}
			r.send(nil)
		}, "The backup after the review failed"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newCarer(t)
			k.chores = damage
			r := damaged(t, k, fixture{w: 100, h: 24})
			c.ask(r)
			r.shows(c.failed + ": part of the plan's file is damaged · : check")
			r.command("check the plan's file") // which is what it is called there
			r.shows("Check of the plan's file")
			k.chores = errors.New("no room")
			r = damaged(t, k, fixture{w: 100, h: 24})
			c.ask(r)
			r.shows(c.failed + ": no room")
			r.lacks(": check")
		})
	}
}

// Damage that is known already is said at the top, and needs no check.
func TestFailedBackupOfKnownDamage(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{})
	k.since, k.chores = errPage, errPage
	r.ticks(1)
	r.command("back up the plan now")
	if !strings.HasPrefix(r.toast.text, "The backup failed: read the plan") {
		t.Errorf("it says %q", r.toast.text)
	}
}
