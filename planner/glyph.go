package planner

// Glyph is one cell that shows a state at a glance. A word for the state
// always goes with it where the state matters. Milestones have shapes of
// their own, and a check that is simply due again shows that it recurs.
func (s State) Glyph(kind Kind) string {
	switch {
	case kind == KindCapture:
		return "·"
	case kind == KindMilestone && s == ToDo:
		return "◇"
	case kind == KindMilestone && s == Doing:
		return "◈"
	case kind == KindMilestone && s == Done:
		return "◆"
	case kind == KindCheck && (s == ToDo || s == Doing):
		return "↻"
	}
	if int(s) < len(stateGlyphs) {
		return stateGlyphs[s]
	}
	return "?"
}

var stateGlyphs = [...]string{ToDo: "○", Doing: "◐", Done: "✓", Waiting: "◷", OnHold: "‖", Dropped: "✗"}

// Glyph is one cell that shows where the user stands in a phase.
func (s PhaseState) Glyph() string {
	switch s {
	case Open:
		return "▸"
	case Closed:
		return "✓"
	default:
		return "·"
	}
}
