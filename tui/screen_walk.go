package tui

type walk struct{ *env }

func newWalk(e *env) screen        { return &walk{e} }
func (*walk) Title() string        { return "Walk" }
func (*walk) Actions() []action    { return nil }
func (*walk) View(w, h int) string { return block(nil, w, h) }
