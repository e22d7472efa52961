package planner

import (
	"encoding/json"
	"testing"

	"cloud.google.com/go/civil"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestMembers takes records apart as a decoder does, whatever their texts.
func TestMembers(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{`"`, `\`, `\"`, `a","b":{`, `}],{`, "\x00\x1f\u2028<&>", "\xff\"", "語👩‍👧"}))
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(what string) string { return text.Draw(rt, what) }
		day := civil.Date{Year: 2026, Month: 11, Day: rapid.IntRange(1, 30).Draw(rt, "day")}
		for _, r := range []Record{
			&Profile{ID: ID{KindProfile, 1}, Name: draw("name"), Signs: map[string]string{draw("sign"): draw("answer")}, People: []string{draw("person"), draw("person")}},
			&Action{Item: Item{ID: ID{KindAction, 7}, Title: draw("title"), Note: draw("note"), Due: day, Forms: []string{draw("form")}}, Milestone: ID{KindMilestone, 1}},
			&Review{ID: ID{KindReview, 1}, Due: day, Steps: []Step{{Because: draw("because")}, {Outcome: draw("outcome")}}, Energy: map[string]int{draw("work"): -1}},
			&Intake{ID: ID{KindIntake, 1}, Rows: []Taken{{Key: draw("key"), Print: map[string]string{"title": draw("sum")}}, {}}},
			&Tick{},
		} {
			text, err := json.Marshal(r)
			if err != nil {
				rt.Fatal(err)
			}
			var want map[string]json.RawMessage
			if err := json.Unmarshal(text, &want); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(want, fields(text)); diff != "" {
				rt.Fatal(diff)
			}
		}
	})
}

// TestSumStays holds the way sums are made: those in the journals of plans
// would no longer fit, and large imports couldn't be taken back.
func TestSumStays(t *testing.T) {
	day := civil.Date{Year: 2026, Month: 11, Day: 22}
	for _, tt := range []struct {
		r    Record
		want uint64
	}{
		{&Tick{ID: ID{KindTick, 3}, Check: ID{KindCheck, 1}, Date: day, Note: "Went well\n\"quite\""}, 2301519771162659266},
		{&Action{Item: Item{ID: ID{KindAction, 3}, Phase: 1, Title: "Ask <b>", Touched: day}}, 14502836497461212440},
	} {
		got, err := sumOf(tt.r)
		if err != nil || got != tt.want {
			t.Errorf("the sum of %s is %d, want %d (%v)", tt.r.Key(), got, tt.want, err)
		}
	}
}
