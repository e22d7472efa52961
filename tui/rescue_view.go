package tui

import (
	"errors"
	"fmt"
	"strings"

	"waymark/planner"
)

// widestRescue is how wide its text gets.
const widestRescue = 96

// View draws what is wrong, what is known and what can be done. In a low
// window each of them is told shorter.
func (r *rescue) View(w, h int) string {
	s, tw := r.styles, min(w-2, widestRescue)
	airy := h >= 17
	remedies := r.remedyLines(tw)
	facts := r.facts(tw, airy)
	gaps := 0
	if airy {
		gaps = 5
	}
	facts = facts[:max(0, min(len(facts), h-2-gaps-len(remedies)))]
	room := max(1, h-1-gaps-len(remedies)-len(facts))
	lines := []string{s.warn.Render("! ") + s.bold.Render(cut(headline(r.cause), tw-2))}
	parts := [][]string{most(r.talk(tw), room, tw), facts, remedies}
	if airy {
		lines = append([]string{""}, lines...)
	}
	for _, part := range parts {
		if airy && len(part) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, part...)
	}
	return block(inset(lines), w, h)
}

// headline says in a few words what is wrong.
func headline(err error) string {
	switch {
	case errors.Is(err, planner.ErrMissing), errors.Is(err, planner.ErrNoPlan):
		return "Your plan is not where it was"
	case errors.Is(err, planner.ErrOlder):
		return "The plan's file is older than your plan was"
	case errors.Is(err, planner.ErrAnother):
		return "The plan's file is another one than before"
	}
	return "The plan's file is damaged"
}

// talk is what is under way, else what went wrong last, else what is wrong.
func (r *rescue) talk(w int) []string {
	switch {
	case r.doing != "" && r.trouble != nil:
		return styled(r.styles.accent, wrap(r.doing, w))
	case r.err != "":
		return styled(r.styles.warn, wrap(r.err, w))
	case r.doing != "":
		return append(wrap(r.wrong(), w), styled(r.styles.accent, wrap(r.doing, w))...)
	}
	return wrap(r.wrong(), w)
}

// wrong is the cause without what the headline and the file's line say.
func (r *rescue) wrong() string {
	text := r.cause.Error()
	if r.trouble != nil {
		if _, after, ok := strings.Cut(text, r.trouble.File+": "); ok {
			text = after
		}
	}
	for _, known := range []error{planner.ErrDamaged, planner.ErrMissing, planner.ErrOlder, planner.ErrAnother} {
		text = strings.TrimPrefix(text, known.Error()+": ")
		text = strings.TrimSuffix(text, ": "+known.Error())
	}
	if after, ok := strings.CutPrefix(text, "it "); ok { // so the store calls the file
		text = "the file " + after
	}
	return planner.Capital(text) + "."
}

// facts are the file, the newest backup and, where it can be read, what is in
// the file.
func (r *rescue) facts(w int, airy bool) []string {
	t := r.trouble
	if t == nil {
		return nil
	}
	const label = 8
	s := r.styles
	var lines []string
	add := func(name, text string) {
		lines = append(lines, s.subtle.Render(fit(name, label))+line(text, w-label))
	}
	file := "left as it is: "
	if r.nothing() {
		file = "left as found: "
	}
	add("File", file+tail(r.short(t.File), w-label-width(file)))
	b := t.Backup
	switch {
	case b == nil:
		add("Backup", "there is none that loads back")
	case airy:
		add("Backup", fmt.Sprintf("%s, %s · change %d · loads back", r.moment(b.Taken), r.ago(b.Taken), b.Revision))
		add("", planner.Capital(lacking(t.Between)))
		add("", tail(r.short(b.File), w-label))
	default:
		add("Backup", r.clock(b.Taken)+", "+r.ago(b.Taken)+" · "+since(t.Between))
	}
	if t.Usable {
		inside := fmt.Sprintf("change %d is its last", t.Revision)
		if airy {
			inside = r.present()
		} else if t.Seen > 0 {
			inside += fmt.Sprintf("; your plan had %d", t.Seen)
		}
		add("Inside", inside)
	}
	return lines
}

// present tells of the present file, where it can be read.
func (r *rescue) present() string {
	t := r.trouble
	text := fmt.Sprintf("Its last change is %d", t.Revision)
	if !t.Changed.IsZero() {
		text += ", of " + r.clock(t.Changed)
	}
	if t.Seen > 0 {
		text += fmt.Sprintf("; your plan had %d", t.Seen)
	}
	return text + "."
}

// remedyLines is a row for each thing that can be done. What comes of them is
// said where there is room for all of it.
func (r *rescue) remedyLines(w int) []string {
	s, list := r.styles, r.remedies()
	label, note := 0, 0
	for _, rem := range list {
		label, note = max(label, width(rem.label)), max(note, width(rem.note))
	}
	const left = 6 // the cursor's mark and the key
	var lines []string
	for i, rem := range list {
		mark, key, st, about := "  ", s.key, s.text, rem.note
		if left+label+2+note > w {
			about = ""
		}
		if rem.why != "" {
			key, st = s.faint, s.subtle
			if r.doing == "" {
				about = rem.why
			}
		}
		if i == min(r.at, len(list)-1) {
			mark = s.accent.Render("▸ ")
			if rem.why == "" {
				st = s.selected
			}
		}
		lines = append(lines, cut(mark+key.Render(fit(rem.key(), left-2))+st.Render(fit(rem.label, label))+"  "+s.subtle.Render(about), w))
	}
	return lines
}

// most is at most n of some lines, the last with an ellipsis where there are
// more.
func most(lines []string, n, w int) []string {
	if len(lines) <= n {
		return lines
	}
	lines = lines[:max(n, 0)]
	if n > 0 {
		lines[n-1] = cut(lines[n-1], w-1) + "…"
	}
	return lines
}

// salvagedLines tells what became of everything.
func (r *rescue) salvagedLines(got planner.Salvaged, w int) []string {
	s := r.styles
	lost := 0
	for _, k := range got.Kinds {
		lost += len(k.Lost)
	}
	lines := []string{s.good.Render("✓ Nothing is lost")}
	if lost > 0 {
		lines = []string{s.warn.Render(fmt.Sprintf("! %d could not be saved", lost))}
	}
	lines = append(lines, wrap("The new plan is "+r.short(got.File)+".", w)...)
	if got.Backup != "" {
		lines = append(lines, wrap("What could not be read was looked for in the backup "+r.short(got.Backup)+".", w)...)
	} else {
		lines = append(lines, "There is no backup to complete it from.")
	}
	lines = append(lines, "", s.subtle.Render(fit("", 12)+"recovered  from the backup  lost"))
	var lists []string
	for _, k := range got.Kinds {
		if k.Recovered+len(k.FromBackup)+len(k.Lost) == 0 {
			continue
		}
		name := planner.ShowLine(k.Kind)
		lines = append(lines, fit(name, 12)+fmt.Sprintf("%9d%17d%6d", k.Recovered, len(k.FromBackup), len(k.Lost)))
		if len(k.FromBackup) > 0 {
			lists = append(lists, wrap(name+", from the backup: "+strings.Join(k.FromBackup, ", "), w)...)
		}
		if len(k.Lost) > 0 {
			lists = append(lists, wrap(name+", lost: "+strings.Join(k.Lost, ", "), w)...)
		}
	}
	if len(lists) > 0 {
		lines = append(append(lines, ""), lists...)
	}
	lines = append(lines, "")
	return append(lines, styled(s.subtle, wrap("p puts it in the plan's place. The damaged file is as it was.", w))...)
}
