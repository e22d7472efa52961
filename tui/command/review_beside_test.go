package command

import (
	"errors"
	"io"
	"strings"
	"testing"

	"waymark/planner"
)

// yes is somebody who only presses enter, up to a number of times.
type yes struct{ left int }

func (y *yes) Read(p []byte) (int, error) {
	if y.left == 0 {
		return 0, io.EOF
	}
	y.left--
	p[0] = '\n'
	return 1, nil
}

// Whatever another window decides or removes, and whenever, enter goes on to
// the end.
func TestLineReviewEnterGoesOn(t *testing.T) {
	today := date(t, "2026-11-22")
	const enough = 60
	for name, other := range map[string]func(w *world) planner.Edit{
		"removed": func(w *world) planner.Edit {
			return planner.Remove([]planner.ID{mustID(w.t, "c2"), mustID(w.t, "k2"), mustID(w.t, "a2"), mustID(w.t, "m1"), mustID(w.t, "a5")}, today)
		},
		"ticked": func(w *world) planner.Edit {
			return planner.SetState([]planner.ID{mustID(w.t, "k1"), mustID(w.t, "k2"), mustID(w.t, "a2"), mustID(w.t, "a5")}, planner.Done, "", today)
		},
		"looked at": func(w *world) planner.Edit {
			return planner.Reviewed(w.plan().Profile().Review, planner.Step{Item: mustID(w.t, "k1"), Because: "due"}, planner.OutcomeSeen, planner.Edit{}, today)
		},
		"decided": func(w *world) planner.Edit {
			change := planner.SetState([]planner.ID{mustID(w.t, "k1")}, planner.Done, "", today)
			return planner.Reviewed(w.plan().Profile().Review, planner.Step{Item: mustID(w.t, "k1"), Because: "due"}, planner.OutcomeDone, change, today)
		},
		"more in focus": func(w *world) planner.Edit {
			return planner.SetFocus([]planner.ID{mustID(w.t, "a2"), mustID(w.t, "a4")}, true, today)
		},
		"settled": func(w *world) planner.Edit { return planner.CloseMatter(mustID(w.t, "o1"), false, "", today) },
	} {
		for at := 2; at < 36; at++ {
			w := walked(t)
			inner := w.keeper
			w.keeper = &meddling{inner, at, func(k planner.Keeper) {
				if _, err := k.Apply(other(w).Stamp(w.now, "test", 1001)); err != nil && !errors.Is(err, planner.ErrUnchanged) && !errors.Is(err, planner.ErrNotFound) {
					t.Fatalf("%s: %v", name, err)
				}
			}}
			presses := &yes{enough}
			w.typed = presses
			var all strings.Builder
			if code := Main([]string{"review", "--plain"}, w.environment(&all, &all)); code != exitOK || w.held().Closed.IsZero() {
				t.Fatalf("%s, at look %d: exit %d after %d lines\n%s", name, at, code, enough-presses.left, all.String())
			}
		}
	}
}

// What was decided in another window is told and passed by, whatever is typed.
func TestLineReviewSettledElsewhere(t *testing.T) {
	today := date(t, "2026-11-22")
	for _, c := range []struct {
		stage string
		edit  func(w *world) planner.Edit
		typed string
		says  string
	}{
		{planner.StageInbox, func(w *world) planner.Edit {
			return planner.Sort(mustID(w.t, "c1"), &planner.Action{Item: planner.Item{Title: "x", Phase: 1}}, today)
		}, "a", "Sorted elsewhere: ask how she plans her week is a6 now"},
		{planner.StageLookBack, func(w *world) planner.Edit {
			return planner.Remove([]planner.ID{mustID(w.t, "a1")}, today)
		}, "v", "Settled elsewhere: Pick one area"},
		{planner.StageChecks, func(w *world) planner.Edit {
			return planner.SetState([]planner.ID{mustID(w.t, "k1")}, planner.Done, "", today)
		}, "d", "Settled elsewhere: Write down a win"},
		{planner.StageChecks, func(w *world) planner.Edit {
			return planner.Reviewed(w.plan().Profile().Review, planner.Step{Item: mustID(w.t, "k1"), Because: "due"}, planner.OutcomeSeen, planner.Edit{}, today)
		}, "", "Decided elsewhere: Write down a win, looked at"},
		{planner.StageStuck, func(w *world) planner.Edit {
			return planner.SetState([]planner.ID{mustID(w.t, "m1")}, planner.Dropped, "", today)
		}, "a", "Settled elsewhere: Own one system, dropped"},
		{planner.StageWaiting, func(w *world) planner.Edit {
			return planner.SetState([]planner.ID{mustID(w.t, "a5")}, planner.Done, "", today)
		}, "d", "Settled elsewhere: A talk with Sam"},
	} {
		t.Run(c.stage, func(t *testing.T) {
			w := walked(t).at(c.stage)
			// The walk looks twice before it asks, and once after the answer.
			w.keeper = &meddling{w.keeper, 3, func(k planner.Keeper) {
				if _, err := k.Apply(c.edit(w).Stamp(w.now, "test", 1001)); err != nil {
					t.Error(err)
				}
			}}
			if out := w.plainly(c.typed, "q"); !strings.Contains(out, c.says) {
				t.Errorf("no %q in\n%s", c.says, out)
			}
		})
	}
}

// Words for something that is gone by then are not asked for again and again.
func TestLineReviewWordsForWhatIsGone(t *testing.T) {
	today := date(t, "2026-11-22")
	w := walked(t).at(planner.StageTripwires)
	w.plainly("40", "") // the conflict comes next
	gone := false
	w.keeper = &meddling{w.keeper, 5, func(k planner.Keeper) {
		gone = true
		if _, err := k.Apply(planner.Remove([]planner.ID{mustID(t, "o1")}, today).Stamp(w.now, "test", 1001)); err != nil {
			t.Error(err)
		}
	}}
	out := w.plainly(append([]string{"", "d"}, make([]string, 20)...)...)
	if !gone || strings.Count(out, "What came of it?") != 1 || w.held().Closed.IsZero() {
		t.Errorf("gone %v:\n%s", gone, out)
	}
}
