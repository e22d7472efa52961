package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// filed gives the content of every file below a folder.
func filed(tb testing.TB, dir string) map[string]string {
	tb.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		out[path] = string(text)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// sameFiles compares without showing what is in them.
func sameFiles(tb testing.TB, want, got map[string]string) {
	tb.Helper()
	for path, text := range want {
		if now, ok := got[path]; !ok || now != text {
			tb.Errorf("%s was changed (it is there: %v)", path, ok)
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			tb.Errorf("%s was made", path)
		}
	}
}

// goRound lets the branches in a file point to themselves.
func goRound(tb testing.TB, b []byte) {
	tb.Helper()
	branches := 0
	eachPage(b, 0x01, func(p []byte) {
		branches++
		for i := range int(binary.NativeEndian.Uint16(p[10:])) {
			copy(p[16+16*i+8:], p[:8])
		}
	})
	if branches == 0 {
		tb.Fatal("the file has no branches")
	}
}

// otherPlan is a backup of another plan.
func otherPlan(t *testing.T) string {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	if _, err := s.Create("other-plan", start()); err != nil {
		t.Fatal(err)
	}
	apply(t, s, planner.CaptureLine("elsewhere", today))
	file := filepath.Join(t.TempDir(), "other.db")
	if _, err := s.BackupTo(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCase38Restore restores backups of all ages, and that of another plan:
// the file that was there is kept byte for byte, the backup is the plan, and
// other windows go on with it.
func TestCase38Restore(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		file func(t *testing.T, list []planner.Backup) string
		plan string
		rev  uint64
	}{
		{"newest", func(_ *testing.T, list []planner.Backup) string { return list[0].File }, "test-plan", 4},
		{"older", func(_ *testing.T, list []planner.Backup) string { return list[2].File }, "test-plan", 2},
		{"another plan's", func(t *testing.T, _ []planner.Backup) string { t.Helper(); return otherPlan(t) }, "other-plan", 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := fresh(t)
			for i := range 3 {
				apply(t, s, planner.CaptureLine("a line", today))
				if _, err := s.Backup(noon.AddDate(0, 0, i), "asked"); err != nil {
					t.Fatal(err)
				}
			}
			last := apply(t, s, planner.CaptureLine("since then", today))
			window := open(t, s.Path())
			if _, err := window.Load(); err != nil {
				t.Fatal(err)
			}
			before := bytesOf(t, s.Path())
			file := test.file(t, backups(t, s))
			backup := bytesOf(t, file)

			got, err := s.Restore(noon.AddDate(0, 0, 9), file)
			if err != nil || got.From.File != file || got.From.Plan != test.plan || got.From.Revision != test.rev {
				t.Fatalf("%+v, %v", got, err)
			}
			untouched(t, got.Aside, before)
			untouched(t, file, backup)
			if !bytes.Equal(bytesOf(t, s.Path()), backup) {
				t.Error("the plan's file is not the backup's copy")
			}
			wantNote(t, s)
			if now := backups(t, s)[0]; now.Why != "restored" || now.Revision != test.rev {
				t.Errorf("the newest backup is %+v, not of what is the plan now", now)
			}
			first := backups(t, s)[1]
			if first.Why != "before restore" || first.Revision != last.Entry.Seq {
				t.Errorf("the backup before it is %+v", first)
			}
			for who, w := range map[string]*store.Store{"the one that restored": s, "another window": window} {
				d, err := w.Since(last.Entry.Seq)
				if err != nil || !d.Moved || d.Plan.ID != test.plan || d.Plan.Revision != test.rev || d.Kinds != nil {
					t.Fatalf("%s: %+v, %v", who, d, err)
				}
			}
			if res := apply(t, window, planner.CaptureLine("goes on", today)); res.Entry.Seq != test.rev+1 {
				t.Errorf("the next change has number %d", res.Entry.Seq)
			}
			wantNote(t, s)
			untouched(t, got.Aside, before)
			if c, err := s.Check(); err != nil || !c.Sound {
				t.Errorf("%+v, %v", c, err)
			}
			// And back again, with the file that was kept aside.
			if _, err := s.Restore(noon.AddDate(0, 0, 9), got.Aside); err != nil {
				t.Fatal(err)
			}
			if p := load(t, s.Path()); p.ID != "test-plan" || p.Revision != last.Entry.Seq {
				t.Errorf("back again it is %q at %d", p.ID, p.Revision)
			}
		})
	}
}

// TestCase38Refused names what can't be restored: the error says so of that
// file, and nothing is changed or made.
func TestCase38Refused(t *testing.T) {
	t.Parallel()
	s := seededPlan(t)
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	sound := bytesOf(t, backups(t, s)[0].File)
	round := bytes.Clone(sound)
	goRound(t, round)
	flipped := bytes.ReplaceAll(sound, []byte("Looked at it once"), []byte("Looked at it 0nce"))
	dir := t.TempDir()
	for name, text := range map[string][]byte{
		"cut.db": sound[:len(sound)/2], "flipped.db": flipped, "round.db": round, "empty.db": {},
		"text.db": []byte("Dear diary"), "zeros.db": make([]byte, 64<<10), "head.db": sound[:2*os.Getpagesize()],
	} {
		put(t, filepath.Join(dir, name), text)
	}
	newer := filepath.Join(dir, "newer.db")
	put(t, newer, sound)
	store.SetSchema(t, newer, 99)
	damagedOnes := files(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "folder.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(newer, filepath.Join(dir, "link.db")); err != nil {
		t.Log("without a symbolic link: ", err)
	}
	before, beside := filed(t, filepath.Dir(s.Path())), filed(t, dir)
	for _, name := range append(damagedOnes, "folder.db", "link.db", "none.db") {
		file := filepath.Join(dir, name)
		_, err := s.Restore(noon, file)
		said := map[string]error{"restore": err}
		if name != "round.db" { // which takes long, and restoring verifies too
			_, said["verify"] = s.Verify(file)
		}
		for what, err := range said {
			switch {
			case err == nil:
				t.Errorf("%s: %s: no error", name, what)
			case name == "newer.db":
				wantError(t, name, err, planner.ErrNewer)
			case errors.Is(err, planner.ErrMissing):
				t.Errorf("%s: %s: it passes for what is said of a plan: %v", name, what, err)
			case bytes.Contains([]byte(err.Error()), []byte(file)):
			default:
				t.Errorf("%s: %s: it doesn't name the file: %v", name, what, err)
			}
		}
	}
	sameFiles(t, before, filed(t, filepath.Dir(s.Path())))
	sameFiles(t, beside, filed(t, dir))
}

// TestCase38Over restores over whatever there is, and where there is nothing.
func TestCase38Over(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(t *testing.T, path string)
		aside bool
	}{
		{"missing", func(t *testing.T, path string) {
			t.Helper()
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, false},
		{"empty", func(t *testing.T, path string) { t.Helper(); put(t, path, nil) }, true},
		{"cut in half", func(t *testing.T, path string) { t.Helper(); put(t, path, bytesOf(t, path)[:30000]) }, true},
		{"going round", func(t *testing.T, path string) {
			t.Helper()
			b := bytesOf(t, path)
			goRound(t, b)
			put(t, path, b)
		}, true},
		{"no lock and no note", func(t *testing.T, path string) {
			t.Helper()
			if err := errors.Join(os.Remove(store.LockPath(path)), os.Remove(store.HeadPath(path))); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"no folder", func(t *testing.T, path string) {
			t.Helper()
			if err := os.RemoveAll(filepath.Dir(path)); err != nil {
				t.Fatal(err)
			}
		}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := seededPlan(t)
			file := filepath.Join(t.TempDir(), "copy.db")
			if _, err := s.BackupTo(file); err != nil {
				t.Fatal(err)
			}
			test.spoil(t, s.Path())
			before, gone := os.ReadFile(s.Path())
			got, err := s.Restore(noon, file)
			if err != nil || (got.Aside != "") != test.aside {
				t.Fatalf("%+v, %v", got, err)
			}
			if gone == nil {
				untouched(t, got.Aside, before)
			}
			wantNote(t, s)
			apply(t, s, planner.CaptureLine("goes on", today))
		})
	}
}
