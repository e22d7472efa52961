package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/hostile"
)

var longCapture = "Ask whether the platform team could take over the pager of the old billing service, since nobody here has changed a line of it in two years and every page from it costs an hour"

// capturedWeek is newWeek with four lines in its inbox.
func capturedWeek(t *testing.T) *someWeek {
	t.Helper()
	k := newWeek(t)
	k.apply(planner.CaptureLine("Talk to Sam about the on-call handover", friday.AddDays(-8)))
	k.apply(planner.CaptureLine("Led the incident call, nobody was paged twice", friday.AddDays(-3)))
	k.apply(planner.CaptureLine(longCapture, friday.AddDays(-2)))
	k.apply(planner.CaptureLine("The roadmap talk took all I had", friday))
	return k
}

// atStage begins the review, or takes it up, and goes to a stage, whether that
// has something to ask or not.
func (r *rig) atStage(stage string) *rig {
	r.t.Helper()
	r.show("Review")
	rev := r.current.(*review)
	if rev.now == nil {
		rev.begin(false)
	}
	rev.enter(stage)
	r.toast = toast{}
	if rev.stage != stage {
		r.t.Fatalf("the review shows %s instead of %s", rev.stage, stage)
	}
	return r
}

// onSizes draws a page for goldens in every size.
func onSizes(t *testing.T, name string, week func(*testing.T) *someWeek, stage string, keys ...string) {
	t.Helper()
	for _, size := range reviewSizes {
		t.Run(name+" "+size.name, func(t *testing.T) {
			r := week(t).open("Review", size.w, size.h).atStage(stage).press(keys...)
			checkKeys(t, r.top().Actions())
			r.golden("review/" + name + "-" + size.name)
		})
	}
}

// everyWindow draws a page in windows of any size and both themes, with the
// cursor on every row.
func everyWindow(t *testing.T, k *someWeek, stage string) {
	t.Helper()
	for _, dark := range []bool{true, false} {
		r := k.open("Review", 80, 24).atStage(stage)
		r.styles = newStyles(dark)
		for w := minWidth; w <= 160; w += 9 {
			for h := minHeight; h <= 50; h += 5 {
				r.send(tea.WindowSizeMsg{Width: w, Height: h})
				r.press("g")
				for range 5 {
					r.fits()
					r.press("j")
				}
			}
		}
	}
}

// hostilePage draws a page with hostile text everywhere.
func hostilePage(t *testing.T, k *someWeek, stage string, keys ...[]string) {
	t.Helper()
	for i, text := range hostile.Texts {
		size := reviewSizes[i%len(reviewSizes)]
		r := k.open("Review", size.w, size.h).atStage(stage)
		r.publish(hostile.Soil(r.plan, text.Text))
		r.Keeper = dirtyKeeper{r.Keeper, r.plan, text.Text}
		r.harmless(text.Name, hostileIn)
		for _, ks := range keys {
			for _, key := range ks {
				r.press(key)
				r.harmless(text.Name+" after "+key, hostileIn)
			}
		}
	}
}

// kept is what a plan and its history say, to be compared.
func (k *someWeek) kept() string {
	k.t.Helper()
	p, out := k.plan(), ""
	for r := range p.Records() {
		if !r.Gone() {
			out += fmt.Sprintf("%s %+v\n", r.Key(), r)
		}
	}
	for _, kind := range []planner.Kind{planner.KindEvidence, planner.KindEnergy, planner.KindTick, planner.KindReview} {
		records, err := k.keeper.Memory.Range(kind, friday.AddDays(-400), friday.AddDays(400))
		if err != nil {
			k.t.Fatal(err)
		}
		for _, r := range records {
			if review, ok := r.(*planner.Review); ok {
				at := *review
				at.Stage = "" // a place is no decision
				r = &at
			}
			if !r.Gone() {
				out += fmt.Sprintf("%s %+v\n", r.Key(), r)
			}
		}
	}
	return out
}

// evidence lists what is logged, oldest first.
func (k *someWeek) evidence() []*planner.Evidence {
	k.t.Helper()
	var out []*planner.Evidence
	records, err := k.keeper.Memory.Range(planner.KindEvidence, friday.AddDays(-400), friday.AddDays(400))
	if err != nil {
		k.t.Fatal(err)
	}
	for _, r := range records {
		if e, ok := r.(*planner.Evidence); ok && !e.Removed {
			out = append(out, e)
		}
	}
	return out
}

func (k *someWeek) inbox() []string {
	k.t.Helper()
	var out []string
	for c := range k.plan().Inbox() {
		out = append(out, c.Text)
	}
	return out
}

