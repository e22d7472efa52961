// Package export writes a plan as a document to share. Each format is one
// file and one row of the table of formats, with an escaping of its own that
// makes whatever a person typed plain text in that format.
//
// What a document may hold is settled before a format sees anything: Share
// gives a copy of the plan that has only what the audience may have, so no
// format can give away what was held back.
package export

import (
	"io"
	"slices"
	"strings"

	"waymark/planner"
)

// Format is one kind of document.
type Format struct {
	Name      string   // as people type it
	Title     string   // as people call it
	Extension string   // of its files, with the dot
	Also      []string // other names for it
	About     string   // what it is good for, in a few words
	// History lists the kinds of history that the document is made from.
	History []planner.Kind
	// Removed is set where it has removed records too, if nothing is left out.
	Removed bool
	// Tables are the names of the tables that it has instead of one document,
	// each a file of its own; nil for most formats.
	Tables []string
	// Write writes the document as it goes and returns the first error of w.
	Write func(w io.Writer, s *Shared) error
}

// ofPages are the kinds of history that documents for people are made from,
// and everything those that a program reads.
var (
	ofPages    = []planner.Kind{planner.KindEvidence, planner.KindEnergy, planner.KindReview, planner.KindReflection}
	everything = planner.HistoryKinds()
)

// Formats is the table of every format; the first is the usual one.
var Formats = []Format{
	{Name: "md", Title: "Markdown", Extension: ".md", Also: []string{"markdown"}, About: "to read as it is or on a forge", History: ofPages, Write: paged(Markdown)},
	{Name: "html", Title: "HTML", Extension: ".html", Also: []string{"htm"}, About: "a page with charts, to read in a browser or to print", History: ofPages, Write: paged(HTML)},
	{Name: "txt", Title: "Plain text", Extension: ".txt", Also: []string{"text"}, About: "for a mail", History: ofPages, Write: paged(Text)},
	{Name: "json", Title: "JSON", Extension: ".json", About: "every record, for programs and to import again", History: everything, Removed: true, Write: Plain},
	{Name: "csv", Title: "CSV", Extension: ".csv", About: "tables for a spreadsheet, one for each kind", History: everything, Tables: TableNames(), Write: CSV},
	{Name: "ics", Title: "iCalendar", Extension: ".ics", Also: []string{"ical", "icalendar"}, About: "a calendar: reviews, what is due, milestones", Write: Calendar},
	{Name: "todo", Title: "todo.txt", Extension: ".todo.txt", Also: []string{"todo.txt", "todotxt"}, About: "for other programs' lists", Write: TodoTxt},
}

// paged makes a format of what writes a document for people.
func paged(write func(io.Writer, *Document) error) func(io.Writer, *Shared) error {
	return func(w io.Writer, s *Shared) error {
		doc, err := Summary(s)
		if err != nil {
			return err
		}
		return write(w, doc)
	}
}

// Named finds a format by its name or its files' extension.
func Named(name string) (Format, error) {
	var names []string
	want := strings.ToLower(strings.TrimSpace(name))
	for _, f := range Formats {
		if f.called(want) {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, &planner.InputError{What: "format", Value: name, Expected: "one of " + strings.Join(names, ", ")}
}

func (f Format) called(name string) bool {
	return slices.Contains(append([]string{f.Name, f.Extension}, f.Also...), name)
}

// OfFile finds the format that a file's name asks for by its ending; ok is
// false where it asks for none.
func OfFile(file string) (f Format, ok bool) {
	file = strings.ToLower(file)
	for _, row := range Formats { // ".todo.txt" is a longer ending than ".txt"
		if strings.HasSuffix(file, row.Extension) && len(row.Extension) > len(f.Extension) {
			f, ok = row, true
		}
	}
	return f, ok
}
