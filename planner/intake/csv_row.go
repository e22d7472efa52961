package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"waymark/planner"
	"waymark/planner/export"
)

// row is a row whose kind may only be known when all were read.
type row struct {
	line  int
	kind  planner.Kind
	id    planner.ID
	was   export.Written
	cells []string
}

// row reads one row up to its kind and id.
func (t *table) row() bool {
	cells, line, ok := t.next()
	if !ok {
		return false
	}
	if len(t.all) >= MaxEntries {
		t.faults.add(line, "more than %d rows", MaxEntries)
		t.broken = true
		return false
	}
	if !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
		return true
	}
	if len(cells) > len(t.columns) {
		t.faults.add(line, "%d cells, and there are %d columns", len(cells), len(t.columns))
		return true
	}
	r := row{line: line, cells: cells}
	if err := r.identify(t.cell(cells, columnKind), t.cell(cells, columnID), t.cell(cells, export.ColumnWritten)); err != nil {
		t.faults.add(line, "%s", err)
		return true
	}
	t.all = append(t.all, r)
	return true
}

// identify reads what a row is.
func (r *row) identify(kind, id, written string) error {
	if id = strings.TrimSpace(id); id != "" {
		var err error
		if r.id, err = planner.ParseID(id); err != nil {
			return err
		}
		r.kind = r.id.Kind
	}
	if written = strings.TrimSpace(written); written != "" && !r.id.IsZero() { // without an id it is a copied row, to be added
		var ok bool
		if r.was, ok = export.ParseWritten(written); !ok {
			return fmt.Errorf("%s %w", export.ColumnWritten, expected(written, "what waymark wrote there; with an empty cell, the row is taken as it is"))
		}
	}
	if strings.TrimSpace(kind) != "" {
		named, ok := kindCalled(kind)
		switch {
		case !ok:
			return fmt.Errorf("kind %w", expected(kind, kindNames()))
		case r.kind != 0 && r.kind != named:
			return fmt.Errorf("%s is %s, and the row says %s", r.id, one(r.kind), named)
		}
		r.kind = named
	}
	if r.kind != 0 && blank[r.kind] == nil {
		return errors.New(notTaken(r.kind))
	}
	return nil
}

// kinds makes entries of the rows. A row that doesn't say what it is, is what
// all the others are, else an action.
func (t *table) kinds() {
	var all planner.Kind
	several := false
	for _, r := range t.all {
		if r.kind != 0 {
			several = several || all != 0 && all != r.kind
			all = r.kind
		}
	}
	t.List = make([]Entry, 0, len(t.all))
	for _, r := range t.all {
		if r.kind == 0 && !several {
			r.kind = all
		}
		if r.kind == 0 {
			r.kind = planner.KindAction
		}
		t.entry(r)
	}
}

// entry makes an entry of a row.
func (t *table) entry(r row) {
	e := Entry{Line: r.line, ID: r.id, Kind: r.kind, Key: r.id.String(), was: r.was}
	if r.was.Plan != "" {
		e.Key += "@" + r.was.Plan
	}
	if err := t.ids.check(r.id, e.Key, r.line); err != nil {
		t.faults.add(r.line, "%s", err)
		return
	}
	for i, cell := range r.cells {
		if !e.was.Has(r.id, t.columns[i], cell) { // else it stands there as it is meant, as in a raw table
			cell = export.UnquoteCell(cell)
		}
		if err := e.sayCell(t.columns[i], cell); err != nil {
			t.faults.add(r.line, "%s", err)
		}
	}
	if e.Key == "" {
		e.Key = t.keys.key(append([]string{e.Kind.String()}, e.tellsApart()...)...)
	}
	t.keep(e)
}

// tellsApart are the values that a row without an id is known by again.
func (e *Entry) tellsApart() []string {
	switch e.Kind {
	case planner.KindTick:
		return []string{e.says(fieldCheck), e.says(fieldDate)}
	case planner.KindEnergy:
		return []string{e.says("work"), e.says(fieldDate), e.says(fieldNote)}
	case planner.KindReflection:
		return []string{e.says("question"), e.says(fieldDate)}
	case planner.KindAway:
		return []string{e.says("from"), e.says("to")}
	default:
		return []string{e.says(fieldTitle), e.says(fieldText), e.says(fieldDate)}
	}
}

// needed are what no record is without. An empty cell of theirs says nothing.
var needed = []string{fieldPhase, fieldState, fieldEvery, fieldDate, fieldCheck, "opened", "from", "to"}

// sayCell adds what a cell says, where rows of this kind have its column.
func (e *Entry) sayCell(column, cell string) error {
	_, ok := fieldOf(e.Kind, column)
	blank := strings.TrimSpace(cell) == ""
	switch {
	case column == columnKind, column == columnID, column == export.ColumnWritten, blank && (!ok || slices.Contains(needed, column)):
		return nil
	case column == fieldDue && e.Kind == planner.KindCheck: // one that is there has its dates from its rule
		return e.sayDay(fieldDue, cell)
	case !ok && slices.Contains(settled()[e.Kind], column):
		return nil
	}
	return e.say(column, cell)
}

// settled are the columns that waymark works out itself, or that only the plan
// can know.
var settled = sync.OnceValue(func() map[planner.Kind][]string {
	out := map[planner.Kind][]string{}
	for kind := range blank {
		_, out[kind] = export.Columns(kind)
	}
	return out
})
