package tui

import (
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// newTimeOffForm asks for days off. One day needs no last one.
func newTimeOffForm(e *env) dialog {
	fields := []*field{
		e.dateField("First day", civil.Date{}),
		e.dateField("Last day", civil.Date{}),
		e.textField("Why", "", "optional"),
	}
	return newForm(e, "days off", "Days off", fields, func(v []string) error {
		from, err := e.typedDate(v[0])
		if err != nil {
			return err
		}
		to, err := e.typedDate(v[1])
		if err != nil {
			return err
		}
		if to.IsZero() {
			to = from
		}
		res, err := e.keep(planner.BeAway(from, to, v[2]))
		if err == nil {
			e.say(res.Entry.Label + " · u undoes")
		}
		return err
	})
}
