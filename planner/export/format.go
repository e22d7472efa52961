// Package export writes a plan as a document to share. Each format is one
// file and one row of the table of formats, with an escaping of its own that
// makes whatever a person typed plain text in that format.
package export

import (
	"io"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Input is what a document is made from.
type Input struct {
	Plan  *planner.Plan
	Today civil.Date
	// NoNotes leaves out the user's notes and reasons, which may be too
	// private for whoever reads the document.
	NoNotes bool
	// Review is the one under way, for its sheet; nil: none.
	Review *planner.Review
	// Evidence and Answers are what was written in that so far.
	Evidence []*planner.Evidence
	Answers  []*planner.Reflection
}

// Format is one kind of document.
type Format struct {
	Name      string // as people type it
	Extension string // of its files, with the dot
	About     string // what it is good for, in a few words
	// Write writes the document as it goes and returns the first error of w.
	Write func(w io.Writer, in Input) error
}

// Formats is the table of every format; the first is the usual one.
var Formats = []Format{
	{"md", ".md", "Markdown, to read as it is or on a forge", Markdown},
}

// Named finds a format by its name or its files' extension.
func Named(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if want := strings.ToLower(strings.TrimSpace(name)); want == f.Name || want == f.Extension {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &planner.InputError{What: "format", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}
