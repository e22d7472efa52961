package tui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// env is what every screen and dialog may use: the plan as it is kept, the
// one door for changing it, and the dialogs. There is one, and it is the only
// state that screens share.
type env struct {
	Config
	plan     *planner.Plan            // what is kept; nil until it is loaded or started
	progress map[int]planner.Progress // of the plan's phases, by number
	today    civil.Date
	w, h     int // to lay out in: the window, or the least that is drawn
	styles   styles
	dialogs  []dialog
	toast    toast
	problem  string // a standing problem that an edit met, shown at the top right
	lost     string // why the plan can't be read at present
	damage   error  // what is wrong with the plan's file, where something can be done about it
	busy     bool   // the plan's file is being replaced: it is left alone meanwhile
	tending  tending
	current  screen // the screen in the frame
	open     map[string]screen
	drafts   *drafts
	desk     desk      // where the editor works
	later    []tea.Cmd // longer reads, to be begun once this message is dealt with
	quit     bool
	exit     error // why the program can't go on
}

// origin is how the journal calls what was done here.
const origin = "screen"

// toast is a line about what just happened.
type toast struct {
	text  string
	at    time.Time
	whole bool // it may take more lines
}

// A toast stays for toastTime, or goes with the next key once it had toastRead
// to be read.
const (
	toastTime = 5 * time.Second
	toastRead = time.Second
)

// fade takes the toast away if it has been there for a time.
func (e *env) fade(after time.Duration) {
	if e.toast.text != "" && e.Now().Sub(e.toast.at) >= after {
		e.toast = toast{}
	}
}

// say shows a toast.
func (e *env) say(text string) {
	e.toast = toast{text: planner.ShowLine(text), at: e.Now()}
}

// wholeToast is how many lines a toast takes at most.
const wholeToast = 2

// sayWhole shows a toast on as many lines as it needs, up to wholeToast. What
// is more than that, a file's name amid it loses at its start.
func (e *env) sayWhole(before, file, after string) {
	text := before + file + after
	for room := width(file); room > 8 && len(wrap(text, e.w-2)) > wholeToast; room -= 4 {
		text = before + tail(file, room) + after
	}
	e.say(text)
	e.toast.whole = true
}

// apply keeps an edit at once and shows its result. It reports whether it
// was kept; where it wasn't, a toast says why and nothing has changed.
func (e *env) apply(edit planner.Edit) bool {
	res, err := e.keep(edit)
	if err != nil {
		e.fail(err)
		return false
	}
	e.say(res.Entry.Label + " · u undoes")
	return true
}

// keep is apply for forms, which say themselves what went wrong.
func (e *env) keep(edit planner.Edit) (planner.Result, error) {
	res, err := e.Keeper.Apply(e.stamp(edit))
	if err != nil {
		return res, e.meet(err)
	}
	e.well()
	closed := reviewing(e.plan) && !reviewing(res.Plan)
	e.publish(res.Plan)
	if closed {
		e.backupReview()
	}
	return res, nil
}

func reviewing(p *planner.Plan) bool { return p != nil && !p.Profile().Review.IsZero() }

// publish makes a plan the one that is shown.
func (e *env) publish(p *planner.Plan) {
	e.plan, e.progress = p, p.AllProgress()
	e.follow()
}

// follow tells everything on screen that what it draws may have changed.
func (e *env) follow() {
	if f, ok := e.current.(follower); ok {
		f.Follow()
	}
	for _, d := range e.dialogs {
		if f, ok := d.(follower); ok {
			f.Follow()
		}
	}
}

func (e *env) stamp(edit planner.Edit) planner.Edit {
	return edit.Stamp(e.Now(), origin, rand.Uint64())
}

// fail shows why something could not be done.
func (e *env) fail(err error) {
	e.say(err.Error())
	_ = e.meet(err) // a toast needs no words for forms
}

// undo takes back an entry, 0 for the newest; redo repeats it.
func (e *env) undo(seq uint64) {
	res, err := e.Keeper.Undo(seq, e.stamp(planner.Edit{}))
	e.settle(res, err)
	if err != nil {
		return
	}
	// Undo takes the newest change whoever made it, so say whose it was.
	was, err := e.Keeper.History(res.Entry.Undoes+1, 1)
	if err == nil && len(was) == 1 && was[0].Origin != origin {
		e.say(fmt.Sprintf("%s, from the %s %s", res.Entry.Label, was[0].Origin, was[0].At.In(e.Now().Location()).Format("15:04")))
	}
}

func (e *env) redo() {
	e.settle(e.Keeper.Redo(e.stamp(planner.Edit{})))
}

func (e *env) settle(res planner.Result, err error) {
	if err != nil {
		e.fail(err)
		return
	}
	e.well()
	e.publish(res.Plan)
	e.say(res.Entry.Label)
}

// noPlan says why what needs a plan can't be done; "": there is one.
func (e *env) noPlan() string {
	_, rescuing := e.current.(*rescue)
	switch {
	case e.plan != nil:
		return ""
	case rescuing:
		return "The plan can't be read. This page says what can be done."
	}
	return "There is no plan yet; the walk makes one."
}

// firstOpen is the phase that something new belongs to until said otherwise:
// the lowest one that is open.
func (e *env) firstOpen() int {
	if open := e.plan.OpenPhases(); len(open) > 0 {
		return open[0].Number()
	}
	return 1
}

// ask opens a dialog on top of what is there.
func (e *env) ask(d dialog) tea.Cmd {
	e.dialogs = append(e.dialogs, d)
	e.follow()
	return nil
}

// answer closes the dialog on top.
func (e *env) answer() {
	if n := len(e.dialogs); n > 0 {
		e.dialogs = e.dialogs[:n-1]
	}
}

// top is what has the keys: the dialog on top, or the screen.
func (e *env) top() screen {
	if n := len(e.dialogs); n > 0 {
		return e.dialogs[n-1]
	}
	return e.current
}

// show makes a screen of the table the current one.
func (e *env) show(name string) tea.Cmd {
	for _, row := range screens {
		if row.name != name {
			continue
		}
		if e.open[name] == nil {
			e.open[name] = row.open(e)
		}
		e.current = e.open[name]
		e.follow()
	}
	return nil
}

// beginner can begin what it is for at once, where that is due.
type beginner interface{ Begin() }

// review shows the reviews, and begins the one that is due.
func (e *env) review() {
	e.show("Review")
	if b, ok := e.current.(beginner); ok {
		b.Begin()
	}
}

// watch takes in what others changed, the new day and the end of a toast.
func (e *env) watch() {
	if today := e.Today(); today != e.today {
		e.today = today
		e.follow()
	}
	e.fade(toastTime)
	if e.plan == nil || e.busy {
		return
	}
	was := e.lost
	delta, err := e.Keeper.Since(e.plan.Revision)
	if err != nil {
		e.lost = standing(err)
		switch {
		case errors.Is(err, planner.ErrStuck):
			e.fail(err)
		case spoilt(err):
			e.damage = err
		}
		if e.lost != was { // what is read of history can't be now
			e.follow()
		}
		return
	}
	if e.lost != "" && e.damage != nil || delta.Moved {
		e.well()
	}
	e.lost = ""
	switch {
	case delta.Moved:
		e.publish(delta.Plan)
	case was != "":
		e.follow()
	}
	e.leaveRescue()
	e.tend()
}
