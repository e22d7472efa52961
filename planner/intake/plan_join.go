package intake

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"waymark/planner"
)

// join is the edit that takes another plan's entries into a plan.
func (c *Copy) join(now planner.Whole, known []*planner.Intake, how Options) planner.Edit {
	mine := slices.DeleteFunc(slices.Clone(known), func(i *planner.Intake) bool { return i.Name != c.Plan })
	rows := knownRows(planner.FromPlan, mine)
	edit := planner.Edit{Label: "Imported " + c.name()}
	for _, row := range rows {
		if info, _ := row.As.Kind.Info(); info.History {
			edit.On = append(edit.On, row.As)
		}
	}
	seen := now.Plan.Given()[planner.KindIntake]
	edit.Run = func(d *planner.Draft) error {
		if d.Plan().Given()[planner.KindIntake] != seen {
			return errors.New("something else was imported in the meantime; import again, and what is there by now is recognised")
		}
		j := &joining{
			Copy: c, draft: d, how: how, rows: rows, faults: faults{file: c.File},
			as: map[planner.ID]planner.ID{}, there: map[planner.ID]int{}, fresh: map[planner.ID]bool{},
		}
		return j.run()
	}
	return edit
}

// joins are the kinds that are taken from another plan, those that others
// depend on first. Its profile, phases, weeks and reviews tell of another
// rhythm than this plan's.
var joins = []planner.Kind{
	planner.KindMilestone, planner.KindAction, planner.KindCheck, planner.KindEvidence, planner.KindEnergy,
	planner.KindReflection, planner.KindMatter, planner.KindAway, planner.KindTick, planner.KindCapture,
}

// joining is one run of the edit that takes another plan's entries in.
type joining struct {
	*Copy
	draft  *planner.Draft
	how    Options
	rows   map[string]planner.Taken
	faults faults

	there    map[planner.ID]int        // places in Records
	as       map[planner.ID]planner.ID // what records there are here
	fresh    map[planner.ID]bool       // there: they are added
	add, met []int                     // places in Records: of these, and of those that are here already
	samePath bool

	facets         map[planner.Kind][]facet
	news           []planner.Taken
	added, changed int
	gone, yours    []string
}

func (j *joining) run() error {
	j.match()
	if err := j.faults.err(); err != nil {
		return err
	}
	j.number()
	if err := j.addAll(); err != nil {
		return err
	}
	for _, at := range j.met {
		if err := j.meet(j.Records[at]); err != nil {
			return err
		}
	}
	j.notes()
	if j.added+j.changed == 0 {
		return &nothingNew{j.File}
	}
	for rows := range slices.Chunk(j.news, rowsInOne) {
		j.draft.Add(planner.KindIntake, &planner.Intake{Date: j.how.Today, From: planner.FromPlan, Name: j.Plan, Rows: rows})
	}
	j.draft.Label("Imported " + j.name() + ": " + counted(j.added, j.changed))
	return nil
}

// rowsInOne is how many entries one intake tells of, so that none becomes a
// record of megabytes.
const rowsInOne = 1000

// match tells which records are here already, under what id, and which are to
// be added. What was removed there is not taken.
func (j *joining) match() {
	kinds := map[planner.Kind][]int{}
	var profile *planner.Profile
	for i, r := range j.Records {
		j.there[r.Key()] = i
		kinds[r.Key().Kind] = append(kinds[r.Key().Kind], i)
		if p, ok := r.(*planner.Profile); ok {
			profile = p
		}
	}
	p := j.draft.Plan()
	j.samePath = profile != nil && profile.Path == p.Profile().Path
	entries := map[string]planner.ID{}
	if j.samePath {
		entries = entriesOf(p)
	}
	for _, kind := range joins {
		for _, i := range kinds[kind] {
			j.place(i, entries)
		}
	}
}

// place decides about one record there.
func (j *joining) place(i int, entries map[string]planner.ID) {
	r := j.Records[i]
	id := r.Key()
	if row, known := j.rows[id.String()]; known {
		j.as[id] = row.As
		if !row.As.IsZero() && !r.Gone() {
			j.met = append(j.met, i)
		}
		return
	}
	if r.Gone() || !j.belongs(r) {
		return
	}
	if it, ok := r.(planner.Listed); ok {
		if here, ok := entries[entryName(it)]; ok {
			j.as[id] = here
			j.met = append(j.met, i)
			return
		}
	}
	if n := planner.PhaseNumber(r); n != 0 && j.draft.Plan().Phase(n) == nil {
		j.faults.add(j.lines[i], "%s belongs to phase %d, which this plan has not", id, n)
		return
	}
	j.fresh[id] = true
	j.add = append(j.add, i)
}

// belongs reports whether what a record is about is taken: the check of a tick,
// what a capture was sorted into.
func (j *joining) belongs(r planner.Record) bool {
	of := planner.ID{}
	switch r := r.(type) {
	case *planner.Tick:
		of = r.Check
	case *planner.Capture:
		of = r.Became
	}
	return of.IsZero() || j.fresh[of] || !j.as[of].IsZero()
}

// entriesOf are a plan's items by their entries in the career path. One in use
// comes before one that was removed.
func entriesOf(p *planner.Plan) map[string]planner.ID {
	out := map[string]planner.ID{}
	for r := range p.Records() {
		it, ok := r.(planner.Listed)
		if !ok || entryName(it) == "" {
			continue
		}
		if _, there := out[entryName(it)]; !there || !r.Gone() {
			out[entryName(it)] = r.Key()
		}
	}
	return out
}

// entryName names an item by its entry in the career path; "" for one's own.
func entryName(it planner.Listed) string {
	if it.Base().Entry == "" {
		return ""
	}
	return it.Key().Kind.String() + " " + it.Base().Entry
}

// number gives what is to be added the ids that it will get.
func (j *joining) number() {
	next := maps.Clone(j.draft.Plan().Given())
	for _, i := range j.add {
		id := j.Records[i].Key()
		next[id.Kind]++
		j.as[id] = planner.ID{Kind: id.Kind, N: next[id.Kind]}
	}
}

func (j *joining) addAll() error {
	orders := orders(j.draft.Plan())
	for _, i := range j.add {
		r := j.Records[i]
		next := j.moved(r)
		if it, ok := next.(planner.Listed); ok {
			b := it.Base()
			in := list{b.Phase, r.Key().Kind}
			orders[in]++
			b.Order, b.Focus = orders[in], false
		}
		as := j.draft.Add(r.Key().Kind, next)
		if as != j.as[r.Key()] {
			return fmt.Errorf("%s became %s and not %s; nothing was changed", r.Key(), as, j.as[r.Key()])
		}
		j.added++
		j.news = append(j.news, planner.Taken{Key: r.Key().String(), As: as, Print: j.printOf(next)})
	}
	return nil
}

// notes tell what was not taken, and what was left as it is here.
func (j *joining) notes() {
	j.seen = nil
	counts := map[planner.Kind]int{}
	for _, r := range j.Records {
		counts[r.Key().Kind]++
	}
	j.tell("It is another plan: its profile, phases and career path stay out, and so do %s and %s of what weeks came to.",
		planner.Counted(counts[planner.KindReview], "review"), planner.Counted(counts[planner.KindWeek], "note"))
	if len(j.gone) > 0 {
		j.tell("Removed here, and left so: %s", some(j.gone))
	}
	if len(j.yours) > 0 {
		j.tell("Changed by you and in the file, and left as you have it: %s", some(j.yours))
	}
}
