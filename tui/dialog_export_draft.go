package tui

import (
	"maps"
	"slices"
	"strings"

	"waymark/planner/export"
)

// kept is what was chosen, as lines of a word and what it says: all that
// differs from the dialog's beginning, so that nothing is kept without what
// was held back of it. A name of the file is kept where it was typed; any
// other follows the choice.
func (d *exporter) kept() []string {
	var out []string
	add := func(what, value string) { out = append(out, strings.TrimSpace(what+" "+value)) }
	if d.fields[exportFor].at > 0 {
		add("for", d.audience().Name)
	}
	if d.fields[exportAs].at > 0 {
		add("as", d.format().Name)
	}
	if d.table.at > 0 {
		add("table", d.table.value())
	}
	if at := d.fields[exportOf].at; at > 0 {
		add("of", d.periods[at].name)
	}
	if d.since.value() != "" {
		add("since", d.since.value())
	}
	if at := d.fields[exportPhase].at; at > 0 {
		add("phase", d.fields[exportPhase].value())
	}
	if d.own {
		add("file", d.file.value())
	}
	for what, set := range map[string]map[string]bool{"held": d.held, "given": d.given, "hide": d.hide, "keep": d.keep} {
		for value := range set {
			add(what, value)
		}
	}
	slices.Sort(out)
	return out
}

// bring takes up such lines, and reports whether it knows them all.
func (d *exporter) bring(lines []string) bool {
	for _, l := range lines {
		what, value, _ := strings.Cut(l, " ")
		if !d.take(what, value) {
			return false
		}
	}
	return true
}

func (d *exporter) take(what, value string) bool {
	choose := func(at, option int) bool {
		if option >= 0 {
			d.fields[at].at = option
		}
		return option >= 0
	}
	switch what {
	case "for":
		return choose(exportFor, slices.IndexFunc(export.Audiences, func(a export.Audience) bool { return a.Name == value }))
	case "as":
		return choose(exportAs, slices.IndexFunc(export.Formats, func(f export.Format) bool { return f.Name == value }))
	case "table":
		return choose(exportTable, slices.Index(d.table.options, value))
	case "of":
		return choose(exportOf, slices.IndexFunc(d.periods, func(p exportPeriod) bool { return p.name == value }))
	case "phase":
		return choose(exportPhase, slices.Index(d.fields[exportPhase].options, value))
	case "since":
		d.since.set(value)
	case "file":
		d.file.set(value)
		d.own = true
	case "held", "given", "hide", "keep":
		set := map[string]map[string]bool{"held": d.held, "given": d.given, "hide": d.hide, "keep": d.keep}[what]
		maps.Copy(set, map[string]bool{value: true})
	default:
		return false
	}
	return true
}

// Draft is what was chosen, where that is not what it began with.
func (d *exporter) Draft() (string, []string) {
	if kept := d.kept(); !slices.Equal(kept, d.initial) {
		return d.name, kept
	}
	return d.name, nil
}

func (d *exporter) leave() {
	name, lines := d.Draft()
	d.env.leave(name, lines, "What you chose is kept as a draft")
	d.answer()
}
