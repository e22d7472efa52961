package command

import (
	"fmt"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// preview tells what a document would hold and what is held back.
func (c *call) preview(s *export.Shared, format export.Format) error {
	contents, err := s.Contents(format.History...)
	if err != nil {
		return err
	}
	c.print("%s, %s\n", format.Title, s.Choice.For.Title)
	if p := s.Choice.Period; !p.IsZero() {
		c.print("%s\n", p.Words())
	}
	c.print("\nIt holds\n")
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
	return nil
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
