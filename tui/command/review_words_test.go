package command

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// Where a screen reader reads, words stand for cells and lines.
func TestReviewsInWords(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.must("away", "2026-12-06")
	w.now = w.now.AddDate(0, 0, 21)
	w.plainly(make([]string, 60)...)
	w.now = w.now.AddDate(0, 0, 9)
	for _, env := range []map[string]string{{"ACCESSIBLE": "1"}, {"TERM": "dumb"}} {
		w.env = env
		status := w.must("status")
		for _, part := range []string{"Reviews  2 done, 1 merged, 1 away, 1 due;  2 of 3 held", "Energy   leading −0.3, hands-on +1\n"} {
			if !strings.Contains(status, part) {
				t.Errorf("%v: no %q in\n%s", env, part, status)
			}
		}
		if out := w.must("reviews"); strings.ContainsAny(out, "■▪–□◇") || !strings.Contains(out, "2026-W50  done  ") {
			t.Errorf("%v: %s", env, out)
		}
	}
}

// One week is one week, and days of long ago look like those of lately.
func TestReviewsDates(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	if out := w.must("reviews"); !strings.HasPrefix(out, "1 of 1 week, ") {
		t.Errorf("%s", out)
	}
	for _, today := range []string{"2026-11-23", "2027-11-23"} {
		if out := w.must("reviews", "--limit", "0", "--today", today); !strings.Contains(out, "Sun 22 Nov 2026  2 done") {
			t.Errorf("on %s: %s", today, out)
		}
	}
}

// show gives data of what reviews note: dates as ISO days, values as numbers.
func TestShowNotedJSON(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.must("away", "2026-12-24", "--why", "skiing")
	for id, want := range map[string]string{
		"e2": `{"id":"e2","kind":"evidence","date":"2026-11-18","title":"Pick one area","evidence":"led","outcome":"People ask me first now","from":"a1","phase":1,"review":"r1","private":false}`,
		"n1": `{"id":"n1","kind":"energy","date":"2026-11-17","work":"","value":null,"note":"meetings ate the week","review":"r1"}`,
		"n2": `{"id":"n2","kind":"energy","date":"2026-11-22","work":"coaching","value":2,"note":"","review":"r1"}`,
		"q1": `{"id":"q1","kind":"reflection","date":"2026-11-22","phase":1,"probe":"q1","question":"Who asked for your judgment?","answer":"Ada, about the queue","review":"r1"}`,
		"o1": `{"id":"o1","kind":"matter","sort":"conflict","title":"A. and B.","opened":"2026-10-20","talked":"2026-11-22","closed":null,"taken_back":false,"outcome":""}`,
		"v1": `{"id":"v1","kind":"away","from":"2026-12-24","to":"2026-12-24","why":"skiing"}`,
	} {
		var got, expected any
		decode(t, w.must("show", id, "--json"), &got)
		if err := json.Unmarshal([]byte(want), &expected); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expected, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
}

// A check's day in the page of a review is not told: its last tick may be of a
// later time.
func TestReviewJSONOfATickedCheck(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.must("done", "k1", "--today", "2026-11-27")
	var got struct {
		Done []struct {
			ID  string
			Day *string
		}
	}
	decode(t, w.must("review", "--json", "--week", "2026-W47"), &got)
	if len(got.Done) != 2 || got.Done[0].ID != "k1" || got.Done[0].Day != nil || got.Done[1].Day == nil {
		t.Errorf("%+v", got)
	}
}

// What is erased is shown with its words before that is asked.
func TestEraseShowsWords(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.must("away", "2026-12-24", "--why", "skiing")
	w.must("energy", "coaching", "1", "--note", "a good talk")
	w.keeper = &carer{Keeper: w.keeper}
	r := w.run("erase", "e2", "n1", "n6", "q1", "o1", "v1", "r1", "--yes")
	for _, part := range []string{
		"evidence: Pick one area — People ask me first now\n", "energy note: meetings ate the week\n", "energy: Coaching +1 — a good talk\n",
		"answer: Who asked for your judgment? — Ada, about the queue\n", "matter: A. and B.\n", "days off: 2026-12-24 to 2026-12-24 — skiing\n", "review of 2026-W47\n",
	} {
		if !strings.Contains(r.err, part) {
			t.Errorf("no %q in\n%s", part, r.err)
		}
	}
}

// The status names an open conflict once that asks for a word, to who manages
// people.
func TestStatusConflict(t *testing.T) {
	w := walked(t)
	for today, says := range map[string]string{
		"2026-10-30": "", // ten days
		"2026-11-10": "A conflict has been open for 21 days: worth a look.\n",
		"2026-11-20": "A conflict has been open for 31 days: act on it.\n",
	} {
		out := w.must("status", "--today", today)
		if says == "" && strings.Contains(out, "conflict has been") || !strings.Contains(out, says) {
			t.Errorf("on %s: %s", today, out)
		}
	}
	w.must("state", "p2", "ahead")
	if out := w.must("status"); strings.Contains(out, "A conflict has") {
		t.Errorf("who manages nobody: %s", out)
	}
}

// The help of review tells every value that its JSON may have.
func TestReviewHelpTellsValues(t *testing.T) {
	help := strings.Join(strings.Fields(newWorld(t).must("help", "review")), " ")
	var words []string
	for _, s := range planner.Stages {
		words = append(words, s.Name)
	}
	for _, row := range planner.Becauses {
		words = append(words, row.Name)
	}
	for _, row := range planner.Outcomes {
		words = append(words, row.Name)
	}
	for _, kind := range planner.EvidenceKinds {
		words = append(words, kind.Name)
	}
	for _, word := range append(words, "not noted, fine, worth a look, act on it") {
		if !strings.Contains(help, word) {
			t.Errorf("it doesn't tell %q", word)
		}
	}
}
