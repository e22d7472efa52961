package planner

import (
	"encoding/json"
	"maps"
)

// intake is what stays of an intake: no sums of erased texts. The keys stay, so
// that the same things aren't taken in once more.
func (x *Erasure) intake(i *Intake) Record {
	rows, changed := x.rows(i.Rows)
	if !changed {
		return i
	}
	next := *i
	next.Rows = rows
	return &next
}

func (x *Erasure) rows(rows []Taken) (rest []Taken, changed bool) {
	rest = make([]Taken, len(rows))
	for i, row := range rows {
		if x.ids[row.As] && row.Print != nil {
			row, changed = Taken{Key: row.Key, As: row.As}, true
		}
		rest[i] = row
	}
	return rest, changed
}

// intakeChange is the same for what the journal says of an intake.
func (x *Erasure) intakeChange(c Change) (rest Change, changed bool) {
	rest = c
	for _, side := range []*map[string]json.RawMessage{&rest.Before, &rest.After} {
		var rows []Taken
		if json.Unmarshal((*side)["rows"], &rows) != nil {
			continue
		}
		rows, found := x.rows(rows)
		if !found {
			continue
		}
		if text, err := json.Marshal(rows); err == nil {
			*side, changed = maps.Clone(*side), true
			(*side)["rows"] = text
		}
	}
	return rest, changed
}
