package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// action is one thing that can be done now. Dispatch, the footer, help, the
// palette and the README's key table are all drawn from lists of these, so
// help can't lie.
type action struct {
	keys  []string // as tea names them: "space", "shift+tab", "J"
	label string   // what it does, in words, for help and the palette
	foot  string   // one or two words for the footer; "": not in the footer
	do    func() tea.Cmd
	why   string // why it can't be done now; "": it can
	also  string // more words that the palette finds it by
}

// key is how the action's first keys are written for people.
func (a action) key() string { return keyName(a.keys[0]) }

var keyNames = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→",
	"shift+tab": "⇧tab", "pgup": "page↑", "pgdown": "page↓", "shift+up": "⇧↑", "shift+down": "⇧↓",
}

func keyName(k string) string {
	if name, ok := keyNames[k]; ok {
		return name
	}
	return k
}

// match finds the action that a key press means.
func match(actions []action, msg tea.KeyPressMsg) (action, bool) {
	text, stroke := msg.String(), msg.Keystroke()
	for _, a := range actions {
		if slices.Contains(a.keys, text) || slices.Contains(a.keys, stroke) {
			return a, true
		}
	}
	return action{}, false
}

// run does an action, or says why it can't be done now.
func (e *env) run(a action) tea.Cmd {
	if a.why != "" {
		e.say(a.why)
		return nil
	}
	return a.do()
}

// doing wraps a function that needs no command of the runtime.
func doing(f func()) func() tea.Cmd {
	return func() tea.Cmd { f(); return nil }
}
