package tui

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// rescue says what is wrong with the plan's file and what can be done about
// it. It comes first where the plan can't be read at the start; later the
// palette leads here, and the plan in memory stays on the other screens.
type rescue struct {
	*env
	cause    error
	trouble  *planner.Trouble // nil until it was looked at
	back     screen           // where it was opened from; nil at the start
	doing    string           // what is under way, in words
	err      string           // what went wrong last
	salvaged string           // the file of a plan that was salvaged
	at       int
}

// remedy is something that can be done, as a row of the screen.
type remedy struct {
	action
	note string // what comes of it
}

// newRescue begins to look at what can be done.
func newRescue(e *env, cause error) *rescue {
	r := &rescue{env: e, cause: cause, back: e.current}
	r.look()
	return r
}

// rescue opens the screen while the others are open.
func (e *env) rescue() {
	if _, here := e.current.(*rescue); !here {
		e.current = newRescue(e, e.damage)
	}
}

// leaveRescue goes back to where the user was once the plan can be read again.
func (e *env) leaveRescue() {
	if r, here := e.current.(*rescue); here && r.back != nil && e.damage == nil {
		e.current = r.back
		e.follow()
		e.say("The plan's file can be read again")
	}
}

func (r *rescue) look() {
	r.doing = "Looking at the file and at its backups…"
	care, cause := r.care(), r.cause
	r.work(func() func() {
		found := care.Trouble(cause)
		return func() {
			r.trouble, r.doing = &found, ""
			if list := r.remedies(); list[min(r.at, len(list)-1)].why != "" { // the cursor begins on what can be done
				r.at = max(0, slices.IndexFunc(r.remedies(), func(rem remedy) bool { return rem.why == "" }))
			}
		}
	})
}

// Title of the screen.
func (*rescue) Title() string { return "Rescue" }

// Actions are what can be done, and the moves among it.
func (r *rescue) Actions() []action {
	var acts []action
	for _, rem := range r.remedies() {
		acts = append(acts, rem.action)
	}
	return append(
		acts,
		action{keys: []string{"enter"}, label: "do what the cursor is on", foot: "choose", do: func() tea.Cmd {
			list := r.remedies()
			return r.run(list[min(r.at, len(list)-1)].action)
		}},
		action{keys: []string{"t"}, label: "try again to read the file", foot: "try again", why: r.doing, do: doing(r.again)},
		action{keys: []string{"down", "j"}, label: "down", do: doing(func() { r.at = min(r.at+1, len(r.remedies())-1) })},
		action{keys: []string{"up"}, label: "up", do: doing(func() { r.at = max(r.at-1, 0) })},
	)
}

// remedies lists what can be done, as far as it is known.
func (r *rescue) remedies() []remedy {
	var out []remedy
	add := func(key, label, note, why string, do func() tea.Cmd) {
		if r.doing != "" {
			why = r.doing
		}
		out = append(out, remedy{action{keys: []string{key}, label: label, why: why, do: do}, note})
	}
	if t := r.trouble; t != nil {
		noBackup, nothing, aside := "", "", "the present file is kept aside"
		if t.Backup == nil {
			noBackup = "No backup could be loaded back."
		}
		if r.nothing() {
			nothing, aside = "There is nothing in it to read.", "a copy of it becomes the plan"
		}
		add("r", "restore the newest backup", aside, noBackup, r.restoreNewest)
		add("b", "choose another backup", "each can be tried first", "", func() tea.Cmd { return r.ask(newBackups(r.env, t.Seen)) })
		if !t.Usable { // all of it can be read, and a backup may go further
			add("s", "salvage what can be read", "into a new plan; this file stays", nothing, r.salvage)
		}
		if r.salvaged != "" {
			add("p", "put the salvaged plan in place", aside, "", r.placeSalvaged)
		}
		if t.Usable {
			add("k", "go on with this file as it is", "what is missing stays missing", "", r.takeAsItIs)
		}
	}
	if r.plan != nil {
		add("e", "export what is in memory", "the phases, items and checks in memory", "", func() tea.Cmd { return r.ask(newExport(r.env)) })
		out = append(out, remedy{action{keys: []string{"esc"}, label: "back to the screens", do: doing(r.leave)}, "to read; nothing can be changed"})
		return out
	}
	return append(out, remedy{action{keys: []string{"q"}, label: "quit", do: doing(func() { r.quit = true })}, "everything stays as it is"})
}

