package command

import (
	"fmt"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// previewed tells what a document would hold, as was asked for, and that this
// is all there is.
func (c *call) previewed(o exportOptions, s *export.Shared, format export.Format) error {
	contents, err := s.Contents(format)
	if err != nil {
		return err
	}
	if o.asJSON {
		err = c.printJSON(toPreviewJSON(s, format, contents))
	} else {
		c.preview(s, format, contents)
	}
	if err == nil && o.output != "-" {
		_ = c.out.Flush() // what is said stands below; its error is kept
		c.say("Nothing was written: --preview only tells.")
	}
	return err
}

// preview tells what a document would hold and what is held back.
func (c *call) preview(s *export.Shared, format export.Format, contents []export.Content) {
	c.print("%s, %s\n", format.Title, s.Choice.For.Title)
	if p := s.Choice.Period; !p.IsZero() {
		c.print("%s\n", daysOf(p))
	}
	c.print("\nIt is made from\n")
	outside := 0
	for _, row := range contents {
		outside += row.Outside
		if row.Given > 0 {
			c.print("%7d  %s\n", row.Given, row.Part.Words)
		}
	}
	c.heldBack(s, contents)
	if outside > 0 {
		c.print("\nOutside of the phase and the days chosen: %s\n", planner.Counted(outside, "record"))
	}
	if unsure := s.Names.Unsure(); len(unsure) > 0 {
		c.print("\nMay be names, and stay as they are: %s\n--hide makes initials of them.\n", planner.ShowLine(strings.Join(unsure, ", ")))
	}
}

// forOthers says in short, before a document for others is written, what it
// leaves out and which words in it may be names.
func (c *call) forOthers(s *export.Shared, format export.Format) error {
	if s.Choice.For.Name == export.Me {
		return nil
	}
	contents, err := s.Contents(format)
	if err != nil {
		return err
	}
	var held []string
	for _, row := range contents {
		if row.Held > 0 {
			held = append(held, fmt.Sprintf("%s (%d)", row.Part.Name, row.Held))
		}
	}
	if len(held) == 0 {
		held = []string{"nothing"}
	}
	c.say("%s. Held back: %s. --preview tells more.", planner.Capital(s.Choice.For.Title), strings.Join(held, ", "))
	if unsure := s.Names.Unsure(); len(unsure) > 0 {
		c.say("May be names, and stay as they are: %s. --hide makes initials of them.", planner.ShowLine(strings.Join(unsure, ", ")))
	}
	return nil
}

// daysOf says which days a period has, beside its name.
func daysOf(p export.Period) string {
	if p.Name == "" || p.To.IsZero() {
		return p.Words()
	}
	days := export.Period{From: p.From, To: p.To}
	return p.Name + ", " + days.Words()
}

// heldBack lists what the document leaves out, and how it would not.
func (c *call) heldBack(s *export.Shared, contents []export.Content) {
	begun := false
	for _, row := range contents {
		if row.Held == 0 {
			continue
		}
		if !begun {
			c.print("\nHeld back\n")
			begun = true
		}
		c.print("%7d  %s%s\n", row.Held, row.Part.Words, s.How(row))
	}
	if !begun {
		c.print("\nNothing is held back.\n")
		return
	}
	if names := s.Names.List(); len(names) > 0 {
		var list []string
		for _, n := range names {
			list = append(list, fmt.Sprintf("%s → %s", n.Full, n.Initials))
		}
		c.print("         %s\n", planner.ShowLine(strings.Join(list, ", ")))
	}
}

// previewJSON is what `export --preview --json` prints.
type previewJSON struct {
	Format string        `json:"format"`
	For    string        `json:"for"`
	From   *civil.Date   `json:"from"`  // the first day; null: open
	To     *civil.Date   `json:"to"`    // the last day; null: open
	Phase  *int          `json:"phase"` // null: all
	Parts  []partJSON    `json:"parts"`
	Names  []initialJSON `json:"names"`
	Unsure []string      `json:"unsure"` // words that may be names and are left
}

// partJSON counts the records of one part of the plan.
type partJSON struct {
	Part    string `json:"part"`
	About   string `json:"about"`
	Rule    string `json:"rule"` // given, asked (for) or never
	Given   int    `json:"given"`
	Held    int    `json:"held"`    // back
	Outside int    `json:"outside"` // of the phase and the days
}

type initialJSON struct {
	Name     string `json:"name"`
	Initials string `json:"initials"`
}

func toPreviewJSON(s *export.Shared, format export.Format, contents []export.Content) previewJSON {
	c := s.Choice
	out := previewJSON{
		Format: format.Name, For: c.For.Name, From: orNull(c.Period.From), To: orNull(c.Period.To),
		Parts: []partJSON{}, Names: []initialJSON{}, Unsure: append([]string{}, s.Names.Unsure()...),
	}
	if c.Phase != 0 {
		out.Phase = &c.Phase
	}
	rules := map[export.Rule]string{export.Given: "given", export.Asked: "asked", export.Never: "never"}
	for _, row := range contents {
		out.Parts = append(out.Parts, partJSON{row.Part.Name, row.Part.Words, rules[row.Part.Rule(c.For)], row.Given, row.Held, row.Outside})
	}
	for _, n := range s.Names.List() {
		out.Names = append(out.Names, initialJSON{n.Full, n.Initials})
	}
	return out
}
