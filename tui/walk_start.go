package tui

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/path"
)

// create starts the plan from the path.
func (y *youPage) create() error {
	profile := planner.Profile{Walk: stepHonest}
	y.set(&profile)
	start := path.Start(y.walk.path, profile, suggested(y.walk.path, profile.Since, y.today.Year), y.today)
	res, err := y.Keeper.Create(rand.Text(), y.stamp(start))
	if errors.Is(err, planner.ErrExists) {
		return y.join(err)
	}
	if err == nil {
		y.publish(res.Plan) // and with it the walk goes on to its next step
	}
	return err
}

// join takes up the plan that another window has made meanwhile.
func (y *youPage) join(exists error) error {
	plan, err := y.Keeper.Load()
	if err != nil {
		return errors.Join(exists, err)
	}
	y.publish(plan)
	y.show("Home")
	y.say("A plan was made in another window meanwhile; this is it")
	return nil
}

// suggested are the phases of a path whose usual years hold this one.
func suggested(pa *path.Path, since, year int) []int {
	phases := make([]*planner.Phase, len(pa.Phases))
	for i, ph := range pa.Phases {
		phases[i] = &planner.Phase{
			ID: planner.ID{Kind: planner.KindPhase, N: uint32(ph.Number)}, From: ph.From, To: ph.To, Optional: ph.Optional,
		}
	}
	return planner.SuggestPhases(phases, careerYear(since, year))
}

// phaseNames says "phase 3" or "phases 2 and 3".
func phaseNames(numbers []int) string {
	var words []string
	for _, n := range numbers {
		words = append(words, fmt.Sprint(n))
	}
	if len(words) == 1 {
		return "phase " + words[0]
	}
	return "phases " + strings.Join(words, " and ")
}

func careerYear(since, year int) int {
	if since == 0 {
		return 0
	}
	return year - since + 1
}

// change is the edit of the answers. In the first walk, other years suggest
// other phases, as long as no phase was settled by hand.
func (y *youPage) change() planner.Edit {
	edit := planner.SetProfile("You: answers changed", y.set)
	was, now := *y.plan.Profile(), *y.plan.Profile()
	y.set(&now)
	if y.walk.kept == 0 || now.Since == was.Since {
		return edit
	}
	var all []*planner.Phase
	var open []int
	for ph := range y.plan.Phases() {
		all = append(all, ph)
		switch ph.State {
		case planner.Closed:
			return edit
		case planner.Open:
			open = append(open, ph.Number())
		default:
		}
	}
	if !slices.Equal(open, planner.SuggestPhases(all, careerYear(was.Since, y.today.Year))) {
		return edit
	}
	edits := []planner.Edit{edit}
	next := planner.SuggestPhases(all, careerYear(now.Since, y.today.Year))
	for _, ph := range all {
		state := planner.Ahead
		if slices.Contains(next, ph.Number()) {
			state = planner.Open
		}
		if state != ph.State {
			edits = append(edits, planner.SetPhase(ph.Number(), state, "", y.today))
		}
	}
	return together(edit.Label, edits...)
}

// together makes one edit of several. An empty label is that of the last.
func together(label string, edits ...planner.Edit) planner.Edit {
	out := planner.Edit{Label: label}
	for _, e := range edits {
		out.On = append(out.On, e.On...)
	}
	out.Run = func(d *planner.Draft) error {
		for _, e := range edits {
			d.Label(e.Label)
			if err := e.Run(d); err != nil {
				return err
			}
		}
		if label != "" {
			d.Label(label)
		}
		return nil
	}
	return out
}
