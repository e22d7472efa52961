package intake

import (
	"errors"
	"fmt"
	"slices"

	"waymark/planner"
	"waymark/planner/export"
)

// Edit takes the entries into a plan: those it doesn't know are added, those
// it knows are changed where the file says something else than when it was
// taken last or, of what waymark wrote itself, than when it was written.
func (e *Entries) Edit(now planner.Whole, known []*planner.Intake, how Options) (planner.Edit, error) {
	if how.Phase != 0 && now.Plan.Phase(how.Phase) == nil {
		return planner.Edit{}, now.Plan.NoPhase(how.Phase)
	}
	rows, mark := knownRows(e.From, known), export.PlanMark(now.Plan)
	edit := planner.Edit{Label: "Imported " + e.File}
	for i := range e.List {
		id, _ := target(&e.List[i], mark, rows)
		if info, _ := id.Kind.Info(); info.History {
			edit.On = append(edit.On, id)
		}
	}
	seen := now.Plan.Given()[planner.KindIntake]
	edit.Run = func(d *planner.Draft) error {
		if d.Plan().Given()[planner.KindIntake] != seen {
			return errors.New("something else was imported in the meantime; import again, and what is there by now is recognised")
		}
		t := &taking{
			Entries: e, draft: d, how: how, rows: rows, mark: mark, orders: orders(d.Plan()), phase: how.Phase,
			faults: e.faults.copy(), room: planner.MaxFocus - focus(d.Plan()), projects: projects(d.Plan()), as: map[string]planner.ID{},
		}
		if t.phase == 0 {
			t.phase = d.Plan().PhaseOf(planner.ID{})
		}
		return t.run()
	}
	return edit, nil
}

// target is the record that an entry is meant for; zero: a new one. direct
// tells that the entry names it itself.
func target(e *Entry, mark string, rows map[string]planner.Taken) (id planner.ID, direct bool) {
	if !e.ID.IsZero() && (e.was.Plan == "" || e.was.Plan == mark) {
		return e.ID, true
	}
	if as := rows[e.Key].As; blank[as.Kind] != nil {
		return as, false
	}
	return planner.ID{}, false
}

// taking is one run of the edit that takes entries into a plan.
type taking struct {
	*Entries
	draft    *planner.Draft
	how      Options
	rows     map[string]planner.Taken
	mark     string // of the plan
	orders   map[list]int
	phase    int // of what names none; 0: none is open
	room     int // in this week's focus
	projects map[string]int
	faults   faults

	news           []planner.Taken
	as             map[string]planner.ID // what entries of another plan became, by their keys
	felt           map[string]bool       // weeks and kinds of work that this file has readings of
	added, changed int
	focused        []int // the lines that take something into focus

	removed, yours, theirs []string // what of the file was left alone, and what was taken all the same
	foreign, crowded       int      // entries of another plan, and those that this week's focus has no place for
}

func (t *taking) run() error {
	before := focus(t.draft.Plan())
	for i := range t.List {
		e := &t.List[i]
		as, err := t.take(e)
		if err != nil {
			t.refuse(e, err)
			continue
		}
		if as.IsZero() || t.how.Trial || t.asWritten(e) {
			continue
		}
		if row := (planner.Taken{Key: e.Key, As: as, Print: prints(e)}); !same(row, t.rows[e.Key]) {
			t.news = append(t.news, row)
		}
	}
	if now := focus(t.draft.Plan()); now > planner.MaxFocus && now > before {
		over := max(0, len(t.focused)-(now-max(before, planner.MaxFocus)))
		for _, line := range t.focused[over:] {
			t.faults.add(line, "a week's focus holds %d things, and these would be %d", planner.MaxFocus, now)
		}
	}
	t.seen = t.left()
	if err := t.faults.err(); err != nil {
		return err
	}
	if t.added+t.changed == 0 {
		return &nothingNew{t.File}
	}
	for rows := range slices.Chunk(t.news, rowsInOne) {
		t.draft.Add(planner.KindIntake, &planner.Intake{Date: t.how.Today, From: t.From, Rows: rows})
	}
	t.draft.Label("Imported " + planner.Shorten(t.File, 60) + ": " + counted(t.added, t.changed))
	return nil
}

// take adds what an entry is about, or changes it, and gives its id; zero
// where the entry leaves nothing to be recognised by.
func (t *taking) take(e *Entry) (planner.ID, error) {
	if t.isForeign(e) {
		t.foreign++
	}
	id, direct := target(e, t.mark, t.rows)
	if id.IsZero() {
		id, err := t.add(e)
		if err == nil && t.isForeign(e) {
			t.as[e.Key] = id
		}
		return id, err
	}
	r, err := t.draft.Get(id)
	switch {
	case errors.Is(err, planner.ErrNotFound) && direct:
		return planner.ID{}, fmt.Errorf("there is no %s in this plan; leave the id out, and it is added", id)
	case err != nil:
		return planner.ID{}, err
	case r.Gone():
		t.removed = append(t.removed, id.String())
		return id, nil
	}
	return id, t.change(e, r, direct)
}

