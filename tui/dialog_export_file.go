package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"waymark/planner"
	"waymark/planner/export"
)

// goal is where a document goes, as its file's name says.
type goal struct {
	files  []string // one, or one for each table
	tables []string // whose they are; "": the document is no table, or the one chosen
	folder string   // to be made first; "": none
	there  int      // how many of the files are there already
	free   string   // a name that is free, where it is not
	err    error    // why it can't go there
}

// naming is what a file is named after: the plan as it is given.
type naming struct {
	shared *export.Shared
	of     *planner.Plan
	seen   string
}

// propose gives the file the name that fits what was chosen, as long as its
// user has not written another.
func (d *exporter) propose(choice export.Choice, err error) {
	if d.plan == nil || err != nil {
		return
	}
	if seen := fmt.Sprint(choice); d.naming.seen != seen || d.naming.of != d.plan {
		s, err := export.Share(export.Source{Whole: planner.Whole{Plan: d.plan}, Today: d.today}, choice)
		if err != nil {
			return
		}
		d.naming = naming{s, d.plan, seen}
	}
	if d.own || d.at == exportFile && d.file.value() == "" { // it was emptied, to type another
		return
	}
	name := d.unused(d.atHome(d.named(choice.Table)))
	if d.everyTable() {
		name = d.unused(d.atHome(strings.TrimSuffix(d.named("tables"), d.format().Extension))) + "/"
	}
	if d.proposed = name; d.file.value() != name {
		d.file.set(name)
	}
}

// named is the name of a document in a folder.
func (d *exporter) named(table string) string {
	if d.naming.shared == nil {
		return "plan" + d.format().Extension
	}
	return d.naming.shared.FileName(d.format(), table)
}

// aim finds out where the document would go.
func (d *exporter) aim(choice export.Choice, unclear error) goal {
	text := strings.TrimSpace(d.file.value())
	name, err := d.fileNamed(text)
	switch {
	case err != nil:
		return goal{err: err}
	case unclear != nil:
		return goal{err: unclear}
	case text == "-":
		return goal{err: errors.New("- is no file's name; ctrl+y copies to the clipboard")}
	}
	info, err := os.Stat(name)
	here := err == nil
	folder := here && info.IsDir()
	slash := os.IsPathSeparator(text[len(text)-1])
	if slash && here && !folder {
		return goal{err: fmt.Errorf("%s is a file, and no folder", d.short(name))}
	}
	if d.everyTable() {
		return d.aimTables(name, here, folder)
	}
	switch {
	case slash && !folder:
		return goal{err: d.noFolder(name)}
	case folder:
		return goal{files: []string{d.unused(filepath.Join(name, d.named(choice.Table)))}, tables: []string{""}}
	}
	g := goal{files: []string{name}, tables: []string{""}, err: d.lacks(filepath.Dir(name))}
	if _, err := os.Lstat(name); err == nil {
		g.there, g.free = 1, d.unused(text)
	}
	return g
}

// aimTables is aim for every table.
func (d *exporter) aimTables(name string, here, folder bool) goal {
	var g goal
	_, file := export.OfFile(name)
	switch {
	case here && !folder, !here && file:
		return goal{err: errors.New("all tables go into a folder; name one, or choose one table")}
	case !folder:
		g.folder, g.err = name, d.lacks(filepath.Dir(name))
	}
	for _, table := range d.format().Tables {
		g.tables = append(g.tables, table)
		g.files = append(g.files, filepath.Join(name, d.named(table)))
		if _, err := os.Lstat(g.files[len(g.files)-1]); err == nil {
			g.there++
		}
	}
	if g.there > 0 {
		g.free = "another folder"
	}
	return g
}

// lacks says that a folder is not there; nil: it is.
func (d *exporter) lacks(folder string) error {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return d.noFolder(folder)
	}
	return nil
}

func (d *exporter) noFolder(folder string) error {
	return fmt.Errorf("the folder %s is not there", d.short(folder))
}

// taken says that the files are there already, and what can be done.
func (d *exporter) taken() string {
	if len(d.goal.files) > 1 {
		return fmt.Sprintf("%d of its files are there already · ctrl+r replaces them, or take %s", d.goal.there, d.goal.free)
	}
	return d.short(d.goal.files[0]) + " is there already · ctrl+r replaces it, or take " + planner.ShowLine(d.goal.free)
}

// talk is what stands below the fields: what went wrong, or what the current
// field says, and what is odd about the file's name.
func (d *exporter) talk(w int) []string {
	s, fd := d.styles, d.fields[d.at]
	if d.err != "" {
		return styled(s.warn, wrap(d.err, w))
	}
	var out []string
	switch {
	case fd.options != nil && d.back:
		out = []string{s.subtle.Render(cut("← → choose · what you chose before is back", w))}
	case fd.options != nil:
		out = []string{s.subtle.Render("← → choose")}
	case fd == d.since && fd.value() == "":
		out = []string{s.subtle.Render("← → choose the date to begin with")}
	case fd == d.since:
		out = d.form.talk(w)
	case d.goal.err != nil:
		out = styled(s.subtle, wrap(d.goal.err.Error(), w))
	case d.goal.there == 0:
		out = []string{s.good.Render(d.whereTo(w))}
	}
	for _, odd := range d.odd() {
		out = append(out, styled(s.warn, wrap(odd, w))...)
	}
	return out
}

// whereTo says where the document goes, and as what.
func (d *exporter) whereTo(w int) string {
	file, as := d.short(d.goal.files[0]), " · "+d.format().Title
	if n := len(d.goal.files); n > 1 {
		file, as = d.short(filepath.Dir(d.goal.files[0])), fmt.Sprintf(" · %d tables", n)
		if d.goal.folder != "" {
			as += " in a new folder"
		}
	}
	if f, ok := export.OfFile(d.file.value()); d.own && ok && f.Name == d.format().Name {
		as += ", as the name says"
	}
	return "→ " + tail(file, w-2-width(as)) + as
}

// odd lists what is odd about the file's name.
func (d *exporter) odd() []string {
	var out []string
	if d.goal.err == nil && d.goal.there > 0 {
		out = append(out, d.taken())
	}
	if !d.own {
		return out
	}
	name := strings.ToLower(filepath.Base(d.file.value()))
	for _, a := range export.Audiences {
		if _, rest, ok := strings.Cut(name+".", "for-"+a.Name); ok && a.Name != d.audience().Name && !unicode.IsLetter(rune(rest[0])) {
			out = append(out, "The name says "+a.Title+", and it is "+d.audience().Title+".")
		}
	}
	if f, ok := export.OfFile(name); ok && f.Name != d.format().Name {
		out = append(out, "The name says "+f.Title+", and it is "+d.format().Title+".")
	}
	return out
}
