package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/planner"
)

// loseKeys takes values out of a file without leaving a trace.
func loseKeys(t *testing.T, s *Store, bucket string, keys ...[]byte) {
	t.Helper()
	tamper(t, s.path, func(v *view) error {
		for _, key := range keys {
			if err := v.tx.Bucket([]byte(bucket)).Delete(key); err != nil {
				return err
			}
		}
		return nil
	})
}

func salvageTo(t *testing.T, s *Store) (*Store, map[string]planner.SalvagedKind) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "saved.db")
	got, err := s.Salvage(seedAt, out)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]planner.SalvagedKind{}
	for _, k := range got.Kinds {
		kinds[k.Kind] = k
	}
	saved, err := Open(out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := examine(out); err != nil {
		t.Fatal(err)
	}
	return saved, kinds
}

// history reads all changes, the oldest first.
func history(t *testing.T, s *Store) []planner.Entry {
	t.Helper()
	all, _, err := visit(&use{path: s.path}, func(v *view) (all []planner.Entry, err error) {
		return all, v.each(func(string) error { return nil }, func(bucket string, key, sealed []byte) error {
			if bucket != journalBucket {
				return nil
			}
			e, err := unsealEntry(key, sealed)
			if err == nil {
				all = append(all, *e)
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestSalvageWithoutHead loses the head, which tells how far the numbers go.
// The note may be behind and the backup old: what came after is found as well.
func TestSalvageWithoutHead(t *testing.T) {
	for name, without := range map[string]func(s *Store){
		"with the note and a backup": func(*Store) {},
		"with the backup only":       func(s *Store) { _ = os.Remove(HeadPath(s.path)) },
		"with the note only":         func(s *Store) { _ = os.RemoveAll(BackupsPath(s.path)) },
		"with neither": func(s *Store) {
			_ = os.Remove(HeadPath(s.path))
			_ = os.RemoveAll(BackupsPath(s.path))
		},
		"with a note that makes no sense": func(s *Store) {
			note, _ := noted(s.path)
			note.Given["action"] = 1 << 31
			if err := noteHead(s.path, note); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := begun(t)
			apply := func(n int) {
				for range n {
					if _, err := s.Apply(capture(s.known.plan.Revision + 100)); err != nil {
						t.Fatal(err)
					}
				}
			}
			apply(3)
			if _, err := s.Backup(seedAt, "asked"); err != nil {
				t.Fatal(err)
			}
			apply(3)
			behind, err := os.ReadFile(HeadPath(s.path))
			if err != nil {
				t.Fatal(err)
			}
			apply(3)
			if err := os.WriteFile(HeadPath(s.path), behind, 0o600); err != nil {
				t.Fatal(err)
			}
			without(s)
			original := sealedIn(t, s.path)
			loseKeys(t, s, metaBucket, []byte(headKey))
			saved, kinds := salvageTo(t, s)
			compare(t, original, sealedIn(t, saved.path))
			if k := kinds["capture"]; k.Recovered != 9 {
				t.Errorf("%+v", k)
			}
			res, err := saved.Apply(capture(999))
			if err != nil || res.New[0].N != 10 || res.Plan.Revision != 11 || res.Plan.ID != "id" {
				t.Errorf("%+v, %v", res, err)
			}
		})
	}
}

// TestSalvageWithoutMeta has nothing that tells who the plan is.
func TestSalvageWithoutMeta(t *testing.T) {
	s := begun(t)
	if _, err := s.Apply(capture(7)); err != nil {
		t.Fatal(err)
	}
	original := sealedIn(t, s.path)
	if err := os.Remove(HeadPath(s.path)); err != nil {
		t.Fatal(err)
	}
	tamper(t, s.path, func(v *view) error { return v.tx.DeleteBucket([]byte(metaBucket)) })
	saved, _ := salvageTo(t, s)
	compare(t, original, sealedIn(t, saved.path))
	p, err := saved.Load()
	if err != nil || p.ID == "" || p.ID == "id" || p.Revision != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestSalvageJournal loses changes: the numbers stay whole, and each gap is
// filled from the backup as far as that goes.
func TestSalvageJournal(t *testing.T) {
	s := begun(t)
	for n := range uint64(7) { // changes 2 to 8
		if _, err := s.Apply(capture(n + 10)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Backup(seedAt, "asked"); err != nil {
		t.Fatal(err)
	}
	for n := range uint64(30) { // 9 to 38
		if _, err := s.Apply(capture(n + 20)); err != nil {
			t.Fatal(err)
		}
	}
	var lost [][]byte
	for _, seq := range []uint64{1, 5, 8, 9, 10, 20, 37, 38} {
		lost = append(lost, seqKey(seq))
	}
	loseKeys(t, s, journalBucket, lost...)
	for name, spoil := range map[string]func(){
		"the head is there": func() {},
		"the head is lost":  func() { loseKeys(t, s, metaBucket, []byte(headKey)) },
	} {
		spoil()
		saved, kinds := salvageTo(t, s)
		compare(t, planner.SalvagedKind{
			Kind: journalBucket, Recovered: 30,
			FromBackup: []string{"1", "5", "8"}, Lost: []string{"9", "10", "20", "37", "38"},
		}, kinds[journalBucket])
		var words []string
		for _, e := range history(t, saved) {
			if e.Origin == "salvage" {
				words = append(words, fmt.Sprintf("%d-%d %s", e.First, e.Seq, e.Label))
				if e.At.IsZero() {
					t.Errorf("%s: %q has no time", name, e.Label)
				}
			}
		}
		compare(t, []string{
			"9-10 Changes 9 to 10 could not be read", "20-20 Change 20 could not be read", "37-38 Changes 37 to 38 could not be read",
		}, words)
		note, ok := noted(s.path)
		_, _, err := visit(&use{path: saved.path}, func(v *view) (struct{}, error) { return struct{}{}, v.fits(note, ok) })
		if err != nil {
			t.Errorf("%s: in the plan's place it would be refused: %v", name, err)
		}
	}
}

// TestSalvageSquashed has old changes that were put together in the file and
// lie one by one in the backup.
func TestSalvageSquashed(t *testing.T) {
	s := begun(t)
	for n := range uint64(9) {
		if _, err := s.Apply(capture(n + 10)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Backup(seedAt, "asked"); err != nil {
		t.Fatal(err)
	}
	var old [][]byte
	for seq := range uint64(5) {
		old = append(old, seqKey(seq+1))
	}
	loseKeys(t, s, journalBucket, old...)
	tamper(t, s.path, func(v *view) error {
		return v.set(journalBucket, seqKey(5), planner.Entry{First: 1, Seq: 5, Label: "Five changes", At: seedAt})
	})
	saved, kinds := salvageTo(t, s)
	if k := kinds[journalBucket]; k.Recovered != 6 || len(k.FromBackup)+len(k.Lost) > 0 {
		t.Errorf("%+v", k)
	}
	compare(t, history(t, s), history(t, saved))
	loseKeys(t, s, journalBucket, seqKey(5))
	_, kinds = salvageTo(t, s)
	if k := kinds[journalBucket]; k.Recovered != 5 || !slices.Equal(k.FromBackup, []string{"1", "2", "3", "4", "5"}) || len(k.Lost) > 0 {
		t.Errorf("%+v", k)
	}
}

// TestSalvageErased has a record whose contents were erased and that is lost:
// they don't come back from a backup that holds them still.
func TestSalvageErased(t *testing.T) {
	s := begun(t)
	for n := range uint64(3) {
		if _, err := s.Apply(capture(n + 70)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Backup(seedAt, "asked"); err != nil {
		t.Fatal(err)
	}
	id := planner.ID{Kind: planner.KindCapture, N: 2} // "line 71"
	loseKeys(t, s, journalBucket, seqKey(3), seqKey(4))
	tamper(t, s.path, func(v *view) error {
		erased := planner.Entry{Seq: 4, Nonce: 72, Label: "Line", Changes: []planner.Change{{ID: id, Erased: true}}, At: seedAt}
		return v.set(journalBucket, seqKey(4), erased)
	})
	loseKeys(t, s, id.Kind.String(), numberKey(id.N))
	saved, kinds := salvageTo(t, s)
	if k := kinds["capture"]; k.Recovered != 2 || !slices.Equal(k.FromBackup, []string{"c2"}) || len(k.Lost) > 0 {
		t.Errorf("%+v", k)
	}
	if r, err := saved.Get(id); err != nil || !r.Gone() {
		t.Errorf("%+v, %v", r, err)
	}
	if !slices.Equal(kinds[journalBucket].FromBackup, []string{"3"}) {
		t.Errorf("%+v", kinds[journalBucket])
	}
	if strings.Contains(string(fileBytes(t, saved.path)), "line 71") {
		t.Error("what was erased is back")
	}
	if !strings.Contains(string(fileBytes(t, saved.path)), "line 72") {
		t.Error("what was not erased is gone: the test shows nothing")
	}
}
