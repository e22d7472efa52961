package path

import (
	"encoding/json"
	"strings"
	"testing"

	"cloud.google.com/go/civil"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
)

// canStart fails unless a plan can be started from a path.
func canStart(t *testing.T, p *Path) {
	t.Helper()
	k := planner.NewMemory()
	if _, err := k.Create("test", stamped(Start(p, planner.Profile{}, nil, startDay), 1)); err != nil {
		t.Errorf("loads, and no plan can be started from it: %v", err)
	}
}

// Whatever text a file may hold, it is refused with its place, or a plan can
// keep it.
func TestWhatLoadsStarts(t *testing.T) {
	texts := append([]hostiles.Text{
		{Name: "two spaces", Text: "Be  trusted"},
		{Name: "hard spaces", Text: "Be\u00a0\u3000trusted"},
		{Name: "a mark of direction", Text: "Be\u200e trusted\u061c"},
		{Name: "only marks", Text: "\u200e\u200f"},
		{Name: "only zero width", Text: "\u200b"},
		{Name: "only joiners", Text: "\u200d"},
	}, hostiles.Texts...)
	for _, c := range texts {
		for _, old := range []string{"Be trusted", "Someone acts on your word.", "Own a system", "Promoted", "Begin", "Led something", "What broke?", "My path"} {
			quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\x00", `\0`, "\x1b", `\e`).Replace(c.Text) + `"`
			p, err := Load("p.yaml", []byte(strings.Replace(small, old, quoted, 1)))
			if err != nil {
				continue
			}
			t.Run(c.Name+" for "+old, func(t *testing.T) { canStart(t, p) })
		}
	}
}

// The note of what a plan took names every entry, and stays small.
func TestStartKeepsWhatItTook(t *testing.T) {
	k := begun(t, Builtin())
	taken, err := planner.Takes(k)
	if err != nil || len(taken) != 1 {
		t.Fatalf("%d intakes, %v", len(taken), err)
	}
	in := taken[0]
	if in.From != planner.FromPath || in.Name != Builtin().Name || in.Version != Builtin().Version || in.Date != startDay {
		t.Errorf("%+v", in)
	}
	entries := 0
	for _, row := range in.Rows {
		switch rec, err := k.Get(row.As); rec := rec.(type) {
		case planner.Listed:
			entries++
			if rec.Base().Entry != row.Key || row.Print["title"] != sum(rec.Base().Title) || row.Print["why"] != sum(rec.Base().Reason) {
				t.Errorf("%+v is not %+v", row, rec.Base())
			}
		case *planner.Phase:
			if row.Key != keyOfPhase(rec.Number()) || row.Print["purpose"] != sum(rec.Purpose) {
				t.Errorf("%+v is not %+v", row, rec)
			}
		case *planner.Profile:
		default:
			t.Errorf("%s is %T, %v", row.Key, rec, err)
		}
	}
	want := 0
	for _, ph := range Builtin().Phases {
		want += len(ph.Actions) + len(ph.Milestones) + len(ph.Checks)
	}
	if entries != want || len(in.Rows) != want+len(Builtin().Phases)+1 {
		t.Errorf("%d entries of %d, %d rows", entries, want, len(in.Rows))
	}
	if size := jsonSize(t, in); size > 12<<10 {
		t.Errorf("the note takes %d bytes", size)
	}
}

var later = civil.Date{Year: 2027, Month: 3, Day: 1}

func jsonSize(t *testing.T, v any) int {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return len(text)
}
