package command

import (
	"testing"

	"waymark/planner"
)

// dirty is a plan whose texts never passed the door, as one that another
// program wrote may be.
type dirty struct {
	planner.Keeper
	plan *planner.Plan
}

func (d dirty) Load() (*planner.Plan, error) { return d.plan, nil }

func (dirty) History(uint64, int) ([]planner.Entry, error) {
	return []planner.Entry{{Seq: 1, Label: raw, Origin: raw}}, nil
}

const raw = "a\x1b]0;x\x07\x9b31m\u202E\u2066\x00\r\n\tb\x7f"

// What is printed is cleaned once more on its way out, whatever was kept.
func TestSinksClean(t *testing.T) {
	w := planned(t)
	p := w.plan()
	for r := range p.Records() {
		switch r := r.(type) {
		case *planner.Profile:
			c := *r
			c.Name, c.Role, c.PathTitle = raw, raw, raw
			p = p.With(p.Revision, &c)
		case *planner.Phase:
			c := *r
			c.Title, c.Short, c.Purpose, c.Why = raw, raw, raw, raw
			c.Gate = []planner.Gate{{Title: raw}}
			p = p.With(p.Revision, &c)
		case *planner.Capture:
			c := *r
			c.Text = raw
			p = p.With(p.Revision, &c)
		case planner.Listed:
			c := planner.CopyItem(r)
			b := c.Base()
			b.Title, b.Note, b.Why, b.Reason, b.Topic, b.Entry = raw, raw, raw, raw, raw, raw
			if m, ok := c.(*planner.Milestone); ok {
				m.Criterion = raw
			}
			p = p.With(p.Revision, c)
		}
	}
	w.keeper = dirty{w.keeper, p}
	for _, args := range [][]string{
		{"status"},
		{"status", "--json"},
		{"list"},
		{"list", "--due"},
		{"list", "--json"},
		{"show", "a2"},
		{"show", "m1"},
		{"show", "k1"},
		{"show", "c1"},
		{"show", "p1"},
		{"show", "a2", "--json"},
		{"show", "p1", "--json"},
		{"history"},
		{"history", "--json"},
		{"export"},
		{"review", "--print"},
	} {
		w.must(args...) // which checks what was printed
	}
}
