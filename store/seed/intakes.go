package seed

import (
	"fmt"
	"hash/fnv"

	"waymark/planner"
)

// perIntake is how many items one intake tells of at most.
const perIntake = 40

// taken is n intakes: the first of the career path that the plan began with,
// the second of a list of tasks that came later.
func (f *filler) taken(n int) []added {
	sources := []planner.Intake{
		{Date: f.sunday(0).AddDays(-7), From: planner.FromPath, Name: "it-management", Version: 1},
		{Date: f.today.AddDays(-200), From: planner.FromTodoTxt},
	}
	items := f.listed()
	var out []added
	for i := range n {
		part := items[i*len(items)/n : (i+1)*len(items)/n]
		for _, it := range part[:min(len(part), perIntake)] {
			b := it.Base()
			row := planner.Taken{Key: b.Entry, As: b.ID, Print: map[string]string{"title": sum(b.Title)}}
			if sources[i].From == planner.FromTodoTxt || row.Key == "" {
				row.Key = sum(b.Title)
			}
			sources[i].Rows = append(sources[i].Rows, row)
		}
		out = append(out, record(planner.KindIntake, sources[i]))
	}
	return out
}

// listed are the items that were decided on, by their ids as they will be.
func (f *filler) listed() []planner.Listed {
	var out []planner.Listed
	for _, a := range f.items {
		if it, ok := a.make().(planner.Listed); ok {
			out = append(out, it)
		}
	}
	return out
}

func sum(text string) string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return fmt.Sprintf("%016x", h.Sum64())
}
