package store

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"waymark/planner"

	"github.com/google/go-cmp/cmp"
)

// window is a store of its own on the plan of a folder, as each window and
// each process has one.
func window(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func keepDraft(t *testing.T, s *Store, name string, values ...string) {
	t.Helper()
	if err := s.KeepDraft(name, values); err != nil {
		t.Fatal(err)
	}
}

func wantDrafts(t *testing.T, s *Store, want map[string][]string) {
	t.Helper()
	if diff := cmp.Diff(want, s.Drafts()); diff != "" {
		t.Errorf("drafts (-want +got):\n%s", diff)
	}
}

// Drafts are there for every window and after a restart, until they are
// removed; the last one takes the file with it.
func TestDrafts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "plan.db") // no plan, and no folder yet
	one, two := window(t, path), window(t, path)
	wantDrafts(t, one, map[string][]string{})
	if err := one.KeepDraft("add", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removing what was not there made a folder: %v", err)
	}
	keepDraft(t, one, "walk you", "Dana", "", "<b>\x00\u202e ü\n語")
	keepDraft(t, two, "note a1", "first")
	keepDraft(t, two, "note a1", "second", "")
	keepDraft(t, one, "capture", "")
	wantDrafts(t, window(t, path), map[string][]string{
		"walk you": {"Dana", "", "<b>\x00\u202e ü\n語"}, "note a1": {"second", ""}, "capture": {""},
	})
	for _, name := range []string{"walk you", "note a1", "never kept"} {
		if err := two.KeepDraft(name, nil); err != nil {
			t.Fatal(err)
		}
	}
	wantDrafts(t, one, map[string][]string{"capture": {""}})
	if err := one.KeepDraft("capture", nil); err != nil {
		t.Fatal(err)
	}
	if left := beside(t, path); !slices.Equal(left, []string{"plan.db.lock"}) {
		t.Errorf("the folder holds %v", left)
	}
}

// beside lists the folder that a plan is in.
func beside(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// Windows that type in different forms at the same time all keep theirs, and
// nobody ever reads half a file.
func TestDraftsInterleave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.db")
	const times = 40
	var writers sync.WaitGroup
	for _, name := range []string{"note a1", "note a2", "add"} {
		s := window(t, path)
		writers.Go(func() {
			for i := range times {
				if err := s.KeepDraft(name, []string{strings.Repeat("x", i*100), name}); err != nil {
					t.Error(err)
				}
				if got := s.Drafts()[name]; len(got) != 2 || len(got[0]) != i*100 || got[1] != name {
					t.Errorf("%s, time %d: another window took it: %.40q", name, i, got)
				}
			}
		})
	}
	writers.Wait()
	if got := window(t, path).Drafts(); len(got) != 3 {
		t.Errorf("kept %v", slices.Collect(maps.Keys(got)))
	}
}

// Whatever is where the drafts should be counts as no drafts, is not followed
// and gives way to the next one.
func TestDraftsDamaged(t *testing.T) {
	for name, text := range map[string]string{
		"empty":         "",
		"cut":           `[{"name":"add","values":["x"`,
		"something":     "Dear diary",
		"an object":     `{"name":"add","values":["x"]}`,
		"another type":  `[{"name":"add","values":"x"}]`,
		"zeros":         strings.Repeat("\x00", 4096),
		"too large":     `[{"name":"add","values":["` + strings.Repeat("x", draftsLimit) + `"]}]`,
		"two values":    `[] []`,
		"not UTF-8 key": "\xff",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "plan.db")
			if err := os.WriteFile(DraftsPath(path), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			s := window(t, path)
			wantDrafts(t, s, map[string][]string{})
			keepDraft(t, s, "add", "y")
			wantDrafts(t, s, map[string][]string{"add": {"y"}})
			if info, err := os.Stat(DraftsPath(path)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v", info.Mode(), err)
			}
		})
	}
}

// Together drafts take no more than they may: the oldest go, and one that is
// too long by itself is refused and takes none away.
func TestDraftsBounded(t *testing.T) {
	s := window(t, filepath.Join(t.TempDir(), "plan.db"))
	long := strings.Repeat("x", draftsLimit/4)
	for _, name := range []string{"one", "two", "three", "one", "four", "five"} {
		keepDraft(t, s, name, long)
	}
	want := map[string][]string{"one": {long}, "four": {long}, "five": {long}}
	if got := s.Drafts(); !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("kept %v", slices.Sorted(maps.Keys(got)))
	}
	if err := s.KeepDraft("six", []string{strings.Repeat(long, 4)}); err == nil {
		t.Error("a draft of 1 MiB was kept")
	}
	if got := s.Drafts(); len(got) == 0 || got["six"] != nil {
		t.Errorf("afterwards there are %v", slices.Sorted(maps.Keys(got)))
	}
	if info, err := os.Stat(DraftsPath(s.path)); err != nil || info.Size() > draftsLimit {
		t.Errorf("%d bytes, %v", info.Size(), err)
	}
}

// The eraser drops what was typed in forms about certain records.
func TestDropDrafts(t *testing.T) {
	s := window(t, filepath.Join(t.TempDir(), "plan.db"))
	for _, name := range []string{"note a1", "note a12", "why A1", "review skip k3", "sort c1", "add", "walk you", "year m1", "a1x"} {
		keepDraft(t, s, name, "x")
	}
	ids, err := planner.ParseIDs([]string{"a1", "k3", "c1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := dropDrafts(s.path, ids); err != nil {
		t.Fatal(err)
	}
	wantDrafts(t, s, map[string][]string{"note a12": {"x"}, "add": {"x"}, "walk you": {"x"}, "year m1": {"x"}, "a1x": {"x"}})
	if err := dropDrafts(filepath.Join(t.TempDir(), "plan.db"), ids); err != nil {
		t.Errorf("where there are none: %v", err)
	}
}
