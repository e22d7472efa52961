package command

import (
	"io"
	"strings"
	"testing"

	"waymark/planner"
)

func TestEnergy(t *testing.T) {
	w := walked(t)
	for _, c := range []struct {
		args string
		code int
		out  string
		err  string
	}{
		{"energy coaching 2", 0, "n1\n", "Energy: Coaching +2, gave you a lot"},
		{"energy meetings -1", 0, "n2\n", "Energy: Meetings −1, cost you"},
		{"energy meetings -2 --note loud", 0, "n3\n", "drained you"},
		{"energy --note loud meetings -2", 0, "n4\n", "drained you"},
		{"energy hands +1 --date yesterday", 0, "n5\n", "on Sat 21 Nov"},
		{"energy -- deciding -0", 0, "n6\n", "neither"},
		{"energy leading 1 --date fri", 0, "n7\n", "on Fri 20 Nov"},
		{"energy hard -1 --note -1", 0, "n8\n", "Hard conversation −1"},
		{"energy coaching -3", 2, "", `energy "−3": expected a whole number from -2`},
		{"energy coaching", 2, "", "needs a kind of work and a value"},
		{"energy coaching 1 2", 2, "", "one too many"},
		{"energy h 1", 2, "", "h fits hard-conversation and hands-on\nType more of the one you mean."},
		{"energy coaching 1 --json", 2, "", "--json is for the list of readings"},
		{"energy sport 1", 2, "", "expected one of coaching"},
		{"energy coaching 1 --date 2026-11-23", 2, "", "a day up to today"},
		{"energy coaching 1 --date never", 2, "", `date "never"`},
		{"energy --note x", 2, "", "--note and --date are for a reading"},
		{"energy coaching -x", 2, "", "there is no flag"},
	} {
		r := w.run(strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.out, c.out) || !strings.Contains(r.err, c.err) {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
	if e := w.get("n8").(*planner.Energy); e.Note != "-1" || e.Value != -1 {
		t.Errorf("%+v", e)
	}
	golden(t, "energy", w.must("energy"))
	golden(t, "energy-json", w.must("energy", "--json"))
	if r := w.run("energy", "Hands-on work", "1"); r.code != exitOK || w.get("n9").(*planner.Energy).Work != planner.HandsOn {
		t.Errorf("by its title: %+v", r)
	}
	w.must("rm", "n3", "n4")
	if out := w.must("energy", "--today", "2027-02-01"); strings.Count(out, "+2") != 1 {
		t.Errorf("readings of two months ago:\n%s", out)
	}
}

// Shells are offered the kinds and the values.
func TestEnergyCompletes(t *testing.T) {
	w := newWorld(t)
	for args, want := range map[string]string{"energy\x00": "coaching\tCoaching", "energy\x00coaching\x00": "-2\n-1\n0\n1\n2"} {
		var out strings.Builder
		Main(append([]string{"__complete"}, strings.Split(args, "\x00")...), w.environment(&out, io.Discard))
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q: %s", args, out.String())
		}
	}
}

func TestAway(t *testing.T) {
	w := walked(t)
	for _, c := range []struct {
		args []string
		code int
		out  string
		err  string
	}{
		{[]string{"away"}, 0, "", "No days off are noted."},
		{[]string{"away", "2026-12-21", "2027-01-03", "--why", "skiing"}, 0, "v1\n", "Away 21 Dec 2026 to 3 Jan 2027"},
		{[]string{"away", "2026-12-21", "2027-01-03"}, 0, "", "noted already, as v1"},
		{[]string{"away", "22 nov"}, 0, "v2\n", "Your review is due on Sunday 29 November 2026."},
		{[]string{"away", "2026-10-01", "+2w"}, 0, "v3\n", "Away 1 Oct 2026 to 15 Oct 2026"},
		{[]string{"away", "2027-01-03", "2026-12-21"}, 2, "", "one from Sunday 3 January 2027 on, the first day"},
		{[]string{"away", "2026-12-21", "2036-12-21"}, 2, "", "at most 731 days later"},
		{[]string{"away", "21", "dec"}, 2, "", `date "21"`},
		{[]string{"away", "mon", "fri", "sat"}, 2, "", "one too many"},
		{[]string{"away", "--why", "x"}, 2, "", "--why is for days off"},
		{[]string{"away", "2026-12-21", "2027-01-03", "--why", "a cold"}, 0, "v1\n", "Away"},
		{[]string{"away", "2026-12-21", "2027-01-03", "--why", "skiing"}, 0, "v1\n", "Away"},
		{[]string{"away", "mon", "--json"}, 2, "", "--json is for the list"},
		{[]string{"rm", "v2"}, 0, "", "Removed"},
		{[]string{"rm", "v2"}, 3, "", "not found"},
		{[]string{"show", "v1"}, 0, "skiing", ""},
		{[]string{"undo"}, 0, "", "Undone"},
		{[]string{"show", "v2"}, 0, "Sunday 22 November 2026", ""},
	} {
		r := w.run(c.args...)
		if r.code != c.code || !strings.Contains(r.out, c.out) || !strings.Contains(r.err, c.err) {
			t.Errorf("%q: %+v", c.args, r)
		}
	}
	golden(t, "away", w.must("away"))
	golden(t, "away-json", w.must("away", "--json"))
}

// The history of reviews, with the weeks between them, in lines, in JSON and in
// the status.
func TestReviews(t *testing.T) {
	w := walked(t)
	if r := w.run("reviews", "--today", "2026-11-16"); r.code != exitOK || !strings.Contains(r.err, "No reviews yet") {
		t.Errorf("%+v", r)
	}
	if out := w.must("status"); strings.Contains(out, "Reviews ") {
		t.Errorf("before the first review:\n%s", out)
	}
	newUser(t, -1).reviews(w)
	w.must("away", "2026-12-06")
	w.now = w.now.AddDate(0, 0, 21)
	w.plainly(make([]string, 40)...)
	w.must("energy", "hands", "-1")
	w.now = w.now.AddDate(0, 0, 9)
	w.lines = 0
	golden(t, "reviews", w.must("reviews"))
	golden(t, "reviews-json", w.must("reviews", "--json"))
	golden(t, "reviews-status", w.must("status"))
	golden(t, "show-review", w.must("show", "r1"))
	golden(t, "show-week", w.must("show", "w1"))
	if out := w.must("reviews", "--limit", "1"); strings.Count(out, "W") != 1 {
		t.Error(out)
	}
	if out := w.must("reviews", "-n", "0"); !strings.Contains(out, "2026-W47") {
		t.Error(out)
	}
	for _, args := range []string{"reviews --limit -1", "reviews -n x", "reviews now"} {
		if r := w.run(strings.Fields(args)...); r.code != exitMisuse {
			t.Errorf("%s: %+v", args, r)
		}
	}
	for _, id := range []string{"e1", "e2", "n1", "n2", "q1", "o1", "w2", "r2"} {
		text := w.must("show", id)
		var got map[string]any
		decode(t, w.must("show", id, "--json"), &got)
		if text == "" || len(got) < 3 {
			t.Errorf("%s: %q, %v", id, text, got)
		}
	}
	for _, id := range []string{"e99", "n99", "r99", "w99", "t1"} {
		if r := w.run("show", id); r.code != exitNotFound && id != "t1" || r.out != "" {
			t.Errorf("%s: %+v", id, r)
		}
	}
}
