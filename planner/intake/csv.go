package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"waymark/planner"
	"waymark/planner/export"
)

// The columns that say what a row is, and which record.
const (
	columnKind = "kind"
	columnID   = "id"
)

// ReadCSV reads a table as waymark exports it: the first row names the
// columns, kind and id say what a row is. A row with an id changes that
// record, one without is added; a column that is missing says nothing. What
// stands there as it was exported says nothing either.
func ReadCSV(in Input) (Batch, error) {
	text, err := plainText(in)
	if err != nil {
		return nil, err
	}
	t := &table{Entries: &Entries{From: planner.FromCSV, File: in.Name, each: "row", shown: shownInCell, faults: faults{file: in.Name}}, keys: numbered{}, ids: once{}}
	t.rows, t.skipped = tableReader(text)
	if !t.header() {
		return nil, t.faults.err()
	}
	for t.row() {
	}
	t.kinds()
	if t.broken {
		return nil, t.faults.err()
	}
	return t.read(), nil
}

// table reads a table row by row.
type table struct {
	*Entries
	rows    *csv.Reader
	skipped int // lines before the header
	columns []string
	keys    numbered
	ids     once
	all     []row
	broken  bool // it can't be read to its end
}

// tableReader reads cells, set apart by what sets the names of the columns
// apart: a comma, or a semicolon or tab as some spreadsheets have it. A first
// line "sep=;" says it, and is no row.
func tableReader(text string) (r *csv.Reader, skipped int) {
	first, rest, _ := strings.Cut(text, "\n")
	comma := ','
	if sep, ok := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep="); ok && len(sep) == 1 && strings.Contains(",;\t", sep) {
		comma, text, skipped = rune(sep[0]), rest, 1
	} else if n := strings.Count(first, ","); strings.Count(first, ";") > n {
		comma = ';'
	} else if strings.Count(first, "\t") > n {
		comma = '\t'
	}
	r = csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = comma, -1, false
	return r, skipped
}

// next reads a row; ok is false at the end, or where it can't go on.
func (t *table) next() (cells []string, line int, ok bool) {
	cells, err := t.rows.Read()
	if err == nil {
		line, _ = t.rows.FieldPos(0)
		return cells, line + t.skipped, true
	}
	t.broken = !errors.Is(err, io.EOF)
	if broken := new(csv.ParseError); errors.As(err, &broken) {
		t.faults.add(broken.StartLine+t.skipped, "%s", quotes(broken))
	} else if t.broken {
		t.faults.add(0, "%s", err)
	}
	return nil, 0, false
}

// quotes says what is wrong with the quotes of a row.
func quotes(e *csv.ParseError) string {
	if errors.Is(e.Err, csv.ErrBareQuote) {
		return `a " in the middle of a cell; such a cell stands in quotes, and the " in it is doubled`
	}
	return `quotes that don't end as they should; a " within quotes is doubled`
}

// header reads the names of the columns.
func (t *table) header() bool {
	cells, line, ok := t.next()
	if !ok {
		if len(t.faults.all) == 0 {
			t.faults.add(0, "the file is empty")
		}
		return false
	}
	var strange []string
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		switch {
		case slices.Contains(t.columns, name):
			t.faults.add(line, "the column %s is there twice", name)
		case name == "" && i == len(cells)-1: // a separator at the end of each line
		case !knownColumn(name):
			strange = append(strange, fmt.Sprintf("%q", planner.Shorten(planner.ShowLine(cell), 40)))
		}
		t.columns = append(t.columns, name)
	}
	if len(strange) == 0 {
		return len(t.faults.all) == 0
	}
	kind, _ := export.TableOf(t.columns)
	if row, _, ok := t.next(); ok {
		if said, known := kindCalled(t.cell(row, columnKind)); known {
			kind = said
		}
	}
	if kind != 0 && blank[kind] == nil { // that is the better reason
		t.faults.add(line, "%s", notTaken(kind))
		return false
	}
	t.faults.add(line, "no column is called %s; the names are those of a table that waymark exports", some(strange))
	return false
}

// knownColumn reports whether any of our tables has a column.
func knownColumn(name string) bool {
	if slices.Contains([]string{columnKind, columnID, export.ColumnWritten}, name) {
		return true
	}
	for kind := range blank {
		taken, passed := export.Columns(kind)
		if slices.Contains(taken, name) || slices.Contains(passed, name) {
			return true
		}
	}
	return false
}

// notTaken says why a kind of record can't be taken in.
func notTaken(kind planner.Kind) string {
	info, _ := kind.Info()
	what, why := info.Plural(), "a table doesn't hold all of one"
	switch kind {
	case planner.KindPhase:
		why = "they come of the career path, which waymark path changes"
	case planner.KindProfile:
		what, why = "the profile", "it is what waymark asks you for, and you change it there"
	case planner.KindWeek:
		why = "they follow from your reviews and readings"
	case planner.KindIntake:
		what, why = "imports", "they are waymark's own notes of what was taken in"
	default:
	}
	return fmt.Sprintf("%s can't be taken in from a table: %s; waymark's own JSON has all of a plan", what, why)
}

// kindNames lists the kinds that a row may be.
func kindNames() string {
	var names []string
	for _, info := range planner.Kinds {
		if blank[info.Kind] != nil {
			names = append(names, info.Name)
		}
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// kindCalled finds a kind by its name, in the singular or the plural.
func kindCalled(name string) (planner.Kind, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, info := range planner.Kinds {
		if name == info.Name || name == info.Plural() {
			return info.Kind, true
		}
	}
	return 0, false
}

func (t *table) cell(cells []string, column string) string {
	if at := slices.Index(t.columns, column); at >= 0 && at < len(cells) {
		return cells[at]
	}
	return ""
}

// separators are line ends as cells have them.
var separators = strings.NewReplacer("\u2028", "\n", "\u2029", "\n")

// shownInCell is a value of the plan as our own tables have it.
func shownInCell(_, text string) string { return planner.CleanText(separators.Replace(text)) }

// looksLikeTable reports whether a file begins with names of our columns.
func looksLikeTable(head []byte) bool {
	rows, _ := tableReader(string(bytes.TrimPrefix(head, bom)))
	cells, err := rows.Read()
	if err != nil || len(cells) < 2 {
		return false
	}
	names := 0
	for _, cell := range cells {
		if knownColumn(strings.ToLower(strings.TrimSpace(cell))) {
			names++
		}
	}
	return names >= 2 && 2*names > len(cells)
}
