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
	all := func(ids []ID) {
		for _, id := range ids {
			add(id)
		}
	}
	if it, ok := r.(Listed); ok {
		all(it.Base().Evidence)
	}
	switch r := r.(type) {
	case *Action:
		add(r.Milestone)
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
		all(r.Focus)
		all(r.Done)
		all(r.Evidence)
	case *WeekNote:
		add(r.Review)
		for _, work := range AllWorks() {
			add(r.Energy[work.Name].Of)
			add(r.Energy[work.Name].Review)
		}
		for _, a := range r.Asked {
			add(a.Answer)
		}
		all(r.Chosen)
		all(r.Looked)
	case *Evidence:
		add(r.From)
		add(r.Review)
	case *Energy:
		add(r.Review)
	case *Reflection:
		add(r.Review)
	case *Profile:
		add(r.Review)
	case *Intake:
		all(r.became())
	}
	return ids
}
