package tui

import (
	"errors"
	"strings"

	"waymark/planner"
)

// newPeople asks for names that leave the plan as initials only.
func newPeople(e *env) dialog {
	names := e.textField("Names", "", "Dana Smith, Lee")
	names.hint = func(string) (string, bool) {
		told := e.plan.Profile().People
		if len(told) == 0 {
			return "initials in all that is for others", true
		}
		return "beside " + planner.ShowLine(strings.Join(told, ", ")), true
	}
	return newForm(e, "people", "People whose names become initials", []*field{names}, func(v []string) error {
		var added []string
		for name := range strings.SplitSeq(v[0], ",") {
			if name = planner.CleanLine(name); name != "" {
				added = append(added, name)
			}
		}
		if len(added) == 0 {
			return errors.New("it needs a name, like Dana; several with commas between them")
		}
		res, err := e.keep(planner.AddPeople(added...))
		if err == nil {
			e.say(res.Entry.Label + " · u undoes")
		}
		return err
	})
}
