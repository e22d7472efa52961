package export

import (
	"maps"
	"slices"

	"waymark/planner"
)

// table is the records of one kind with the columns that follow their kind
// and id.
type table struct {
	name    string // as people type it
	kind    planner.Kind
	columns []column
}

// column is a field of records: its name in JSON, and its value. One that is
// settled follows from others, or only the plan can know it, so it isn't taken
// in again.
type column struct {
	name    string
	value   func(planner.Record) any
	settled bool
}

// field is a column of one kind of record.
func field[R planner.Record](name string, value func(R) any) column {
	return column{name: name, value: func(r planner.Record) any {
		if own, ok := r.(R); ok {
			return value(own)
		}
		return nil
	}}
}

// settled is a column that isn't taken in again.
func settled(c column) column {
	c.settled = true
	return c
}

// comesBack reports whether a table can be taken in again. Of reviews, weeks
// and phases a table doesn't hold enough for that.
func (t table) comesBack() bool {
	switch t.kind {
	case planner.KindReview, planner.KindWeek, planner.KindPhase, planner.KindProfile, planner.KindIntake:
		return false
	default:
		return true
	}
}

// Columns lists the columns of a kind's table that can be taken in again, and
// those that are settled; both are nil where the table can't.
func Columns(kind planner.Kind) (taken, passed []string) {
	for _, t := range tables {
		if t.kind != kind || !t.comesBack() {
			continue
		}
		for _, c := range t.columns {
			if c.settled {
				passed = append(passed, c.name)
			} else {
				taken = append(taken, c.name)
			}
		}
	}
	return taken, passed
}

// tables has a row for each kind of record. Of what a field holds more than
// one value of, as the steps of a review, only what fits into a cell is here:
// JSON has all. A piece of evidence has its kind under "sort", as matters
// have, since "kind" is what kind of record a row is.
var tables = []table{
	{"actions", planner.KindAction, append(ofItems(), field("milestone", func(r *planner.Action) any { return r.Milestone }))},
	{"milestones", planner.KindMilestone, append(ofItems(), field("criterion", func(r *planner.Milestone) any { return r.Criterion }))},
	{"checks", planner.KindCheck, append(
		ofItems(),
		field("every", func(r *planner.Check) any { return r.Every }),
		field("start", func(r *planner.Check) any { return r.Start }),
		settled(field("last", func(r *planner.Check) any { return r.Last })),
		settled(field("prev", func(r *planner.Check) any { return r.Prev })),
		settled(field("tick", func(r *planner.Check) any { return r.Tick })),
		settled(field("skipped", func(r *planner.Check) any { return r.Skipped })),
		settled(field("moved", func(r *planner.Check) any { return r.Moved })),
	)},
	{"evidence", planner.KindEvidence, []column{
		field("date", func(r *planner.Evidence) any { return r.Date }),
		field("sort", func(r *planner.Evidence) any { return r.Kind }),
		field("title", func(r *planner.Evidence) any { return r.Title }),
		field("outcome", func(r *planner.Evidence) any { return r.Outcome }),
		settled(field("from", func(r *planner.Evidence) any { return r.From })),
		field("phase", func(r *planner.Evidence) any { return some(r.Phase) }),
		settled(field("review", func(r *planner.Evidence) any { return r.Review })),
		field("private", func(r *planner.Evidence) any { return r.Private }),
	}},
	{"captures", planner.KindCapture, []column{
		field("text", func(r *planner.Capture) any { return r.Text }),
		field("created", func(r *planner.Capture) any { return r.Created }),
		settled(field("became", func(r *planner.Capture) any { return r.Became })),
	}},
	{"ticks", planner.KindTick, []column{
		field("check", func(r *planner.Tick) any { return r.Check }),
		field("date", func(r *planner.Tick) any { return r.Date }),
		field("skipped", func(r *planner.Tick) any { return r.Skipped }),
		field("note", func(r *planner.Tick) any { return r.Note }),
	}},
	{"reviews", planner.KindReview, ofReviews()},
	{"weeks", planner.KindWeek, ofWeeks()},
	{"energy", planner.KindEnergy, []column{
		field("date", func(r *planner.Energy) any { return r.Date }),
		field("work", func(r *planner.Energy) any { return r.Work }),
		field("value", func(r *planner.Energy) any {
			if r.Work == "" {
				return nil // a note only
			}
			return r.Value
		}),
		field("note", func(r *planner.Energy) any { return r.Note }),
		settled(field("review", func(r *planner.Energy) any { return r.Review })),
	}},
	{"answers", planner.KindReflection, []column{
		field("date", func(r *planner.Reflection) any { return r.Date }),
		field("phase", func(r *planner.Reflection) any { return some(r.Phase) }),
		field("probe", func(r *planner.Reflection) any { return r.Probe }),
		field("question", func(r *planner.Reflection) any { return r.Question }),
		field("answer", func(r *planner.Reflection) any { return r.Answer }),
		settled(field("review", func(r *planner.Reflection) any { return r.Review })),
	}},
	{"matters", planner.KindMatter, []column{
		field("sort", func(r *planner.Matter) any { return r.Sort }),
		field("title", func(r *planner.Matter) any { return r.Title }),
		field("opened", func(r *planner.Matter) any { return r.Opened }),
		field("talked", func(r *planner.Matter) any { return r.Talked }),
		field("closed", func(r *planner.Matter) any { return r.Closed }),
		field("taken_back", func(r *planner.Matter) any { return r.TakenBack }),
		field("outcome", func(r *planner.Matter) any { return r.Outcome }),
	}},
	{"days-off", planner.KindAway, []column{
		field("from", func(r *planner.TimeOff) any { return r.From }),
		field("to", func(r *planner.TimeOff) any { return r.To }),
		field("why", func(r *planner.TimeOff) any { return r.Why }),
	}},
	{"phases", planner.KindPhase, ofPhases()},
	{"profile", planner.KindProfile, ofProfile()},
	{"imports", planner.KindIntake, []column{
		field("date", func(r *planner.Intake) any { return r.Date }),
		field("from", func(r *planner.Intake) any { return r.From }),
		field("name", func(r *planner.Intake) any { return r.Name }),
		field("version", func(r *planner.Intake) any { return some(r.Version) }),
		field("rows", func(r *planner.Intake) any { return len(r.Rows) }),
	}},
}

