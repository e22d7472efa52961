package export

import (
	"bytes"
	"encoding/json"
	"fmt"

	"waymark/planner"
)

// takenWithout is the text of a record without sums of what was erased, which
// intakes have; any other record stays as it is. All else stays to the byte.
func takenWithout(id planner.ID, record json.RawMessage, ids map[planner.ID]bool) (json.RawMessage, error) {
	if id.Kind != planner.KindIntake {
		return record, nil
	}
	var intake struct {
		Rows []json.RawMessage `json:"rows"`
	}
	if err := json.Unmarshal(record, &intake); err != nil {
		return record, fmt.Errorf("in intake %s: %w", id, err)
	}
	for _, text := range intake.Rows {
		var row planner.Taken
		if err := json.Unmarshal(text, &row); err != nil {
			return record, fmt.Errorf("in intake %s: %w", id, err)
		}
		if !ids[row.As] || row.Print == nil {
			continue
		}
		rest, err := JSON(planner.Taken{Key: row.Key, As: row.As})
		if err != nil {
			return record, err
		}
		// A row's text is an object, so it can't be found within a string.
		record = bytes.Replace(record, text, rest, 1)
	}
	return record, nil
}
