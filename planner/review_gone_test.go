package planner_test

import (
	"testing"

	"waymark/planner"
)

// TestReviewOfAnErasedOne begins a review anew in a week whose review was
// erased, closed or under way.
func TestReviewOfAnErasedOne(t *testing.T) {
	for name, closed := range map[string]bool{"closed": true, "under way": false} {
		t.Run(name, func(t *testing.T) {
			w := begin(t)
			first := w.do(t, w.plan.StartReview(false, today))[0]
			if closed {
				w.do(t, planner.CloseReview(first, nil, "", today))
			}
			r := *w.history[first].(*planner.Review)
			r.Removed = true // as erasing leaves it
			w.history[first] = &r
			id := w.do(t, w.plan.StartReview(true, today))[0]
			if now := w.plan.Profile().Review; now != id || now == first {
				t.Fatalf("under way is %v, added was %v", now, id)
			}
			w.do(t, planner.CloseReview(id, nil, "", today))
			if note := w.plan.HeldWeeks()[0]; note.Review != id || note.Held != today {
				t.Errorf("its week is %+v", note)
			}
		})
	}
}
