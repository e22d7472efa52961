package path

import (
	"fmt"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// row is one thing of a path: an entry, a phase or the ways into the role.
type row struct {
	key   string       // an entry's id, or what no entry can be called
	kind  planner.Kind // of what it becomes in a plan
	phase int
	entry Entry // zero for what is no entry
	texts texts
}

// keyForms names the ways into the role. Its colon, and that of the phases,
// keeps it from being an entry's id.
const keyForms = "path:forms"

func keyOfPhase(number int) string { return fmt.Sprintf("phase:%d", number) }

// rows is all that a plan takes from a path, in the path's order.
func (p *Path) rows() []row {
	out := []row{{key: keyForms, kind: planner.KindProfile, texts: formTexts(roleForms(p))}}
	for _, ph := range p.Phases {
		as := startPhase(ph, false, civil.Date{})
		out = append(out, row{key: keyOfPhase(ph.Number), kind: planner.KindPhase, phase: ph.Number, texts: phaseTexts(as)})
		for _, list := range lists(ph) {
			for _, e := range list.entries {
				out = append(out, row{e.ID, list.kind, ph.Number, e, entryTexts(e, ph.Number)})
			}
		}
	}
	return out
}

// intake notes what a plan has of a path, and of what the path has no longer.
func intake(p *Path, plan *planner.Plan, gone []planner.Taken, today civil.Date) *planner.Intake {
	out := &planner.Intake{Date: today, From: planner.FromPath, Name: p.Name, Version: p.Version, Rows: gone}
	has := holdings(plan)
	for _, r := range p.rows() {
		t := planner.Taken{Key: r.key, Print: r.texts.print()}
		rec := has.find(r)
		if it, ok := rec.(planner.Listed); rec != nil && (!ok || !away(it)) {
			t.As = rec.Key()
		}
		out.Rows = append(out.Rows, t)
	}
	return out
}

// holding is what a plan has of paths, by entry and kind. An item in use comes
// before one that was removed.
type holding struct {
	plan  *planner.Plan
	items map[entryKey]planner.Listed
}

type entryKey struct {
	entry string
	kind  planner.Kind
}

func holdings(plan *planner.Plan) holding {
	h := holding{plan, map[entryKey]planner.Listed{}}
	for r := range plan.Records() {
		it, ok := r.(planner.Listed)
		if !ok || it.Base().Entry == "" {
			continue
		}
		key := entryKey{it.Base().Entry, it.Key().Kind}
		if was, ok := h.items[key]; !ok || was.Gone() {
			h.items[key] = it
		}
	}
	return h
}

// find gives the record that a plan has of a row, also a removed item; nil if
// there is none.
func (h holding) find(r row) planner.Record {
	switch r.kind {
	case planner.KindProfile:
		return h.plan.Profile()
	case planner.KindPhase:
		if ph := h.plan.Phase(r.phase); ph != nil {
			return ph
		}
	default:
		if it, ok := h.items[entryKey{r.key, r.kind}]; ok {
			return it
		}
	}
	return nil
}

// textsOf is what a plan says of a row's record.
func (h holding) textsOf(rec planner.Record) texts {
	switch rec := rec.(type) {
	case *planner.Profile:
		return formTexts(rec.Forms)
	case *planner.Phase:
		return phaseTexts(rec)
	case planner.Listed:
		return itemTexts(h.plan, rec)
	}
	return nil
}

// memory is what intakes tell of an entry.
type memory struct {
	as    planner.ID
	print map[string]string // of the texts as the path last had them; nil: not known
	left  bool              // when it was last offered, it was left
}

// remember gathers what a plan's intakes of paths tell, by key. Where a plan
// from before there were intakes still has the path's version, what it has is
// known to have been taken as the path has it now.
func remember(taken []*planner.Intake, p *Path, has holding) map[string]memory {
	out := map[string]memory{}
	known := false
	for _, in := range taken {
		if in.From != planner.FromPath {
			continue
		}
		known = true
		for _, t := range in.Rows {
			m := out[t.Key]
			m.left = t.As.IsZero() || len(t.Print) == 0
			if !t.As.IsZero() {
				m.as = t.As
			}
			if len(t.Print) > 0 {
				m.print = t.Print
			}
			out[t.Key] = m
		}
	}
	if pr := has.plan.Profile(); known || pr.Path != p.Name || pr.PathVersion != p.Version {
		return out
	}
	for _, r := range p.rows() {
		if rec := has.find(r); rec != nil {
			out[r.key] = memory{as: rec.Key(), print: r.texts.print()}
		}
	}
	return out
}

// title is what a row is called.
func (p *Path) title(r row) string {
	switch r.kind {
	case planner.KindProfile:
		return "The ways into the role"
	case planner.KindPhase:
		return fmt.Sprintf("Phase %d · %s", r.phase, r.texts.get("title"))
	default:
		return r.entry.Title
	}
}

func roleForms(p *Path) []planner.RoleForm {
	var out []planner.RoleForm
	for _, f := range p.Forms {
		out = append(out, planner.RoleForm{ID: f.ID, Title: f.Title, HandsOn: f.HandsOn})
	}
	return out
}
