package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"waymark/planner"
	"waymark/planner/hostile"
)

// askingWeek is a week with an open phase that has so many questions.
func askingWeek(t *testing.T, questions int) *someWeek {
	t.Helper()
	k := emptyWeek(t)
	k.apply(planner.Edit{Label: "Questions", Run: func(d *planner.Draft) error {
		ph := *d.Plan().Phase(1)
		for n := range questions {
			ph.Probes = append(ph.Probes, planner.Probe{ID: fmt.Sprint("q", n+1), Text: fmt.Sprintf("On what did somebody want your judgment this week before they decided, of %d?", n+1)})
		}
		d.Put(&ph)
		return nil
	}})
	return k
}

// answered adds the answer to the first question of a review ten weeks ago.
func (k *someWeek) answered(text string) *someWeek {
	k.t.Helper()
	day := friday.AddDays(-70)
	k.apply(planner.Edit{Label: "Answered", Run: func(d *planner.Draft) error {
		id := d.Add(planner.KindReflection, &planner.Reflection{Date: day, Phase: 1, Probe: "q1", Question: "As it was then", Answer: text})
		d.Add(planner.KindWeek, &planner.WeekNote{Week: planner.Week(day), Asked: []planner.Asked{{Probe: "q1", On: day, Answer: id}}})
		return nil
	}})
	return k
}

// answers are those kept of this week's review, by question.
func (k *someWeek) answers() map[string]string {
	k.t.Helper()
	records, err := k.keeper.Memory.Range(planner.KindReflection, friday.AddDays(-6), friday)
	if err != nil {
		k.t.Fatal(err)
	}
	out := map[string]string{}
	for _, rec := range records {
		answer := rec.(*planner.Reflection)
		if out[answer.Probe] != "" {
			k.t.Errorf("%s is answered twice", answer.Probe)
		}
		out[answer.Probe] = answer.Answer
	}
	return out
}

const longAnswer = "Sam asked which of the two databases to keep, before the vote.\nI said the dull one.\n\nIn the end it was decided by the licence; I had not read it. Next time I ask what I have not read before I say which."

func TestReviewProbeGolden(t *testing.T) {
	for name, k := range map[string]func() *someWeek{
		"probe":       func() *someWeek { return askingWeek(t, 2) },
		"probe-again": func() *someWeek { return askingWeek(t, 1).answered(longAnswer) },
	} {
		for _, size := range reviewSizes {
			t.Run(name+" "+size.name, func(t *testing.T) {
				r := k().open("Review", size.w, size.h).toStage(planner.StageProbe)
				r.write("Dana, on the rota")
				r.t = t
				r.golden("review/" + name + "-" + size.name)
			})
		}
	}
}

func TestReviewProbeAnswer(t *testing.T) {
	k := askingWeek(t, 3)
	r := k.open("Review", 80, 24).toStage(planner.StageProbe)
	r.shows("of 1?")
	r.shows("enter next")
	r.write("Dana").press("ctrl+j").write("on the rota")
	r.shows("enter keep")
	r.press("enter")
	r.shows("Answered: On what did somebody")
	r.shows("Next week")
	if got := k.answers(); got["q1"] != "Dana\non the rota" {
		t.Fatalf("kept are %q", got)
	}
	r.press("b")
	for r.current.(*review).stage != planner.StageProbe {
		r.press("b")
	}
	r.shows("› Dana")
	r.press("backspace").write("s").press("enter")
	if got := k.answers(); got["q1"] != "Dana\non the rots" {
		t.Fatalf("changed are %q", got)
	}
	r.press("u")
	if got := k.answers(); got["q1"] != "Dana\non the rota" {
		t.Fatalf("after undo %q", got)
	}
	r.press("u")
	if got := k.answers(); len(got) > 0 {
		t.Fatalf("after undo of both %q", got)
	}
}

