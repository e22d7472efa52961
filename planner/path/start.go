package path

import (
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Start is the edit that begins a plan from a path: the profile, the phases
// with those in open already open, and every entry. The plan keeps its own
// copy, so a newer path never changes it by itself, and a note of what it took,
// so that a newer path can be compared with it.
func Start(p *Path, profile planner.Profile, open []int, today civil.Date) planner.Edit {
	return planner.Edit{Label: "Plan started from " + p.Title, Run: func(d *planner.Draft) error {
		profile.Path, profile.PathTitle, profile.PathVersion = p.Name, p.Title, p.Version
		profile.Started = today
		profile.Forms = roleForms(p)
		d.Add(planner.KindProfile, &profile)
		for _, ph := range p.Phases {
			d.Add(planner.KindPhase, startPhase(ph, slices.Contains(open, ph.Number), today))
		}
		for _, ph := range p.Phases {
			if err := startItems(d, ph, today); err != nil {
				return err
			}
		}
		d.Add(planner.KindIntake, intake(p, d.Plan(), nil, today))
		return nil
	}}
}

func startPhase(ph Phase, open bool, today civil.Date) *planner.Phase {
	out := &planner.Phase{
		Title: ph.Title, Short: ph.Short, Purpose: ph.Purpose,
		From: ph.From, To: ph.To, Optional: ph.Optional,
	}
	for _, g := range ph.Gate {
		out.Gate = append(out.Gate, planner.Gate{Kind: g.Kind, Title: g.Title, Why: g.Why})
	}
	out.Probes, out.Manages = startProbes(ph), ph.Manages
	if open {
		out.State, out.Opened = planner.Open, today
	}
	return out
}

func startProbes(ph Phase) []planner.Probe {
	var out []planner.Probe
	for _, q := range ph.Probes {
		out = append(out, planner.Probe{ID: q.ID, Text: q.Text})
	}
	return out
}

// Complete is the edit that gives a plan what its path had not yet when the
// plan was started from it: the questions of the review, the phases that
// manage people, the share of hands-on work of each role form. Titles, items
// and states stay the plan's own. ok is false where no phase lacks questions
// that the path has for it, or the plan is not of this path.
func Complete(p *Path, plan *planner.Plan) (e planner.Edit, ok bool) {
	if !lacks(p, plan) {
		return planner.Edit{}, false
	}
	return planner.Edit{Label: "Questions for the review", Quiet: true, Run: func(d *planner.Draft) error {
		if !lacks(p, d.Plan()) {
			return planner.ErrUnchanged
		}
		for ph := range d.Plan().Phases() {
			if of := p.Phase(ph.Number()); of != nil {
				next := *ph
				if len(next.Probes) == 0 {
					next.Probes = startProbes(*of)
				}
				next.Manages = next.Manages || of.Manages
				d.Put(&next)
			}
		}
		next := *d.Plan().Profile()
		next.Forms = slices.Clone(next.Forms)
		for i, f := range next.Forms {
			at := slices.IndexFunc(p.Forms, func(of Form) bool { return of.ID == f.ID })
			if at >= 0 && f.HandsOn == 0 {
				next.Forms[i].HandsOn = p.Forms[at].HandsOn
			}
		}
		d.Put(&next)
		return nil
	}}, true
}

// lacks reports whether a plan is of this path and one of its phases has no
// questions though the path has some for it.
func lacks(p *Path, plan *planner.Plan) bool {
	if plan.Profile().Path != p.Name {
		return false
	}
	for ph := range plan.Phases() {
		if of := p.Phase(ph.Number()); of != nil && len(ph.Probes) == 0 && len(of.Probes) > 0 {
			return true
		}
	}
	return false
}

func startItems(d *planner.Draft, ph Phase, today civil.Date) error {
	milestones := map[string]planner.ID{}
	for _, list := range lists(ph) {
		for i, e := range list.entries {
			it, err := newItem(list.kind, e, ph.Number, i, today)
			if err != nil {
				return err
			}
			if a, ok := it.(*planner.Action); ok {
				a.Milestone = milestones[e.Milestone]
			}
			id := d.Add(list.kind, it)
			if list.kind == planner.KindMilestone {
				milestones[e.ID] = id
			}
		}
	}
	return nil
}

// list is the entries of one kind in a phase.
type list struct {
	kind    planner.Kind
	entries []Entry
}

// lists are the entries of a phase by kind. Milestones come first, since
// actions refer to them.
func lists(ph Phase) []list {
	return []list{{planner.KindMilestone, ph.Milestones}, {planner.KindAction, ph.Actions}, {planner.KindCheck, ph.Checks}}
}

// newItem is an entry as a plan takes it; the milestone of an action is left
// to the caller.
func newItem(kind planner.Kind, e Entry, phase, at int, today civil.Date) (planner.Listed, error) {
	item := startItem(e, phase, at, today)
	switch kind {
	case planner.KindMilestone:
		return &planner.Milestone{Item: item, Criterion: e.Criterion}, nil
	case planner.KindAction:
		return &planner.Action{Item: item}, nil
	default:
		rule, err := planner.ParseRule(e.Every)
		return &planner.Check{Item: item, Every: rule, Start: today}, err
	}
}

func startItem(e Entry, phase, at int, today civil.Date) planner.Item {
	return planner.Item{
		Phase: phase, Title: e.Title, Reason: e.Why, Topic: e.Topic, Entry: e.ID,
		Forms: e.Forms, Optional: e.Optional, Private: e.Private, Order: at + 1,
		Created: today, Touched: today,
	}
}