func TestReviewInboxGolden(t *testing.T) {
	onSizes(t, "inbox", capturedWeek, planner.StageInbox)
	onSizes(t, "inbox-long", capturedWeek, planner.StageInbox, "j", "j")
	onSizes(t, "inbox-sorted", capturedWeek, planner.StageInbox, "a")
	onSizes(t, "inbox-form", capturedWeek, planner.StageInbox, "t")
	onSizes(t, "inbox-empty", emptyWeek, planner.StageInbox)
}

// TestReviewInboxKeys presses each key on the second line: it becomes that at
// once, the toast names it, the cursor stays where it was, and u brings the
// line back under the cursor.
func TestReviewInboxKeys(t *testing.T) {
	const second = "Led the incident call, nobody was paged twice"
	rows := []struct {
		key, says string
		became    func(k *someWeek) bool
	}{
		{"a", "a7: Sorted: Led the incident call", func(k *someWeek) bool {
			a, ok := k.plan().Item(actionID(7)).(*planner.Action)
			return ok && a.Title == second && a.Phase == 1 && a.State == planner.ToDo
		}},
		{"m", "m3: Sorted: Led the incident call", func(k *someWeek) bool {
			m, ok := k.plan().Item(milestoneID(3)).(*planner.Milestone)
			return ok && m.Title == second
		}},
		{"v", "e1: Sorted into evidence: Led the incident call", func(k *someWeek) bool {
			es := k.evidence()
			return len(es) == 1 && es[0].Title == second && es[0].Kind == "led" && es[0].Date == friday.AddDays(-3) && es[0].Phase == 1 &&
				es[0].Review == k.held().ID && slices.Equal(k.held().Evidence, []planner.ID{es[0].ID})
		}},
		{"n", ": Sorted into energy: Led the incident call", func(k *someWeek) bool {
			records, err := k.keeper.Memory.Range(planner.KindEnergy, friday.AddDays(-3), friday.AddDays(-3))
			return err == nil && len(records) == 1 && records[0].(*planner.Energy).Note == second
		}},
		{"x", "Removed: Led the incident call", func(k *someWeek) bool { return k.evidence() == nil }},
	}
	for _, row := range rows {
		t.Run(row.key, func(t *testing.T) {
			k := capturedWeek(t)
			r := k.open("Review", 120, 36).atStage(planner.StageInbox).press("j")
			before := k.kept()
			r.press(row.key)
			r.shows(row.says)
			r.shows("u undoes")
			r.shows("2 of 3")
			if !row.became(k) {
				t.Errorf("it became something else:\n%s", k.kept())
			}
			if slices.Contains(k.inbox(), second) || len(k.inbox()) != 3 {
				t.Errorf("the inbox has %q", k.inbox())
			}
			r.press("u")
			r.shows("▸ " + second)
			r.shows("2 of 4")
			if k.kept() != before {
				t.Errorf("after u the plan differs:\n%s---\n%s", before, k.kept())
			}
		})
	}
}

// TestReviewInboxMore sorts a line with its details; the keys stay on the list.
func TestReviewInboxMore(t *testing.T) {
	for _, key := range []string{"t", "s"} {
		k := capturedWeek(t)
		r := k.open("Review", 80, 24).atStage(planner.StageInbox)
		r.press(key).write(", in person").press("enter", "m", "tab", "tab").write("2026-12-01").press("ctrl+s")
		m, ok := k.plan().Item(milestoneID(3)).(*planner.Milestone)
		if !ok || m.Title != "Talk to Sam about the on-call handover, in person" || m.Due != (civil.Date{Year: 2026, Month: 12, Day: 1}) {
			t.Errorf("%s gave %+v:\n%s", key, m, r.text())
		}
		r.shows("1 of 3")
		r.press("enter")
		if stageOf(r) == planner.StageInbox {
			t.Error("enter does not go on")
		}
	}
}

// After the last line the page says that the inbox is empty, refuses the keys
// in words, and goes on with enter; u brings the last line back.
func TestReviewInboxEmptied(t *testing.T) {
	k := capturedWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageInbox)
	r.press("a", "v", "x", "n")
	r.shows("The inbox is empty")
	if stageOf(r) != planner.StageInbox {
		t.Errorf("it went on to %s by itself", stageOf(r))
	}
	for _, key := range []string{"a", "m", "v", "n", "x", "t", "s", "space"} {
		r.toast = toast{}
		r.press(key)
		if !strings.Contains(r.toast.text, "The inbox is empty") || len(r.dialogs) > 0 {
			t.Errorf("%s says %q", key, r.toast.text)
		}
	}
	r.press("u")
	r.shows("▸ The roadmap talk took all I had")
	r.press("u", "u", "u")
	r.shows("▸ Talk to Sam")
	r.press("U", "U", "U", "U")
	r.shows("The inbox is empty")
	r.press("enter")
	if stageOf(r) == planner.StageInbox {
		t.Error("enter does not go on")
	}
	if got := len(k.held().Evidence); got != 1 {
		t.Errorf("the review counts %d pieces of evidence", got)
	}
}

