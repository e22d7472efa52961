package tui

import (
	"fmt"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// preview is what a document would be made from, and what is held back.
type preview struct {
	shared   *export.Shared
	contents []export.Content
	lack     []string // what is missing since the plan's file can't be read
	fault    string   // why it can't be told
	seen     string   // the choice it is of
	of       *planner.Plan
	count    int // how often it was looked at, to tell the newest look
	top      int // the first line that is drawn
}

// look counts what a choice would give, beside the screens.
func (v *preview) look(e *env, format export.Format, choice export.Choice, unclear error) {
	seen := fmt.Sprint(format.Name, choice, e.lost, unclear)
	if v.seen == seen && v.of == e.plan || e.plan == nil {
		return
	}
	v.seen, v.of = seen, e.plan
	v.count++
	if unclear != nil {
		v.fault = unclear.Error()
		return
	}
	count, sharing := v.count, e.sharing(format, choice)
	e.work(func() func() {
		s, lack, err := sharing()
		var contents []export.Content
		if err == nil {
			contents, err = s.Contents(format)
		}
		return func() {
			if count != v.count { // another choice was made meanwhile
				return
			}
			if v.shared, v.contents, v.lack, v.fault = s, contents, lack, ""; err != nil {
				v.fault, v.seen = err.Error(), "" // it may go better next time
			}
		}
	})
}

// lines say it in a few lines, what matters most first.
func (v *preview) lines(s styles, w int) []string {
	switch {
	case v.fault != "":
		return styled(s.warn, wrap(planner.ShowLine(v.fault), w))
	case v.shared == nil:
		return []string{s.subtle.Render("Counting…")}
	}
	var given, held []string
	outside := 0
	for _, c := range v.contents {
		outside += c.Outside
		if c.Given > 0 {
			given = append(given, fmt.Sprintf("%s (%d)", c.Part.Words, c.Given))
		}
		if c.Held > 0 {
			held = append(held, fmt.Sprintf("%s (%d)", c.Part.Words, c.Held))
		}
	}
	var out []string
	add := func(head string, words ...string) { out = append(out, listed(s, head, words, w)...) }
	if len(v.lack) > 0 {
		add("Missing", v.missing()...)
	} else if len(held) == 0 {
		held = []string{"nothing"}
	}
	if len(held) > 0 {
		add("Held back", held...)
	}
	if unsure := v.shared.Names.Unsure(); len(unsure) > 0 {
		add("Names?", "left as they are: "+strings.Join(unsure, ", "))
	}
	if names := v.shared.Names.List(); len(names) > 0 {
		var words []string
		for _, n := range names {
			words = append(words, n.Full+" → "+n.Initials)
		}
		add("Initials", words...)
	}
	add("Made from", given...)
	if outside > 0 {
		add("Other days", planner.Counted(outside, "record"))
	}
	return out
}

// missing says what is missing, and what comes of it.
func (v *preview) missing() []string {
	out := []string{series(v.lack) + cantRead}
	if !v.shared.Gives(export.PartNames) {
		out = append(out, "a name that only they tell may stay as it is")
	}
	return out
}

// listed are words under a short heading at their left. The last cells of the
// lines are left to the marks of what is above and below.
func listed(s styles, head string, words []string, w int) []string {
	const room, marks = 12, 2
	var out []string
	for i, text := range wrap(planner.ShowLine(strings.Join(words, " · ")), max(1, w-room-marks)) {
		if i > 0 {
			head = ""
		}
		out = append(out, s.subtle.Render(fit(head, room))+s.text.Render(text))
	}
	return out
}
