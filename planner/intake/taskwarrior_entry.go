package intake

import (
	"slices"
	"strconv"
	"strings"

	"waymark/planner"
)

// saying is a value before it is clean.
type saying struct{ field, text string }

// entry is what a task is in a plan: an action, or a check where it recurs as
// a rule can say.
func (t twTask) entry() (Entry, error) {
	e := Entry{Line: t.line, Key: t.uuid, Kind: planner.KindAction, bad: t.bad}
	rule, ok := recurrence(t.recur)
	check := ok && t.status == "recurring"
	said := []saying{{fieldTitle, t.description}, {fieldNote, t.note(check)}}
	if !t.made.IsZero() {
		said = append(said, saying{fieldCreated, t.made.String()})
	}
	if check {
		e.Kind, e.Day = planner.KindCheck, t.due
		said = append(said, saying{fieldEvery, onDay(rule, t.due).String()})
	} else {
		said = append(said, t.standing()...)
	}
	for _, v := range said {
		if err := e.say(v.field, v.text); err != nil {
			return e, err
		}
	}
	return e, nil
}

// standing says where a task stands. One that waits is hidden until a day
// there, which here is what it waits for.
func (t twTask) standing() []saying {
	due := ""
	if !t.due.IsZero() {
		due = t.due.String()
	}
	said := []saying{{fieldDue, due}}
	switch {
	case t.status == "completed":
		said = append(said, saying{fieldState, planner.Done.Name()})
		if !t.end.IsZero() {
			said = append(said, saying{fieldDone, t.end.String()})
		}
	case t.status == "waiting":
		said = append(said, saying{fieldState, planner.Waiting.Name()})
		if !t.wait.IsZero() {
			said = append(said, saying{fieldWhy, "until " + t.wait.String()})
		}
	case !t.start.IsZero():
		said = append(said, saying{fieldState, planner.Doing.Name()})
	default:
		said = append(said, saying{fieldState, planner.ToDo.Name()})
	}
	return said
}

// note keeps what nothing else in a plan can hold: a line of attributes, then
// the annotations.
func (t twTask) note(check bool) string {
	var parts []string
	add := func(name, value string) {
		if value == "" {
			return
		}
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	add("Project", t.project)
	add("Tags", strings.Join(t.tags, ", "))
	add("Priority", t.priority)
	if !t.scheduled.IsZero() {
		add("Scheduled", t.scheduled.String())
	}
	if !t.until.IsZero() {
		add("Until", t.until.String())
	}
	if !check {
		add("Recurs", t.recur)
	}
	lines := t.annotations
	if len(parts) > 0 {
		lines = slices.Concat([]string{strings.Join(parts, " · ")}, lines)
	}
	return strings.Join(lines, "\n")
}

// recurrences are the lengths of time that Taskwarrior has words for.
var recurrences = map[string]planner.Rule{
	"daily": {N: 1, Unit: planner.Day}, "day": {N: 1, Unit: planner.Day},
	"weekly": {N: 1, Unit: planner.WeekUnit}, "sennight": {N: 1, Unit: planner.WeekUnit},
	"biweekly": {N: 2, Unit: planner.WeekUnit}, "fortnight": {N: 2, Unit: planner.WeekUnit},
	"monthly": {N: 1, Unit: planner.Month}, "bimonthly": {N: 2, Unit: planner.Month},
	"quarterly": {N: 1, Unit: planner.Quarter}, "semiannual": {N: 6, Unit: planner.Month},
	"annual": {N: 1, Unit: planner.Year}, "yearly": {N: 1, Unit: planner.Year},
	"biannual": {N: 2, Unit: planner.Year}, "biyearly": {N: 2, Unit: planner.Year},
}

// lengths are the units it knows, by all their names. Hours and minutes are
// nothing that comes round in a plan.
var lengths = map[string]planner.Unit{
	"d": planner.Day, "day": planner.Day, "days": planner.Day,
	"w": planner.WeekUnit, "wk": planner.WeekUnit, "wks": planner.WeekUnit, "week": planner.WeekUnit, "weeks": planner.WeekUnit,
	"m": planner.Month, "mo": planner.Month, "mos": planner.Month, "mth": planner.Month, "mths": planner.Month, "mnths": planner.Month, "month": planner.Month, "months": planner.Month,
	"q": planner.Quarter, "qtr": planner.Quarter, "qtrs": planner.Quarter, "qrtr": planner.Quarter, "qrtrs": planner.Quarter, "quarter": planner.Quarter, "quarters": planner.Quarter,
	"y": planner.Year, "yr": planner.Year, "yrs": planner.Year, "year": planner.Year, "years": planner.Year,
}

// recurrence reads how often a task recurs: "weekly", "2w", "P1M". ok is false
// where no rule says as much.
func recurrence(text string) (r planner.Rule, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if r, ok = recurrences[text]; ok {
		return r, true
	}
	text = strings.TrimPrefix(text, "p")
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		return r, false
	}
	r.N = 1
	if end > 0 {
		n, err := strconv.Atoi(text[:end])
		if err != nil || n < 1 || n > 366 {
			return r, false
		}
		r.N = n
	}
	if r.Unit, ok = lengths[strings.TrimSpace(text[end:])]; !ok {
		return r, false
	}
	if r.Unit == planner.Day && r.N%7 == 0 {
		r.N, r.Unit = r.N/7, planner.WeekUnit
	}
	return r, true
}
