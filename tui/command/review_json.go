package command

import (
	"slices"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// sheetJSON is what `review --json` prints: of the review under way or to
// come, or of one that was held.
type sheetJSON struct {
	Week      string         `json:"week"`
	ID        string         `json:"id"` // "" before it is begun
	Due       civil.Date     `json:"due"`
	Started   *civil.Date    `json:"started"`
	Held      *civil.Date    `json:"held"` // null before it is closed
	Short     bool           `json:"short"`
	Stage     string         `json:"stage"`  // where it stands
	Merged    int            `json:"merged"` // weeks without a review that it takes up
	Glance    string         `json:"glance"` // "", month or quarter
	Steps     []stepJSON     `json:"steps"`
	Done      []doneJSON     `json:"done"` // since the review before
	Evidence  []evidenceJSON `json:"evidence"`
	Waiting   []waitJSON     `json:"waiting"`
	Energy    []energyJSON   `json:"energy"`
	Share     *int           `json:"share"` // hands-on, in percent
	Questions []askedJSON    `json:"questions"`
	Tripwires []wireJSON     `json:"tripwires"`
	Focus     []namedJSON    `json:"focus"`
	Chosen    []namedJSON    `json:"chosen"` // for the week after
	Inbox     []namedJSON    `json:"inbox"`
	Line      string         `json:"line"`
	Next      *civil.Date    `json:"next"` // when the review after it is due
}

type namedJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type doneJSON struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Day      *civil.Date `json:"day"`      // null for a check, which comes round again
	Evidence string      `json:"evidence"` // that the review made of it, "" for none
}

type stepJSON struct {
	Item    string `json:"item"`
	Title   string `json:"title"`
	Because string `json:"because"` // due, overdue, untouched or stuck
	Outcome string `json:"outcome"` // "": not yet
}

type evidenceJSON struct {
	ID      string     `json:"id"`
	Date    civil.Date `json:"date"`
	Kind    string     `json:"kind"`
	Title   string     `json:"title"`
	Outcome string     `json:"outcome"`
	Private bool       `json:"private"`
}

type waitJSON struct {
	ID    string      `json:"id"`
	Title string      `json:"title"`
	Why   string      `json:"why"` // whom or what it waits for
	Since *civil.Date `json:"since"`
	Days  int         `json:"days"`
}

type energyJSON struct {
	Work  string `json:"work"`
	Value *int   `json:"value"` // −2…2; null: it did not happen
}

type askedJSON struct {
	ID         string `json:"id"`
	Question   string `json:"question"`
	Answer     string `json:"answer"`
	LastAnswer string `json:"last_answer"` // the one before
}

type wireJSON struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Measure string       `json:"measure"`
	Level   string       `json:"level"`
	Matters []matterJSON `json:"matters"`
}

type matterJSON struct {
	ID     string     `json:"id"`
	Title  string     `json:"title"`
	Opened civil.Date `json:"opened"`
	Days   int        `json:"days"`
}

// sheetJSON gives the sheet of the review under way or to come.
func (c *call) sheetJSON(p *planner.Plan, written export.HeldReview) sheetJSON {
	now := written.Review
	s := reviewJSONOf(p, written)
	s.Merged, s.Glance = p.Merged(c.today), p.PhaseGlance(now)
	for _, step := range slices.Concat(p.Part(now, false, c.today), p.Part(now, true, c.today)) {
		s.Steps = append(s.Steps, toStepJSON(p, step))
	}
	for _, it := range p.Completed(now, c.today) {
		s.Done = append(s.Done, completed(p, now, it.Key()))
	}
	for _, it := range p.WaitingFor() {
		b := it.Base()
		w := waitJSON{ID: b.ID.String(), Title: b.Title, Why: b.Why, Since: orNull(b.Since)}
		if !b.Since.IsZero() {
			w.Days = max(0, c.today.DaysSince(b.Since))
		}
		s.Waiting = append(s.Waiting, w)
	}
	for _, t := range p.Tripwires(now, c.today) {
		wire := wireJSON{t.Name, t.Title, t.Measure, t.Level.Words(), []matterJSON{}}
		for _, m := range t.Matters {
			wire.Matters = append(wire.Matters, matterJSON{m.ID.String(), m.Title, m.Opened, m.Age(c.today)})
		}
		s.Tripwires = append(s.Tripwires, wire)
	}
	for _, it := range p.Focus() {
		s.Focus = append(s.Focus, namedJSON{ID: it.Key().String(), Title: it.Base().Title})
	}
	for _, id := range export.ChosenSoFar(p, now) {
		s.Chosen = append(s.Chosen, namedJSON{ID: id.String(), Title: p.TitleOf(id)})
	}
	for capture := range p.Inbox() {
		s.Inbox = append(s.Inbox, namedJSON{ID: capture.ID.String(), Title: capture.Text})
	}
	q, ok := p.Probe(now)
	if !ok {
		q, ok = p.NextProbe(c.today)
	}
	if ok {
		answer, before := p.Answered(now, q.ID)
		s.Questions = append(s.Questions, askedJSON{q.ID, q.Text, c.answerText(answer), c.answerText(before)})
	}
	for _, a := range written.Answers {
		if a.Probe != q.ID {
			_, before := p.Answered(now, a.Probe)
			s.Questions = append(s.Questions, askedJSON{a.Probe, a.Question, a.Answer, c.answerText(before)})
		}
	}
	return s
}

