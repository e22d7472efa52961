package planner_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
)

// manager is a plan whose user manages people, with a review under way.
func manager(t *testing.T) world {
	t.Helper()
	w := begin(t)
	w.do(t, planner.SetPhase(3, planner.Open, "", today))
	w.start(t, today)
	return w
}

func (w world) wire(t *testing.T, name string) planner.Tripwire {
	t.Helper()
	for _, wire := range w.plan.Tripwires(w.review(), today) {
		if wire.Name == name {
			return wire
		}
	}
	t.Fatalf("there is no tripwire %s", name)
	return planner.Tripwire{}
}

func TestTripwiresOfWhoManages(t *testing.T) {
	names := func(w world) string {
		var out []string
		for _, wire := range w.plan.Tripwires(w.review(), today) {
			out = append(out, wire.Name)
			if wire.Title == "" || wire.Advice == "" || wire.Measure == "" {
				t.Errorf("%s lacks words: %+v", wire.Name, wire)
			}
		}
		return strings.Join(out, " ")
	}
	w := begin(t)
	w.start(t, today)
	if got := names(w); got != "" {
		t.Errorf("who doesn't manage has %s", got)
	}
	w = manager(t)
	if got := names(w); got != "hands-on peers conflicts delegation growth" {
		t.Errorf("hybrid: %s", got)
	}
	w.do(t, planner.OpenMatter(planner.FormerPeer, "A. B.", today))
	if got := names(w); got != "hands-on peers conflicts delegation growth" {
		t.Errorf("hybrid with a former peer: %s", got)
	}
	w = manager(t)
	w.do(t, planner.SetProfile("Form", func(p *planner.Profile) { p.Form = "inside" }))
	if got := names(w); got != "hands-on peers conflicts delegation growth" {
		t.Errorf("promoted to lead the own team: %s", got)
	}
}

// Each tripwire at its bounds.
func TestTripwireLevels(t *testing.T) {
	const fine, amber, loud = planner.Fine, planner.Amber, planner.Loud
	for _, tt := range []struct {
		wire    string
		days    int
		level   planner.Level
		measure string
		set     func(t *testing.T, w *world, days int)
	}{
		{planner.WireConflicts, 0, planner.Unknown, "none open", nil},
		{planner.WireConflicts, 13, fine, "1 open, the oldest for 13 days", conflict},
		{planner.WireConflicts, 14, amber, "1 open, the oldest for 14 days", conflict},
		{planner.WireConflicts, 29, amber, "1 open, the oldest for 29 days", conflict},
		{planner.WireConflicts, 30, loud, "1 open, the oldest for 30 days", conflict},
		{planner.WireConflicts, 1, fine, "1 open, the oldest for 1 day", conflict},
		{planner.WireConflicts, -3, fine, "1 open, the oldest for 0 days", conflict},
		{planner.WirePeers, 29, fine, "1 former peer; the longest without a plain talk: 29 days", peer},
		{planner.WirePeers, 30, amber, "1 former peer; the longest without a plain talk: 30 days", peer},
		{planner.WirePeers, 59, amber, "1 former peer; the longest without a plain talk: 59 days", peer},
		{planner.WirePeers, 60, loud, "1 former peer; the longest without a plain talk: 60 days", peer},
		{planner.WireGrowth, 0, fine, "today", grown},
		{planner.WireGrowth, -5, fine, "today", grown},
		{planner.WireGrowth, 1, fine, "last 1 day ago", grown},
		{planner.WireGrowth, 29, fine, "last 29 days ago", grown},
		{planner.WireGrowth, 30, amber, "last 30 days ago", grown},
		{planner.WireGrowth, 89, amber, "last 89 days ago", grown},
		{planner.WireGrowth, 90, loud, "last 90 days ago", grown},
		{planner.WireGrowth, 0, planner.Unknown, "nothing noted yet", nil},
		{planner.WirePeers, 0, planner.Unknown, "no former peers noted", nil},
		{planner.WireDelegation, 0, planner.Unknown, "0 with others now, 0 taken back in the last quarter", nil},
		{planner.WireDelegation, 0, amber, "1 with others now, 1 taken back in the last quarter", takenBack(1)},
		{planner.WireDelegation, 90, amber, "1 with others now, 2 taken back in the last quarter", takenBack(2)},
		{planner.WireDelegation, 90, loud, "1 with others now, 3 taken back in the last quarter", takenBack(3)},
		{planner.WireDelegation, 91, fine, "1 with others now, 0 taken back in the last quarter", takenBack(3)},
	} {
		t.Run(fmt.Sprintf("%s %d", tt.wire, tt.days), func(t *testing.T) {
			w := manager(t)
			if tt.set != nil {
				tt.set(t, &w, tt.days)
			}
			if got := w.wire(t, tt.wire); got.Level != tt.level || got.Measure != tt.measure {
				t.Errorf("%s, %q; want %s, %q", got.Level.Words(), got.Measure, tt.level.Words(), tt.measure)
			}
		})
	}
	words := map[string]bool{}
	for _, level := range []planner.Level{planner.Unknown, fine, amber, loud} {
		words[level.Words()] = true
	}
	if len(words) != 4 || planner.Level(99).Words() != loud.Words() {
		t.Errorf("the levels are called %v", words)
	}
}

func conflict(t *testing.T, w *world, days int) {
	t.Helper()
	w.do(t, planner.OpenMatter(planner.Conflict, "about the on-call plan", today.AddDays(-days)))
}