// An answer that is emptied is taken back; without one enter changes nothing.
func TestReviewProbeEmpty(t *testing.T) {
	k := askingWeek(t, 3)
	r := k.open("Review", 80, 24).toStage(planner.StageProbe)
	r.write("  ").press("enter")
	r.shows("Next week")
	if got := k.answers(); len(got) > 0 || r.toast.text != "" {
		t.Errorf("kept are %q, it says %q", got, r.toast.text)
	}
	for r.current.(*review).stage != planner.StageProbe {
		r.press("b")
	}
	r.write("x").press("enter")
	for r.current.(*review).stage != planner.StageProbe {
		r.press("b")
	}
	r.press("backspace", "enter")
	r.shows("Answer taken back: ")
	if got := k.answers(); len(got) > 0 {
		t.Errorf("kept are %q", got)
	}
}

// Another question, until each was asked; what was typed is kept with its own.
func TestReviewProbeAnother(t *testing.T) {
	k := askingWeek(t, 3)
	r := k.open("Review", 80, 24).toStage(planner.StageProbe)
	r.write("The first").press("ctrl+n")
	r.shows("of 2?")
	r.lacks("The first")
	r.press("ctrl+n")
	r.shows("of 3?")
	r.write("The third").press("ctrl+n")
	r.shows("every question of your open phases was asked in the last six weeks")
	r.shows("of 3?")
	r.shows("The third")
	if got := k.answers(); len(got) != 2 || got["q1"] != "The first" || got["q3"] != "The third" {
		t.Errorf("kept are %q", got)
	}
	r.press("enter").shows("Next week")
}

// A review whose phases have no question left passes the part by; taken up
// there, it says why.
func TestReviewProbeNone(t *testing.T) {
	r := emptyWeek(t).open("Review", 80, 24).atStage(planner.StageProbe)
	r.shows("There is no question this time")
	r.fits()
	r.press("ctrl+n").shows("There is no other question now.")
	r.write("x")
	if r.current.(*review).Typing() {
		t.Error("text is taken without a question")
	}
	r.press("b")
	r.shows("Energy ·")
}

// The last answer is shown before the field, with its date, and never as this
// week's.
func TestReviewProbeLastAnswerFirst(t *testing.T) {
	r := askingWeek(t, 1).answered(longAnswer).open("Review", 80, 24).toStage(planner.StageProbe)
	text := r.text()
	last, field := strings.Index(text, "Your last answer, Fri 11 Sep"), strings.Index(text, "› ")
	if last < 0 || field < last || !strings.Contains(text[last:field], "Sam asked which") {
		t.Errorf("the last answer is not first:\n%s", text)
	}
	r.press("enter")
	if got := r.plan.WeekNamed(planner.Week(friday)).Asked; len(got) != 1 || !got[0].Answer.IsZero() {
		t.Errorf("passed over is %+v", got)
	}
	r.Keeper.(*sharedKeeper).broken = true
	for r.current.(*review).stage != planner.StageProbe {
		before := r.current.(*review).stage
		if r.press("b"); r.current.(*review).stage == before {
			break
		}
	}
	r.fits()
}

// What is half typed survives leaving, another part and a crash.
func TestReviewProbeDraft(t *testing.T) {
	k, kept := askingWeek(t, 2), &draftKeeper{}
	open := func() *rig {
		r := k.open("Home", 80, 24)
		r.drafts = newDrafts(kept)
		r.drafts.load()
		return r.toStage(planner.StageProbe)
	}
	r := open()
	r.write("half an answer")
	r.second(2) // and the program is killed
	name := "review question r1 q1"
	if got := kept.kept[name]; !slices.Equal(got, []string{"half an answer"}) {
		t.Fatalf("kept are %q", kept.kept)
	}
	r = open()
	r.shows("› half an answer")
	r.shows(backAgain)
	r.write(", more").press("esc")
	r.shows("What you typed is kept as a draft")
	r.press("r")
	r.shows("› half an answer, more")
	r.press("shift+tab")
	r.press("enter")
	r.shows("› half an answer, more")
	r.press("enter")
	r.second(2)
	if got := k.answers(); got["q1"] != "half an answer, more" || len(kept.kept) > 0 {
		t.Errorf("kept are %q, drafts %q", got, kept.kept)
	}
}

