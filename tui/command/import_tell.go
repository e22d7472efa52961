package command

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// importJSON is what `import --json` prints.
type importJSON struct {
	File    string       `json:"file"`   // its name, without its folder
	Format  string       `json:"format"` // "todo.txt"
	DryRun  bool         `json:"dry_run"`
	Began   bool         `json:"began"`   // there was no plan, and now there is
	Backup  string       `json:"backup"`  // the backup's file; "": none was taken
	Changes []changeJSON `json:"changes"` // of records, in the order of their kinds
	Notes   []string     `json:"notes"`   // what was passed over, in words
}

// changeJSON is what an import does to one record.
type changeJSON struct {
	ID     string             `json:"id"`     // "a12"; of a dry run, the one that it would get
	Kind   string             `json:"kind"`   // "action"
	Change string             `json:"change"` // added or changed
	Phase  *int               `json:"phase"`  // null for what has none
	Title  string             `json:"title"`  // what it is called
	Fields []changedFieldJSON `json:"fields"` // of what is changed
}

// changedFieldJSON is one field that is changed.
type changedFieldJSON struct {
	Field  string `json:"field"`  // its name in JSON
	Before string `json:"before"` // "" for none
	After  string `json:"after"`  // "" for none

	before, after json.RawMessage
}

// changes lists what an import does to the plan, by kinds. What it notes for
// itself is none of it.
func (i *importing) changes() []changeJSON {
	rows := []changeJSON{}
	if i.would == nil {
		return rows
	}
	order := map[planner.Kind]int{}
	for n, info := range planner.Kinds {
		order[info.Kind] = n
	}
	at := make([]int, 0, len(i.would.Touched))
	for n, r := range i.would.Touched {
		if r.Key().Kind != planner.KindIntake {
			at = append(at, n)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		x, y := i.would.Touched[a].Key(), i.would.Touched[b].Key()
		return cmp.Or(order[x.Kind]-order[y.Kind], cmp.Compare(x.N, y.N))
	})
	for _, n := range at {
		if row := changeOf(i.would.Touched[n], i.would.Entry.Changes[n]); row.Change == "added" || len(row.Fields) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// changeOf is what was done to one record.
func changeOf(r planner.Record, change planner.Change) changeJSON {
	row := changeJSON{ID: r.Key().String(), Kind: r.Key().Kind.String(), Change: "added", Title: titleOf(r), Fields: []changedFieldJSON{}}
	if phase := planner.PhaseNumber(r); phase != 0 {
		row.Phase = &phase
	}
	if change.Created {
		return row
	}
	row.Change = "changed"
	for _, name := range change.Fields() {
		if slices.Contains(bookkeeping, name) {
			continue
		}
		before, after := change.Before[name], change.After[name]
		row.Fields = append(row.Fields, changedFieldJSON{name, fieldText(before), fieldText(after), before, after})
	}
	return row
}

// bookkeeping are fields that follow from others.
var bookkeeping = []string{"touched", "since", "order"}

// fieldText is a field's value as a text: a word without its quotes.
func fieldText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// tell tells what an import did or, of a dry run, would do.
func (i *importing) tell() error {
	if i.asJSON {
		out := importJSON{
			File: i.in.Name, Format: i.format.Name, DryRun: i.dryRun, Began: i.begins != "" && i.label != "",
			Backup: i.backup.File, Changes: i.changes(), Notes: append([]string{}, i.batch.Notes()...),
		}
		return i.printJSON(out)
	}
	if !i.dryRun {
		i.tellNotes()
		if i.begins != "" {
			i.say("%s\nYour plan is in %s", i.label, planner.ShowLine(i.file))
			return nil
		}
		i.say("%s\nwaymark undo takes it back.", i.label)
		return nil
	}
	i.tellNotes()
	i.printChanges(i.changes())
	_ = i.out.Flush() // what is said stands below; its error is kept
	i.say("Nothing was changed. Without --dry-run, it is.")
	return nil
}

func (i *importing) tellNotes() {
	for _, note := range i.batch.Notes() {
		i.say("%s", planner.ShowLine(note))
	}
}

// printChanges prints a line for each record, by kinds, and the totals.
func (i *importing) printChanges(rows []changeJSON) {
	kind, added, changed := "", 0, 0
	for _, row := range rows {
		if row.Kind != kind {
			if kind != "" {
				i.print("\n")
			}
			kind = row.Kind
			i.line(i.paint.bold(plural(kind)))
		}
		if row.Change == "added" {
			added++
			i.line("+ " + row.ID + " · " + i.words(row))
			continue
		}
		changed++
		i.line("~ " + row.ID + " · " + planner.ShowLine(row.Title) + ": " + strings.Join(changedWords(row.Fields), ", "))
	}
	i.print("\nIn all: %d added, %d changed\n", added, changed)
}

// plural is the heading of a kind's records.
func plural(kind string) string {
	word := kind
	if k, ok := planner.KindNamed(kind); ok {
		info, _ := k.Info()
		word = info.Plural()
	}
	return planner.Capital(word)
}

// words are the title of what is added and the rest that matters of it.
func (i *importing) words(row changeJSON) string {
	words := []string{planner.ShowLine(row.Title)}
	if row.Phase != nil {
		words = append(words, "phase "+strconv.Itoa(*row.Phase))
	}
	id, err := planner.ParseID(row.ID)
	if it := i.would.Plan.Item(id); err == nil && it != nil {
		if k, ok := it.(*planner.Check); ok {
			words = append(words, k.Every.String())
		}
		b := it.Base()
		if b.State != planner.ToDo {
			words = append(words, strings.TrimSpace(b.State.String()+" "+isoDay(b.Done)))
		}
		if due := planner.Due(it, i.today); !due.IsZero() {
			words = append(words, "due "+due.String())
		}
		if b.Note != "" {
			words = append(words, "with a note")
		}
	}
	return strings.Join(words, ", ")
}

// isoDay is a day as scripts write it; "" for none.
func isoDay(day civil.Date) string {
	if day.IsZero() {
		return ""
	}
	return day.String()
}

// longestChange is how much of a value is shown.
const longestChange = 200

func changedWords(fields []changedFieldJSON) []string {
	show := func(raw json.RawMessage) string {
		text := valueWords(raw)
		if text == "" {
			return "none"
		}
		return strconv.Quote(planner.ShowLine(planner.Shorten(text, longestChange)))
	}
	words := make([]string, len(fields))
	for n, f := range fields {
		words[n] = f.Field + " " + show(f.before) + " → " + show(f.after)
	}
	return words
}

// valueWords is a field's value in words: of a list its elements, of names and
// values those, and of what is in them only how much there is.
func valueWords(raw json.RawMessage) string {
	var list []json.RawMessage
	var names map[string]json.RawMessage
	var parts []string
	deep := false
	add := func(name string, value json.RawMessage) {
		deep = deep || value[0] == '{' || value[0] == '['
		parts = append(parts, name+fieldText(value))
	}
	switch {
	case json.Unmarshal(raw, &list) == nil:
		for _, value := range list {
			add("", value)
		}
	case json.Unmarshal(raw, &names) == nil:
		for _, name := range slices.Sorted(maps.Keys(names)) {
			add(name+" ", names[name])
		}
	default:
		return fieldText(raw)
	}
	if deep {
		return strconv.Itoa(len(parts)) + " in all"
	}
	return strings.Join(parts, ", ")
}
