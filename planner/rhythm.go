package planner

import (
	"fmt"
	"strings"
	"time"

	"cloud.google.com/go/civil"
)

// settles is the review day that a review held on a day settles: the nearest
// one, so that a review a day late doesn't move the rhythm.
func settles(held civil.Date, day time.Weekday) civil.Date {
	ahead := (int(day) - int(held.Weekday()) + 7) % 7
	if ahead > 3 {
		ahead -= 7
	}
	return held.AddDays(ahead)
}

// ReviewWeek is the week that a review held or taken up on a day settles.
func (p *Plan) ReviewWeek(today civil.Date) string {
	return Week(settles(today, p.Profile().ReviewDay))
}

// ReviewDue is the day of the next review. A missed one stays due for three
// days and then merges into the one that comes: the nearest review day counts.
func (p *Plan) ReviewDue(today civil.Date) civil.Date {
	pr := p.Profile()
	return reviewDue(pr.ReviewDay, pr.Settled, pr.Started, today)
}

func reviewDue(day time.Weekday, settled, started, today civil.Date) civil.Date {
	next := settled.AddDays(1)
	if settled.IsZero() { // the first is due on the first review day after the start
		next = started.AddDays(1)
	}
	next = next.AddDays((int(day) - int(next.Weekday()) + 7) % 7)
	if !settled.IsZero() && next.DaysSince(settled) < 4 { // the day was changed
		next = next.AddDays(7)
	}
	if late := today.DaysSince(next); late > 3 {
		next = next.AddDays((late + 3) / 7 * 7)
	}
	return next
}

// Glance is what `status --short` needs: small, kept beside the plan and
// rewritten by each edit, so that a shell prompt need not load the plan.
type Glance struct {
	Dues    map[string]int `json:"dues,omitempty"`   // open items by due day
	Checks  []Check        `json:"checks,omitempty"` // only what Next needs
	Day     time.Weekday   `json:"day"`
	Settled civil.Date     `json:"settled,omitzero"`
	Started civil.Date     `json:"started,omitzero"`
	Inbox   int            `json:"inbox,omitempty"`
}

// Glance works out the plan's glance. It holds until the next edit, on any day.
func (p *Plan) Glance() Glance {
	pr := p.Profile()
	g := Glance{Dues: map[string]int{}, Day: pr.ReviewDay, Settled: pr.Settled, Started: pr.Started}
	for it := range p.Items() {
		b := it.Base()
		if !b.State.Open() || !p.Applies(b) {
			continue
		}
		if k, ok := it.(*Check); !ok {
			if !b.Due.IsZero() {
				g.Dues[b.Due.String()]++
			}
		} else if p.asksNow(b) {
			slim := Check{Every: k.Every, Start: k.Start, Last: k.Last, Moved: k.Moved}
			slim.Created = k.Created
			g.Checks = append(g.Checks, slim)
		}
	}
	for range p.Inbox() {
		g.Inbox++
	}
	return g
}

// Short is one line for a shell prompt, "" when nothing is due.
func (g Glance) Short(today civil.Date) string {
	due, over := 0, 0
	day := today.String()
	for d, n := range g.Dues {
		switch {
		case d < day:
			over += n
		case d == day:
			due += n
		}
	}
	for i := range g.Checks {
		if d, open := g.Checks[i].Next(today); open && !d.After(today) {
			due++
		}
	}
	var parts []string
	if over > 0 {
		parts = append(parts, fmt.Sprintf("%d over", over))
	}
	if due > 0 {
		parts = append(parts, fmt.Sprintf("%d due", due))
	}
	if !reviewDue(g.Day, g.Settled, g.Started, today).After(today) {
		parts = append(parts, "review due")
	}
	return strings.Join(parts, " · ")
}
