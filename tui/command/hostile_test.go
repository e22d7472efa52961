package command

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"waymark/planner"
	hostiles "waymark/planner/hostile"
	"waymark/store"
)

// hostile are texts that break programs which trust what people paste, and
// that are no value of anything.
var hostile = map[string]string{
	"1,000 runes":      strings.Repeat("ü", 1000),
	"wide":             strings.Repeat("職業計画", 50),
	"joined emoji":     strings.Repeat("👩‍👩‍👧‍👦🏳️‍🌈", 30),
	"right to left":    "תוכנית קריירה مخطط المسار",
	"bidi overrides":   "a\u202Egnp.exe\u202C\u2066b\u2069",
	"escape sequences": "\x1b[31mred\x1b]0;title\x07\x1b]8;;http://x\x1b\\link\x9b1m",
	"line ends":        "one\ntwo\r\nthree\rfour",
	"NUL":              "a\x00b",
	"not UTF-8":        "a\xff\xfe\x80b",
	"marks":            "e" + strings.Repeat("\u0301", 200),
	"invisible":        "a\u200b\ufeff\u00ad\U000E0041b",
	"markdown":         "# h | `x` <b> [a](b) ![c](d) 1. e",
	"JSON":             `"},{"id":"a1`,
	"format":           "%s %d %!x",
}

// Whatever is typed is kept and shown harmlessly everywhere; run checks that
// no control or bidi character reaches either stream.
func TestHostileText(t *testing.T) {
	texts := maps.Clone(hostile)
	for _, text := range hostiles.Texts {
		if seen(text.Text) { // else it is no title
			texts[text.Name] = text.Text
		}
	}
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			w := planned(t)
			w.stdin = text + "\nx"
			id := strings.TrimSpace(w.must("add", "--due", "+2d", "--note", "-", "--", text))
			w.must("add", "--milestone", "--note", text+"x", "--", text)
			w.must("add", "--every", "week", "--", text)
			w.must("capture", "--", text)
			w.must("state", id, "doing", "--why", text)
			w.must("edit", id, "--title", "x "+text[:min(len(text), 900)], "--focus")
			for _, args := range [][]string{
				{"status"},
				{"status", "--json"},
				{"list"},
				{"list", "--json"},
				{"show", id},
				{"show", id, "--json"},
				{"history"},
				{"history", "--json"},
				{"export"},
				{"review", "--print"},
				{"done", id},
				{"undo"},
				{"rm", id, "c2"},
				{"undo"},
			} {
				w.must(args...)
			}
			if b := w.item(id); !utf8.ValidString(b.Title) || strings.ContainsAny(b.Title, "\x00\x1b\n\r\u202e") || b.Note == "" {
				t.Errorf("kept as %q, note %q", b.Title, b.Note)
			}
		})
	}
}

// seen reports whether there is anything to see of a text.
func seen(text string) bool {
	return strings.ContainsFunc(planner.ShowLine(planner.CleanLine(text)), func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// Hostile names of files are shown harmlessly in every message.
func TestHostileFileNames(t *testing.T) {
	full := planned(t)
	t.Chdir(full.dir)
	for _, text := range append(hostiles.Long, hostiles.Texts...) {
		w := newWorld(t) // without a plan, so each message names the file
		w.lines = 3 + strings.Count(text.Text, "\n")
		for _, args := range [][]string{
			{"status", "--file", text.Text},
			{"files", "--file", text.Text},
			{"files", "--json", "--file", text.Text},
			{"add", "x", "--file", text.Text},
			{"init", "--path", text.Text},
			{"init", "--path=" + filepath.Join(w.dir, "x"+text.Text)},
		} {
			w.run(args...) // which checks what was printed
		}
		r := full.run("export", "--output", filepath.Join(full.dir, "x"+text.Text))
		if strings.Count(r.err, "\n") > 2 {
			t.Errorf("%s: the name of a file takes lines of its own: %q", text.Name, r.err)
		}
	}
}

// Hostile text where a value is expected is refused, shown harmlessly, and
// changes nothing.
func TestHostileValues(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			w := planned(t)
			before := w.plan().Revision
			for _, args := range [][]string{
				{"--", text},
				{"help", "--", text},
				{"show", "--", text},
				{"done", "a1", text},
				{"state", "a1", text},
				{"rm", text},
				{"undo", text},
				{"list", "--state=" + text},
				{"list", "--phase=" + text},
				{"add", "x", "--phase=" + text},
				{"add", "x", "--due=" + text},
				{"add", "x", "--every=" + text},
				{"add", "x", "--for=" + text},
				{"edit", "a2", "--due=" + text},
				{"edit", "a2", "--focus=" + text},
				{"export", "--format=" + text},
				{"history", "-n=" + text},
				{"status", "--today=" + text},
				{"--" + text, "x"},
				{"init", "--years=" + text},
				{"completion", text},
				{"status", text},
			} {
				if r := w.run(args...); r.code != exitMisuse || r.out != "" {
					t.Errorf("%.80q: exit %d, %.80q, %.200q", args, r.code, r.out, r.err)
				}
			}
			if w.plan().Revision != before {
				t.Error("something was changed")
			}
		})
	}
}