// heldJSON gives the page of a review that was held.
func heldJSON(p *planner.Plan, held export.HeldReview) sheetJSON {
	s := reviewJSONOf(p, held)
	for _, step := range held.Steps {
		s.Steps = append(s.Steps, toStepJSON(p, step))
	}
	for _, id := range held.Done {
		s.Done = append(s.Done, completed(p, held.Review, id))
	}
	for _, id := range held.Focus {
		s.Focus = append(s.Focus, namedJSON{ID: id.String(), Title: p.TitleOf(id)})
	}
	s.Chosen = s.Focus
	for _, a := range held.Answers {
		s.Questions = append(s.Questions, askedJSON{a.Probe, a.Question, a.Answer, ""})
	}
	return s
}

// reviewJSONOf gives what all reviews have, with every list there.
func reviewJSONOf(p *planner.Plan, r export.HeldReview) sheetJSON {
	s := sheetJSON{
		Week: r.Week, ID: r.ID.String(), Due: r.Due, Started: orNull(r.Started), Held: orNull(r.Closed), Short: r.Short,
		Stage: r.Stage, Merged: r.Merged, Glance: r.Glance, Line: r.Line, Next: orNull(r.Next),
		Steps: []stepJSON{}, Done: []doneJSON{}, Evidence: []evidenceJSON{}, Waiting: []waitJSON{}, Energy: []energyJSON{},
		Questions: []askedJSON{}, Tripwires: []wireJSON{}, Focus: []namedJSON{}, Chosen: []namedJSON{}, Inbox: []namedJSON{},
	}
	for _, e := range r.Evidence {
		s.Evidence = append(s.Evidence, evidenceJSON{e.ID.String(), e.Date, e.Kind, e.Title, e.Outcome, e.Private})
	}
	values := r.Energy
	note := p.WeekNamed(r.Week)
	if note != nil {
		s.Share = note.Share
	}
	for _, work := range planner.AllWorks() {
		row := energyJSON{Work: work.Name}
		if v, ok := values[work.Name]; ok {
			row.Value = &v
		} else if note != nil && r.Closed.IsZero() {
			if reading, ok := note.Energy[work.Name]; ok {
				row.Value = &reading.Value
			}
		}
		s.Energy = append(s.Energy, row)
	}
	return s
}

func toStepJSON(p *planner.Plan, step planner.Step) stepJSON {
	return stepJSON{step.Item.String(), p.TitleOf(step.Item), step.Because, step.Outcome}
}

func completed(p *planner.Plan, r *planner.Review, id planner.ID) doneJSON {
	d := doneJSON{ID: id.String(), Title: p.TitleOf(id)}
	it, ok := p.Find(id).(planner.Listed)
	if !ok {
		return d
	}
	d.Evidence = export.LoggedAs(r, it).String()
	if id.Kind != planner.KindCheck { // its last tick may be of a later time
		d.Day = orNull(it.Base().Done)
	}
	return d
}

// answerText reads an answer; "" where there is none.
func (c *call) answerText(id planner.ID) string {
	if id.IsZero() {
		return ""
	}
	k, err := c.keeper()
	if err != nil {
		return ""
	}
	rec, err := k.Get(id)
	if a, ok := rec.(*planner.Reflection); ok && err == nil && !a.Removed {
		return a.Answer
	}
	return ""
}
