package command

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"waymark/planner"
)

// quote shows a value that a person gave, in a message.
func quote(s string) string { return strconv.Quote(planner.ShowLine(planner.Shorten(s, 60))) }

// needs makes a check that a command has at least n arguments, and at most
// limit; 0 is no limit.
func needs(n, limit int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return &misuse{say: cmd.CommandPath() + " needs " + what, hint: "For example: " + firstExample(cmd)}
		case limit > 0 && len(args) > limit:
			return &misuse{say: cmd.CommandPath() + " takes " + what + ", and " + quote(args[limit]) + " is one too many", hint: "For example: " + firstExample(cmd)}
		}
		return nil
	}
}

// alone is the check for commands that take flags only.
func alone(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &misuse{say: cmd.CommandPath() + " takes no words, and " + quote(args[0]) + " is one", hint: cmd.CommandPath() + " --help tells more."}
}

func firstExample(cmd *cobra.Command) string {
	first, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return first
}

// The kinds that commands about items take, and how they call them.
var (
	itemKinds    = []planner.Kind{planner.KindAction, planner.KindMilestone, planner.KindCheck}
	itemsCalled  = "an action, milestone or check"
	noted        = []planner.Kind{planner.KindEvidence, planner.KindEnergy, planner.KindReflection, planner.KindMatter, planner.KindAway}
	removable    = slices.Concat(itemKinds, []planner.Kind{planner.KindCapture}, noted)
	removeCalled = "an action, milestone, check, capture, evidence, a reading, answer, matter or days off"
	shown        = slices.Concat(removable, []planner.Kind{planner.KindPhase, planner.KindReview, planner.KindWeek})
	showCalled   = removeCalled + ", a review, week or phase"
)

// idsOf reads ids of certain kinds; one that comes twice counts once.
func idsOf(args []string, kinds []planner.Kind, called string) ([]planner.ID, error) {
	all, err := planner.ParseIDs(args)
	if err != nil {
		return nil, err
	}
	var ids []planner.ID
	for _, id := range all {
		if !slices.Contains(kinds, id.Kind) {
			return nil, &planner.InputError{What: "id", Value: id.String(), Expected: called + ", and this is " + one(id.Kind), Example: "a12"}
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// one is a kind with its article, "an action".
func one(kind planner.Kind) string {
	name := kind.String()
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// namedPhase finds the phase that a flag means.
func namedPhase(p *planner.Plan, text string) (*planner.Phase, error) {
	if ph := p.Named(text); ph != nil {
		return ph, nil
	}
	var numbers []string
	for ph := range p.Phases() {
		numbers = append(numbers, strconv.Itoa(ph.Number()))
	}
	return nil, &planner.InputError{What: "phase", Value: text, Expected: "a phase's number (" + strings.Join(numbers, ", ") + ") or the start of its title", Example: "2"}
}

// noteFrom is the text of a --note flag; "-" reads standard input.
func (c *call) noteFrom(flag string) (string, error) {
	if flag != "-" {
		return flag, nil
	}
	if c.IsTTY(Stdin) {
		c.say("Type the note, then ctrl+d on an empty line.")
	}
	const limit = 4 * planner.MaxText // CRLF and what the door removes may halve it
	text, err := io.ReadAll(io.LimitReader(c.Stdin, limit+1))
	if err != nil {
		return "", failure{&readError{err}}
	}
	if len(text) > limit {
		return "", &planner.InputError{What: "note", Value: string(text[:40]), Expected: "at most " + strconv.Itoa(planner.MaxText/1024) + " KiB"}
	}
	return string(text), nil
}

// readError is a failure of standard input.
type readError struct{ error }

// Error says what was being done.
func (e *readError) Error() string { return "read the note from standard input: " + e.error.Error() }
