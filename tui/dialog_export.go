package tui

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/planner/export"
)

// newExport asks for a file and writes there what is in memory, which needs
// nothing of the plan's own file: a summary or, to a name that ends with
// .json, a plain copy.
func newExport(e *env) dialog {
	without := ""
	return newFileForm(e, fileForm{
		name: "export", title: "Export the plan summary", doing: "Writing…",
		proposal: e.atHome("waymark-plan-" + e.today.String() + export.Formats[0].Extension),
		hint:     exportKind,
		write: func(file string) func() error {
			plan, today, at, keeper, writeFile, version := e.plan, e.today, e.Now(), e.Keeper, e.WriteFile, e.Version
			return func() error {
				if !plainCopy(file) {
					in, err := export.Share(export.Source{Whole: planner.Whole{Plan: plan}, Today: today}, export.Choice{For: export.Audiences[0]})
					if err != nil {
						return err
					}
					return writeFile(file, false, func(w io.Writer) error { return exportFormat(file).Write(w, in) })
				}
				in := export.SnapshotInput{Plan: plan, At: at, Version: version}
				if history, err := wholeHistory(keeper); err == nil {
					in.History = history
				} else {
					without = " · without its history, which can't be read"
				}
				return writeFile(file, false, func(w io.Writer) error { return export.Snapshot(w, in) })
			}
		},
		done: func(file string) { e.say("Written to " + tail(e.short(file), e.w-13-width(without)) + without) },
	})
}

func plainCopy(file string) bool { return strings.EqualFold(filepath.Ext(file), ".json") }

// exportKind says in a word or two what a file of that name will hold.
func exportKind(file string) string {
	if plainCopy(file) {
		return "JSON"
	}
	about, _, _ := strings.Cut(exportFormat(file).About, ",")
	return about
}

// exportFormat is the format that a file's name asks for, else the usual one.
func exportFormat(file string) export.Format {
	of := func(f export.Format) bool { return strings.EqualFold(filepath.Ext(file), f.Extension) }
	return export.Formats[max(0, slices.IndexFunc(export.Formats, of))]
}

// wholeHistory reads all of history, kind by kind.
func wholeHistory(keeper planner.Keeper) (func(yield func(planner.Record, error) bool), error) {
	first := civil.Date{Year: planner.FirstYear, Month: time.January, Day: 1}
	last := civil.Date{Year: planner.LastYear, Month: time.December, Day: 31}
	var all []planner.Record
	for _, info := range planner.Kinds {
		if !info.History {
			continue
		}
		records, err := keeper.Range(info.Kind, first, last)
		if err != nil {
			return nil, err
		}
		all = append(all, records...)
	}
	return func(yield func(planner.Record, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}, nil
}
