package tui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// care gives what looks after the plan's file; nil where the plan is in
// memory only.
func (e *env) care() planner.Care {
	c, _ := e.Keeper.(planner.Care)
	return c
}

// doneMsg brings what long work gave. Called on Update's time, it takes that
// in.
type doneMsg func()

// work begins long work beside the screens. The work changes nothing that is
// shown; what it returns does, once it is done.
func (e *env) work(job func() (done func())) {
	e.later = append(e.later, func() tea.Msg { return doneMsg(job()) })
}

// careActions share the plan and look after its file. They have no keys: the palette has
// them on every screen.
func (e *env) careActions() []action {
	why := e.noPlan()
	if why == "" && e.care() == nil {
		why = "This plan is kept in memory only."
	}
	calm, trying := why, why
	if why == "" && e.damage == nil {
		calm = "The plan's file can be read; there is nothing to rescue."
	}
	if why == "" && e.trying() {
		trying = "Under --today, which is to try things out, nothing is backed up."
	}
	return append(e.shareActions(), []action{
		{keys: []string{"screen backup"}, label: "back up the plan now", why: trying, do: doing(e.backup)},
		{keys: []string{"screen backups"}, label: "the plan's backups…", why: why, do: func() tea.Cmd { return e.ask(newBackups(e, 0)) }},
		{keys: []string{"screen check"}, label: "check the plan's file", why: why, do: func() tea.Cmd { return e.ask(newCheckup(e)) }},
		{keys: []string{"screen rescue"}, label: "rescue: look at what can be done about the plan's file", why: calm, do: doing(e.rescue)},
	}...)
}

// trying reports that the day is not the clock's, but one to try things out on.
func (e *env) trying() bool { return e.Today() != civil.DateOf(e.Now()) }

// backup takes a backup because it was asked for.
func (e *env) backup() {
	care, now := e.care(), e.Now()
	e.say("Backing up the plan…")
	e.work(func() func() {
		b, err := care.Backup(now, "asked")
		return func() {
			if err != nil {
				e.blame("The backup failed", err)
				return
			}
			e.say(fmt.Sprintf("Backed up and loaded back: %s, up to change %d", e.moment(b.Taken), b.Revision))
		}
	})
}

// blame says what failed beside the plan itself, which is as it was.
func (e *env) blame(what string, err error) {
	words := err.Error()
	if errors.Is(err, planner.ErrDamaged) && e.damage == nil { // in a part that no screen has read
		words = "part of the plan's file is damaged · : check"
	}
	e.say(what + ": " + words)
	e.stuck(err)
}

// stuck ends the program where work on the file comes to no end.
func (e *env) stuck(err error) {
	if errors.Is(err, planner.ErrStuck) {
		e.exit, e.quit = err, true
	}
}

// restore puts a file in the plan's place and begins anew with the plan that
// it holds. done is said then, together with where the file before is; failed
// gets words for what went wrong.
func (e *env) restore(file, done string, failed func(words string)) {
	care, keeper, now := e.care(), e.Keeper, e.Now()
	e.busy = true
	e.work(func() func() {
		var plan *planner.Plan
		got, err := care.Restore(now, file)
		words := "Nothing was changed: "
		if err == nil {
			words = "It was put in place, but can't be read: "
			plan, err = keeper.Load()
		}
		return func() {
			e.busy = false
			if err != nil {
				e.stuck(err)
				failed(words + err.Error())
				return
			}
			e.begin(plan, "")
			if got.Aside != "" {
				done += " · the file before: "
				done += tail(e.short(got.Aside), e.w-2-width(done))
			}
			e.say(done)
		}
	})
}

// begin takes up a plan that was read, and opens the screen that is named or,
// for "", the walk where it is half done, else Home.
func (e *env) begin(plan *planner.Plan, start string) {
	e.well()
	e.exit, e.tending = nil, tending{}
	e.open, e.dialogs = map[string]screen{}, nil
	e.publish(plan)
	profile := plan.Profile()
	switch {
	case start == "Review":
		e.review()
	case start == "" && profile.Walk > 0 && !profile.WalkLeft:
		e.current = newWalk(e)
	case start == "":
		e.show(screens[0].name)
	default:
		e.show(start)
	}
}

// tending is what falls due by itself while the screens are open.
type tending struct {
	day  civil.Date // that it was looked at on last
	rest int        // seconds since it became due
	said string     // what went wrong last, which is said once
}

// tendAfter is how many seconds the day's chores wait, so that they are in the
// way neither of the first frame nor of the first key.
const tendAfter = 2

// tend has the day's chores done, once a day.
func (e *env) tend() {
	switch {
	case e.plan == nil || e.damage != nil || e.tending.day == e.today:
		return
	case e.tending.rest < tendAfter:
		e.tending.rest++
		return
	}
	e.tending.day, e.tending.rest = e.today, 0
	e.chore("Today's backup failed", planner.Care.Chores)
}

// backupReview takes a backup of the plan as a review has left it.
func (e *env) backupReview() {
	if e.trying() {
		return
	}
	e.chore("The backup after the review failed", func(c planner.Care, now time.Time) error {
		_, err := c.Backup(now, "review")
		return err
	})
}

// tellNotices says what the keeper has to say once.
func (e *env) tellNotices() {
	e.chore("", func(planner.Care, time.Time) error { return nil })
}

// chore looks after the file unasked: it says only what went wrong, once, and
// what the keeper has to say.
func (e *env) chore(failed string, do func(planner.Care, time.Time) error) {
	care, now := e.care(), e.Now()
	if care == nil {
		return
	}
	e.work(func() func() {
		err := do(care, now)
		notices := care.Notices()
		return func() {
			switch {
			case err != nil && err.Error() != e.tending.said:
				e.tending.said = err.Error()
				e.blame(failed, err)
			case len(notices) > 0:
				e.say(strings.Join(notices, " · "))
			}
		}
	})
}
