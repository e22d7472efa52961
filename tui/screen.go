package tui

import tea "charm.land/bubbletea/v2"

// screen is what fills the frame, and also what a dialog shows in its box.
// Anything more is opt-in through the small interfaces below.
type screen interface {
	Title() string
	// Actions lists what keys do here, now.
	Actions() []action
	// View draws the screen, exactly w cells wide and h lines high.
	View(w, h int) string
}

// updater wants the messages that no action took: text, paste, ticks.
type updater interface{ Update(msg tea.Msg) tea.Cmd }

// typist takes text at the moment, so letters are not keys.
type typist interface{ Typing() bool }

// pointer shows the terminal's cursor, relative to its own top left.
type pointer interface{ Cursor() *tea.Cursor }

// follower is told when it comes on top, and whenever the plan, the day or the
// window's size has changed: the place to work out what View draws.
type follower interface{ Follow() }

// dialog is a screen drawn in a box over another. Its View gets the room
// inside of the box.
type dialog interface {
	screen
	// Size is the room the dialog wants inside its box, at most w×h.
	Size(w, h int) (int, int)
}

// asker is about one item, which help tells of.
type asker interface {
	Item() (id string, title string, reason string)
}

// screens is the table of screens in the order of their tabs. Tabs, number
// keys, help, palette and tests walk it. A screen without a number is reached
// from the palette.
var screens = []struct {
	number int
	name   string
	about  string // for the palette
	open   func(*env) screen
}{
	{1, "Home", "where you are and what is next", func(e *env) screen { return newHome(e) }},
	{2, "Path", "the phases, their actions and milestones", func(e *env) screen { return newPath(e) }},
	{3, "Review", "the weekly review and those before it", func(e *env) screen { return newReview(e) }},
	{0, "History", "every change, newest first", func(e *env) screen { return newHistory(e) }},
}
