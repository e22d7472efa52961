package command

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestCompleteWords offers what flags and arguments take, and nothing that they
// don't. What begins with ^ is the first that is offered.
func TestCompleteWords(t *testing.T) {
	w := planned(t)
	w.now = w.now.AddDate(1, 0, 0)
	for _, c := range []struct {
		args      string
		has, lack []string
	}{
		{"export --phase ", []string{"^1\tBuild credibility", "2\t"}, nil},
		{"list --phase ", []string{"^1\tBuild credibility"}, nil},
		{"export --quarter ", []string{"^2027-Q4", "2026-Q1"}, []string{"2025"}},
		{"export --quarter 2026", []string{"2026-Q4"}, []string{"^2027"}},
		{"export --year ", []string{"^2027", "2026"}, []string{"2025", "2028"}},
		{"export --since ", []string{"^2027-11-01\tthis month", "2027-10-01\tthis quarter", "2027-01-01"}, nil},
		{"export --hide ", nil, []string{""}},
		{"export --for manager --with ", []string{"reasons\t", "notes\t"}, []string{"private", "energy", "items"}},
		{"export --for manager --with notes,", []string{"notes,reasons\t"}, []string{"notes\t", "notes,notes"}},
		{"export --for manager --with notes --with ", []string{"reasons\t"}, []string{"notes"}},
		{"export --for manager --with NO", []string{"notes\t"}, []string{"reasons"}},
		{"export --with ", nil, []string{""}},
		{"export --without ", []string{"profile\t", "private\t"}, nil},
		{"export --for manager --without ", []string{"profile\t"}, []string{"private"}},
		{"review --day ", []string{"^monday", "sunday"}, nil},
		{"init --foundation ", []string{"software\t", "other\t"}, nil},
		{"init --path testdata/small.yaml --open ", []string{"^1\tBuild credibility"}, nil},
		{"undo ", []string{"^7\tCaptured", "1\t"}, nil},
		{"undo 7 ", nil, []string{""}},
		{"state a5 ", []string{"^todo\t", "doing\t", "a1\t"}, nil},
		{"path update testdata/small.yaml --take ", []string{"^all\t"}, nil},
		{"path use testdata/review.yaml --take ", []string{"^all\t", "", ""}, nil},
		{"path update testdata/review.yaml --leave ", []string{"^all\t"}, nil},
		{"path use --take ", nil, []string{""}},
		{"path ", []string{"^new\t", "check\t", "use\t", "update\t"}, nil},
		{"schema p", []string{"path", "plan"}, []string{"list"}},
		{"schema plan ", nil, []string{""}},
		{"completion ", []string{"bash", "zsh", "fish", "powershell"}, nil},
		{"help pa", []string{"path\t"}, []string{"list"}},
		{"help path n", []string{"new\t"}, nil},
		{"list --state ", []string{"todo\t", "open", "all"}, nil},
		{"list --kind ", []string{"action", "capture"}, nil},
		{"add x --for ", []string{"m2\t"}, []string{"a1"}},
		{"add x --due ", []string{"^today", "fri"}, nil},
		{"add x --every ", []string{"week", "friday"}, nil},
		{"list ", nil, []string{""}},
		{"capture ", nil, []string{""}},
		{"export --", []string{"--for\tfor WHOM", "--file\tuse the plan in PATH"}, nil},
	} {
		got := offered(w, strings.Split(c.args, " ")...)
		for _, want := range c.has {
			want, leads := strings.CutPrefix(want, "^")
			at := slices.IndexFunc(got, func(line string) bool { return strings.HasPrefix(line, want) })
			if at < 0 || leads && at > 0 {
				t.Errorf("%q offers %q at %d:\n%s", c.args, want, at, strings.Join(got, "\n"))
			}
		}
		for _, never := range c.lack {
			if slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, never) }) {
				t.Errorf("%q offers %q:\n%s", c.args, never, strings.Join(got, "\n"))
			}
		}
	}
}

// TestCompleteFiles leaves files to the shell where a file is asked for, and
// nowhere else.
func TestCompleteFiles(t *testing.T) {
	w := planned(t)
	ends := func(args ...string) string {
		lines := strings.Split(strings.TrimSpace(w.run(append([]string{"__complete"}, args...)...).out), "\n")
		return strings.Join(lines, " ")
	}
	const files, yaml, none = ":0", "yaml yml :8", ":4"
	for args, want := range map[string]string{
		"import ": files, "backup ": files, "salvage ": files, "export --output ": files, "--file ": files, "export -o ": files,
		"path check ": yaml, "path use ": yaml, "path update ": yaml, "init --path ": yaml,
		"export --hide ": none, "edit a1 --title ": none, "export --keep ": none,
	} {
		if got := ends(strings.Split(args, " ")...); got != want {
			t.Errorf("%q: %q, want %q", args, got, want)
		}
	}
	if got := ends("import", "x", ""); strings.HasSuffix(got, files) {
		t.Errorf("a second file is offered: %q", got)
	}
}

// TestCompleteEveryFlag asks of every flag that takes a value what it offers:
// no shell offers files where none is asked for, and no description has marks.
func TestCompleteEveryFlag(t *testing.T) {
	w := planned(t)
	root := newRoot(&call{})
	walk := func(cmd *cobra.Command, visit func(string, *cobra.Command)) {
		visit("", cmd)
		eachCommand(cmd, visit)
	}
	count := 0
	walk(root, func(name string, cmd *cobra.Command) {
		words := append([]string{"__complete"}, strings.Fields(strings.ReplaceAll(name, "-", " "))...)
		if out := w.run(append(words, "--")...).out; strings.Contains(out, "`") {
			t.Errorf("%s: a mark in\n%s", name, out)
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			_, file := fileFlags[f.Name]
			if f.Value.Type() == "bool" || file {
				return
			}
			count++
			out := w.run(append(words, "--"+f.Name, "")...).out
			end := out[strings.LastIndexByte(out, ':')+1:]
			if end = strings.TrimSpace(end); end != "4" && end != "36" {
				t.Errorf("%s --%s ends with :%s\n%s", name, f.Name, end, out)
			}
		})
	})
	if count < 30 {
		t.Errorf("only %d flags take a value", count)
	}
}

// A shell that asks leaves no trace, and hears nothing of what is wrong.
func TestCompleteQuietly(t *testing.T) {
	w := newWorld(t)
	for _, args := range []string{"undo ", "export --phase ", "path use nowhere.yaml --take ", "init --foundation ", "restore ", "--today nonsense done "} {
		r := w.run(append([]string{"__complete"}, strings.Split(args, " ")...)...)
		if r.code != exitOK || strings.Contains(r.err, "waymark: ") {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
