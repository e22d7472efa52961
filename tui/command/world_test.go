package command

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"waymark/planner"
)

var update = flag.Bool("update", false, "write the golden files anew")

// world is everything around the commands, with a clock that stands still.
type world struct {
	t       *testing.T
	dir     string
	keeper  planner.Keeper
	now     time.Time
	drawn   uint64
	stdin   string
	typed   io.Reader // standard input; nil: stdin
	tty     bool      // all three streams are a terminal
	asked   bool      // standard input and standard error are one
	lines   int       // that a run may say on standard error; 0: three
	width   int
	env     map[string]string
	stdout  io.Writer // nil: kept and given back
	screens []ScreensConfig
}

// result is what one run of the program did.
type result struct {
	code     int
	out, err string
}

// newWorld has no plan yet. It is Friday, 20 November 2026, in Vienna.
func newWorld(t *testing.T) *world {
	t.Helper()
	vienna := time.FixedZone("CET", 3600)
	return &world{
		t: t, dir: t.TempDir(), keeper: planner.NewMemory(), env: map[string]string{},
		now: time.Date(2026, time.November, 20, 9, 30, 0, 0, vienna),
	}
}

// planned is a world with a plan from the small path in which something has
// happened.
func planned(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.must("init", "--path", "testdata/small.yaml", "--name", "Dana", "--role", "engineer", "--since", "2022", "--open", "1,2", "--today", "2026-11-02")
	w.must("done", "a1", "k1", "--today", "2026-11-10")
	w.must("edit", "m2", "--due", "2027-01-30")
	w.must("edit", "a3", "--due", "fri", "--focus")
	w.must("state", "a5", "waiting", "--why", "Dana is away")
	w.must("edit", "a2", "--due", "2026-11-17", "--note", "First the backup.\nThen the rest.")
	w.must("capture", "ask how she plans her week")
	return w
}

func (w *world) environment(out, errs io.Writer) Env {
	in := w.typed
	if in == nil {
		in = strings.NewReader(w.stdin)
	}
	return Env{
		Stdin: in, Stdout: out, Stderr: errs,
		Getenv:    func(name string) string { return w.env[name] },
		IsTTY:     func(s Stream) bool { return w.tty || w.asked && s != Stdout },
		Width:     func() int { return w.width },
		Now:       func() time.Time { return w.now },
		Draw:      func() uint64 { w.drawn++; return w.drawn },
		DataDir:   filepath.Join(w.dir, "data"),
		ConfigDir: filepath.Join(w.dir, "config"),
		Open:      func(string) (planner.Keeper, error) { return w.keeper, nil },
		Glance: func(string) (planner.Glance, error) {
			p, err := w.keeper.Load()
			if err != nil {
				return planner.Glance{}, err
			}
			return p.Glance(), nil
		},
		Screens: func(c ScreensConfig) error { w.screens = append(w.screens, c); return nil },
		Version: func() string { return "v1.2.3" },
	}
}

// run runs the program and checks what holds for every run: nothing that a
// terminal would act on, and messages of a few lines.
func (w *world) run(args ...string) result {
	w.t.Helper()
	var out, errs bytes.Buffer
	stdout := w.stdout
	if stdout == nil {
		stdout = &out
	}
	code := Main(args, w.environment(stdout, &errs))
	r := result{code, out.String(), errs.String()}
	if !w.tty {
		harmless(w.t, args, r.out)
	}
	harmless(w.t, args, r.err)
	if n := strings.Count(r.err, "\n"); n > max(w.lines, 3) {
		w.t.Errorf("%q: %d lines on stderr:\n%s", args, n, r.err)
	}
	if code != exitOK && r.err == "" && (code != exitDue || r.out == "") {
		w.t.Errorf("%q: exit %d without a word", args, code)
	}
	return r
}

// must runs what has to succeed and gives what it printed.
func (w *world) must(args ...string) string {
	w.t.Helper()
	r := w.run(args...)
	if r.code != exitOK {
		w.t.Fatalf("%q: exit %d\n%s", args, r.code, r.err)
	}
	return r.out
}

// plan is the plan as kept now.
func (w *world) plan() *planner.Plan {
	w.t.Helper()
	p, err := w.keeper.Load()
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// item is one item of the plan as kept now.
func (w *world) item(id string) *planner.Item {
	w.t.Helper()
	key, err := planner.ParseID(id)
	if err != nil {
		w.t.Fatal(err)
	}
	it := w.plan().Item(key)
	if it == nil {
		w.t.Fatalf("there is no %s", id)
	}
	return it.Base()
}

// harmless fails if text holds anything that a terminal acts on or that
// reorders or hides text.
func harmless(t *testing.T, args []string, text string) {
	t.Helper()
	if slices.ContainsFunc(args, func(arg string) bool { return arg == "csv" || arg == "ics" || arg == "__complete" }) {
		text = strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(text) // their own line ends and gaps
	}
	for _, r := range text {
		if r != '\n' && r < ' ' || r >= 0x7F && r <= 0x9F || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			t.Errorf("%.80q: %U on the terminal: %.200q", args, r, text)
			return
		}
	}
}

// golden compares text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
