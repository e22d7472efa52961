package export

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"waymark/planner"
)

// CSV writes the table that was chosen, as RFC 4180 has it: a row of names,
// then a row for each record that was not removed. Each row says by its first
// two cells what it is, so tables may be joined or cut; the other columns are
// named as the fields of the records are in JSON. A cell holds one value:
// dates are those of ISO 8601, what is true is "true" and what is not is
// empty, and ids and other words of a list stand with spaces between them.
//
// Tables that can be taken in again have a last column with what each row was
// when it was written, so that then only what was changed in it counts.
func CSV(w io.Writer, s *Shared) error {
	t, err := tableNamed(s.Choice.Table)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := []string{"kind", "id"}
	for _, c := range t.columns {
		row = append(row, c.name)
	}
	if t.comesBack() {
		row = append(row, ColumnWritten)
	}
	err = out.Write(row)
	plan := PlanMark(s.Plan)
	var sums []byte
	for r, failed := range t.records(s) {
		if err = cmp.Or(err, failed); err != nil {
			break
		}
		row, sums = append(row[:0], r.Key().Kind.String(), r.Key().String()), sums[:0]
		for _, c := range t.columns {
			text, cell := written(c.value(r), s.Choice.Raw)
			if !c.settled {
				sums = appendSum(sums, r.Key(), c.name, text)
			}
			row = append(row, cell)
		}
		if t.comesBack() {
			row = append(row, Written{plan, string(sums)}.String())
		}
		err = out.Write(row)
	}
	out.Flush()
	if err = cmp.Or(err, out.Error()); err != nil {
		return fmt.Errorf("write the table %s: %w", t.name, err)
	}
	return nil
}

// ColumnWritten is the column of what a row was when it was written.
const ColumnWritten = "exported"

// TableNames lists the tables.
func TableNames() []string {
	var names []string
	for _, t := range tables {
		names = append(names, t.name)
	}
	return names
}

// tableNamed finds a table by its name or that of its records' kind.
func tableNamed(name string) (table, error) {
	want := strings.ToLower(strings.TrimSpace(name))
	at := slices.IndexFunc(tables, func(t table) bool { return t.name == want || t.kind.String() == want })
	if at < 0 {
		return table{}, &planner.InputError{What: "table", Value: name, Expected: "one of " + strings.Join(TableNames(), ", ")}
	}
	return tables[at], nil
}

// records gives what a table has a row for.
func (t table) records(s *Shared) iter.Seq2[planner.Record, error] {
	if info, _ := t.kind.Info(); info.History {
		return s.History(t.kind)
	}
	return func(yield func(planner.Record, error) bool) {
		for r := range s.Plan.Records() {
			if r.Key().Kind == t.kind && !r.Gone() && !yield(r, nil) {
				return
			}
		}
	}
}
