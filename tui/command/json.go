package command

import (
	"bytes"
	"encoding/json"
	"fmt"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// The JSON that commands print is for scripts: fields are added, but never
// renamed, removed or given another meaning. A field is always present; where
// there is nothing to say it is null, "" or false as its comment tells.

// itemJSON is one thing of a plan, as `list --json` gives it.
type itemJSON struct {
	ID    string      `json:"id"`    // "a12"
	Kind  string      `json:"kind"`  // action, milestone, check or capture
	Phase *int        `json:"phase"` // null for captures
	Title string      `json:"title"`
	State string      `json:"state"` // todo, doing, done (a check: ticked for now), waiting, hold or dropped; "" for captures
	Due   *civil.Date `json:"due"`   // "2027-01-30", for a check its next time; null if none
	Focus bool        `json:"focus"` // in this week's focus
}

func toJSON(it planner.Listed, today civil.Date) itemJSON {
	b := it.Base()
	due := b.Due
	if _, check := it.(*planner.Check); check {
		due = planner.Due(it, today)
	}
	return itemJSON{
		ID: b.ID.String(), Kind: b.ID.Kind.String(), Phase: &b.Phase, Title: b.Title,
		State: standing(it, today).Name(), Due: orNull(due), Focus: b.Focus,
	}
}

func captureJSON(r *planner.Capture) itemJSON {
	return itemJSON{ID: r.ID.String(), Kind: r.ID.Kind.String(), Title: r.Text}
}

// orNull makes the zero date null.
func orNull(d civil.Date) *civil.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}

// printJSON prints a value, indented.
func (c *call) printJSON(v any) error {
	text, err := export.JSON(v)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	c.print("%s\n", b.Bytes())
	return nil
}

// listJSON prints a list with one value on each line, as values come.
type listJSON struct {
	c     *call
	count int
}

func (l *listJSON) add(v any) error {
	text, err := export.JSON(v)
	if err != nil {
		return err
	}
	before := ",\n  "
	if l.count == 0 {
		before = "[\n  "
	}
	l.count++
	l.c.print("%s%s", before, text)
	return nil
}

func (l *listJSON) end() {
	if l.count == 0 {
		l.c.print("[]\n")
		return
	}
	l.c.print("\n]\n")
}
