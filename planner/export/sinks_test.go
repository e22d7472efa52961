package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
	"waymark/planner/hostile"
)

// sinks are the escapers of this package, and then whole documents of every
// format with the text in each place for one. A new escaper is tried by being
// put here, a new format by being one.
func sinks() []hostile.Sink {
	all := []hostile.Sink{
		{Name: "a line of Markdown", Do: escapeLine, Once: true, Grammar: noMarkup},
		{Name: "lines of Markdown", Do: func(s string) string { return strings.Join(escapeBlock(s), "\n") }, Lines: true, Once: true, Grammar: noMarkup},
		{Name: "JSON", Do: jsonOf, Once: true, Lossless: true, Grammar: validJSON},
	}
	for _, f := range Formats {
		for _, table := range append([]string{""}, f.Tables...) {
			if len(f.Tables) > 0 && table == "" {
				continue
			}
			all = append(all, shared(f, table))
		}
	}
	sheet := document("sheet", Sheet)
	snapshot := document("snapshot", func(w io.Writer, in Input) error { return Snapshot(w, SnapshotInput{Plan: in.Plan}) })
	snapshot.Do = func(s string) string {
		var b bytes.Buffer
		if err := Snapshot(&b, SnapshotInput{Plan: hostile.Soil(plan(""), s), History: past(hostile.History(s, today)...)}); err != nil {
			return "\x00" + err.Error()
		}
		return b.String()
	}
	snapshot.Lossless, snapshot.Grammar = true, validJSON
	snapshot.Most = func(in string) int { return 32<<10 + 800*len(in) } // it has every text there is, escaped
	return append(all, sheet, snapshot)
}

// shared is a sink for the text of a whole plan and its history, in a format.
// Formats that are imported again keep what only hides, and tables their tabs.
func shared(f Format, table string) hostile.Sink {
	ends := strings.NewReplacer("\r\n", "\n", "\t", " ") // as tables and calendars end lines
	return hostile.Sink{
		Name: strings.TrimSpace("document " + f.Name + " " + table), Lines: true, Once: true, Lossless: f.Name == "json" || f.Name == "csv",
		Do: func(text string) string {
			var b bytes.Buffer
			s, err := Share(soiledCareer(text), Choice{For: Audiences[0], Table: table})
			if err == nil {
				err = f.Write(&b, s)
			}
			if err != nil {
				return "\x00" + err.Error() // which no sink may give
			}
			if f.Name != "csv" && strings.Contains(b.String(), "\t") {
				return "\x00 a tab"
			}
			return ends.Replace(b.String())
		},
		Most: func(in string) int { return 64<<10 + 1000*len(in) },
	}
}

// document is a sink for the text of a whole plan.
func document(name string, write func(io.Writer, Input) error) hostile.Sink {
	return hostile.Sink{
		Name: name, Lines: true, Once: true,
		Do: func(s string) string {
			var b bytes.Buffer
			if err := write(&b, Input{Plan: plan(s), Today: today}); err != nil {
				return "\x00" + err.Error() // which no sink may give
			}
			return b.String()
		},
		Most: func(in string) int { return 32<<10 + 400*len(in) },
	}
}

func jsonOf(s string) string {
	text, err := JSON(s)
	if err != nil {
		return "\x00" + err.Error()
	}
	return string(text)
}

func validJSON(out string) error {
	if !json.Valid([]byte(out)) || strings.ContainsAny(out, "<>&") {
		return errors.New("something that is no JSON, or HTML,")
	}
	return nil
}

func noMarkup(out string) error {
	for line := range strings.SplitSeq(out, "\n") {
		if markup := markupIn(line); markup != "" {
			return fmt.Errorf("markup, %s,", markup)
		}
	}
	return nil
}

// TestCase42Sinks puts hostile text into every sink.
func TestCase42Sinks(t *testing.T) { hostile.Try(t, sinks()) }

// FuzzSinks is case 42 for the sinks.
func FuzzSinks(f *testing.F) { hostile.Fuzz(f, sinks()) }

// soiledCareer is the source of a summary that has a text in every place where a
// person may have put one.
func soiledCareer(text string) Source {
	src := career("x")
	src.Whole = planner.WholeOf(hostile.Soil(src.Plan, text), hostile.History(text, today)...)
	return src
}

// Whatever people write, a sheet and summaries keep their own shape, which
// readers who know nothing of this package find in them.
func TestCase42DocumentsKeepTheirShape(t *testing.T) {
	elements := func(t *testing.T, doc string) []string {
		t.Helper()
		return slices.DeleteFunc(readMarkdown(t, doc), func(part string) bool { return !strings.HasPrefix(part, element) })
	}
	kinds := func(t *testing.T, doc string) []string {
		t.Helper()
		var out []string
		for _, line := range readText(t, doc) {
			out = append(out, line.Kind)
		}
		return out
	}
	for name, shape := range map[string]func(text string) []string{
		"sheet": func(text string) []string {
			return lineStarts(write(t, Input{Plan: plan(text), Today: today}, printed))
		},
		"md": func(text string) []string {
			return elements(t, rendered(t, summarized(t, soiledCareer(text), choices[0].choice), Markdown))
		},
		"md, year": func(text string) []string {
			return elements(t, rendered(t, summarized(t, soiledCareer(text), choices[3].choice), Markdown))
		},
		"txt": func(text string) []string {
			return kinds(t, rendered(t, summarized(t, soiledCareer(text), choices[0].choice), Text))
		},
		"txt, year": func(text string) []string {
			return kinds(t, rendered(t, summarized(t, soiledCareer(text), choices[3].choice), Text))
		},
	} {
		want := shape("x")
		for _, text := range hostile.Texts {
			if blank(text.Text) && name != "sheet" { // there is nothing to show
				continue
			}
			if diff := cmp.Diff(want, shape(text.Text)); diff != "" {
				t.Errorf("%s with %s (-plain +got):\n%s", name, text.Name, diff)
			}
		}
	}
}