// Another window answers, or goes on to another question.
func TestReviewProbeTwoWindows(t *testing.T) {
	k := askingWeek(t, 3)
	one := k.open("Review", 80, 24).toStage(planner.StageProbe)
	two := k.open("Review", 80, 24).toStage(planner.StageProbe)
	one.write("of one").press("enter")
	two.second(1)
	two.shows("› of one")
	two.write(", and two")
	for one.current.(*review).stage != planner.StageProbe {
		one.press("b")
	}
	one.press("ctrl+n")
	two.second(1)
	two.shows("of 1?") // it is being answered here
	two.shows("› of one, and two")
	two.press("enter")
	if got := k.answers(); len(got) != 1 || got["q1"] != "of one, and two" {
		t.Errorf("kept are %q", got)
	}
	for two.current.(*review).stage != planner.StageProbe {
		two.press("b")
	}
	two.shows("of 2?")
	two.write("x")
	id := k.plan().Profile().Review
	k.apply(planner.CloseReview(id, nil, "", friday))
	two.second(1)
	two.lacks("of 2?")
	two.fits()
}

func TestReviewProbeLongAnswerInAnyWindow(t *testing.T) {
	r := askingWeek(t, 1).answered(longAnswer).open("Review", 120, 36).toStage(planner.StageProbe)
	for n := range 14 {
		r.write(fmt.Sprintf("line %d of it", n+1)).press("ctrl+j")
	}
	r.write("the last line")
	for _, size := range [][2]int{{120, 36}, {60, 15}, {80, 24}, {61, 16}, {200, 60}, {60, 15}} {
		r.resize(size)
		r.fits()
		c := r.View().Cursor
		if c == nil {
			t.Fatalf("no cursor at %v:\n%s", size, r.text())
		}
		row := strings.Split(ansi.Strip(r.View().Content), "\n")[c.Y]
		if before, _, ok := strings.Cut(row, "the last line"); !ok || width(before)+13 != c.X {
			t.Errorf("%v: the cursor is at %d in %q", size, c.X, row)
		}
		r.shows("On what did somebody")
	}
	before := r.current.(*review).stage
	for range 30 {
		r.press("up")
	}
	r.shows("› line 1 of it")
	r.fits()
	if r.current.(*review).stage != before {
		t.Error("up leaves the page")
	}
}

func TestReviewProbeHostile(t *testing.T) {
	for i, text := range hostile.Texts {
		size := sizes[i%len(sizes)]
		k := askingWeek(t, 2).answered("x")
		r := k.open("Review", size[0], size[1]).toStage(planner.StageProbe)
		r.Keeper = deafKeeper{k.keeper}
		r.publish(hostile.Soil(r.plan, text.Text))
		p := r.current.(*review).page.(*probePage)
		p.last = &planner.Reflection{Date: friday, Answer: text.Text, Question: text.Text}
		p.layOut()
		r.harmless(text.Name, hostileIn)
		r.send(tea.PasteMsg{Content: text.Text})
		r.harmless(text.Name+" pasted", hostileIn)
		r.resize(sizes[(i+1)%len(sizes)])
		r.harmless(text.Name+" in another window", hostileIn)
	}
}

func TestReviewProbeEveryWindow(t *testing.T) {
	r := askingWeek(t, 1).answered(longAnswer).open("Review", 80, 24).toStage(planner.StageProbe)
	for w := 60; w <= 200; w += 7 {
		for h := 15; h <= 60; h += 5 {
			r.send(tea.WindowSizeMsg{Width: w, Height: h})
			r.fits()
			r.shows("›")
			r.shows("Your last answer")
		}
	}
}
