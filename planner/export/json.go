package export

import (
	"io"
	"slices"

	"waymark/planner"
)

// What the document of a whole plan says of itself. A program that reads it
// looks at these first.
const (
	PlanFormat  = "waymark-plan"
	PlanVersion = 1
)

// Plain writes every record as JSON, one a line, with what somebody needs who
// has only the file. Nothing in it tells when or by which program it was
// written, so that the same plan always gives the same text.
func Plain(w io.Writer, s *Shared) error {
	o := newOutline(w)
	complete := s.Choice.Whole() && s.source.History != nil
	o.open('{')
	o.member("format", PlanFormat)
	o.member("version", PlanVersion)
	o.member("about", planNote(s.Choice.For, complete))
	o.member("plan", s.Plan.ID)
	o.member("for", s.Choice.For.Name)
	o.member("complete", complete)
	if complete { // of what was held back not even the number is told
		o.member("given", givenBy(s.Plan))
	}
	for _, info := range planner.Kinds {
		o.list(listName(info))
		if err := writeKind(o, s, info); err != nil {
			return err
		}
		o.close(']')
	}
	o.close('}')
	return o.end()
}

// writeKind writes the records of a kind by their numbers.
func writeKind(o *outline, s *Shared, info planner.KindInfo) error {
	if info.History {
		for r, err := range s.All(info.Kind) {
			if err != nil {
				return err
			}
			if o.line(r); o.err != nil {
				return o.err
			}
		}
		return nil
	}
	for n := uint32(1); n <= s.Plan.Given()[info.Kind] && o.err == nil; n++ {
		if r := s.Plan.Find(planner.ID{Kind: info.Kind, N: n}); r != nil {
			o.line(r)
		}
	}
	return o.err
}

// line writes an element of a list on one line, as versions of a file are best
// compared.
func (o *outline) line(value any) {
	o.next()
	text, err := JSON(value)
	switch {
	case o.err != nil:
	case err != nil:
		o.err = err
	default:
		_, o.err = o.w.Write(text)
	}
}

// givenBy is the highest number given so far, by the name of the kind's list.
func givenBy(p *planner.Plan) map[string]uint32 {
	given := map[string]uint32{}
	for _, info := range planner.Kinds {
		given[listName(info)] = p.Given()[info.Kind]
	}
	return given
}

// ListName is what documents of a whole plan call the list of a kind.
func ListName(info planner.KindInfo) string { return listName(info) }

// planNote explains the document in plain sentences.
func planNote(a Audience, complete bool) []string {
	what := "This is everything that waymark, a career planner, kept in one plan."
	if !complete {
		what = "This is a part of what waymark, a career planner, kept in one plan, made " + a.Title + "; it can be read, but not imported again."
	}
	note := []string{
		what + " It is JSON, a plain text in UTF-8: any text editor shows it, and no program is needed to read it.",
		"version is the version of this form of text, plan the plan's own id, for whom it was made, complete that nothing was left out, and given the highest number that a record of each kind has had.",
	}
	return slices.Concat(note, formatNote()[ofLists:])
}

// ofLists is where the note of a snapshot begins to speak of the lists, which
// are the same here.
const ofLists = 2
