package command

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

// Where the review is held: on screen, in lines, or nowhere.
func TestWhereReviewsAreHeld(t *testing.T) {
	for name, c := range map[string]struct {
		env    map[string]string
		tty    bool
		args   []string
		screen bool
		short  bool
	}{
		"a terminal":            {nil, true, nil, true, false},
		"a terminal, short":     {nil, true, []string{"--short"}, true, true},
		"ACCESSIBLE empty":      {map[string]string{"ACCESSIBLE": ""}, true, nil, true, false},
		"ACCESSIBLE":            {map[string]string{"ACCESSIBLE": "1"}, true, nil, false, false},
		"ACCESSIBLE, 0":         {map[string]string{"ACCESSIBLE": "0"}, true, nil, false, false},
		"a dumb terminal":       {map[string]string{"TERM": "dumb"}, true, nil, false, false},
		"--plain":               {nil, true, []string{"--plain"}, false, false},
		"--plain in a pipe":     {nil, false, []string{"--plain"}, false, false},
		"ACCESSIBLE in a pipe":  {map[string]string{"ACCESSIBLE": "yes"}, false, nil, false, false},
		"--plain and --short":   {nil, false, []string{"--plain", "--short"}, false, true},
		"dumb, in a pipe":       {map[string]string{"TERM": "dumb"}, false, nil, false, false},
		"accessible, and short": {map[string]string{"ACCESSIBLE": "1"}, false, []string{"--short"}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := walked(t)
			w.tty, w.asked, w.width, w.env = c.tty, false, 80, map[string]string{"NO_COLOR": "1"}
			maps.Copy(w.env, c.env)
			w.must(append([]string{"review"}, c.args...)...)
			begun := !w.plan().Profile().Review.IsZero()
			if (len(w.screens) == 1) != c.screen || begun == c.screen {
				t.Fatalf("screens %+v, begun in lines %v", w.screens, begun)
			}
			if c.screen && (w.screens[0].Short != c.short || w.screens[0].StartAt != StartReview) || !c.screen && w.held().Short != c.short {
				t.Errorf("%+v", w.screens)
			}
		})
	}
}

// A review that is not due is begun only when that is wanted.
func TestLineReviewEarly(t *testing.T) {
	w := walked(t)
	w.now = w.now.AddDate(0, 0, -3)
	for _, answers := range [][]string{nil, {""}, {"n"}} {
		if out := w.plainly(answers...); !strings.Contains(out, "due on Sunday 22 November 2026, in 3 days. Begin the one of week 47 now? [y/N]") || !w.plan().Profile().Review.IsZero() {
			t.Errorf("%q: %s", answers, out)
		}
	}
	if w.plainly("y", "q"); w.plan().Profile().Review.IsZero() {
		t.Error("not begun")
	}
}

// --short makes the review under way the 5-minute form, s turns it and goes on
// where that form stands; u takes the last change back.
func TestLineReviewForms(t *testing.T) {
	w := walked(t)
	out := w.plainly("q")
	if !strings.Contains(out, "Inbox, part 1 of 10") {
		t.Error(out)
	}
	_, out = w.types([]string{"--plain", "--short"}, "d", "u", "s", "q")
	for _, part := range []string{"Checklists, part 1 of 4, the 5-minute form", "Done: Write down a win", "Undone: Done: Write down a win", "Review in full", "Checklists, part 3 of 10"} {
		if !strings.Contains(out, part) {
			t.Errorf("no %q in\n%s", part, out)
		}
	}
	if w.held().Short || !w.plan().Item(mustID(t, "k1")).(*planner.Check).Last.IsZero() {
		t.Errorf("%+v", w.held())
	}
	if out := w.plainly("s", "u", "u", "u", "u"); !strings.Contains(out, "Nothing to undo in this review.") || strings.Contains(out, "Undone") || w.plan().Profile().Review.IsZero() {
		t.Errorf("its beginning can be undone:\n%s", out)
	}
}

