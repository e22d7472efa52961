package command

import (
	"errors"
	"strings"
	"testing"

	"waymark/planner"
)

type printedReview struct {
	ID       string
	Held     *string
	Merged   int
	Done     []struct{ ID, Evidence string }
	Evidence []struct{ ID, Title, Outcome string }
	Chosen   []struct{ ID string }
	Focus    []struct{ ID string }

	Questions []struct{ ID, Answer string }
}

// The review under way is printed with what was written in it so far.
func TestReviewPrintUnderWay(t *testing.T) {
	w := walked(t).at(planner.StageLookBack)
	w.plainly("v Asked first now", "led", "q")
	var got printedReview
	decode(t, w.must("review", "--json"), &got)
	if len(got.Evidence) != 1 || got.Evidence[0].Outcome != "Asked first now" || got.Done[0].ID != "a1" || got.Done[0].Evidence != "e1" || len(got.Chosen) != 0 {
		t.Errorf("%+v", got)
	}
	w.goTo(planner.StageProbe)
	w.plainly("Ada did", "q")
	w.goTo(planner.StageFocus)
	w.plainly("2", "q")
	decode(t, w.must("review", "--json"), &got)
	if len(got.Questions) != 1 || got.Questions[0].Answer != "Ada did" || len(got.Chosen) != 2 {
		t.Errorf("%+v", got)
	}
	sheet := w.must("review", "--print")
	for _, part := range []string{
		"- [x] a1 · Pick one area — evidence\n", "## Evidence logged so far\n\n- Pick one area — led\n\n  > Asked first now\n",
		"Who asked for your judgment?\n\n> Ada did\n", "## For next week, at most three\n\n- [x] a3 · Book the one-on-ones\n", "- [ ] …\n",
	} {
		if !strings.Contains(sheet, part) {
			t.Errorf("no %q in\n%s", part, sheet)
		}
	}
	if strings.Contains(sheet, "In focus this week") || strings.Count(sheet, "Who asked for your judgment?") != 1 {
		t.Errorf("%s", sheet)
	}
	w.goTo(planner.StageChecks)
	w.plainly("d", "q")
	if sheet := w.must("review", "--print"); !strings.Contains(sheet, "- [x] k1 · Write down a win — every week, done\n") || !strings.Contains(sheet, "- [ ] k2 · Ask someone how they are — every week, 22 November 2026\n") {
		t.Errorf("%s", sheet)
	}
	w.must("rm", "e1")
	if sheet := w.must("review", "--print"); strings.Contains(sheet, "Asked first now") {
		t.Errorf("what was removed is still there:\n%s", sheet)
	}
	w.now = w.now.AddDate(0, 0, 15)
	decode(t, w.must("review", "--json"), &got)
	if got.Merged != 2 {
		t.Errorf("it takes up %d weeks", got.Merged)
	}
}

// Once this week's review is closed, what is printed is its page, until the
// next week begins.
func TestReviewPrintOnceHeld(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	page := w.must("review", "--print", "--week", "2026-W47")
	r := w.run("review", "--print")
	if r.out != page || !strings.Contains(r.err, "held on Sunday 22 November; the next is due on Sunday 29 November 2026.") {
		t.Errorf("%+v", r)
	}
	var got printedReview
	decode(t, w.must("review", "--json"), &got)
	if got.ID != "r1" || got.Held == nil {
		t.Errorf("%+v", got)
	}
	w.now = w.now.AddDate(0, 0, 6)
	if sheet := w.must("review", "--print"); !strings.HasPrefix(sheet, "# Review of week 2026-W48\n") {
		t.Errorf("%s", sheet)
	}
}

