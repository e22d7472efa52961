package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"waymark/planner"
)

// The frame takes two lines above the screen and two below.
const headHeight, footHeight = 2, 2

// frame draws the tabs, the current screen and the footer.
func (a *app) frame() string {
	body := a.current.View(a.w, a.h-headHeight-footHeight)
	rule := a.styles.faint.Render(strings.Repeat("─", a.w))
	above := []string{rule}
	if len(a.dialogs) == 0 { // else the toast is on top of them
		above = a.notices(rule)
	}
	for range above[1:] { // the last line gives way
		body = body[:strings.LastIndexByte(body, '\n')]
	}
	return a.head() + "\n" + rule + "\n" + body + "\n" + strings.Join(above, "\n") + "\n" + a.foot()
}

// head is the top line: the tabs, and at the right the date or a standing
// problem.
func (a *app) head() string {
	s := a.styles
	right := s.subtle.Render(a.today.In(utc).Format("Mon 2 Jan")) + " "
	problem := a.problem
	if problem == "" {
		problem = a.lost
	}
	if problem != "" {
		right = s.warn.Render(cut(planner.ShowLine(problem), a.w*3/5)) + " "
	}
	left := " " + s.bold.Render("waymark") + "  "
	for _, full := range []bool{true, false} {
		tabs := a.tabs(full)
		if full && width(left+tabs+right) > a.w {
			continue
		}
		left += tabs
		break
	}
	return ends(left, right, a.w)
}

func (a *app) tabs(full bool) string {
	s := a.styles
	if a.plan == nil {
		return ""
	}
	var out []string
	for _, row := range screens {
		here := a.open[row.name] != nil && a.open[row.name] == a.current
		if row.number == 0 && !here {
			continue
		}
		label := row.name
		if row.number > 0 {
			label = strconv.Itoa(row.number) + " " + row.name
		}
		switch {
		case here:
			out = append(out, s.selected.Render(label))
		case full:
			out = append(out, s.subtle.Render(label))
		default:
			out = append(out, s.subtle.Render(strconv.Itoa(row.number)))
		}
	}
	return strings.Join(out, "  ")
}

// notices are what stands above the footer: a toast while there is one, on one
// line or two, else a rule.
func (a *app) notices(rule string) []string {
	if a.toast.text == "" {
		return []string{rule}
	}
	lines := []string{cut(a.toast.text, a.w-2)}
	if a.toast.whole && len(a.dialogs) == 0 {
		lines = wrap(a.toast.text, a.w-2)
		lines = lines[:min(len(lines), wholeToast)]
	}
	for i, l := range lines {
		lines[i] = fit(" "+a.styles.accent.Render(l), a.w)
	}
	return lines
}

// foot is the bottom line: the keys that matter here, help last to go.
func (a *app) foot() string {
	actions := a.current.Actions()
	if len(a.dialogs) > 0 {
		return fit("", a.w)
	}
	var global []action
	if !typing(a.current) {
		global = a.global()
	}
	return fit(" "+a.keysLine(actions, global, a.w-2), a.w)
}

// keysLine writes the keys of actions that ask for a place in the footer, as
// many as fit. Those in after always have their place, help first of them.
func (a *app) keysLine(actions, after []action, w int) string {
	s := a.styles
	render := func(act action) string {
		word := s.subtle.Render(act.foot)
		if act.why != "" {
			return s.faint.Render(act.key() + " " + act.foot)
		}
		return s.key.Render(act.key()) + " " + word
	}
	const gap = "  "
	var tail []string
	room := w
	for _, act := range after {
		if act.foot != "" {
			part := render(act)
			if room-width(part)-len(gap) < 0 && len(tail) > 0 {
				continue
			}
			room -= width(part) + len(gap)
			tail = append(tail, part)
		}
	}
	var parts []string
	for _, act := range actions {
		if act.foot == "" {
			continue
		}
		part := render(act)
		need := width(part)
		if len(after) > 0 {
			need += len(gap)
		}
		if need > room {
			break
		}
		room -= width(part) + len(gap)
		parts = append(parts, part)
	}
	return strings.Join(append(parts, tail...), gap)
}

// global lists the actions that hold on every screen.
func (a *app) global() []action {
	e := a.env
	noPlan := e.noPlan()
	acts := []action{
		{keys: []string{":", "ctrl+p"}, label: "every command, by name", foot: "commands", why: noPlan, do: func() tea.Cmd { return e.ask(newPalette(a)) }},
		{keys: []string{"?"}, label: "help: every key, searchable", foot: "help", do: func() tea.Cmd { return e.ask(newHelp(a)) }},
		{keys: []string{"c"}, label: "capture a line for the inbox", why: noPlan, do: func() tea.Cmd { return e.ask(newCapture(e)) }},
		{keys: []string{"u"}, label: "undo the last change", why: noPlan, do: doing(func() { e.undo(0) })},
		{keys: []string{"U", "ctrl+r"}, label: "redo what was undone", why: noPlan, do: doing(e.redo)},
	}
	for _, row := range screens {
		keys := []string{"screen " + row.name} // never typed; the palette needs the row
		if row.number > 0 {
			keys = []string{strconv.Itoa(row.number)}
		}
		acts = append(acts, action{keys: keys, label: row.name + ": " + row.about, why: noPlan, do: func() tea.Cmd { return e.show(row.name) }})
	}
	acts = append(acts, e.careActions()...)
	return append(acts,
		action{keys: []string{"tab"}, label: "next screen", why: noPlan, do: func() tea.Cmd { return a.step(1) }},
		action{keys: []string{"shift+tab"}, label: "previous screen", why: noPlan, do: func() tea.Cmd { return a.step(-1) }},
		a.suspending(),
		action{keys: []string{"q"}, label: "quit; everything is kept already", foot: "quit", do: doing(func() { e.quit = true })},
	)
}

// step goes to the tab beside the current one.
func (a *app) step(by int) tea.Cmd {
	var names []string
	at := 0
	for _, row := range screens {
		if row.number == 0 {
			continue
		}
		if a.open[row.name] == a.current {
			at = len(names)
		}
		names = append(names, row.name)
	}
	return a.show(names[(at+by+len(names))%len(names)])
}
