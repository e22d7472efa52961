package tui

// report shows what came of something, to be read and closed.
type report struct {
	*env
	title string
	lines func(w int) []string
	then  []action // what can be done about it
	from  int
}

// Title names what it tells of.
func (d *report) Title() string { return d.title }

// Actions are closing, scrolling and what can be done about it.
func (d *report) Actions() []action {
	w, h := d.Size(d.w-6, d.h-4)
	more := ""
	if len(d.lines(w)) > d.from+h {
		more = "more"
	}
	return append(
		d.then,
		action{keys: []string{"esc", "enter", "q"}, label: "close", foot: "close", do: doing(d.answer)},
		action{keys: []string{"j", "down", "ctrl+d", "pgdown"}, label: "further down", foot: more, do: doing(func() { d.scroll(max(1, h/2)) })},
		action{keys: []string{"k", "up", "ctrl+u", "pgup"}, label: "further up", do: doing(func() { d.scroll(-max(1, h/2)) })},
	)
}

// Follow keeps the scroll within what there is.
func (d *report) Follow() { d.scroll(0) }

func (d *report) scroll(by int) {
	w, h := d.Size(d.w-6, d.h-4)
	d.from = max(0, min(d.from+by, len(d.lines(w))-h))
}

// Size is that of the lines.
func (d *report) Size(w, h int) (int, int) {
	w = min(w, 72)
	return w, min(h, len(d.lines(w)))
}

// View draws the lines.
func (d *report) View(w, h int) string {
	lines := d.lines(w)
	return block(lines[min(d.from, len(lines)):], w, h)
}
