package command

import (
	"io"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// walked is a world on the Sunday of a review that has something of each part:
// lines to sort, things done, due, stuck and waited for, people who report to
// the user, and questions.
func walked(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.asked = true
	for _, args := range [][]string{
		{"init", "--path", "testdata/review.yaml", "--since", "2020", "--open", "1,2", "--today", "2026-11-16"},
		{"capture", "ask how she plans her week", "--today", "2026-11-17"},
		{"capture", "meetings ate the week", "--today", "2026-11-17"},
		{"done", "a1", "--today", "2026-11-18"},
		{"edit", "a2", "--due", "2026-11-20", "--note", "First the backup.\nThen the rest.", "--today", "2026-11-18"},
		{"edit", "a3", "--focus", "--today", "2026-11-18"},
		{"add", "A talk with Sam", "--phase", "2", "--today", "2026-11-18"},
		{"state", "a5", "waiting", "--why", "Sam", "--today", "2026-11-18"},
	} {
		w.must(args...)
	}
	w.change(planner.OpenMatter(planner.Conflict, "A. and B.", date(t, "2026-10-20")))
	w.now = w.now.AddDate(0, 0, 2)
	w.lines = 1000
	return w
}

func (w *world) change(e planner.Edit) {
	w.t.Helper()
	w.drawn++
	if _, err := w.keeper.Apply(e.Stamp(w.now, "test", w.drawn)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) get(id string) planner.Record {
	w.t.Helper()
	r, err := w.keeper.Get(mustID(w.t, id))
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// held is the first review.
func (w *world) held() *planner.Review { w.t.Helper(); return w.get("r1").(*planner.Review) }

// typist types lines into a terminal, which shows them in the transcript.
type typist struct {
	lines      []string
	left       string // of the line before
	transcript io.Writer
	err        error // at the end; nil: io.EOF
}

// Read gives one line, or as much of it as there is room for.
func (ty *typist) Read(p []byte) (int, error) {
	if ty.left == "" {
		if len(ty.lines) == 0 {
			if ty.err != nil {
				return 0, ty.err
			}
			return 0, io.EOF
		}
		ty.left = ty.lines[0] + "\n"
		_, _ = io.WriteString(ty.transcript, planner.ShowLine(ty.lines[0])+"\n")
		ty.lines = ty.lines[1:]
	}
	n := copy(p, ty.left)
	ty.left = ty.left[n:]
	return n, nil
}

// types holds the review in lines with these answers, and gives the transcript
// with what was printed in the end.
func (w *world) types(args []string, answers ...string) (code int, transcript string) {
	w.t.Helper()
	var all strings.Builder
	w.typed = &typist{lines: answers, transcript: &all}
	env := w.environment(&all, &all)
	code = Main(append([]string{"review"}, args...), env)
	w.typed = nil
	harmless(w.t, args, all.String())
	return code, all.String()
}

// plainly types into `review --plain` and expects it to end well.
func (w *world) plainly(answers ...string) string {
	w.t.Helper()
	code, transcript := w.types([]string{"--plain"}, answers...)
	if code != exitOK {
		w.t.Fatalf("exit %d:\n%s", code, transcript)
	}
	return transcript
}

// at begins the review and takes it to a stage.
func (w *world) at(stage string) *world {
	w.t.Helper()
	today := date(w.t, "2026-11-22")
	w.change(w.plan().StartReview(false, today))
	w.change(planner.EnterStage(w.plan().Profile().Review, stage, today))
	return w
}

func date(t *testing.T, text string) civil.Date {
	t.Helper()
	d, err := planner.ParseDate(text, civil.Date{Year: 2026, Month: 11, Day: 22})
	if err != nil {
		t.Fatal(err)
	}
	return d
}
