package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// row is a row whose kind may only be known when all were read.
type row struct {
	line  int
	kind  planner.Kind
	id    planner.ID
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
	if err := r.identify(t.cell(cells, columnKind), t.cell(cells, columnID)); err != nil {
		t.faults.add(line, "%s", err)
		return true
	}
	t.all = append(t.all, r)
	return true
}

// identify reads what a row is.
func (r *row) identify(kind, id string) error {
	if id = strings.TrimSpace(id); id != "" {
		var err error
		if r.id, err = planner.ParseID(id); err != nil {
			return err
		}
		r.kind = r.id.Kind
	}
	if strings.TrimSpace(kind) != "" {
		named, ok := kindCalled(kind)
		switch {
		case !ok:
			return fmt.Errorf("kind %w", expected(kind, "action, milestone, check, capture or evidence"))
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
// all the others are.
func (t *table) kinds() {
	var all planner.Kind
	several := false
	for _, r := range t.all {
		if r.kind != 0 {
			several = several || all != 0 && all != r.kind
			all = r.kind
		}
	}
	for _, r := range t.all {
		if r.kind == 0 && !several {
			r.kind = all
		}
		if r.kind == 0 {
			t.faults.add(r.line, "what it is isn't said; the column kind has action, milestone, check, capture or evidence")
			continue
		}
		t.entry(r)
	}
}

// entry makes an entry of a row.
func (t *table) entry(r row) {
	e := Entry{Line: r.line, ID: r.id, Kind: r.kind}
	if err := t.ids.check(r.id, r.line); err != nil {
		t.faults.add(r.line, "%s", err)
		return
	}
	for i, cell := range r.cells {
		if err := e.sayCell(t.columns[i], export.UnquoteCell(cell)); err != nil {
			t.faults.add(r.line, "%s", err)
		}
	}
	e.Key = r.id.String()
	if e.Key == "" {
		e.Key = t.keys.key(e.Kind.String(), e.says(fieldTitle), e.says(fieldText), e.says(fieldDate))
	}
	t.keep(e)
}

// needed are what no record is without. An empty cell of theirs says nothing.
var needed = []string{fieldPhase, fieldState, fieldEvery, fieldDate}

// sayCell adds what a cell says, where rows of this kind have its column.
func (e *Entry) sayCell(column, cell string) error {
	f, ok := fieldNamed(column)
	blank := strings.TrimSpace(cell) == ""
	switch {
	case !ok, blank && slices.Contains(needed, column):
		return nil
	case column == fieldDue && e.Kind == planner.KindCheck: // one that is there has its dates from its rule
		return e.sayDay(fieldDue, cell)
	case !f.in(e.Kind) && blank:
		return nil
	}
	return e.say(column, cell)
}