// What is too much is refused whole.
func TestTooMuch(t *testing.T) {
	w := planned(t)
	before := w.plan().Revision
	for _, args := range [][]string{
		{"add", strings.Repeat("x", 1001)},
		{"capture", strings.Repeat("語", 1001)},
		{"edit", "a2", "--title", strings.Repeat("x", 1001)},
		{"edit", "a2", "--title", " \x00 "},
		{"add", "\u202e"},
		{"capture", " "},
		{"add", "x", "--note", strings.Repeat("x", planner.MaxText+1)},
		{"add", "x", "--note", "-"},
	} {
		w.stdin = strings.Repeat("x\r\n", 2*planner.MaxText)
		if r := w.run(args...); r.code != exitMisuse {
			t.Errorf("%.40q: %+v", args, r)
		}
	}
	if w.plan().Revision != before {
		t.Error("something was changed")
	}
}

// A note of the greatest length is taken, also with the line ends of Windows,
// which are longer before they are cleaned.
func TestLongestNote(t *testing.T) {
	w := planned(t)
	w.stdin = strings.Repeat("x\r\n", planner.MaxText/2)
	w.must("edit", "a2", "--note", "-")
	if n := len(w.item("a2").Note); n != planner.MaxText-1 { // the last line end goes
		t.Errorf("%d bytes", n)
	}
}

func TestHostileDates(t *testing.T) {
	w := planned(t)
	for _, date := range []string{"31 feb", "2026-02-31", "0000-01-01", "0-1-1", "9999-12-31", "+99999y", "-1", "2026-13-01", "32", "1 jan 0", "1 jan 9999"} {
		for _, args := range [][]string{{"edit", "a2", "--due=" + date}, {"add", "x", "--due=" + date}, {"status", "--today=" + date}} {
			if r := w.run(args...); r.code != exitMisuse || !strings.Contains(r.err, "expected") {
				t.Errorf("%q: %+v", args, r)
			}
		}
	}
}

// onDisk is a world whose plan is kept in a file, named by --file.
func onDisk(t *testing.T) *world {
	t.Helper()
	return newWorld(t)
}

func (w *world) disk(file string, args ...string) result {
	w.t.Helper()
	k, err := store.Open(file)
	if err != nil {
		w.t.Fatal(err)
	}
	w.keeper = k
	return w.run(append([]string{"--file", file}, args...)...)
}

// The commands do on disk what they do in memory.
func TestOnDisk(t *testing.T) {
	w := onDisk(t)
	file := filepath.Join(w.dir, "deep", "er", "plan.db")
	for _, c := range []struct {
		args, out, err string
		code           int
	}{
		{"status", "", "there is no plan yet at " + file, 3},
		{"undo", "", "there is no plan yet", 3},
		{"history", "", "there is no plan yet", 3},
		{"init --path testdata/small.yaml", "", "Your plan is in " + file, 0},
		{"init", "", "there is a plan already at " + file, 1},
		{"add One more", "a7\n", "", 0},
		{"done a7 k1", "", "Done: One more and 1 more", 0},
		{"undo", "", "from the shell", 0},
		{"show a7", "to do", "", 0},
		{"redo", "", "Redone", 0},
		{"done a99", "", "not found", 3},
		{"export", "One more — November 2026", "", 0},
		{"history --json -n 1", `"undoes":0,"redoes":3`, "", 0},
		{"files", file + ".lock", "", 0},
		{"state k1 a7 todo", "", "Changed: Write down a win", 0},
		{"list --state done", "", "Nothing to list", 0},
	} {
		r := w.disk(file, strings.Fields(c.args)...)
		if r.code != c.code || !strings.Contains(r.out, c.out) || !strings.Contains(r.err, c.err) {
			t.Errorf("%s: %+v", c.args, r)
		}
	}
}

// Where no plan can be kept, the commands say so and leave nothing behind.
func TestBadPlaces(t *testing.T) {
	w := onDisk(t)
	plain := filepath.Join(w.dir, "plain")
	if err := os.WriteFile(plain, []byte("not a plan"), 0o600); err != nil {
		t.Fatal(err)
	}
	locked := filepath.Join(w.dir, "locked")
	if err := os.Mkdir(locked, 0o500); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"a folder":           w.dir,
		"below a plain file": filepath.Join(plain, "plan.db"),
		"an unwritable one":  filepath.Join(locked, "plan.db"),
		"a pseudo folder":    "/proc/plan.db",
	} {
		t.Run(name, func(t *testing.T) {
			before := tree(t, w.dir)
			for _, args := range []string{"init", "add x", "capture x", "status"} {
				var r result
				asUser(t, locked, func() { r = w.disk(file, strings.Fields(args)...) })
				if r.code == exitOK || !strings.Contains(r.err, file) {
					t.Errorf("%s: %+v", args, r)
				}
			}
			if after := tree(t, w.dir); after != before {
				t.Errorf("left behind:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
	if r := w.disk(plain, "status"); r.code != exitDamaged {
		t.Errorf("a file that is no plan: %+v", r)
	}
	if got, _ := os.ReadFile(plain); string(got) != "not a plan" {
		t.Errorf("changed to %q", got)
	}
}

func tree(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}
