package tui

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"cloud.google.com/go/civil"

	"waymark/planner"
)

// longestValue is how much of a value history shows. The record has it whole.
const longestValue = 1500

// fieldLines tell what a change did to each field: on one line where that is
// enough, else the value before and the value after on lines of their own.
func (e *env) fieldLines(c planner.Change, w int) []string {
	var lines []string
	if slices.Equal(c.Fields(), []string{"touched"}) {
		return []string{e.styles.subtle.Render("  looked at, not changed")}
	}
	for _, name := range c.Fields() {
		switch name {
		case "id", "touched", "order", "created":
			continue // bookkeeping
		}
		before, after := apart(c.Before[name], c.After[name])
		was, now := shownValue(name, before), shownValue(name, after)
		label := fieldName(name) + ": "
		st := e.styles.subtle
		switch {
		case c.Created:
			lines = append(lines, hanging("  ", label, st, wrap(now, w-4-width(label)), e.styles.text)...)
		case width(label+was+" → "+now)+2 <= w:
			lines = append(lines, "  "+st.Render(label+was)+" → "+now)
		default:
			lines = append(lines, hanging("  ", label, st, wrap(was, w-4-width(label)), st)...)
			lines = append(lines, hanging("  ", "→ ", e.styles.text, wrap(now, w-4), e.styles.text)...)
		}
	}
	return lines
}

// hanging sets lines under each other behind a first word.
func hanging(indent, first string, firstStyle lipgloss.Style, lines []string, st lipgloss.Style) []string {
	out := make([]string, 0, len(lines))
	for i, l := range lines {
		lead := strings.Repeat(" ", width(first))
		if i == 0 {
			lead = firstStyle.Render(first)
		}
		out = append(out, indent+lead+st.Render(l))
	}
	return out
}

// apart leaves of two objects what tells them from each other.
func apart(before, after json.RawMessage) (was, now json.RawMessage) {
	var b, a map[string]json.RawMessage
	if json.Unmarshal(before, &b) != nil || json.Unmarshal(after, &a) != nil {
		return before, after
	}
	for key, v := range b {
		if bytes.Equal(v, a[key]) {
			delete(b, key)
			delete(a, key)
		}
	}
	return packed(b), packed(a)
}

func packed(object map[string]json.RawMessage) json.RawMessage {
	if len(object) == 0 {
		return nil
	}
	raw, err := json.Marshal(object)
	if err != nil {
		return nil
	}
	return raw
}

// fieldNames are the fields whose names in the file say too little.
var fieldNames = map[string]string{
	"due": "date", "why": "reason for it", "since": "so since", "done": "done on", "last": "last time", "prev": "time before",
	"tick": "record of it", "line": "closing line", "steps": "things looked at", "moved": "this time on", "review": "review under way",
	"settled": "reviewed up to", "milestone": "serves",
}

func fieldName(name string) string {
	if words, ok := fieldNames[name]; ok {
		return words
	}
	return planner.ShowLine(strings.ReplaceAll(name, "_", " "))
}

// shownValue is a field's value on one line that is safe to draw, and not
// longer than anybody reads.
func shownValue(name string, raw json.RawMessage) string {
	return planner.Shorten(planner.ShowLine(fieldValue(name, raw)), longestValue)
}

// fieldValue is a field's JSON as a person would say it.
func fieldValue(name string, raw json.RawMessage) string {
	var text string
	var list []json.RawMessage
	var object map[string]json.RawMessage
	var steps []planner.Step
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return "none"
	case string(raw) == "true":
		return "yes"
	case string(raw) == "false":
		return "no"
	case json.Unmarshal(raw, &text) == nil:
		return spokenField(name, text)
	case name == "steps" && json.Unmarshal(raw, &steps) == nil:
		seen := slices.DeleteFunc(steps, func(s planner.Step) bool { return s.Outcome == "" })
		return fmt.Sprintf("%d of %d", len(seen), len(steps))
	case name == "rows" && json.Unmarshal(raw, &list) == nil: // of an import
		return fmt.Sprintf("%d taken in", len(list))
	case json.Unmarshal(raw, &list) == nil:
		words := make([]string, len(list))
		for i, v := range list {
			words[i] = fieldValue("", v)
		}
		return cmp.Or(strings.Join(words, ", "), "none")
	case json.Unmarshal(raw, &object) == nil:
		var words []string
		for _, key := range slices.Sorted(maps.Keys(object)) {
			words = append(words, key+": "+fieldValue(key, object[key]))
		}
		return cmp.Or(strings.Join(words, ", "), "none")
	}
	return string(raw)
}

func spokenField(name, text string) string {
	if d, err := civil.ParseDate(text); err == nil {
		return longDay(d)
	}
	if state, err := planner.ParseState(text); err == nil && name == "state" {
		return state.String()
	}
	if text == "" {
		return "none"
	}
	return text
}
