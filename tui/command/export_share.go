package command

import (
	"iter"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// share cuts the plan to what the flags ask for.
func (c *call) share(o exportOptions, format export.Format) (*export.Shared, error) {
	choice, err := c.choice(o, format)
	if err != nil {
		return nil, err
	}
	k, err := c.keeper()
	if err != nil {
		return nil, err
	}
	whole, err := k.Whole(choice.Reads(format)...)
	if err != nil {
		return nil, err
	}
	if o.phase != "" {
		ph, err := namedPhase(whole.Plan, o.phase)
		if err != nil {
			return nil, err
		}
		choice.Phase = ph.Number()
	}
	return export.Share(export.Source{Whole: whole, Today: c.today, Version: c.Version()}, choice)
}

// choice is what the flags say, but for the phase.
func (c *call) choice(o exportOptions, format export.Format) (export.Choice, error) {
	var choice export.Choice
	var err error
	if choice.For, err = export.AudienceNamed(o.audience); err != nil {
		return choice, err
	}
	if err = neverGiven(choice.For, o.with); err != nil {
		return choice, err
	}
	choice.With, choice.Without = o.with, o.without
	if o.noNotes {
		choice.Without = append(slices.Clone(choice.Without), export.PartNotes, export.PartReasons)
	}
	choice.Hide, choice.Keep = o.hide, o.keep
	switch {
	case o.table != "" && format.Tables == nil:
		return choice, &misuse{say: format.Name + " has no tables", hint: "--table goes with --format csv."}
	case o.table != "" && !slices.Contains(format.Tables, o.table):
		return choice, &planner.InputError{What: "table", Value: o.table, Expected: "one of " + strings.Join(format.Tables, ", ")}
	}
	choice.Table = o.table
	switch {
	case o.since != "":
		day, err := planner.ParsePastDate(o.since, c.today)
		if err != nil {
			return choice, err
		}
		choice.Period = export.Since(day)
	case o.quarter != "":
		choice.Period, err = export.ParseQuarter(o.quarter, c.today)
	case o.year != "":
		choice.Period, err = export.ParseYear(o.year, c.today)
	}
	return choice, err
}

// writing runs work that writes a document. Where that takes long, the
// terminal shows how far it has come.
func (c *call) writing(s *export.Shared, format export.Format, write func(*export.Shared) error) error {
	total := 0
	for _, kind := range format.History {
		total += int(s.Plan.Given()[kind])
	}
	p := c.progress("Writing", total)
	defer p.end()
	return write(s.Watched(func(records iter.Seq2[planner.Record, error]) iter.Seq2[planner.Record, error] {
		return func(yield func(planner.Record, error) bool) {
			for r, err := range records {
				p.step(1)
				if !yield(r, err) {
					return
				}
			}
		}
	}))
}
