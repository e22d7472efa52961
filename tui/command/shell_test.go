package command

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"waymark/planner"
	"waymark/store"
)

func TestStatusShort(t *testing.T) {
	w := planned(t)
	for _, args := range [][]string{
		{"status", "--short"},
		{"--no-color", "status", "--short"},
		{"status", "--short", "--today", "2026-11-20"},
		{"--today=2026-11-20", "--file", "x", "status", "--short"},
		{"status", "--short=true"}, // the way through cobra says the same
	} {
		if r := w.run(args...); r.code != exitOK || r.out != "1 over\n" {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if r := w.run("status", "--short", "--today", "2026-02-31"); r.code != exitMisuse {
		t.Errorf("%+v", r)
	}
	if _, answer := promptLine([]string{"status", "--short", "--file"}); answer != nil {
		t.Error("a flag without its value is cobra's to explain")
	}
}

func TestTypos(t *testing.T) {
	for _, c := range []struct{ args, say, meant string }{
		{"stauts", `there is no command "stauts"`, "waymark status?"},
		{"lst", `no command "lst"`, "waymark list?"},
		{"captrue x", `no command "captrue"`, "waymark capture?"},
		{"delete a1", `no command "delete"`, "waymark rm?"},
		{"hist", `no command "hist"`, "waymark history?"},
		{"help ad", `no command "ad"`, "waymark add?"},
		{"frobnicate", `no command "frobnicate"`, "waymark help"},
		{"list --stat open", `no flag "--stat" for waymark list`, "--state?"},
		{"list --du", `no flag "--du"`, "--due?"},
		{"add x --evrey week", `no flag "--evrey"`, "--every?"},
		{"add -x", `no flag "-x"`, "Put --"},
		{"add x --due", "--due needs a value", "--help"},
		{"list --file", "--file needs a value", "--help"},
	} {
		r := planned(t).run(strings.Fields(c.args)...)
		if r.code != exitMisuse || !strings.Contains(r.err, c.say) || !strings.Contains(r.err, c.meant) || r.out != "" {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
	if r := newWorld(t).run("frobnicate"); strings.Contains(r.err, "Did you mean") {
		t.Errorf("a far-fetched suggestion: %s", r.err)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 0}, {"", "ab", 2}, {"stauts", "status", 1}, {"lst", "list", 1}, {"listt", "list", 1}, {"kist", "list", 1}, {"ö", "o", 1}, {"done", "undo", 4}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("%q to %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// The screens open on a terminal only, and with what the flags said.
func TestScreens(t *testing.T) {
	w := planned(t)
	if out := w.must(); !strings.Contains(out, "Year 5") || len(w.screens) != 0 {
		t.Errorf("without a terminal: %.60q, %v", out, w.screens)
	}
	if r := w.run("review"); r.code != exitMisuse || !strings.Contains(r.err, "review --print") || len(w.screens) != 0 {
		t.Errorf("review without a terminal: %+v", r)
	}
	w.tty, w.width = true, 80
	w.must()
	w.must("review", "--today", "2027-01-01", "--file", "other.db")
	w.env["TERM"] = "dumb"
	w.must()
	if len(w.screens) != 2 {
		t.Fatalf("%+v", w.screens)
	}
	home, review := w.screens[0], w.screens[1]
	if home.StartAt != StartHome || !home.Today.IsZero() || home.NoColor || home.File != filepath.Join(w.dir, "data", "waymark", "plan.db") {
		t.Errorf("%+v", home)
	}
	if review.StartAt != StartReview || review.Today.String() != "2027-01-01" || !filepath.IsAbs(review.File) || filepath.Base(review.File) != "other.db" {
		t.Errorf("%+v", review)
	}
	empty := newWorld(t)
	empty.tty, empty.width = true, 80
	empty.must() // opens on the walk
	if r := empty.run("review"); r.code != exitNotFound || len(empty.screens) != 1 {
		t.Errorf("a review of nothing: %+v", r)
	}
}

func TestFiles(t *testing.T) {
	w := newWorld(t)
	var f map[string]any
	decode(t, w.run("files", "--json", "--file", filepath.Join(w.dir, "p.db")).out, &f)
	for name, want := range map[string]any{"plan": "p.db", "lock": "p.db.lock", "head": "p.db.head", "backups": "p.db.backups", "config": "config/waymark/config.yaml"} {
		if f[name] != filepath.Join(w.dir, want.(string)) {
			t.Errorf("%s: %v", name, f[name])
		}
	}
	if f["exists"] != false {
		t.Errorf("%v", f)
	}
	w.env["WAYMARK_FILE"] = "/else/where.db"
	if out := w.must("files"); !strings.Contains(out, "/else/where.db.backups\n") {
		t.Error(out)
	}
	if r := w.run("files", "--file", ""); r.code != exitMisuse || !strings.Contains(r.err, "--file") {
		t.Errorf("%+v", r)
	}
	if r := w.run("files", "--file", "a\x00\x1b]0;x\a"); r.code != exitMisuse {
		t.Errorf("%+v", r)
	}
}

func TestExportToFile(t *testing.T) {
	w := planned(t)
	file := filepath.Join(w.dir, "plan.md")
	if r := w.run("export", "--output", file); r.code != exitOK || r.out != "" || !strings.Contains(r.err, file) {
		t.Fatalf("%+v", r)
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != w.must("export", "-o", "-") {
		t.Errorf("%v\n%s", err, got)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := w.run("export", "--output", file); r.code != exitFailed || !strings.Contains(r.err, "--force") {
		t.Errorf("%+v", r)
	}
	if got, _ := os.ReadFile(file); string(got) != "mine" {
		t.Errorf("overwritten: %s", got)
	}
	w.must("export", "--output", file, "--force")
	if got, _ := os.ReadFile(file); !strings.HasPrefix(string(got), "# Career plan") {
		t.Errorf("not replaced: %s", got)
	}
	for _, bad := range []string{filepath.Join(w.dir, "none") + "/", filepath.Join(w.dir, "no", "where.md"), os.DevNull} {
		if r := w.run("export", "--force", "--output", bad); r.code != exitFailed || !strings.Contains(r.err, bad) {
			t.Errorf("%s: %+v", bad, r)
		}
	}
	left, _ := filepath.Glob(filepath.Join(w.dir, ".waymark-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// A document that can't be written leaves what was there.
func TestExportFailsWhole(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.md")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := store.WriteFile(file+".db", file, true, func(w io.Writer) error {
		_, _ = w.Write([]byte("half"))
		return errFull
	})
	got, _ := os.ReadFile(file)
	entries, _ := os.ReadDir(filepath.Dir(file))
	if !errors.Is(err, errFull) || string(got) != "mine" || len(entries) != 1 {
		t.Errorf("%v, %q, %v", err, got, entries)
	}
}

// A file that appears while the document is written stays, too.
func TestExportRace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.md")
	err := store.WriteFile(file+".db", file, false, func(io.Writer) error { return os.WriteFile(file, []byte("theirs"), 0o600) })
	got, _ := os.ReadFile(file)
	if !errors.Is(err, fs.ErrExist) || string(got) != "theirs" {
		t.Errorf("%v, %q", err, got)
	}
}

var errFull = errors.New("no space left on device")

// full is a standard output that takes n bytes.
type full struct{ n int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.n {
		return f.n, errFull
	}
	f.n -= len(p)
	return len(p), nil
}

// What can't be printed is a failure, and never goes unsaid.
func TestFullOutput(t *testing.T) {
	for _, args := range []string{"status", "list", "list --json", "history", "export", "review --print", "review --json", "reviews", "energy", "away fri", "review --due --today 2026-11-22", "show a1", "files", "help", "add x", "--version", "status --short", "man", "completion zsh"} {
		w := planned(t)
		w.stdout = &full{1}
		if r := w.run(strings.Fields(args)...); r.code != exitFailed || !strings.Contains(r.err, "no space left") {
			t.Errorf("%s: %+v", args, r)
		}
	}
}

// Every command that is not hidden has words, an example that runs it, and
// flags that say what their values are.
func TestHelpIsWhole(t *testing.T) {
	w := planned(t)
	root := newRoot(&call{Env: w.environment(nil, nil)})
	for _, cmd := range root.Commands() {
		if cmd.Short == "" || cmd.Example == "" || !cmd.Hidden && cmd.Long == "" {
			t.Errorf("%s lacks words", cmd.Name())
		}
		if !strings.Contains(cmd.Example, "waymark "+cmd.Name()) {
			t.Errorf("%s: its example doesn't show it", cmd.Name())
		}
		examplesRun(t, cmd)
		cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() != "bool" && !strings.Contains(f.Usage, "`") {
				t.Errorf("%s --%s: its value has no name", cmd.Name(), f.Name)
			}
		})
	}
	if out := w.must("help", "list"); out != w.must("list", "-h") {
		t.Error("help and -h differ")
	}
}

// examplesRun checks that the flags of a command's examples exist.
func examplesRun(t *testing.T, cmd *cobra.Command) {
	t.Helper()
	for line := range strings.Lines(cmd.Example) {
		for word := range strings.FieldsSeq(line) {
			name, long := strings.CutPrefix(word, "--")
			name = strings.Trim(name, "')")
			if long && cmd.Flags().Lookup(name) == nil && !strings.Contains(name, "=") {
				t.Errorf("%s: an example has --%s", cmd.Name(), name)
			}
		}
	}
}

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errFull, 1},
		{fmt.Errorf("open: %w", planner.ErrBusy), 1},
		{fmt.Errorf("open: %w", planner.ErrUnknown), 1},
		{planner.ErrExists, 1},
		{failure{fmt.Errorf("x: %w", planner.ErrNotFound)}, 1},
		{fmt.Errorf("x: %w", &planner.InputError{}), 2},
		{&misuse{say: "x"}, 2},
		{fmt.Errorf("x: %w", planner.ErrNotFound), 3},
		{planner.ErrNoPlan, 3},
		{fmt.Errorf("x: %w", planner.ErrDamaged), 4},
		{errors.Join(planner.ErrDamaged, planner.ErrNotFound), 4},
		{planner.ErrUnchanged, 0},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// TestListAllCaptures lists captures also where every state will do: they have
// none.
func TestListAllCaptures(t *testing.T) {
	w := planned(t)
	for _, args := range [][]string{{"list", "--kind", "capture"}, {"list", "--kind", "capture", "--state", "all"}} {
		if out := w.must(args...); !strings.Contains(out, "ask how she plans her week") {
			t.Errorf("%q: %q", args, out)
		}
	}
}
