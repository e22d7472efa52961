package tui

type review struct{ *env }

func newReview(e *env) screen        { return &review{e} }
func (*review) Title() string        { return "Review" }
func (*review) Actions() []action    { return nil }
func (*review) View(w, h int) string { return block(nil, w, h) }