// peer talked plainly so many days ago, long after it began.
func peer(t *testing.T, w *world, days int) {
	t.Helper()
	id := w.do(t, planner.OpenMatter(planner.FormerPeer, "A. B.", today.AddDays(-400)))[0]
	w.do(t, planner.TalkAbout(id, today.AddDays(-days)))
}

func grown(t *testing.T, w *world, days int) {
	t.Helper()
	w.do(t, planner.LogEvidence(planner.Evidence{Title: "A course", Kind: planner.Learned, Date: today.AddDays(-500)}, today))
	w.do(t, planner.LogEvidence(planner.Evidence{Title: "A chapter", Kind: planner.Learned, Date: today.AddDays(-days)}, today))
	w.do(t, planner.LogEvidence(planner.Evidence{Title: "An old course", Kind: planner.Learned, Date: today.AddDays(-300)}, today))
	w.do(t, planner.LogEvidence(planner.Evidence{Title: "Shipped it", Kind: "shipped"}, today))
}

func takenBack(n int) func(t *testing.T, w *world, days int) {
	return func(t *testing.T, w *world, days int) {
		t.Helper()
		w.do(t, planner.OpenMatter(planner.Delegation, "still with them", today))
		ended := w.do(t, planner.OpenMatter(planner.Delegation, "went well", today.AddDays(-200)))[0]
		w.do(t, planner.CloseMatter(ended, false, "they did it better", today))
		for range n {
			id := w.do(t, planner.OpenMatter(planner.Delegation, "the release", today.AddDays(-200)))[0]
			w.do(t, planner.CloseMatter(id, true, "", today.AddDays(-days)))
		}
	}
}

// The hands-on share at the limit of each role form; a plan that doesn't know
// the limits goes by 30 percent.
func TestHandsOnShare(t *testing.T) {
	forms := []planner.RoleForm{{ID: planner.Hybrid, HandsOn: 60}, {ID: "inside", HandsOn: 35}, {ID: "outside"}}
	for _, tt := range []struct {
		form  string
		forms []planner.RoleForm
		limit int
	}{{"", forms, 60}, {planner.Hybrid, forms, 60}, {"inside", forms, 35}, {"outside", forms, 30}, {"elsewhere", forms, 30}, {"", nil, 30}, {"inside", nil, 30}} {
		w := manager(t)
		w.do(t, planner.SetProfile("Form", func(p *planner.Profile) { p.Form, p.Forms, p.Name = tt.form, tt.forms, "A" }))
		if got := w.plan.HandsOnLimit(); got != tt.limit {
			t.Errorf("%q: the limit is %d, want %d", tt.form, got, tt.limit)
		}
		if got := w.wire(t, planner.WireHandsOn); got.Level != planner.Unknown || !strings.HasPrefix(got.Measure, "not noted for this week; ") || !strings.HasSuffix(got.Measure, fmt.Sprintf(" bears about %d %%", tt.limit)) {
			t.Errorf("not noted: %+v", got)
		}
		for over, want := range map[int]planner.Level{-tt.limit: planner.Fine, 0: planner.Fine, 1: planner.Amber, 20: planner.Amber, 21: planner.Loud} {
			v, share := w, tt.limit+over
			v.do(t, planner.SetShare(v.review(), &share))
			if got := v.wire(t, planner.WireHandsOn); got.Level != want || !strings.HasPrefix(got.Measure, fmt.Sprintf("%d %% of the week", share)) {
				t.Errorf("%q, %d percent: %s, %q", tt.form, share, got.Level.Words(), got.Measure)
			}
			v.do(t, planner.SetShare(v.review(), nil))
			if got := v.wire(t, planner.WireHandsOn); got.Level != planner.Unknown {
				t.Errorf("%q, taken back: %s", tt.form, got.Level.Words())
			}
		}
	}
}

func TestMatters(t *testing.T) {
	w := manager(t)
	first := w.do(t, planner.OpenMatter(planner.Conflict, "first\x1b", on("2026-10-01")))[0]
	w.do(t, planner.OpenMatter(planner.Conflict, "third", today))
	second := w.do(t, planner.OpenMatter(planner.Conflict, "second", on("2026-11-01")))[0]
	w.do(t, planner.OpenMatter(planner.Delegation, "handed over", on("2026-09-01")))
	removed := w.do(t, planner.OpenMatter(planner.Conflict, "removed", on("2026-09-01")))[0]
	w.do(t, planner.Remove(ids(removed), today))
	open := func() string {
		var out []string
		for _, m := range w.plan.Matters(planner.Conflict, today) {
			out = append(out, fmt.Sprintf("%s %d", m.Title, m.Age(today)))
		}
		return strings.Join(out, ", ")
	}
	if got := open(); got != "first 55, second 24, third 0" {
		t.Errorf("open: %s", got)
	}
	w.do(t, planner.TalkAbout(second, today)) // a talk doesn't make a conflict younger
	if got := open(); got != "first 55, second 24, third 0" {
		t.Errorf("talked: %s", got)
	}
	w.do(t, planner.CloseMatter(first, false, "settled \x1bover lunch", today))
	if got := open(); got != "second 24, third 0" {
		t.Errorf("settled: %s", got)
	}
	if m := w.plan.Find(first).(*planner.Matter); m.Outcome != "settled over lunch" || m.Closed != today || m.TakenBack {
		t.Errorf("settled: %+v", m)
	}
	for _, e := range []planner.Edit{planner.TalkAbout(removed, today), planner.CloseMatter(planner.ID{Kind: planner.KindMatter, N: 99}, false, "", today), planner.TalkAbout(w.add(t, action("a")), today)} {
		_, _, err := w.apply(e)
		wantIs(t, err, planner.ErrNotFound)
	}
}
