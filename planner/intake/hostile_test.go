package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/planner/hostile"
	"waymark/planner/intake"
)

// Whatever a file holds, what is taken in is clean and can be taken in again.
func TestHostileFiles(t *testing.T) {
	for _, text := range append(hostile.Long, hostile.Texts...) {
		for name, file := range soiled(text.Text) {
			t.Run(text.Name+" by "+name, func(t *testing.T) { harmless(t, file.from, file.text) })
		}
	}
}

type soiledFile struct {
	from source
	text string
}

// soiled are files that have a text everywhere.
func soiled(text string) map[string]soiledFile {
	cell := `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	quoted := fmt.Sprintf("%q", strings.ToValidUTF8(text, "\ufffd"))
	quoted = strings.NewReplacer(`\a`, `\u0007`, `\v`, `\u000b`, `\x`, `\u00`, `\U`, `\\U`).Replace(quoted)
	return map[string]soiledFile{
		"a raw table":  {table, text},
		"a table":      {table, "kind,title,note,why\naction," + cell + "," + cell + "," + cell + "\n"},
		"a raw list":   {todo, text},
		"a list":       {todo, "(A) 2026-11-01 x" + text + " due:2026-12-01\n"},
		"a quoted one": {todo, "x" + text + " waymark:a1@k3xq7p\n"},
		"raw tasks":    {tasks, text},
		"tasks":        {tasks, "[{" + uuid + `1","status":"pending","description":` + quoted + `,"project":` + quoted + `,"tags":[` + quoted + `],` + `"x` + strings.Trim(quoted, `"`) + `":1}]`},
	}
}

// harmless takes a file in and looks at what came of it.
func harmless(tb testing.TB, from source, text string) {
	tb.Helper()
	d := newDesk(tb)
	b, err := from.batch(text)
	if err != nil {
		if e := hostile.Obeyed(err.Error(), true); e != nil {
			tb.Fatalf("said with %v: %.300q", e, err)
		}
		return
	}
	e, err := b.Edit(planner.Whole{Plan: d.plan()}, nil, intake.Options{Today: today})
	if err != nil {
		tb.Fatal(err)
	}
	res, err := d.m.Apply(d.stamped(e))
	for _, note := range b.(*intake.Entries).Notes() {
		if e := hostile.Obeyed(note, false); e != nil {
			tb.Errorf("told with %v: %.300q", e, note)
		}
	}
	if err != nil {
		if e := hostile.Obeyed(err.Error(), true); e != nil {
			tb.Errorf("said with %v: %.300q", e, err)
		}
		return
	}
	for it := range res.Plan.Items() {
		b := it.Base()
		for _, s := range []string{b.Title, b.Why} {
			if s != planner.CleanLine(s) || hostile.Obeyed(planner.ShowLine(s), false) != nil {
				tb.Errorf("%s has %.200q", b.ID, s)
			}
		}
		if b.Note != planner.CleanText(b.Note) {
			tb.Errorf("%s has the note %.200q", b.ID, b.Note)
		}
	}
	d.same(from, text)
}

func FuzzReadCSV(f *testing.F)         { fuzz(f, table) }
func FuzzReadTodoTxt(f *testing.F)     { fuzz(f, todo) }
func FuzzReadTaskwarrior(f *testing.F) { fuzz(f, tasks) }

func fuzz(f *testing.F, from source) {
	f.Helper()
	for _, way := range ways {
		f.Add(way.text)
	}
	f.Add(exportedTasks)
	for _, text := range hostile.Texts {
		for _, file := range soiled(text.Text) {
			f.Add(file.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) { harmless(t, from, text) })
}