// An empty week takes a line for each question and no more.
func TestLineReviewEmpty(t *testing.T) {
	w := newWorld(t)
	w.asked, w.lines = true, 100
	w.must("init", "--path", "testdata/small.yaml", "--open", "3", "--today", "2026-11-16")
	w.must("state", "a6", "dropped", "--today", "2026-11-16")
	w.now = w.now.AddDate(0, 0, 2)
	_, out := w.types([]string{"--plain", "--short"}, make([]string, 12)...)
	golden(t, "lines-empty", out)
	if w.held().Closed.IsZero() {
		t.Error("not closed")
	}
}

// A review is held once, and others see at once what is decided.
func TestLineReviewOnDisk(t *testing.T) {
	w := walked(t)
	file := filepath.Join(w.dir, "plan.db")
	init := []string{"init", "--path", "testdata/review.yaml", "--open", "1,2", "--today", "2026-11-16"}
	if r := w.disk(file, init...); r.code != exitOK {
		t.Fatal(r.err)
	}
	w.disk(file, "capture", "from elsewhere")
	w.stdin = "a\n\n" + strings.Repeat("\n", 40)
	r := w.disk(file, "review", "--plain")
	if r.code != exitOK || !strings.Contains(r.out, "# Review of week 2026-W47") {
		t.Fatalf("%+v", r)
	}
	w.stdin = ""
	if r := w.disk(file, "review", "--due"); r.code != exitOK || r.out != "" {
		t.Errorf("%+v", r)
	}
	if r := w.disk(file, "check"); r.code != exitOK {
		t.Errorf("%+v", r)
	}
}

// meddling is a keeper over which somebody else works at the same time.
type meddling struct {
	planner.Keeper
	at int
	do func(planner.Keeper)
}

func (m *meddling) Since(rev uint64) (planner.Delta, error) {
	if m.at--; m.at == 0 {
		m.do(m.Keeper)
	}
	p, err := m.Load()
	if err != nil || p.Revision == rev {
		return planner.Delta{}, err
	}
	return planner.Delta{Moved: true, Plan: p}, nil
}

// What another window does meanwhile is seen: a line that it sorted is not
// sorted twice, and a review that it closed is left.
func TestLineReviewBesideAnother(t *testing.T) {
	w := walked(t).at(planner.StageInbox)
	inner := w.keeper
	today := date(t, "2026-11-22")
	w.keeper = &meddling{inner, 3, func(k planner.Keeper) {
		_, err := k.Apply(planner.Remove([]planner.ID{mustID(t, "c1")}, today).Stamp(w.now, "test", 1001))
		if err != nil {
			t.Error(err)
		}
	}}
	out := w.plainly("a", "q")
	if !strings.Contains(out, "Removed elsewhere: ask how she plans her week") || strings.Contains(out, "Sorted") {
		t.Error(out)
	}
	w.keeper = &meddling{inner, 3, func(k planner.Keeper) {
		_, err := k.Apply(planner.CloseReview(w.plan().Profile().Review, nil, "", today).Stamp(w.now, "test", 1002))
		if err != nil {
			t.Error(err)
		}
	}}
	if out := w.plainly("a", "q"); !strings.Contains(out, "not under way any more") {
		t.Error(out)
	}
}

