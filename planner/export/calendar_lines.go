package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"cloud.google.com/go/civil"

	"waymark/planner"
)

// calendarWriter writes the lines of an iCalendar, folded. It is our own: what
// could be had from emersion/go-ical is a tree that is held whole and written
// without folds, with controls as they are, and not at all if nothing is in
// it; what is hard about the format would be left to do around it.
type calendarWriter struct{ out *bufio.Writer }

func newCalendarWriter(w io.Writer) *calendarWriter { return &calendarWriter{bufio.NewWriter(w)} }

// flush gives the first error there was.
func (c *calendarWriter) flush() error { return c.out.Flush() }

// maxOctets is how long a line may be without its end.
const maxOctets = 75

// line writes a line that has no line ends, in as many pieces as it needs.
// All but the first begin with a space. Errors stay in the buffer.
func (c *calendarWriter) line(line string) {
	for room := maxOctets; len(line) > room; room = maxOctets - 1 {
		end := foldAt(line, room)
		_, _ = c.out.WriteString(line[:end] + "\r\n ")
		line = line[end:]
	}
	_, _ = c.out.WriteString(line + "\r\n")
}

// foldAt is where a line that is longer than room is cut: between two runes
// and, since some programs show pieces as they are, between two that aren't
// drawn as one, if there are such.
func foldAt(line string, room int) int {
	for !utf8.RuneStart(line[room]) {
		room--
	}
	for end := room; end > 0; {
		before, size := utf8.DecodeLastRuneInString(line[:end])
		after, _ := utf8.DecodeRuneInString(line[end:])
		if !drawnAsOne(before, after) {
			return end
		}
		end -= size
	}
	return room
}

// drawnAsOne reports whether two runes may be one to the eye: marks, joined
// emoji, those with a colour of skin, flags.
func drawnAsOne(before, after rune) bool {
	const joiner, nonJoiner = '\u200D', '\u200C'
	isFlag := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	switch {
	case before == joiner, after == joiner, after == nonJoiner, unicode.Is(unicode.M, after):
		return true
	case after >= 0x1F3FB && after <= 0x1F3FF:
		return true
	}
	return isFlag(before) && isFlag(after)
}

// day writes a property that is a day; none if there is no such day.
func (c *calendarWriter) day(name string, day civil.Date) {
	if day.IsValid() {
		c.line(name + ";VALUE=DATE:" + basic(day))
	}
}

func basic(day civil.Date) string {
	return fmt.Sprintf("%04d%02d%02d", day.Year, day.Month, day.Day)
}

// text writes a property that is text; none if there is no text.
func (c *calendarWriter) text(name, text string) {
	if text != "" {
		c.line(name + ":" + textValue.Replace(text))
	}
}

// textValue escapes what would end a value or begin another.
var textValue = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// calendarText is a text of several lines in a calendar.
func calendarText(text string) string { return planner.ShowBlock(planner.CleanText(text)) }
