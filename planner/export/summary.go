package export

// Summary is the plan as a document for people.
func Summary(s *Shared) (*Document, error) {
	return &Document{was: Input{Plan: s.Plan, Today: s.Today, NoNotes: !s.Gives(PartNotes)}}, nil
}