// Whatever is typed into the review is kept and shown harmlessly, here and on
// its page.
func TestLineReviewHostile(t *testing.T) {
	texts := append(slices.Clone(hostiles.Texts), hostiles.Text{Name: "something of everything", Text: raw})
	for _, text := range texts {
		typed := strings.Map(func(r rune) rune { // one line of input
			if r == '\n' || r == '\r' {
				return -1
			}
			return r
		}, text.Text)
		w := walked(t).at(planner.StageLookBack)
		w.plainly("v", typed, typed, "", "x", typed, "t", typed, "q")
		w.goTo(planner.StageTripwires)
		w.plainly(typed, "", "a", typed, typed, "", "q")
		w.goTo(planner.StageProbe)
		w.plainly(typed, "q")
		w.goTo(planner.StageWaiting)
		w.plainly("w", typed, "", "a", typed, typed, "", "", typed, "", typed)
		for _, args := range [][]string{
			{"review", "--print"},
			{"review", "--print", "--week", "2026-W47"},
			{"review", "--json", "--week", "2026-W47"},
			{"reviews"},
			{"reviews", "--json"},
			{"status"},
			{"show", "r1"},
			{"show", "r1", "--json"},
			{"show", "o1"},
		} {
			w.run(args...) // which checks what was printed
		}
		for _, info := range planner.Kinds {
			for n := range w.plan().Given()[info.Kind] {
				id := planner.ID{Kind: info.Kind, N: n + 1}
				if slices.Contains(shown, id.Kind) {
					w.run("show", id.String())
				}
			}
		}
	}
}

// goTo takes the review under way to a stage.
func (w *world) goTo(stage string) {
	w.t.Helper()
	w.drawn++
	e := planner.EnterStage(w.plan().Profile().Review, stage, date(w.t, "2026-11-22"))
	if _, err := w.keeper.Apply(e.Stamp(w.now, "test", w.drawn)); err != nil && !errors.Is(err, planner.ErrUnchanged) {
		w.t.Fatal(err)
	}
}

// A line without an end is cut, told and asked again; it never takes more
// memory than it may.
func TestLineReviewEndless(t *testing.T) {
	w := walked(t).at(planner.StageLookBack)
	out := w.plainly("v", strings.Repeat("x", 200_000), "", "q")
	if !strings.Contains(out, "expected at most") || strings.Contains(out, "Evidence:") {
		t.Errorf("%.300s", out[strings.Index(out, "Make it"):])
	}
}

// What the review can't print is a failure; what was decided stays.
func TestLineReviewFullOutput(t *testing.T) {
	w := walked(t).at(planner.StageClose)
	w.stdin, w.asked = "A calm week\n", false
	w.stdout = &full{1}
	if r := w.run("review", "--plain"); r.code != exitFailed || !strings.Contains(r.err, "no space left") || w.held().Line != "A calm week" {
		t.Errorf("%+v, %+v", r, w.held())
	}
}

