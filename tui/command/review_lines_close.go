package command

import (
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// close shows what the review came to and asks for a line to close with.
func (w *lineReview) close() (move, error) {
	w.sofar()
	skips := "closes without"
	if w.now.Line != "" {
		w.say("So far: %s", planner.ShowBlock(w.now.Line))
		skips = "keeps it and closes"
	}
	return w.choose(lineQuestion{
		ask: "To close with", value: "a line", skips: skips, other: "the line, which closes the review",
		enter: func() (move, error) {
			m, err := w.end(w.now.Line)
			if w.told(err) { // asking again would never end
				return stay, errLeft
			}
			return m, err
		},
		free: func(text string) (move, error) { return w.end(planner.CleanLine(text)) },
	})
}

// end closes the review.
func (w *lineReview) end(line string) (move, error) {
	res, err := w.apply(planner.CloseReview(w.now.ID, w.plan.InFocus(), line, w.today))
	if err != nil {
		return again, err
	}
	w.plan = res.Plan
	w.say("%s. waymark undo opens it again.", planner.ShowLine(res.Entry.Label))
	w.backup()
	w.say("")
	return onward, errClosed
}

// backup keeps a copy of the plan as a review leaves it. Trying things out
// under --today leaves none behind.
func (w *lineReview) backup() {
	care, ok := w.kept.(planner.Care)
	if !ok || w.opts.today != "" {
		return
	}
	if _, err := care.Backup(w.Now(), "review"); err != nil {
		w.say("The review is kept; the backup after it failed: %s", planner.ShowLine(err.Error()))
	}
}

// sofar is what the review comes to as it stands.
func (w *lineReview) sofar() {
	say := func(head string, titles []string) {
		if len(titles) > 0 {
			w.say("%s: %s", head, strings.Join(titles, " · "))
		}
	}
	var done, energy, focus []string
	for _, it := range w.plan.Completed(w.now, w.today) {
		done = append(done, planner.ShowLine(it.Base().Title))
	}
	if note := w.plan.WeekNamed(w.now.Week); note != nil {
		energy = planner.EnergyWords(note.Values())
	}
	for _, id := range w.plan.InFocus() {
		focus = append(focus, planner.ShowLine(w.plan.Item(id).Base().Title))
	}
	say("Done", done)
	if n := len(w.now.Evidence); n > 0 {
		w.say("Evidence: %d logged", n)
	}
	say("Energy", energy)
	say("Focus for next week", focus)
	if len(focus) == 0 {
		w.say("No focus for next week, which is fine.")
	}
}

// page prints the page that the review ended with.
func (w *lineReview) page() error {
	held, err := w.heldReview(w.plan, w.now.ID)
	if err != nil {
		return err
	}
	return export.Held(w.out, export.Input{Plan: w.plan, Today: w.today}, held)
}
