package export

import (
	"fmt"
	"io"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// Calendar writes an iCalendar: the weekly review as one event that recurs,
// days off, milestones with a target, and as tasks what is due. Taken in again
// it brings up to date what was taken in before, since each thing keeps its
// UID; what was done or dropped lately is there for that, with its status. A
// plan from which nothing may be given leaves a calendar with nothing in it.
//
// Everything is of whole days, in no time zone: the plan knows days only, and
// an hour that it made up would block that time.
func Calendar(w io.Writer, s *Shared) error {
	c := newCalendarWriter(w)
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//waymark//waymark//EN")
	c.line("CALSCALE:GREGORIAN")
	c.line("X-WR-CALNAME:waymark")
	d := diary{calendarWriter: c, Shared: s, days: s.Plan.TimesOff()}
	if s.Gives(PartReviews) {
		d.review()
	}
	d.daysOff()
	for m := range s.Plan.Milestones() {
		d.milestone(m)
	}
	for a := range s.Plan.Actions() {
		if !a.Due.IsZero() {
			d.task(&a.Item, a.Due, a.State)
		}
	}
	for k := range s.Plan.Checks() {
		d.check(k)
	}
	c.line("END:VCALENDAR")
	if err := c.flush(); err != nil {
		return fmt.Errorf("write the calendar: %w", err)
	}
	return nil
}

// diary writes what a plan has for a calendar.
type diary struct {
	*calendarWriter
	*Shared
	days []*planner.TimeOff
}

// calendarDays is for how many days what came to its end is still in the
// calendar, so that one taken in before learns of it: a quarter of a year.
const calendarDays = 91

func (d *diary) isRecent(day civil.Date) bool {
	return day.IsValid() && d.Today.DaysSince(day) <= calendarDays
}

// begin begins a component. Of two with the same UID programs keep the one of
// the higher SEQUENCE, which is the plan's revision, or of the later DTSTAMP.
func (d *diary) begin(component, uid, summary string) {
	d.line("BEGIN:" + component)
	d.line("UID:" + uid + "-" + planMark(d.Plan, 64) + "@waymark")
	d.line("DTSTAMP:" + instant(d.Today))
	d.line("SEQUENCE:" + fmt.Sprint(d.Plan.Revision))
	d.line("CLASS:PRIVATE") // others may see a calendar that a plan is taken into
	d.text("SUMMARY", TodoTitle(summary))
}

// review is the weekly review from the next one on. Days off that it would
// fall into are left out of its recurrence. The alarm, at ten in the morning,
// is for whom the review belongs to.
func (d *diary) review() {
	next := d.Plan.ReviewDue(d.Today)
	if d.Plan.Profile().Started.IsZero() { // no rhythm yet
		next = d.Today.AddDays((int(d.Plan.Profile().ReviewDay) - int(d.Today.Weekday()) + 7) % 7)
	}
	if !next.IsValid() {
		return
	}
	d.begin("VEVENT", "review", "Weekly review")
	d.wholeDays(next, next)
	d.line("RRULE:FREQ=WEEKLY")
	for _, off := range d.weeksOff(next) {
		d.day("EXDATE", off)
	}
	if d.Choice.For.Name == Me {
		d.text("DESCRIPTION", "waymark review")
		d.line("BEGIN:VALARM")
		d.line("ACTION:DISPLAY")
		d.text("DESCRIPTION", "Your weekly review is due")
		d.line("TRIGGER:PT10H")
		d.line("END:VALARM")
	}
	d.line("END:VEVENT")
}

// weeksOff lists the review days from the next one on that lie in days off,
// each once and the earliest first.
func (d *diary) weeksOff(next civil.Date) []civil.Date {
	var out []civil.Date
	for _, off := range d.days {
		day := next
		if ahead := off.From.DaysSince(next); ahead > 0 {
			day = next.AddDays((ahead + 6) / 7 * 7)
		}
		if len(out) > 0 && !day.After(out[len(out)-1]) { // stretches may overlap
			day = out[len(out)-1].AddDays(7)
		}
		for ; !day.After(off.To) && off.To.DaysSince(off.From) <= planner.LongestAway; day = day.AddDays(7) {
			out = append(out, day)
		}
	}
	return out
}

func (d *diary) daysOff() {
	for _, off := range d.days {
		if !off.From.IsValid() || !off.To.IsValid() || off.To.Before(off.From) || !d.isRecent(off.To) {
			continue
		}
		d.begin("VEVENT", off.ID.String(), "Days off")
		d.wholeDays(off.From, off.To)
		d.text("DESCRIPTION", calendarText(off.Why))
		d.line("END:VEVENT")
	}
}

// wholeDays are the days of an event, which block no time.
func (d *diary) wholeDays(from, to civil.Date) {
	d.day("DTSTART", from)
	d.day("DTEND", to.AddDays(1)) // the first day after it
	d.line("TRANSP:TRANSPARENT")
}

// gone reports whether an item has no place in the calendar, or none any more.
func (d *diary) gone(b *planner.Item) bool {
	switch {
	case !d.Plan.Applies(b):
		return true
	case b.State == planner.Dropped:
		return !d.isRecent(b.Since)
	case b.State == planner.Done:
		return b.Rough || !d.isRecent(b.Done)
	}
	return false
}

// milestone is an event on the day it is meant to be reached, or was.
func (d *diary) milestone(m *planner.Milestone) {
	day := m.Due
	if m.State == planner.Done {
		day = m.Done
	}
	if m.Due.IsZero() || !day.IsValid() || d.gone(&m.Item) {
		return
	}
	d.begin("VEVENT", m.ID.String(), m.Title)
	d.dates(&m.Item)
	d.wholeDays(day, day)
	d.line("STATUS:" + statuses[m.State].event)
	d.text("DESCRIPTION", strings.Trim(calendarText(m.Criterion)+"\n\n"+calendarText(m.Note), "\n"))
	d.line("END:VEVENT")
}

// check is a task that recurs from the present occurrence of a check on, where
// its rule is one of the calendar's. Of others each occurrence is the same task
// on another day, which the next calendar tells.
func (d *diary) check(k *planner.Check) {
	ph := d.Plan.Phase(k.Phase)
	switch {
	case ph == nil || ph.State == planner.Ahead:
	case ph.State == planner.Open:
		d.task(&k.Item, planner.Due(k, d.Today), k.State, d.recurs(k)...)
	case d.isRecent(ph.Closed):
		d.task(&k.Item, civil.Date{}, planner.Dropped)
	}
}

// task is something that is due, with more lines about when. What is on hold
// keeps its task and has no day.
func (d *diary) task(b *planner.Item, due civil.Date, state planner.State, when ...string) {
	if d.gone(b) {
		return
	}
	d.begin("VTODO", b.ID.String(), b.Title)
	d.dates(b)
	if state != planner.OnHold {
		d.day("DUE", due)
		for _, line := range when {
			d.line(line)
		}
	}
	if b.Focus {
		d.line("PRIORITY:1")
	}
	d.line("STATUS:" + statuses[state].task)
	if state == planner.Done {
		d.line("COMPLETED:" + instant(b.Done))
		d.line("PERCENT-COMPLETE:100")
	}
	d.text("DESCRIPTION", calendarText(b.Note))
	d.line("END:VTODO")
}

// statuses are what iCalendar calls the states of events and tasks.
var statuses = map[planner.State]struct{ event, task string }{
	planner.ToDo:    {"CONFIRMED", "NEEDS-ACTION"},
	planner.Doing:   {"CONFIRMED", "IN-PROCESS"},
	planner.Waiting: {"CONFIRMED", "NEEDS-ACTION"},
	planner.OnHold:  {"TENTATIVE", "NEEDS-ACTION"},
	planner.Done:    {"CONFIRMED", "COMPLETED"},
	planner.Dropped: {"CANCELLED", "CANCELLED"},
}

// dates are when an item was made and last changed.
func (d *diary) dates(b *planner.Item) {
	if b.Created.IsValid() {
		d.line("CREATED:" + instant(b.Created))
	}
	if b.Touched.IsValid() {
		d.line("LAST-MODIFIED:" + instant(b.Touched))
	}
}

// instant is a day where iCalendar wants a time: noon in UTC, which is on the
// same day nearly everywhere.
func instant(day civil.Date) string { return basic(day) + "T120000Z" }