// isForeign reports whether an entry was written from another plan. Its ids
// mean nothing here.
func (t *taking) isForeign(e *Entry) bool { return e.was.Plan != "" && e.was.Plan != t.mark }

// asWritten reports whether nothing of an entry of this plan was changed since
// it was written, so that there is nothing to remember of it.
func (t *taking) asWritten(e *Entry) bool {
	return !t.isForeign(e) && e.was.Sums != "" && !slices.ContainsFunc(e.Values, func(v Value) bool { return !v.Old })
}

// change puts what the file says of a record that is there. What it said
// already when it was written, or taken last, is no news, and what you changed
// since stays, unless the file names the record by its own id.
func (t *taking) change(e *Entry, r planner.Record, direct bool) error {
	news := t.fresh(e, r, direct)
	if len(news) == 0 {
		return nil
	}
	if k, ok := r.(*planner.Check); ok && slices.ContainsFunc(news, func(v Value) bool { return v.Field() == fieldFinished && v.Text != "" }) {
		return t.tick(e, k)
	}
	next := twin(r)
	for _, v := range news {
		f, _ := fieldOf(next.Key().Kind, v.Field())
		f.put(next, v.Text)
	}
	if it, ok := next.(planner.Listed); ok {
		if err := t.settle(it, r.(planner.Listed), news); err != nil {
			return err
		}
	}
	if unmoved(r, next) {
		return nil
	}
	if err := t.check(next); err != nil {
		return err
	}
	t.noteFocus(e, r, next)
	t.draft.Put(next)
	t.changed++
	return t.follow(r, next)
}

// fresh is what an entry says anew of a record that is there.
func (t *taking) fresh(e *Entry, r planner.Record, direct bool) (news []Value) {
	was, known := t.rows[e.Key]
	if direct && e.was.Sums != "" { // what was taken from a file that was written at another time tells nothing of this one
		known = known && was.Print[printWritten] == sum(e.was.Sums)
	}
	for _, v := range e.Values {
		f, ok := fieldOf(r.Key().Kind, v.Field())
		if !ok || t.onlyAdds(v.Field(), direct) || direct && v.Old || known && sum(v.Text) == was.Print[v.Field()] {
			continue
		}
		v.Text = t.here(e, v)
		now := t.show(v.Field(), f.of(r))
		ours := known && sum(now) != was.Print[v.Field()]
		switch {
		case now == v.Text:
			continue
		case t.noRoomFor(e, r, v):
			t.crowded++
			continue
		case ours && !direct:
			t.yours = append(t.yours, fmt.Sprintf("%s of %s", v.Field(), r.Key()))
			continue
		case direct && e.was.Sums != "" && !e.was.Has(e.ID, v.Field(), now) && (ours || !known):
			t.theirs = append(t.theirs, fmt.Sprintf("%s of %s", v.Field(), r.Key()))
		}
		news = append(news, v)
	}
	return news
}

// here is what an entry says of a field in the terms of this plan: a record of
// another plan is what it became here, or none.
func (t *taking) here(e *Entry, v Value) string {
	if v.Text == "" || v.Field() != fieldMilestone && v.Field() != fieldCheck || !t.isForeign(e) {
		return v.Text
	}
	key := v.Text + "@" + e.was.Plan
	if id, ok := t.as[key]; ok {
		return id.String()
	}
	return t.rows[key].As.String()
}

// noteFocus remembers which lines fill this week's focus, and what room they
// leave. was is nil for what is added.
func (t *taking) noteFocus(e *Entry, was, now planner.Record) {
	before, after := was != nil && inFocus(was), inFocus(now)
	switch {
	case after && !before:
		t.focused = append(t.focused, e.Line)
		t.room--
	case before && !after:
		t.room++
	}
}

func inFocus(r planner.Record) bool {
	it, ok := r.(planner.Listed)
	return ok && it.Base().Focus && it.Base().State.Open()
}

// onlyAdds reports what a file says only of records that are added: when they
// were made, and the rule of one of our own checks in a list, which can't say
// all of it.
func (t *taking) onlyAdds(field string, direct bool) bool {
	return field == fieldCreated || field == fieldEvery && direct && t.From == planner.FromTodoTxt
}

// unmoved reports whether a file can say nothing of two versions of a record
// that tells them apart.
func unmoved(a, b planner.Record) bool {
	return !slices.ContainsFunc(fields, func(f field) bool { return f.of(a) != f.of(b) })
}

// tick ticks a check that another program's list has as done.
func (t *taking) tick(e *Entry, k *planner.Check) error {
	day := t.how.Today
	if !e.Day.IsZero() && e.Day.Before(day) {
		day = e.Day
	}
	err := planner.SetState([]planner.ID{k.ID}, planner.Done, "", day).Run(t.draft)
	if errors.Is(err, planner.ErrUnchanged) {
		return nil
	}
	if err == nil {
		t.changed++
	}
	return err
}
