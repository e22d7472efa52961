package command

import (
	"fmt"
	"slices"
	"strings"

	"waymark/planner/export"
)

func formatNames() []string {
	var out []string
	for _, f := range export.Formats {
		out = append(out, f.Name)
	}
	return out
}

func audienceNames() []string {
	var out []string
	for _, a := range export.Audiences {
		out = append(out, a.Name)
	}
	return out
}

// exportHelp is what the help tells of the tables, which no other run needs.
func exportHelp() string { return formatList() + "\n\n" + partList() }

func formatList() string {
	var b strings.Builder
	b.WriteString("Formats:")
	for _, f := range export.Formats {
		fmt.Fprintf(&b, "\n  %-5s %s, %s", f.Name, f.Title, f.About)
	}
	return b.String()
}

func partList() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-30s", "Parts, and who gets them:")
	for _, a := range export.Audiences {
		fmt.Fprintf(&b, " %-10s", a.Name)
	}
	for _, p := range export.Parts {
		fmt.Fprintf(&b, "\n  %-28s", p.Name)
		for _, a := range export.Audiences {
			fmt.Fprintf(&b, " %-10s", strings.TrimSuffix(p.Rule(a).Words(), " for"))
		}
	}
	lines := strings.Split(b.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(slices.Clip(lines), "\n")
}

// formatWords and audienceWords are the tables as shells offer them.
func formatWords() []string {
	var out []string
	for _, f := range export.Formats {
		out = append(out, word(f.Name, f.Title+", "+f.About))
	}
	return out
}

func audienceWords() []string {
	var out []string
	for _, a := range export.Audiences {
		out = append(out, word(a.Name, a.About))
	}
	return out
}
