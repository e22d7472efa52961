package command

import (
	"errors"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
	hostiles "waymark/planner/hostile"
)

// dirty is a plan whose texts never passed the door, as one that another
// program wrote may be.
type dirty struct {
	planner.Keeper
	plan *planner.Plan
	text string
}

func (d dirty) Load() (*planner.Plan, error) { return d.plan, nil }

func (d dirty) Whole(...planner.Kind) (planner.Whole, error) {
	history := hostiles.History(d.text, civil.Date{Year: 2026, Month: time.November, Day: 18})
	return planner.WholeOf(d.plan, history...), nil
}

func (d dirty) History(uint64, int) ([]planner.Entry, error) {
	return []planner.Entry{{Seq: 1, Label: d.text, Origin: d.text}}, nil
}

// raw is something of everything that is not to reach a terminal.
const raw = "a\x1b]0;x\x07\x9b31m\u202E\u2066\x00\r\n\tb\x7f"

// printing are the runs that show what a plan holds, by command. A command
// without a row here is run alone.
var printing = map[string][]string{
	"status":  {"status", "status --json", "status --short"},
	"list":    {"list", "list --due", "list --json", "list --state all"},
	"show":    {"show a2", "show m1", "show k1", "show c1", "show p1", "show o1", "show v1", "show a2 --json", "show p1 --json", "show o1 --json"},
	"history": {"history", "history --json"},
	"review":  {"review --print", "review --json", "review --plain", "review --due"},
	"reviews": {"reviews", "reviews --json"},
	"energy":  {"energy", "energy coaching 1"},
	"away":    {"away", "away 2026-12-24"},
	"done":    {"done a5"},
	"state":   {"state a4 doing"},
	"edit":    {"edit a2 --focus"},
	"rm":      {"rm a3 c1"},
	"capture": {"capture x"},
	"add":     {"add x --for m1"},
	"init":    {"init"},
}

// What is printed is cleaned once more on its way out, whatever was kept, by
// every command of the table.
func TestCase42SinksClean(t *testing.T) {
	texts := append([]hostiles.Text{{Name: "something of everything", Text: raw}}, hostiles.Texts...)
	for i, text := range texts {
		w := planned(t)
		w.lines = 20
		p := hostiles.Soil(w.plan(), text.Text)
		w.keeper = dirty{w.keeper, p, text.Text}
		if w.tty = i%2 > 0; w.tty {
			w.width, w.env = 60, map[string]string{"NO_COLOR": "1"} // no escapes of our own
		}
		for _, row := range table {
			name := row.build(&call{}).Name()
			runs, known := printing[name]
			if !known {
				runs = []string{name}
			}
			for _, args := range runs {
				r := w.run(strings.Fields(args)...)
				harmless(t, []string{text.Name, args}, r.out)
				if known && r.out+r.err == "" && args != "status --short" && args != "review --due" {
					t.Errorf("%s: %s printed nothing", text.Name, args)
				}
			}
		}
		for _, format := range export.Formats {
			args := []string{"export", "--format", format.Name, "--for", export.Audiences[i%len(export.Audiences)].Name}
			if format.Tables == nil {
				harmless(t, []string{text.Name, format.Name}, w.must(args...))
			}
			for _, table := range format.Tables {
				harmless(t, []string{text.Name, format.Name, table}, w.must(append(args, "--table", table)...))
			}
		}
	}
}

// sinks are those of the line commands.
var sinks = []hostiles.Sink{
	{Name: "a quoted value", Do: quote, Once: true, Most: func(string) int { return 60 * 16 }},
	{Name: "JSON", Once: true, Lossless: true, Do: func(s string) string {
		text, err := export.JSON(s)
		if err != nil {
			return err.Error()
		}
		return string(text)
	}},
	{Name: "what is said", Lines: true, Once: true, Do: func(s string) string {
		var said strings.Builder
		(&call{Env: Env{Stderr: &said}}).say("%s", s)
		return said.String()
	}},
	{Name: "an error", Lines: true, Once: true, Do: func(s string) string {
		var said strings.Builder
		(&call{Env: Env{Stderr: &said}}).report(errors.New(s))
		return said.String()
	}},
}

// TestCase42CommandSinks puts hostile text into the sinks of the commands.
func TestCase42CommandSinks(t *testing.T) { hostiles.Try(t, sinks) }

// FuzzCommandSinks is case 42 for them.
func FuzzCommandSinks(f *testing.F) { hostiles.Fuzz(f, sinks) }
