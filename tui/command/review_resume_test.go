package command

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

// rule is what somebody answers to a question, once.
type rule struct {
	asked  string // what was printed since the answer before ends in, or has in it
	answer string
	part   bool // of the answer before: nothing is kept in between
}

// decisions answer each kind of question of the fixture's review.
var decisionsMade = []rule{
	{"c1  ask how", "v", false},
	{"What changed because of it?", "Her week has a plan", true},
	{"Which kind of evidence?", "", true},
	{"c2  meetings", "n", false},
	{"Make it evidence?", "v", false},
	{"What changed because of it?", "People ask me first now", true},
	{"Which kind of evidence?", "led", true},
	{"k1  Write down a win", "d", false},
	{"k2  Ask someone", "x", false},
	{"Why not this time?", "busy", true},
	{"a2  Write the runbook\n", "t", false},
	{"When? [a date, none", "thu", true},
	{"m1  Own one system", "a", false},
	{"Its next action?", "Name three things I own", true},
	{"Coaching [", "2", false},
	{"Hard conversation [", "-1", false},
	{"Hands-on work [", "1", false},
	{"Did leading carry you", "-2", false},
	{"Hands-on share of the week", "30", false},
	{"A. and B.", "t", false},
	{"[a add, d settled", "a", false},
	{"What, in a few words? [initials", "C.", true},
	{"Since when?", "-3d", true},
	{"nothing noted yet", "a", false},
	{"What did you do for your own growth?", "chapter 3", true},
	{"When? [a date, enter for today]", "", true},
	{"Who asked for your judgment?", "Ada, about the queue", false},
	{"a5  A talk with Sam", "t", false},
	{"In focus, or out of it", "2", false},
	{"To close with", "A calm week", false},
}

// user answers what is asked, by what is asked, up to a number of answers.
type user struct {
	t          *testing.T
	transcript strings.Builder
	seen       int // of the transcript, at the answer before
	used       []bool
	before     int // the rule of the answer before; -1: none
	answers    int // left to give; negative: no limit
}

func newUser(t *testing.T, answers int) *user {
	t.Helper()
	return &user{t: t, used: make([]bool, len(decisionsMade)), before: -1, answers: answers}
}

// Read answers the question that was printed last.
func (u *user) Read(p []byte) (int, error) {
	asked := u.transcript.String()[u.seen:]
	at := -1
	for i, r := range decisionsMade {
		if !u.used[i] && strings.Contains(asked, r.asked) {
			at = i
			break
		}
	}
	if u.answers == 0 {
		if at >= 0 && decisionsMade[at].part { // what led here has to be said again
			for i := at - 1; i >= 0; i-- {
				u.used[i] = false
				if !decisionsMade[i].part {
					break
				}
			}
		}
		u.answers = -1
		return 0, io.EOF
	}
	u.answers--
	answer := ""
	if at >= 0 {
		u.used[at], answer = true, decisionsMade[at].answer
	}
	u.transcript.WriteString(answer + "\n")
	u.seen = u.transcript.Len()
	if u.seen > 1<<20 {
		u.t.Fatal("it asks without an end")
	}
	return copy(p, answer+"\n"), nil
}

// reviews lets the user hold the review in lines, until the end of what they
// type.
func (u *user) reviews(w *world) {
	u.t.Helper()
	w.typed = u
	defer func() { w.typed = nil }()
	if code := Main([]string{"review", "--plain"}, w.environment(&u.transcript, &u.transcript)); code != exitOK {
		u.t.Fatalf("exit %d:\n%s", code, u.transcript.String())
	}
}

// kept is all that a plan has, but for the journal and the place of its review.
func kept(w *world) map[string]string {
	w.t.Helper()
	out := map[string]string{}
	put := func(r planner.Record) {
		if review, ok := r.(*planner.Review); ok {
			next := *review
			next.Stage = ""
			r = &next
		}
		text, err := json.Marshal(r)
		if err != nil {
			w.t.Fatal(err)
		}
		out[r.Key().String()] = string(text)
	}
	for r := range w.plan().Records() {
		put(r)
	}
	for _, info := range planner.Kinds {
		if !info.History {
			continue
		}
		records, err := w.keeper.Range(info.Kind, civil.Date{Year: planner.FirstYear, Month: 1, Day: 1}, civil.Date{Year: planner.LastYear, Month: 12, Day: 31})
		if err != nil {
			w.t.Fatal(err)
		}
		for _, r := range records {
			put(r)
		}
	}
	return out
}

// A whole review in lines ends with its page, and with nothing under way.
func TestLineReviewWhole(t *testing.T) {
	w := walked(t)
	u := newUser(t, -1)
	u.reviews(w)
	golden(t, "lines-whole", u.transcript.String())
	for i, used := range u.used {
		if !used {
			t.Errorf("it never asked %q", decisionsMade[i].asked)
		}
	}
	r := w.held()
	if r.Closed.IsZero() || r.Line != "A calm week" || !w.plan().Profile().Review.IsZero() {
		t.Fatalf("not closed: %+v", r)
	}
	page := w.must("review", "--print", "--week", r.Week)
	if !strings.HasSuffix(u.transcript.String(), page) {
		t.Errorf("it ends with another page than\n%s", page)
	}
	for _, part := range []string{"People ask me first now", "A calm week", "Ada, about the queue", "Hard conversation: −1", "Pick one area", "Read the budget"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %q:\n%s", part, page)
		}
	}
}

// The end of input at any question leaves the review there: what is answered
// later makes the plan what it is without the break, and nothing is done twice.
func TestLineReviewResumesEverywhere(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	want := kept(w)
	for answers := 0; ; answers++ {
		w := walked(t)
		u := newUser(t, answers)
		u.reviews(w)
		if w.plan().Profile().Review.IsZero() {
			if answers < 30 {
				t.Fatalf("closed after %d answers", answers)
			}
			return
		}
		if !strings.HasSuffix(u.transcript.String(), "waymark review goes on from here, on any day.\n") {
			t.Fatalf("left after %d answers without a word:\n%s", answers, u.transcript.String())
		}
		u.seen = u.transcript.Len()
		u.reviews(w)
		if diff := cmp.Diff(want, kept(w)); diff != "" {
			t.Fatalf("left after %d answers (-whole +resumed):\n%s\n%s", answers, diff, u.transcript.String())
		}
	}
}

// A review is taken up on a later day, too, where it was left.
func TestLineReviewOnALaterDay(t *testing.T) {
	w := walked(t)
	w.plainly("n", "q")
	w.now = w.now.AddDate(0, 0, 2)
	out := w.plainly("q")
	if !strings.Contains(out, "Review of week 47") || strings.Contains(out, "c1") || !strings.Contains(out, "c2") {
		t.Error(out)
	}
	if r := w.held(); r.Week != "2026-W47" || r.Started != date(t, "2026-11-22") {
		t.Errorf("%+v", r)
	}
}

// Input that breaks is a failure; its end is none.
func TestLineReviewBrokenInput(t *testing.T) {
	w := walked(t)
	var all strings.Builder
	w.typed = &typist{lines: []string{"n"}, transcript: &all, err: errors.New("input/output error")}
	r := w.run("review", "--plain")
	if r.code != exitFailed || !strings.Contains(r.err, "input/output error") {
		t.Errorf("%+v", r)
	}
	if w.held().Closed.IsZero() && w.get("n1").(*planner.Energy).Note == "" {
		t.Error("what was decided before is lost")
	}
}
