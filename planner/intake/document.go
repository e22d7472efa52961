package intake

import (
	"bytes"
	"strings"
)

// Document reports what a file is that was made for people to read, where
// taking its lines for a list would only give rubbish: "" where it may be a
// list. ours tells that waymark wrote it.
func Document(in Input) (what string, ours bool) {
	text := bytes.TrimLeft(bytes.TrimPrefix(in.Bytes, bom), " \t\r\n")
	head, tail := text[:min(len(text), 4096)], text[max(0, len(text)-600):]
	begins := func(with string) bool {
		return len(head) >= len(with) && strings.EqualFold(string(head[:len(with)]), with)
	}
	ours = bytes.Contains(tail, []byte("Written with waymark on ")) || bytes.Contains(head, []byte("PRODID:-//waymark//"))
	switch {
	case begins("{"): // for a program, and indented
		return "", false
	case begins("BEGIN:VCALENDAR"):
		return "calendar", ours
	case begins("<!doctype html"), begins("<html"):
		return "web page", ours
	case ours && begins("# "):
		return "Markdown", true
	case ours:
		return "plain text", true
	case asProse(head):
		return "text", false
	}
	return "", false
}

// asProse reports headings, or lines most of which are empty or indented, as
// lists of tasks don't have them.
func asProse(head []byte) bool {
	lines, loose, before := 0, 0, ""
	for line := range strings.Lines(string(head)) {
		line = strings.TrimRight(line, " \t\r\n")
		lines++
		if line == "" || line[0] == ' ' || line[0] == '\t' {
			loose++
		}
		rule := len(line) > 2 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
		if before != "" && rule || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ") {
			return true
		}
		before = line
	}
	const few = 8
	return lines >= few && 2*loose > lines
}
