package tui

import (
	"errors"
	"slices"
	"testing"

	"waymark/planner"
)

// offered is what the screen offers, by the names of its keys; what can't be
// done now is in brackets.
func offered(r *rig) []string {
	var out []string
	for _, rem := range r.current.(*rescue).remedies() {
		key := rem.keys[0]
		if rem.why != "" {
			key = "(" + key + ")"
		}
		out = append(out, key)
	}
	return out
}

// What is offered fits what is wrong: a file that loads needs no salvage, only
// such a one can be gone on with, and in none there is nothing to read.
func TestRescueOffers(t *testing.T) {
	for name, want := range map[string][]string{
		"damaged":   {"r", "b", "s", "q"},
		"missing":   {"r", "b", "(s)", "q"},
		"older":     {"r", "b", "k", "q"},
		"another":   {"r", "b", "k", "q"},
		"no backup": {"(r)", "b", "s", "q"},
	} {
		k := newCarer(t)
		rescues[name](k)
		r := damaged(t, k, fixture{})
		if got := offered(r); !slices.Equal(got, want) {
			t.Errorf("%s: offered is %q", name, got)
		}
		r.press("s")
		if asked := len(r.dialogs) == 1; asked != slices.Contains(want, "s") {
			t.Errorf("%s: s asks where to: %v", name, asked)
		}
		if slices.Contains(want, "k") {
			r.lacks("salvage")
		}
	}
}

// A plan that went away while the screens are open leaves nothing to read.
func TestRescueOfAPlanThatIsGone(t *testing.T) {
	k := newCarer(t)
	r := damaged(t, k, fixture{w: 120, h: 36})
	k.since = planner.ErrNoPlan
	r.ticks(1)
	r.command("rescue")
	if got, want := offered(r), []string{"r", "b", "(s)", "e", "esc"}; !slices.Equal(got, want) {
		t.Errorf("offered is %q", got)
	}
	r.shows("Your plan is not where it was")
	r.shows("There is nothing in it to read.")
	r.press("s")
	if len(r.dialogs) != 0 || slices.ContainsFunc(k.calls, func(call string) bool { return call != "trouble" }) {
		t.Errorf("%d dialogs, %v", len(r.dialogs), k.calls)
	}
}

// Trying again answers, also where it finds the very same.
func TestRescueStillTheSame(t *testing.T) {
	k := newCarer(t)
	rescues["damaged"](k)
	r := damaged(t, k, fixture{})
	r.lacks("It is still the same")
	r.press("t")
	r.shows("It is still the same")
	r.shows("The plan's file is damaged")
	if !errors.Is(r.exit, planner.ErrDamaged) || !slices.Equal(k.calls, []string{"trouble", "trouble"}) {
		t.Errorf("it would end with %v; calls: %v", r.exit, k.calls)
	}
	k.load = read(nil, "page 18 is not what it should be")
	r.press("t")
	r.lacks("It is still the same")
	r.shows("Page 18")
	k.load = planner.ErrBusy
	r.press("t")
	r.lacks("It is still the same")
	r.shows(planner.ErrBusy.Error())
}
