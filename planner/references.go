package planner

// References lists the records that a record refers to, in the order of its
// fields. Some may be removed; none should be missing.
func References(r Record) []ID {
	var ids []ID
	add := func(id ID) {
		if !id.IsZero() {
			ids = append(ids, id)
		}
	}
	switch r := r.(type) {
	case *Action:
		add(r.Milestone)
	case *Milestone:
		for _, id := range r.Evidence {
			add(id)
		}
	case *Check:
		add(r.Tick)
	case *Capture:
		add(r.Became)
	case *Tick:
		add(r.Check)
	case *Review:
		for _, step := range r.Steps {
			add(step.Item)
		}
		for _, id := range r.Focus {
			add(id)
		}
	case *Profile:
		add(r.Review)
	}
	return ids
}
