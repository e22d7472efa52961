package tui

import (
	tea "charm.land/bubbletea/v2"

	"waymark/planner/export"
)

// shareActions give the plan to others and take things in, or say how that is
// done in a shell. The palette has them on every screen.
func (e *env) shareActions() []action {
	why := e.noPlan()
	people := why
	if why == "" && e.WriteFile == nil {
		why = "There is nowhere to write to."
	}
	open := func(preset ...string) func() tea.Cmd {
		return func() tea.Cmd { return e.ask(newExport(e, preset...)) }
	}
	shell := func(label, also, how string) action {
		return action{keys: []string{"screen " + label}, label: label + ": in a shell", also: also, why: how, do: doing(func() {})}
	}
	return []action{
		{keys: []string{"screen export"}, label: "export the plan summary to a file…", also: "share print pdf html markdown text csv spreadsheet json calendar todo document save give", why: why, do: open()},
		{keys: []string{"screen mentor"}, label: "share with your mentor…", also: "export for", why: why, do: open("for " + export.Mentor)},
		{keys: []string{"screen manager"}, label: "share with your manager…", also: "export for boss", why: why, do: open("for " + export.Manager)},
		{keys: []string{"screen year"}, label: "year in review…", also: "export annual", why: why, do: open("of " + thisYear)},
		{keys: []string{"screen copy"}, label: "copy the plan summary to the clipboard… · then ctrl+y", also: "export yank", why: why, do: open()},
		{keys: []string{"screen people"}, label: "people whose names become initials…", also: "names hide privacy export", why: people, do: func() tea.Cmd { return e.ask(newPeople(e)) }},
		shell("import a file", "load bring taskwarrior", "In a shell: waymark import FILE, first with --dry-run"),
		shell("update the career path", "own custom path yaml", "In a shell: waymark path update, or path use FILE"),
	}
}
