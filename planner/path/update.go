package path

import (
	"fmt"
	"slices"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Update is the edit that takes over from a path what take chooses among the
// offers of Compare, and makes the plan one of that path and its version. All
// else stays: what you added, states, dates, notes and the order of things.
func Update(p *Path, taken []*planner.Intake, take func(Offer) bool, today civil.Date) planner.Edit {
	return planner.Edit{Label: "Path updated: " + p.Title, Run: func(d *planner.Draft) error {
		c := compare(p, d.Plan(), taken)
		u := &updating{comparison: c, d: d, today: today}
		var left []Offer
		for _, o := range c.offers {
			if take(o) {
				u.chosen = append(u.chosen, o)
			} else {
				left = append(left, o)
			}
		}
		if len(u.chosen) == 0 && !c.news() && !slices.ContainsFunc(left, func(o Offer) bool { return !o.Before }) {
			return planner.ErrUnchanged
		}
		d.Label(u.label())
		u.relink()
		u.profile()
		u.phases()
		for _, kind := range []planner.Kind{planner.KindMilestone, planner.KindAction, planner.KindCheck} {
			if err := u.items(kind); err != nil {
				return err
			}
		}
		d.Add(planner.KindIntake, intake(p, d.Plan(), u.gone(left), today))
		return nil
	}}
}

// news reports whether the plan isn't of this path and version yet.
func (c *comparison) news() bool {
	pr := c.plan.Profile()
	return pr.Path != c.path.Name || pr.PathVersion != c.path.Version || pr.PathTitle != c.path.Title
}

// updating is an update under way.
type updating struct {
	*comparison
	d      *planner.Draft
	today  civil.Date
	chosen []Offer
}

// label says what an update comes to, "2 new, 1 changed".
func (u *updating) label() string {
	label := fmt.Sprintf("Path updated to version %d: %s", u.path.Version, u.path.Title)
	switch {
	case u.another:
		label = "Path changed: " + u.path.Title
	case len(u.chosen) == 0 && !u.news():
		label = "Left as it is: " + u.path.Title
	}
	var counts []string
	for _, what := range []string{OfferNew, OfferChanged, OfferGone} {
		ids := map[string]bool{}
		for _, o := range u.chosen {
			if o.What == what {
				key, _, _ := strings.Cut(o.Key, ".")
				ids[key] = true
			}
		}
		if len(ids) > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", len(ids), what))
		}
	}
	if len(counts) > 0 {
		label += " (" + strings.Join(counts, ", ") + ")"
	}
	return label
}

// relink makes entries again of items that had become the user's own and that
// the path has now.
func (u *updating) relink() {
	for _, r := range u.path.rows() {
		it, ok := u.find(r).(planner.Listed)
		if ok && it.Base().Entry == "" {
			next := planner.CopyItem(it)
			next.Base().Entry = r.key
			u.d.Put(next)
		}
	}
}

func (u *updating) profile() {
	pr := *u.d.Plan().Profile()
	pr.Path, pr.PathTitle, pr.PathVersion = u.path.Name, u.path.Title, u.path.Version
	if slices.ContainsFunc(u.chosen, func(o Offer) bool { return o.Kind == planner.KindProfile }) {
		was := pr.Forms
		pr.Forms = roleForms(u.path)
		named := func(f planner.RoleForm) bool { return f.ID == pr.Form }
		if at := slices.IndexFunc(was, named); at >= 0 && !slices.ContainsFunc(pr.Forms, named) {
			pr.Forms = append(pr.Forms, was[at]) // the user's own choice stays one
		}
	}
	u.d.Put(&pr)
}

// phases adds and changes phases. One that holds chosen entries is added with
// them, and so are those before it, since phases have no gaps.
func (u *updating) phases() {
	last := 0
	for _, o := range u.chosen {
		if o.What == OfferNew {
			last = max(last, o.Phase)
		}
		for _, f := range o.Fields {
			if f.Name == textPhase {
				last = max(last, o.row.phase)
			}
		}
	}
	for _, ph := range u.path.Phases {
		if ph.Number <= last && u.d.Plan().Phase(ph.Number) == nil {
			next := startPhase(ph, false, u.today)
			next.ID = planner.ID{Kind: planner.KindPhase, N: uint32(ph.Number)}
			u.d.Put(next)
		}
	}
	for _, o := range u.chosen {
		if o.What != OfferChanged || o.Kind != planner.KindPhase {
			continue
		}
		next, of := *u.d.Plan().Phase(o.Phase), startPhase(*u.path.Phase(o.Phase), false, u.today)
		for _, f := range o.Fields {
			setPhase(&next, of, f.Name)
		}
		u.d.Put(&next)
	}
}

func setPhase(next, of *planner.Phase, name string) {
	switch name {
	case "title":
		next.Title = of.Title
	case "short":
		next.Short = of.Short
	case "purpose":
		next.Purpose = of.Purpose
	case "years":
		next.From, next.To = of.From, of.To
	case "optional":
		next.Optional = of.Optional
	case "manages":
		next.Manages = of.Manages
	case "gate":
		next.Gate = of.Gate
	case "questions":
		next.Probes = of.Probes
	}
}

// gone gives up what the path has no longer, and notes what of it was left.
func (u *updating) gone(left []Offer) []planner.Taken {
	for _, o := range u.chosen {
		if o.What == OfferGone && o.Kind != planner.KindPhase {
			u.giveUp(o)
		}
	}
	kept := map[planner.ID]string{}
	for _, o := range left {
		if o.What == OfferGone {
			kept[o.ID] = o.Key
		}
	}
	// From the last on, so that no gap remains.
	phases := slices.Collect(u.d.Plan().Phases())
	for i := len(phases) - 1; i >= 0 && u.path.Phase(phases[i].Number()) == nil; i-- {
		ph := *phases[i]
		if kept[ph.ID] != "" || !ph.Opened.IsZero() || !ph.Closed.IsZero() || !u.emptied(ph.Number()) {
			break
		}
		ph.Removed = true
		u.d.Put(&ph)
	}
	for ph := range u.d.Plan().Phases() {
		if u.path.Phase(ph.Number()) == nil {
			kept[ph.ID] = keyOfPhase(ph.Number())
		}
	}
	var out []planner.Taken
	for id, key := range kept {
		out = append(out, planner.Taken{Key: key, As: id})
	}
	slices.SortFunc(out, func(a, b planner.Taken) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// giveUp drops an item with which nothing was done; any other becomes the
// user's own.
func (u *updating) giveUp(o Offer) {
	next := planner.CopyItem(u.d.Plan().Item(o.ID))
	b := next.Base()
	if u.worked(next) {
		b.Entry = ""
	} else {
		b.State, b.Why, b.Since = planner.Dropped, noLonger, u.today
	}
	u.d.Put(next)
}

// emptied removes what was dropped in a phase because the path has it no
// longer, as far as nothing else is in it.
func (u *updating) emptied(number int) bool {
	var out []planner.Listed
	for it := range u.d.Plan().Items() {
		if b := it.Base(); b.Phase == number {
			if !leftPath(b) {
				return false
			}
			out = append(out, it)
		}
	}
	for _, it := range out {
		next := planner.CopyItem(it)
		next.Base().Removed = true
		u.d.Put(next)
	}
	return true
}
