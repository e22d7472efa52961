package tui

type history struct{ *env }

func newHistory(e *env) screen        { return &history{e} }
func (*history) Title() string        { return "History" }
func (*history) Actions() []action    { return nil }
func (*history) View(w, h int) string { return block(nil, w, h) }
