package planner

import "strings"

// State says where an item stands.
type State uint8

// The states of an item. An item of state done is finished, for a milestone:
// reached. Dropped items stay in the plan but count for nothing.
const (
	ToDo State = iota
	Doing
	Done
	Waiting
	OnHold
	Dropped
)

// States lists all states in the order menus show them, with the name that
// files and commands use and the words that screens use.
var States = []struct {
	State State
	Name  string
	Words string
}{
	{ToDo, "todo", "to do"},
	{Doing, "doing", "doing"},
	{Done, "done", "done"},
	{Waiting, "waiting", "waiting"},
	{OnHold, "hold", "on hold"},
	{Dropped, "dropped", "dropped"},
}

// Open reports whether something is still to be done about the item now.
func (s State) Open() bool { return s == ToDo || s == Doing || s == Waiting }

// String is the state in words, "on hold".
func (s State) String() string {
	if int(s) < len(States) {
		return States[s].Words
	}
	return "unknown"
}

// Name is the state as files and commands spell it, "hold".
func (s State) Name() string {
	if int(s) < len(States) {
		return States[s].Name
	}
	return "unknown"
}

// MarshalText writes the state's name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.Name()), nil }

// UnmarshalText reads a state's name. Every item of a plan comes through here
// while the plan is loaded, so names as files spell them need no allocation.
func (s *State) UnmarshalText(text []byte) error {
	for _, row := range States {
		if row.Name == string(text) {
			*s = row.State
			return nil
		}
	}
	got, err := ParseState(string(text))
	if err == nil {
		*s = got
	}
	return err
}

// ParseState reads a state by its name or its words, in any case.
func ParseState(text string) (State, error) {
	want := strings.ToLower(strings.TrimSpace(text))
	var names []string
	for _, row := range States {
		if want == row.Name || want == row.Words || want == strings.ReplaceAll(row.Words, " ", "-") {
			return row.State, nil
		}
		names = append(names, row.Name)
	}
	return 0, &InputError{What: "state", Value: text, Expected: "one of " + strings.Join(names, ", ")}
}

// PhaseState says where the user stands in a phase. The user sets it; years
// only suggest.
type PhaseState uint8

// The states of a phase.
const (
	Ahead PhaseState = iota
	Open
	Closed
)

var phaseStates = [...]string{"ahead", "open", "closed"}

// String is the phase's state as files, commands and screens call it.
func (s PhaseState) String() string {
	if int(s) < len(phaseStates) {
		return phaseStates[s]
	}
	return "unknown"
}

// MarshalText writes the state's name.
func (s PhaseState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a phase state's name.
func (s *PhaseState) UnmarshalText(text []byte) error {
	for i, name := range phaseStates {
		if string(text) == name {
			*s = PhaseState(i)
			return nil
		}
	}
	return &InputError{What: "phase state", Value: string(text), Expected: "one of " + strings.Join(phaseStates[:], ", ")}
}
