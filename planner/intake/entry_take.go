package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// Edit takes the entries into a plan: those it doesn't know are added, those
// it knows are changed where the file says something else than when it was
// taken last.
func (e *Entries) Edit(now planner.Whole, known []*planner.Intake, how Options) (planner.Edit, error) {
	if how.Phase != 0 && now.Plan.Phase(how.Phase) == nil {
		return planner.Edit{}, now.Plan.NoPhase(how.Phase)
	}
	rows := knownRows(e.From, known)
	edit := planner.Edit{Label: "Imported " + e.File}
	for i := range e.List {
		if id, _ := target(&e.List[i], now.Plan, rows); id.Kind == planner.KindEvidence {
			edit.On = append(edit.On, id)
		}
	}
	seen := now.Plan.Given()[planner.KindIntake]
	edit.Run = func(d *planner.Draft) error {
		if d.Plan().Given()[planner.KindIntake] != seen {
			return errors.New("something else was imported in the meantime; import again, and what is there by now is recognised")
		}
		t := &taking{Entries: e, draft: d, how: how, rows: rows, orders: orders(d.Plan()), phase: how.Phase, faults: faults{file: e.File}}
		if t.phase == 0 {
			t.phase = d.Plan().PhaseOf(planner.ID{})
		}
		return t.run()
	}
	return edit, nil
}

// target is the record that an entry is meant for; zero: a new one. direct
// tells that the entry names it itself.
func target(e *Entry, p *planner.Plan, rows map[string]planner.Taken) (id planner.ID, direct bool) {
	if !e.ID.IsZero() && (e.Plan == "" || export.TodoID(p, e.ID) == e.ID.String()+"@"+e.Plan) {
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
	draft  *planner.Draft
	how    Options
	rows   map[string]planner.Taken
	orders map[list]int
	phase  int // of what names none; 0: none is open
	faults faults

	news           []planner.Taken
	added, changed int
	removed, yours []string // what of the file was left alone
	focused        []int    // the lines that take something into focus
}

func (t *taking) run() error {
	before := focus(t.draft.Plan())
	for i := range t.List {
		e := &t.List[i]
		as, err := t.take(e)
		if err != nil {
			t.faults.add(e.Line, "%s", planner.ShowLine(err.Error()))
			continue
		}
		if row := (planner.Taken{Key: e.Key, As: as, Print: prints(e.Values)}); !as.IsZero() && !same(row, t.rows[e.Key]) {
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
	t.draft.Add(planner.KindIntake, &planner.Intake{Date: t.how.Today, From: t.From, Rows: t.news})
	t.draft.Label("Imported " + planner.Shorten(t.File, 60) + ": " + counted(t.added, t.changed))
	return nil
}

// take adds what an entry is about, or changes it, and gives its id; zero
// where the entry leaves nothing to be recognised by.
func (t *taking) take(e *Entry) (planner.ID, error) {
	id, direct := target(e, t.draft.Plan(), t.rows)
	if id.IsZero() {
		return t.add(e)
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

// change puts what the file says of a record that is there. What the file
// said already when it was taken last is no news, and what you changed since
// stays, unless the file names the record by its own id.
func (t *taking) change(e *Entry, r planner.Record, direct bool) error {
	was, known := t.rows[e.Key]
	var news []Value
	for _, v := range e.Values {
		f, _ := fieldNamed(v.Field)
		if f.at(r) == nil || t.onlyAdds(v.Field, direct) || known && sum(v.Text) == was.Print[v.Field] {
			continue
		}
		switch now := t.show(v.Field, f.of(r)); {
		case now == v.Text:
		case known && !direct && sum(now) != was.Print[v.Field]:
			t.yours = append(t.yours, fmt.Sprintf("%s of %s", v.Field, r.Key()))
		default:
			news = append(news, v)
		}
	}
	if len(news) == 0 {
		return nil
	}
	if k, ok := r.(*planner.Check); ok && slices.Contains(news, Value{fieldFinished, flagText(true)}) {
		return t.tick(e, k)
	}
	next := copied(r)
	for _, v := range news {
		f, _ := fieldNamed(v.Field)
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
	if err := t.draft.Check(next); err != nil {
		return err
	}
	if slices.ContainsFunc(news, func(v Value) bool { return v.Field == fieldFocus }) {
		t.noteFocus(e, next)
	}
	t.draft.Put(next)
	t.changed++
	return nil
}

// noteFocus remembers which lines fill this week's focus.
func (t *taking) noteFocus(e *Entry, r planner.Record) {
	if it, ok := r.(planner.Listed); ok && it.Base().Focus && it.Base().State.Open() {
		t.focused = append(t.focused, e.Line)
	}
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

// left tells what the edit left alone.
func (t *taking) left() []string {
	var out []string
	if len(t.removed) > 0 {
		out = append(out, "Removed here, and left so: "+some(t.removed))
	}
	if len(t.yours) > 0 {
		out = append(out, "Changed by you and in the file, and left as you have it: "+some(t.yours))
	}
	return out
}

// some lists the first few of many.
func some(of []string) string {
	const most = 8
	if len(of) <= most {
		return strings.Join(of, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(of[:most], ", "), len(of)-most)
}

// counted says how much was added and changed.
func counted(added, changed int) string {
	var parts []string
	if added > 0 {
		parts = append(parts, fmt.Sprintf("%d added", added))
	}
	if changed > 0 {
		parts = append(parts, fmt.Sprintf("%d changed", changed))
	}
	return strings.Join(parts, ", ")
}

// nothingNew is planner.ErrUnchanged for a file.
type nothingNew struct{ file string }

func (n *nothingNew) Error() string { return "nothing in " + planner.ShowLine(n.file) + " is new" }
func (*nothingNew) Unwrap() error   { return planner.ErrUnchanged }