// A week without a review names the one that took it up; an erased one says so.
func TestReviewPrintOfOtherWeeks(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.now = w.now.AddDate(0, 0, 21)
	w.plainly(make([]string, 60)...)
	r := w.run("review", "--print", "--week", "2026-W49")
	if r.code != exitNotFound || !strings.Contains(r.err, "it was merged into the one after it, that of 2026-W50\nwaymark reviews lists them.\n") {
		t.Errorf("%+v", r)
	}
	w.keeper = &erased{w.keeper, mustID(t, "r1")}
	for _, args := range [][]string{{"--print"}, {"--json"}} {
		r := w.run(append([]string{"review", "--week", "2026-W47"}, args...)...)
		if r.code != exitNotFound || r.err != "waymark: the review of 2026-W47 was erased\nwaymark reviews lists them.\n" || r.out != "" {
			t.Errorf("%+v", r)
		}
	}
	if r := w.run("show", "r1"); r.code != exitNotFound || !strings.HasSuffix(r.err, "waymark reviews lists them.\n") {
		t.Errorf("%+v", r)
	}
	if r := w.run("show", "w99"); r.code != exitNotFound || !strings.HasSuffix(r.err, "waymark reviews lists them.\n") {
		t.Errorf("%+v", r)
	}
}

// A review that was erased while it is this week's is begun anew.
func TestReviewPrintOnceErased(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	w.keeper = &erased{w.keeper, mustID(t, "r1")}
	if out := w.must("review", "--print"); !strings.Contains(out, "For next week, at most three") || strings.Contains(out, "A calm week") {
		t.Errorf("%s", out)
	}
}

// erased is a keeper from which one review was erased.
type erased struct {
	planner.Keeper
	id planner.ID
}

func (e *erased) Get(id planner.ID) (planner.Record, error) {
	r, err := e.Keeper.Get(id)
	if review, ok := r.(*planner.Review); ok && id == e.id {
		return &planner.Review{ID: id, Week: review.Week, Due: review.Due, Removed: true}, err
	}
	return r, err
}

// A closed review is opened again only when that is wanted, and a no is
// answered.
func TestLineReviewReopens(t *testing.T) {
	w := walked(t)
	newUser(t, -1).reviews(w)
	out := w.plainly("n")
	if !strings.HasPrefix(out, "This week's review was held on Sunday 22 November. Open it again? [y/N] n\nIt stays closed; the next is due on Sunday 29 November 2026.\n") || w.held().Closed.IsZero() {
		t.Errorf("%s", out)
	}
	if out := w.plainly("y", "q"); !w.held().Closed.IsZero() || !strings.Contains(out, "Review of week 47") {
		t.Errorf("%s", out)
	}
	early := walked(t)
	early.now = early.now.AddDate(0, 0, -4)
	if out := early.plainly("n"); !strings.HasSuffix(out, "Not begun; it is due on Sunday 22 November 2026.\n") {
		t.Errorf("%s", out)
	}
}

// The plan is backed up as a review leaves it, but not under --today; where
// that fails, it is told and the review stays.
func TestLineReviewBacksUp(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		err  error
		did  string
		says string
	}{
		"closed":        {[]string{"--plain"}, nil, "backup review, chores", ""},
		"it fails":      {[]string{"--plain"}, errors.New("disk full"), "backup review, chores", "The review is kept; the backup after it failed: disk full\n"},
		"under --today": {[]string{"--plain", "--today", "2026-11-22"}, nil, "no backups", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := walked(t).at(planner.StageClose)
			f := &carer{Keeper: w.keeper, backupErr: c.err}
			w.keeper = f
			code, out := w.types(c.args, "A calm week")
			if did := strings.Join(f.did, ", "); code != exitOK || did != c.did || !strings.Contains(out, c.says) || w.held().Closed.IsZero() {
				t.Errorf("exit %d, did %q\n%s", code, did, out)
			}
		})
	}
}

// The day of the week that reviews are due on.
func TestReviewDay(t *testing.T) {
	w := walked(t)
	if r := w.run("review", "--day", "fri"); r.code != exitOK || !strings.HasPrefix(r.err, "Reviews on Friday. The next is due on ") || w.plan().Profile().ReviewDay.String() != "Friday" {
		t.Errorf("%+v", r)
	}
	if r := w.run("review", "--day", "friday"); r.code != exitOK || !strings.HasPrefix(r.err, "Reviews on Friday already. The next is due on ") {
		t.Errorf("%+v", r)
	}
	if out := w.must("history"); !strings.Contains(out, "Reviews on Friday") {
		t.Error(out)
	}
	for _, args := range []string{"--day someday", "--day=", "--day fri --plain", "--day fri --json"} {
		if r := w.run(append([]string{"review"}, strings.Fields(args)...)...); r.code != exitMisuse {
			t.Errorf("%s: %+v", args, r)
		}
	}
}