func TestReviewDue(t *testing.T) {
	w := walked(t)
	for _, c := range []struct {
		args string
		code int
		out  string
	}{
		{"--today 2026-11-21 review --due", 0, ""},
		{"review --due", exitDue, "review due today\n"},
		{"review --due --today 2026-11-24", exitDue, "review due since Sunday\n"},
		{"review --due --today=2026-11-25", exitDue, "review due since Sunday\n"},
		{"review --due --today 2026-11-26", 0, ""}, // it has merged into the next one
		{"review --due=true --today 2026-11-24", exitDue, "review due since Sunday\n"},
		{"review --due --no-color", exitDue, "review due today\n"},
	} {
		if r := w.run(strings.Fields(c.args)...); r.code != c.code || r.out != c.out || r.err != "" {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
	if r := w.run("review", "--due", "--today", "2026-02-31"); r.code != exitMisuse {
		t.Errorf("%+v", r)
	}
	w.must("away", "2026-11-22", "2026-11-28")
	if r := w.run("review", "--due", "--today", "2026-11-24"); r.code != exitOK || r.out != "" {
		t.Errorf("while away: %+v", r)
	}
}

func TestReviewRefusals(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	for _, c := range []struct {
		args string
		code int
		err  string
	}{
		{"--week 2026-W47", 2, "--week is for --print and --json"},
		{"--print --week 2026-47", 2, `week "2026-47": expected an ISO week, like 2026-W47`},
		{"--print --week 2026-W54", 2, "an ISO week that there is"},
		{"--print --week=", 2, "ISO week"},
		{"--print --week 2026-W40", 3, "there is no review of week 2026-W40"},
		{"--json --week 2027-W01", 3, "there is no review of week 2027-W01"},
		{"--print --json", 2, "exclude each other"},
		{"--due --print", 2, "exclude each other"},
		{"--plain --json", 2, "exclude each other"},
		{"--short --due", 2, "exclude each other"},
		{"now", 2, "takes no words"},
		{"--json --week 2026-w47", 0, ""},
	} {
		r := w.run(append([]string{"review"}, strings.Fields(c.args)...)...)
		if r.code != c.code || !strings.Contains(r.err, c.err) || c.code != 0 && r.out != "" {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
	// Weeks without a review say what became of them.
	w.must("away", "2026-11-29")
	w.now = w.now.AddDate(0, 0, 21)
	w.plainly(make([]string, 40)...)
	for week, says := range map[string]string{"2026-W48": "you were away", "2026-W49": "merged into the one after it"} {
		if r := w.run("review", "--print", "--week", week); r.code != exitNotFound || !strings.Contains(r.err, says) {
			t.Errorf("%s: %+v", week, r)
		}
	}
}

// The sheet is of the review under way, with what it has so far.
func TestReviewSheets(t *testing.T) {
	w := walked(t)
	golden(t, "review-sheet", w.must("review", "--print"))
	golden(t, "review-json", w.must("review", "--json"))
	w.at(planner.StageEnergy)
	w.plainly("2", "q")
	sheet := w.must("review", "--print", "--week", "2026-W47")
	if !strings.Contains(sheet, "under way") || !strings.Contains(sheet, "| Coaching | ☐ | ☐ | ☐ | ☐ | ☒ |") || sheet != w.must("review", "--print") {
		t.Error(sheet)
	}
	var got struct {
		ID     string
		Stage  string
		Energy []struct {
			Work  string
			Value *int
		}
	}
	decode(t, w.must("review", "--json"), &got)
	if got.ID != "r1" || got.Stage != planner.StageEnergy || got.Energy[0].Value == nil || *got.Energy[0].Value != 2 || got.Energy[1].Value != nil {
		t.Errorf("%+v", got)
	}
}

// soiled is a keeper whose history holds a text where people put theirs.
type soiled struct {
	planner.Keeper
	plan *planner.Plan
	text string
}

func (s soiled) Load() (*planner.Plan, error) { return s.plan, nil }

func (s soiled) Get(id planner.ID) (planner.Record, error) {
	r, err := s.Keeper.Get(id)
	if err != nil {
		return nil, err
	}
	return hostiles.Record(r, s.text), nil
}

func (s soiled) Range(k planner.Kind, from, to civil.Date) ([]planner.Record, error) {
	records, err := s.Keeper.Range(k, from, to)
	for i, r := range records {
		records[i] = hostiles.Record(r, s.text)
	}
	return records, err
}

// What reviews have noted is cleaned once more on its way out, whatever was
// kept.
func TestReviewSinks(t *testing.T) {
	clean := walked(t)
	newUser(t, -1).reviews(clean)
	clean.must("away", "2026-12-24")
	for _, text := range append(slices.Clone(hostiles.Texts), hostiles.Text{Name: "something of everything", Text: raw}) {
		w := *clean
		w.keeper = soiled{clean.keeper, hostiles.Soil(clean.plan(), text.Text), text.Text}
		for _, args := range []string{
			"review --print --week 2026-W47", "review --json --week 2026-W47", "review --print", "review --json", "reviews", "reviews --json", "away", "energy", "status",
			"show r1", "show e1", "show n1", "show n2", "show q1", "show o1", "show v1", "show w1",
			"show r1 --json", "show e1 --json", "show n1 --json", "show q1 --json", "show o1 --json", "show v1 --json", "show w1 --json",
		} {
			if r := w.run(strings.Fields(args)...); r.code != exitOK || r.out == "" {
				t.Errorf("%s: %s: %+v", text.Name, args, r)
			}
		}
	}
}
