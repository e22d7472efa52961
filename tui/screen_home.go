package tui

type home struct{ *env }

func newHome(e *env) screen        { return &home{e} }
func (*home) Title() string        { return "Home" }
func (*home) Actions() []action    { return nil }
func (*home) View(w, h int) string { return block(nil, w, h) }
