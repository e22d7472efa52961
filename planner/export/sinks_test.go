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
		all = append(all, document("document "+f.Name, f.Write))
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

// Whatever people write, the documents keep their own shape: every line
// begins as it does for a plan of plain words.
func TestCase42DocumentsKeepTheirShape(t *testing.T) {
	for name, f := range map[string]func(*bytes.Buffer, Input) error{"summary": markdown, "sheet": printed} {
		shape := lineStarts(write(t, Input{Plan: plan("x"), Today: today}, f))
		for _, text := range hostile.Texts {
			got := lineStarts(write(t, Input{Plan: plan(text.Text), Today: today}, f))
			if !slices.Equal(shape, got) {
				t.Errorf("%s with %s:\n%q\nnot\n%q", name, text.Name, got, shape)
			}
		}
	}
}