// TableOf is the kind whose table has all of some columns; ok is false where
// none has.
func TableOf(columns []string) (kind planner.Kind, ok bool) {
	for _, t := range tables {
		if !slices.ContainsFunc(columns, func(name string) bool {
			return name != "kind" && name != "id" && !slices.ContainsFunc(t.columns, func(c column) bool { return c.name == name })
		}) {
			return t.kind, true
		}
	}
	return 0, false
}

// ofItems are the columns that actions, milestones and checks have in common.
func ofItems() []column {
	item := func(name string, value func(*planner.Item) any) column {
		return field(name, func(r planner.Listed) any { return value(r.Base()) })
	}
	return []column{
		item("phase", func(b *planner.Item) any { return some(b.Phase) }),
		item("title", func(b *planner.Item) any { return b.Title }),
		item("state", func(b *planner.Item) any { return b.State }),
		item("due", func(b *planner.Item) any { return b.Due }),
		item("done", func(b *planner.Item) any { return b.Done }),
		item("rough", func(b *planner.Item) any { return b.Rough }),
		item("focus", func(b *planner.Item) any { return b.Focus }),
		item("optional", func(b *planner.Item) any { return b.Optional }),
		item("private", func(b *planner.Item) any { return b.Private }),
		item("why", func(b *planner.Item) any { return b.Why }),
		item("note", func(b *planner.Item) any { return b.Note }),
		settled(item("reason", func(b *planner.Item) any { return b.Reason })),
		settled(item("topic", func(b *planner.Item) any { return b.Topic })),
		settled(item("entry", func(b *planner.Item) any { return b.Entry })),
		settled(item("forms", func(b *planner.Item) any { return b.Forms })),
		settled(item("evidence", func(b *planner.Item) any { return b.Evidence })),
		settled(item("order", func(b *planner.Item) any { return b.Order })),
		item("created", func(b *planner.Item) any { return b.Created }),
		settled(item("since", func(b *planner.Item) any { return b.Since })),
		settled(item("touched", func(b *planner.Item) any { return b.Touched })),
	}
}

