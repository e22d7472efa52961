package export

import (
	"fmt"
	"iter"
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Source is a plan with its history, to share from.
type Source struct {
	planner.Whole
	Today   civil.Date
	Version string // of the program
}

// Choice is what somebody wants to share, and with whom. The zero Period is
// all of time; of another one it has what happened on its days, and what is
// still open and was there by its last. Phase 0 is all phases; of another one
// it has what names the phase, with the ticks of its checks, and nothing that
// belongs to none. Your profile and the list of phases are always there.
type Choice struct {
	For     Audience
	With    []string // parts given though the audience gets them only when asked for
	Without []string // parts left out
	Phase   int
	Period  Period
	Table   string   // of a format that has tables
	Hide    []string // more names that become initials
	Keep    []string // words that are no names
	Raw     bool     // of tables: texts as they are, though a spreadsheet might take them for formulas
}

// Whole reports whether the choice leaves nothing out.
func (c Choice) Whole() bool {
	return c.For.Name == Me && len(c.Without) == 0 && c.Phase == 0 && c.Period.IsZero()
}

// settled is the choice with everything by the name that the tables have, or
// why it can't be made. What isn't in the tables must never count as a choice,
// or it would hold nothing back.
func (c Choice) settled(p *planner.Plan) (Choice, error) {
	var err error
	if c.For, err = AudienceNamed(c.For.Name); err != nil {
		return c, err
	}
	if c.With, err = partNames(c.With); err != nil {
		return c, err
	}
	if c.Without, err = partNames(c.Without); err != nil {
		return c, err
	}
	for _, name := range c.With {
		if slices.Contains(c.Without, name) {
			return c, &planner.InputError{What: "part", Value: name, Expected: "one that is either asked for or left out, not both"}
		}
	}
	if len(c.Hide) > 0 && !slices.Contains(c.Without, PartNames) { // hiding some asks for initials
		c.Without = append(c.Without, PartNames)
	}
	for _, part := range Parts {
		if part.Rule(c.For) == Never && slices.Contains(c.With, part.Name) {
			return c, fmt.Errorf("%s never leave in a document %s", part.Words, c.For.Title)
		}
	}
	if c.Phase != 0 && p.Phase(c.Phase) == nil {
		return c, p.NoPhase(c.Phase)
	}
	return c, nil
}

func partNames(names []string) ([]string, error) {
	out := make([]string, len(names))
	for i, name := range names {
		part, err := PartNamed(name)
		if err != nil {
			return nil, err
		}
		out[i] = part.Name
	}
	return out, nil
}

// Kinds lists the kinds of history that a document is made from: those of its
// format, and for a table those of its rows.
func (c Choice) Kinds(f Format) []planner.Kind {
	return slices.DeleteFunc(slices.Clone(f.History), func(k planner.Kind) bool { return !c.tabled(k) })
}

// tabled reports whether records of a kind have a place in what was chosen: in
// a table, only those that it has rows of.
func (c Choice) tabled(k planner.Kind) bool {
	if c.Table == "" {
		return true
	}
	t, err := tableNamed(c.Table)
	return err != nil || t.kind == k
}

// Reads lists the kinds of history to read for a format: those that it is
// made from, and all of them where names become initials, since a name that
// one text tells is known in all.
func (c Choice) Reads(f Format) []planner.Kind {
	if c.gives(PartNames) && len(c.Hide) == 0 {
		return c.Kinds(f)
	}
	return everything
}

// NamedIn lists the kinds of history that names are found in.
func NamedIn() []planner.Kind { return slices.Clone(everything) }

// Shared is what of a plan may be given: a copy that holds nothing else.
type Shared struct {
	Plan    *planner.Plan
	Today   civil.Date
	Version string
	Choice  Choice
	Names   Names

	source Source
	marked map[string]bool // entries that are private, of an older plan
}

// Share cuts a plan to what a choice allows.
func Share(src Source, c Choice) (*Shared, error) {
	c, err := c.settled(src.Plan)
	if err != nil {
		return nil, err
	}
	s := &Shared{Plan: src.Plan, Today: src.Today, Version: src.Version, Choice: c, source: src}
	if c.Whole() {
		return s, nil
	}
	if !c.gives(PartNames) {
		if s.Names, err = FindNames(src.Whole, c.Hide, c.Keep); err != nil {
			return nil, fmt.Errorf("read the history: %w", err)
		}
	}
	if c.For.Name != Me {
		s.marked = markedPrivate(src.Plan)
	}
	v := s.sieve()
	var kept []planner.Record
	for r := range src.Plan.Records() {
		if r = v.record(r); r != nil {
			kept = append(kept, r)
		}
	}
	s.Plan = planner.NewPlan(src.Plan.ID, src.Plan.Revision, src.Plan.Given()).With(src.Plan.Revision, kept...)
	return s, nil
}

// History gives what may be given of one kind of history, by its numbers,
// without removed records.
func (s *Shared) History(kind planner.Kind) iter.Seq2[planner.Record, error] {
	return s.sifted(kind, s.sieve())
}

// All gives history with removed records, where nothing is left out.
func (s *Shared) All(kind planner.Kind) iter.Seq2[planner.Record, error] {
	if s.Choice.Whole() && s.source.History != nil {
		return s.source.History(kind)
	}
	return s.History(kind)
}

func (s *Shared) sifted(kind planner.Kind, v *sieve) iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		for r, err := range s.read(kind) {
			if err != nil {
				yield(nil, err)
				return
			}
			if r.Gone() { // also where nothing else is left out
				continue
			}
			if r = v.record(r); r != nil && !yield(r, nil) {
				return
			}
		}
	}
}

// read gives history as it is, up to the first that can't be read.
func (s *Shared) read(kind planner.Kind) iter.Seq2[planner.Record, error] {
	return func(yield func(planner.Record, error) bool) {
		if s.source.History == nil {
			return
		}
		for r, err := range s.source.History(kind) {
			if err != nil {
				yield(nil, fmt.Errorf("read the history: %w", err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Content counts what of one part is given and what is held back.
type Content struct {
	Part        Part
	Given, Held int
	// Outside counts what lies outside of the phase or the period.
	Outside int
}

// Contents counts, part by part, what a document would be made from and what
// is held back, for a look before anything is written. Parts of which the plan
// has nothing are left out, and for a table all but its own rows.
func (s *Shared) Contents(f Format) ([]Content, error) {
	v := s.sieve()
	v.counts = true
	removed := 0
	count := func(r planner.Record) {
		switch {
		case r.Gone():
			removed++
		case s.Choice.tabled(r.Key().Kind):
			v.record(r)
		}
	}
	for r := range s.source.Plan.Records() {
		count(r)
	}
	for _, kind := range s.Choice.Kinds(f) {
		for r, err := range s.read(kind) {
			if err != nil {
				return nil, err
			}
			count(r)
		}
	}
	if f.Removed {
		v.countRemoved(removed, s.Choice)
	}
	var out []Content
	for _, part := range Parts {
		c := Content{Part: part, Given: v.given[part.Name], Held: v.held[part.Name], Outside: v.outside[part.Name]}
		if part.Name == PartNames && !s.Choice.Whole() {
			c.Held = len(s.Names.List())
		}
		if c.Given+c.Held+c.Outside > 0 {
			out = append(out, c)
		}
	}
	return out, nil
}

// Gives reports whether a part is given to whom the document is for.
func (s *Shared) Gives(part string) bool { return s.Choice.gives(part) }
