package intake_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// Lists of other programs.
func TestLists(t *testing.T) {
	d := newDesk(t)
	text := "x 2026-11-18 2026-11-01 Call Sam pri:A +phone\n" +
		"x Water the plants\n\n" +
		"(A) 2026-11-02 Write http://example.org/x:y due:2026-12-01 t:2026-11-25\r\n" +
		"Review inbox rec:+1w due:2026-11-27\n" +
		"Clean up rec:2m due:2026-12-31\n" +
		"Backup rec:3b due:2026-11-30\n" +
		"xylophone \"+quoted\" 12:30\n"
	res := d.must(todo, text, "Imported todo.txt: 7 added")
	d.same(todo, text)
	var got []string
	for _, id := range res.New[:7] {
		it := res.Plan.Item(id)
		b := it.Base()
		words := []string{id.Kind.String(), b.Title, b.State.Name(), b.Done.String(), planner.Due(it, today).String(), b.Created.String(), b.Note}
		if k, ok := it.(*planner.Check); ok {
			words = append(words, k.Every.String())
		}
		got = append(got, strings.ReplaceAll(strings.Join(words, "|"), "0000-00-00", ""))
	}
	want := []string{
		"action|Call Sam +phone|done|2026-11-18||2026-11-01|Priority A",
		"action|Water the plants|done|2026-11-20||2026-11-20|",
		"action|Write http://example.org/x:y t:2026-11-25|todo||2026-12-01|2026-11-02|",
		"check|Review inbox|todo||2026-11-27|2026-11-20||every friday",
		"check|Clean up|todo||2026-12-31|2026-11-20||2 months after",
		"action|Backup|todo||2026-11-30|2026-11-20|Recurs 3b",
		"action|xylophone \"+quoted\" 12:30|todo|||2026-11-20|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("taken as\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	text = strings.Replace(text, "(A) 2026-11-02 Write", "x 2026-11-20 2026-11-02 Write", 1)
	d.must(todo, text, "Imported todo.txt: 1 changed")
	if b := res.Plan.Item(res.New[2]).Base(); d.item(b.ID.String()).State != planner.Done {
		t.Error("it isn't done")
	}
}

// Other programs leave a line that comes round as done and add its next time
// beside it, with our key in both. What was done counts, in either order.
func TestNextTimeBeside(t *testing.T) {
	const was = "x 2026-11-19 2026-11-02 Write down a win rec:+1w due:2026-11-22 waymark:k1@k3xq7p"
	const next = "2026-11-19 Write down a win rec:+1w due:2026-11-29 waymark:k1@k3xq7p"
	for _, text := range []string{was + "\n" + next + "\n", next + "\n" + was + "\n"} {
		d := newDesk(t)
		d.must(todo, text, "Imported todo.txt: 1 changed")
		if k := d.plan().Item(planner.ID{Kind: planner.KindCheck, N: 1}).(*planner.Check); k.Last != day("2026-11-19") {
			t.Errorf("ticked on %s", k.Last)
		}
		d.same(todo, text)
	}
}
