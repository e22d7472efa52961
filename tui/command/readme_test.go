package command

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"waymark/planner/export"
)

// TestReadmeTables keeps the README's tables of formats and of what audiences
// get true: they are drawn from the tables that the program reads. -update
// writes them anew.
func TestReadmeTables(t *testing.T) {
	const file = "../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	for name, table := range map[string]string{"formats": formatTable(), "audiences": audienceTable()} {
		begin, end := "<!-- "+name+": written by a test -->\n", "<!-- end of "+name+" -->"
		before, rest, ok := strings.Cut(page, begin)
		old, after, ok2 := strings.Cut(rest, end)
		if !ok || !ok2 {
			t.Fatalf("%s has no place for the %s", file, name)
		}
		if old != table && !*update {
			t.Errorf("the README's %s are stale; go test ./tui/command -run ReadmeTables -update\n%s", name, table)
		}
		page = before + begin + table + end + after
	}
	if *update {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func formatTable() string {
	var b strings.Builder
	b.WriteString("| `--format` | is | good for |\n| --- | --- | --- |\n")
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Title, f.About)
	}
	return b.String()
}

func audienceTable() string {
	var b strings.Builder
	b.WriteString("| part | what it is |")
	for _, a := range export.Audiences {
		fmt.Fprintf(&b, " `%s` |", a.Name)
	}
	b.WriteString("\n| --- | --- |" + strings.Repeat(" --- |", len(export.Audiences)) + "\n")
	for _, p := range export.Parts {
		fmt.Fprintf(&b, "| `%s` | %s |", p.Name, p.Words)
		for _, a := range export.Audiences {
			fmt.Fprintf(&b, " %s |", p.Rule(a).Words())
		}
		b.WriteString("\n")
	}
	return b.String()
}
