package store_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// snapshots are those in a plan's folder of backups.
func snapshots(t *testing.T, s *store.Store) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(store.BackupsPath(s.Path()))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".json") {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestSnapshot finds every record in a snapshot, removed ones and history
// included.
func TestSnapshot(t *testing.T) {
	s := seededPlan(t)
	apply(t, s, planner.Remove(ids("a1 c2"), today))
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	if err := store.SnapshotYearly(s, noon); err != nil {
		t.Fatal(err)
	}
	same(t, "snapshots", []string{"snapshot-20261122.json"}, snapshots(t, s))
	file := filepath.Join(store.BackupsPath(s.Path()), "snapshot-20261122.json")
	if info := statOf(t, file); info.Mode().Perm() != 0o600 {
		t.Errorf("it is %s", info.Mode())
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(bytesOf(t, file), &got); err != nil {
		t.Fatal(err)
	}
	p := load(t, s.Path())
	for _, info := range planner.Kinds {
		var list []json.RawMessage
		if err := json.Unmarshal(got[info.Plural()], &list); err != nil {
			t.Fatalf("%s: %v", info.Plural(), err)
		}
		if len(list) != int(p.Given()[info.Kind]) {
			t.Errorf("%d %s of %d", len(list), info.Plural(), p.Given()[info.Kind])
		}
		for i, text := range list {
			want, err := s.Get(planner.ID{Kind: info.Kind, N: uint32(i + 1)})
			if err != nil {
				t.Fatal(err)
			}
			r := info.New()
			if err := json.Unmarshal(text, r); err != nil {
				t.Fatal(err)
			}
			same(t, "record in the snapshot", want, r)
		}
	}
}

// TestSnapshotYearly lets years go by.
func TestSnapshotYearly(t *testing.T) {
	s := fresh(t)
	if err := store.SnapshotYearly(s, noon); err != nil || len(snapshots(t, s)) > 0 {
		t.Fatalf("without a backup: %v, %v", snapshots(t, s), err)
	}
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	for month := range 13 * 12 {
		if err := store.SnapshotYearly(s, noon.AddDate(0, month, 0)); err != nil {
			t.Fatal(err)
		}
	}
	got := snapshots(t, s)
	if len(got) != 10 || got[9] < "snapshot-2038" || got[9] > "snapshot-2040" {
		t.Errorf("after 13 years: %v", got)
	}
	for i := range got[1:] {
		a, _ := time.Parse("snapshot-20060102.json", got[i])
		b, _ := time.Parse("snapshot-20060102.json", got[i+1])
		if days := b.Sub(a).Hours() / 24; days < 365 || days > 400 {
			t.Errorf("from %s to %s are %.0f days", got[i], got[i+1], days)
		}
	}
}

// TestSnapshotWhen has snapshots of certain days.
func TestSnapshotWhen(t *testing.T) {
	for _, tt := range []struct {
		there string
		now   time.Time
		want  bool
	}{
		{"20251123", noon, false},
		{"20251122", noon, true},
		{"20261122", noon, false},
		{"20990101", noon, true},
		{"20990101 20261101", noon, false},
		{"20261123", time.Date(2026, 11, 23, 5, 0, 0, 0, time.FixedZone("", 9*3600)), false}, // the same day, there
		{"20261340", noon, true},
	} {
		t.Run(tt.there, func(t *testing.T) {
			s := fresh(t)
			if _, err := s.Backup(noon, "asked"); err != nil {
				t.Fatal(err)
			}
			for day := range strings.FieldsSeq(tt.there) {
				put(t, filepath.Join(store.BackupsPath(s.Path()), "snapshot-"+day+".json"), []byte("{}"))
			}
			before := len(snapshots(t, s))
			if err := store.SnapshotYearly(s, tt.now); err != nil {
				t.Fatal(err)
			}
			if after := snapshots(t, s); len(after) > before != tt.want {
				t.Errorf("there are %v", after)
			}
		})
	}
}

// TestSnapshotFails finds that what can't be read leaves no snapshot behind,
// nor half of one.
func TestSnapshotFails(t *testing.T) {
	s := seededPlan(t)
	b, err := s.Backup(noon, "asked")
	if err != nil {
		t.Fatal(err)
	}
	store.Lose(t, b.File, id("a7"))
	err = store.SnapshotYearly(s, noon)
	wantError(t, "a snapshot of a damaged backup", err, planner.ErrDamaged)
	entries, err := os.ReadDir(store.BackupsPath(s.Path()))
	if err != nil || len(entries) != 1 {
		t.Errorf("there are %v, %v", entries, err)
	}
}

// TestSnapshotKeepsNobodyWaiting writes a snapshot while the plan is locked.
func TestSnapshotKeepsNobodyWaiting(t *testing.T) {
	s := fresh(t)
	if _, err := s.Backup(noon, "asked"); err != nil {
		t.Fatal(err)
	}
	unlock := lockAlone(t, s.Path())
	defer unlock()
	if err := store.SnapshotYearly(s, noon); err != nil || !slices.Equal(snapshots(t, s), []string{"snapshot-20261122.json"}) {
		t.Error(snapshots(t, s), err)
	}
}
