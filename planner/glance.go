package planner

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"
)

// Glance is what `status --short` needs: small, kept beside the plan and
// rewritten by each edit, so that a shell prompt need not load the plan.
type Glance struct {
	Dues    map[string]int `json:"dues,omitempty"`   // open items by due day
	Checks  []Check        `json:"checks,omitempty"` // only what Next needs
	Day     time.Weekday   `json:"day"`
	Settled civil.Date     `json:"settled,omitzero"`
	Recent  []civil.Date   `json:"recent,omitempty"` // the last days settled, the newest first
	Off     []TimeOff      `json:"off,omitempty"`    // that is not over yet, or was not long ago
	Started civil.Date     `json:"started,omitzero"`
	Inbox   int            `json:"inbox,omitempty"`
}

// glanceRecent is how many settled days a glance keeps: a clock that ran ahead
// may have settled some of them.
const glanceRecent = 6

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
	days := p.settled()
	slices.SortFunc(days, func(a, b civil.Date) int { return b.Compare(a) })
	g.Recent = slices.Compact(days)
	var from civil.Date // time off before it concerns no review to come
	if len(g.Recent) > glanceRecent {
		g.Recent = g.Recent[:glanceRecent]
		from = g.Recent[glanceRecent-1]
	}
	for a := range live(p.aways) {
		if !a.To.Before(from) {
			g.Off = append(g.Off, TimeOff{From: a.From, To: a.To})
		}
	}
	return g
}

// ReviewDue is the day of the next review, as Plan.ReviewDue gives it.
func (g Glance) ReviewDue(today civil.Date) civil.Date {
	off := func(yield func(*TimeOff) bool) {
		for i := range g.Off {
			if !yield(&g.Off[i]) {
				return
			}
		}
	}
	return newRhythm(g.Day, g.Started, append([]civil.Date{g.Settled}, g.Recent...), off, today).due(today)
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
	if !g.ReviewDue(today).After(today) {
		parts = append(parts, "review due")
	}
	return strings.Join(parts, " · ")
}
