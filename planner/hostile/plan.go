package hostile

import "waymark/planner"

// Soil puts a text into every place of a plan where a person may have put
// one, past the door, as a file that another program wrote may have it.
func Soil(p *planner.Plan, text string) *planner.Plan {
	for r := range p.Records() {
		p = p.With(p.Revision, soiled(r, text))
	}
	return p
}

func soiled(r planner.Record, text string) planner.Record {
	switch r := r.(type) {
	case *planner.Profile:
		c := *r
		c.Name, c.Role, c.Company, c.Draw, c.PathTitle = text, text, text, text, text
		c.Forms = nil
		for _, form := range r.Forms {
			c.Forms = append(c.Forms, planner.RoleForm{ID: form.ID, Title: text})
		}
		return &c
	case *planner.Phase:
		c := *r
		c.Title, c.Short, c.Purpose, c.Why = text, text, text, text
		c.Gate = []planner.Gate{{Kind: text, Title: text, Why: text}}
		return &c
	case *planner.Capture:
		c := *r
		c.Text = text
		return &c
	case planner.Listed:
		c := planner.CopyItem(r)
		b := c.Base()
		b.Title, b.Note, b.Why, b.Reason, b.Topic, b.Entry = text, text, text, text, text, text
		if m, ok := c.(*planner.Milestone); ok {
			m.Criterion = text
		}
		return c
	}
	return r
}