// A line that another window sorted is gone from under the cursor: the key
// pressed at that moment does nothing to the next one, and says so.
func TestReviewInboxElsewhere(t *testing.T) {
	for _, key := range []string{"a", "m", "v", "n", "x", "t"} {
		k := capturedWeek(t)
		r := k.open("Review", 80, 24).atStage(planner.StageInbox).press("j")
		k.apply(planner.Remove([]planner.ID{r.current.(*review).page.(*sorting).list.on()}, friday))
		before := k.kept()
		r.press(key)
		r.shows("changed in another window")
		r.shows("2 of 3")
		if k.kept() != before || len(r.dialogs) > 0 {
			t.Errorf("%s did something:\n%s", key, r.text())
		}
	}
	// What goes above the cursor, or is captured meanwhile, leaves it be.
	k := capturedWeek(t)
	r := k.open("Review", 80, 24).atStage(planner.StageInbox).press("j")
	k.apply(planner.Remove([]planner.ID{{Kind: planner.KindCapture, N: 1}}, friday))
	k.apply(planner.CaptureLine("one more", friday))
	r.send(tickMsg{})
	r.shows("▸ Led the incident call")
	r.shows("1 of 4")
}

func TestReviewInboxScrolls(t *testing.T) {
	k := emptyWeek(t)
	for i := range 100 {
		k.apply(planner.CaptureLine(fmt.Sprintf("Thought number %d", i+1), friday))
	}
	r := k.open("Review", 60, 15).atStage(planner.StageInbox)
	r.shows("1 of 100")
	r.press("G")
	r.shows("▸ Thought number 100")
	r.press("ctrl+u", "ctrl+u", "k")
	r.fits()
	r.press("g")
	r.shows("▸ Thought number 1 ")
	for range 100 {
		r.press("x")
		r.fits()
	}
	r.shows("The inbox is empty")
}

// A long line is shown whole under the list, and where that has no room,
// space shows it whole.
func TestReviewInboxLong(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("word ", 199)) + " END"
	for _, size := range reviewSizes {
		k := emptyWeek(t)
		k.apply(planner.CaptureLine("short", friday))
		k.apply(planner.CaptureLine(longCapture, friday))
		k.apply(planner.CaptureLine(words, friday))
		r := k.open("Review", size.w, size.h).atStage(planner.StageInbox)
		r.lacks("costs an")
		r.press("j")
		r.shows("costs an")
		r.press("j")
		if size.h < 30 { // it goes on, which is to be seen
			r.shows(" …\n")
			r.lacks("END")
		} else {
			r.shows("END")
		}
		r.press("space")
		for range 30 {
			r.press("j")
			r.fits()
		}
		r.shows("END")
		r.press("esc")
		r.shows("▸ word")
	}
}

func TestReviewInboxEveryWindow(t *testing.T) {
	everyWindow(t, capturedWeek(t), planner.StageInbox)
}

func TestReviewInboxHostile(t *testing.T) {
	hostilePage(t, capturedWeek(t), planner.StageInbox, []string{"j"}, []string{"?", "esc"}, []string{"space", "esc"}, []string{"t", "esc"}, []string{"a"}, []string{"v"}, []string{"n"})
}

// The inbox outside of the review sorts with the same keys, at once.
func TestInboxKeys(t *testing.T) {
	for key, want := range map[string]string{"a": "a7: ", "m": "m3: ", "v": "e1: ", "n": ": Sorted into energy", "x": "Removed: "} {
		k := capturedWeek(t)
		r := k.open("Home", 80, 24).press("i", "j", "j", key)
		r.shows("Inbox · 3")
		if !strings.Contains(r.toast.text, want) {
			t.Errorf("%s says %q", key, r.toast.text)
		}
		if key == "v" && !k.evidence()[0].Review.IsZero() {
			t.Error("no review is held, and evidence is of one")
		}
		r.press("u")
		r.shows("▸ Ask whether")
		r.fits()
	}
	k := capturedWeek(t)
	r := k.open("Home", 60, 15).press("i", "a", "a", "a", "a")
	r.shows("Nothing to sort")
	r.press("u", "esc", "2")
	r.shows("Path")
}
