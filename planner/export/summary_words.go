package export

import (
	"fmt"
	"strings"
	"unicode"

	"cloud.google.com/go/civil"
	"github.com/clipperhouse/displaywidth"

	"waymark/planner"
)

// date writes a day in full, "22 November 2026".
func date(d civil.Date) string { return d.In(utc).Format("2 January 2006") }

// month writes the month of a day, "November 2026".
func month(d civil.Date) string { return d.In(utc).Format("January 2006") }

// finished says when an item was done, as far as that is known.
func finished(b *planner.Item) string {
	switch {
	case b.Done.IsZero():
		return ""
	case b.Rough:
		return fmt.Sprint(b.Done.Year)
	}
	return month(b.Done)
}

// phaseHeading names a phase as headings do.
func phaseHeading(ph *planner.Phase) string {
	if ph.Title == "" {
		return fmt.Sprintf("Phase %d", ph.Number())
	}
	return fmt.Sprintf("Phase %d · %s", ph.Number(), ph.Title)
}

// inSentence names a phase within a sentence.
func inSentence(ph *planner.Phase) string {
	if ph.Title == "" {
		return fmt.Sprintf("phase %d", ph.Number())
	}
	return fmt.Sprintf("phase %d, %s", ph.Number(), ph.Title)
}

// numbered is a phase's number with its title, for charts. A title that is too
// long for them gives way to a short one that people wrote: one that was only
// cut says less.
func numbered(ph *planner.Phase) string {
	const most = mostLabel - len("1 ") - len("▸ ")
	title := ph.Title
	if title == "" || displaywidth.String(title) > most && ph.Short != "" && !strings.HasSuffix(ph.Short, "…") {
		title = ph.Short
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", ph.Number(), title))
}

// years is a phase's usual window in years of a career.
func years(from, to int) string {
	switch {
	case to == 0:
		return fmt.Sprintf("from %d", from)
	case from == to:
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

func phaseState(ph *planner.Phase) string {
	state := ph.State.String()
	if ph.State == planner.Closed && !ph.Closed.IsZero() {
		state += " " + ph.Closed.In(utc).Format("Jan 2006")
	}
	if ph.State == planner.Ahead && ph.Optional {
		state = "optional"
	}
	return state
}

// said are the parts of a detail that there are.
func said(parts ...string) []string {
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}

// clauses joins what there is to say after a title: " — a, b".
func clauses(parts ...string) string {
	if parts = said(parts...); len(parts) == 0 {
		return ""
	}
	return " — " + strings.Join(parts, ", ")
}

// untitled stands where a title has nothing that could be seen.
const untitled = "(untitled)"

// titled is a title, or says that there is none.
func titled(title string) string {
	if blank(title) {
		return untitled
	}
	return title
}

// blank reports whether a text shows nothing: it has spaces and joiners only.
func blank(text string) bool {
	const joiners = "\u200c\u200d"
	seen := func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune(joiners, r) }
	return !strings.ContainsFunc(planner.ShowBlock(text), seen)
}

// firstSentence is a text up to its first full stop.
func firstSentence(s string) string {
	if at := strings.Index(s, ". "); at >= 0 {
		return s[:at+1]
	}
	return s
}

func days(n int) string { return planner.Counted(n, "day") }

// of is "3 of 4".
func of(k planner.Kept) string { return fmt.Sprintf("%d of %d", k.Done, k.Of) }
