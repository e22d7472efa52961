package tui

type pathScreen struct{ *env }

func newPath(e *env) screen              { return &pathScreen{e} }
func (*pathScreen) Title() string        { return "Path" }
func (*pathScreen) Actions() []action    { return nil }
func (*pathScreen) View(w, h int) string { return block(nil, w, h) }