func (r *rescue) leave() {
	r.current = r.back
	r.follow()
}

// again reads the file once more: it may have been mended elsewhere.
func (r *rescue) again() {
	r.doing, r.err = "Reading the file…", ""
	keeper := r.Keeper
	r.work(func() func() {
		plan, err := keeper.Load()
		return func() {
			r.doing = ""
			switch {
			case err == nil:
				r.begin(plan, "")
				r.say("The plan's file can be read again")
			case errors.Is(err, planner.ErrDamaged):
				r.fail(err)
				r.toast = toast{}
				if err.Error() == r.cause.Error() {
					r.say("It is still the same")
				}
				r.worsen(err)
			default:
				r.err = err.Error()
			}
		}
	})
}

// worsen looks anew at what is wrong now.
func (r *rescue) worsen(err error) {
	r.cause = err
	if r.plan == nil {
		r.exit = err
	}
	r.look()
}

func (r *rescue) restoreNewest() tea.Cmd {
	b := *r.trouble.Backup
	return r.ask(r.confirmRestore(b, r.trouble.Between, func() {
		r.put(b.File, "Loading the backup back and putting it in place…", "Restored")
	}))
}

// put restores a file from this screen.
func (r *rescue) put(file, doing, done string) {
	r.doing, r.err = doing, ""
	r.restore(file, done, func(words string) { r.doing, r.err = "", words })
}

func (r *rescue) takeAsItIs() tea.Cmd {
	t := *r.trouble
	return r.ask(&confirm{
		env: r.env, title: "Go on with this file as it is?", yes: "go on with it",
		about: []string{r.present(), "From then on it is the plan. What it lacks stays lacking; the backups stay too."},
		do:    func() { r.put(t.File, "Taking the file as it is…", "This file is the plan now") },
	})
}

func (r *rescue) placeSalvaged() tea.Cmd {
	return r.ask(&confirm{
		env: r.env, title: "Put the salvaged plan in place?", yes: "put it there",
		about: []string{"It is loaded back first, whole. The file that is there now is kept aside."},
		do: func() {
			r.put(r.salvaged, "Loading it back and putting it in place…", "It is in place")
		},
	})
}

// salvage asks where to, and saves there what can be read.
func (r *rescue) salvage() tea.Cmd {
	care, now := r.care(), r.Now()
	ext := filepath.Ext(r.trouble.File)
	var got planner.Salvaged
	return r.ask(newFileForm(r.env, fileForm{
		name: "salvage", title: "Salvage what can be read",
		proposal: r.short(strings.TrimSuffix(r.trouble.File, ext) + "-salvaged" + ext),
		doing:    "Reading all that can be read…",
		hint:     func(string) string { return "a new plan" },
		write: func(file string) func() error {
			return func() error {
				saved, err := care.Salvage(now, file)
				got = saved
				return err
			}
		},
		done: func(file string) {
			r.salvaged = file
			r.at = max(0, slices.IndexFunc(r.remedies(), func(rem remedy) bool { return rem.keys[0] == "p" }))
			r.ask(&report{
				env: r.env, title: "What was salvaged", lines: func(w int) []string { return r.salvagedLines(got, w) },
				then: []action{{keys: []string{"p"}, label: "put it in the plan's place; asks first", foot: "put it in place", do: func() tea.Cmd {
					r.answer()
					return r.placeSalvaged()
				}}},
			})
		},
	}))
}

// nothing reports that there is no file, or an empty one.
func (r *rescue) nothing() bool {
	return errors.Is(r.cause, planner.ErrMissing) || errors.Is(r.cause, planner.ErrNoPlan)
}