func ofReviews() []column {
	columns := []column{
		field("week", func(r *planner.Review) any { return r.Week }),
		field("due", func(r *planner.Review) any { return r.Due }),
		field("started", func(r *planner.Review) any { return r.Started }),
		field("closed", func(r *planner.Review) any { return r.Closed }),
		field("short", func(r *planner.Review) any { return r.Short }),
		field("stage", func(r *planner.Review) any { return r.Stage }),
		field("line", func(r *planner.Review) any { return r.Line }),
		field("merged", func(r *planner.Review) any { return some(r.Merged) }),
		field("done", func(r *planner.Review) any { return r.Done }),
		field("evidence", func(r *planner.Review) any { return r.Evidence }),
		field("focus", func(r *planner.Review) any { return r.Focus }),
		field("probes", func(r *planner.Review) any { return r.Probes }),
		field("glance", func(r *planner.Review) any { return r.Glance }),
		field("next", func(r *planner.Review) any { return r.Next }),
	}
	return append(columns, readings(func(r *planner.Review) map[string]int { return r.Energy })...)
}

func ofWeeks() []column {
	columns := []column{
		field("week", func(r *planner.WeekNote) any { return r.Week }),
		field("due", func(r *planner.WeekNote) any { return r.Due }),
		field("held", func(r *planner.WeekNote) any { return r.Held }),
		field("review", func(r *planner.WeekNote) any { return r.Review }),
		field("merged", func(r *planner.WeekNote) any { return some(r.Merged) }),
		field("done", func(r *planner.WeekNote) any { return some(r.Done) }),
		field("evidence", func(r *planner.WeekNote) any { return some(r.Evidence) }),
		field("focus_done", func(r *planner.WeekNote) any { return r.Focus.Done }),
		field("focus_of", func(r *planner.WeekNote) any { return r.Focus.Of }),
		field("checks_done", func(r *planner.WeekNote) any { return r.Checks.Done }),
		field("checks_of", func(r *planner.WeekNote) any { return r.Checks.Of }),
		field("share", func(r *planner.WeekNote) any { return r.Share }),
		field("chosen", func(r *planner.WeekNote) any { return r.Chosen }),
		field("looked", func(r *planner.WeekNote) any { return r.Looked }),
		field("glance", func(r *planner.WeekNote) any { return r.Glance }),
	}
	return append(columns, readings((*planner.WeekNote).Values)...)
}

// readings are columns for the week's reading of each kind of work, so that a
// spreadsheet can draw lines of them.
func readings[R planner.Record](values func(R) map[string]int) []column {
	var columns []column
	for _, work := range planner.AllWorks() {
		columns = append(columns, field("energy_"+work.Name, func(r R) any {
			if value, read := values(r)[work.Name]; read {
				return value
			}
			return nil
		}))
	}
	return columns
}

func ofPhases() []column {
	return []column{
		field("title", func(r *planner.Phase) any { return r.Title }),
		field("short", func(r *planner.Phase) any { return r.Short }),
		field("purpose", func(r *planner.Phase) any { return r.Purpose }),
		field("from", func(r *planner.Phase) any { return r.From }),
		field("to", func(r *planner.Phase) any { return some(r.To) }),
		field("optional", func(r *planner.Phase) any { return r.Optional }),
		field("manages", func(r *planner.Phase) any { return r.Manages }),
		field("state", func(r *planner.Phase) any { return r.State }),
		field("why", func(r *planner.Phase) any { return r.Why }),
		field("opened", func(r *planner.Phase) any { return r.Opened }),
		field("closed", func(r *planner.Phase) any { return r.Closed }),
	}
}

func ofProfile() []column {
	return []column{
		field("name", func(r *planner.Profile) any { return r.Name }),
		field("role", func(r *planner.Profile) any { return r.Role }),
		field("foundation", func(r *planner.Profile) any { return r.Foundation }),
		field("since", func(r *planner.Profile) any { return some(r.Since) }),
		field("company", func(r *planner.Profile) any { return r.Company }),
		field("draw", func(r *planner.Profile) any { return r.Draw }),
		field("form", func(r *planner.Profile) any { return r.Form }),
		field("signs", func(r *planner.Profile) any {
			var words []string
			for _, sign := range slices.Sorted(maps.Keys(r.Signs)) {
				words = append(words, sign+":"+r.Signs[sign])
			}
			return words
		}),
		field("path", func(r *planner.Profile) any { return r.Path }),
		field("path_title", func(r *planner.Profile) any { return r.PathTitle }),
		field("path_version", func(r *planner.Profile) any { return some(r.PathVersion) }),
		field("review_day", func(r *planner.Profile) any { return int(r.ReviewDay) }),
		field("settled", func(r *planner.Profile) any { return r.Settled }),
		field("review", func(r *planner.Profile) any { return r.Review }),
		field("started", func(r *planner.Profile) any { return r.Started }),
		field("grown", func(r *planner.Profile) any { return r.Grown }),
	}
}
