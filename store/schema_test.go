package store_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// unzipped is what a compressed file holds.
func unzipped(t *testing.T, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// golden is a plan as the program of its format read it.
type golden struct {
	ID       string
	Revision uint64
	Records  []map[string]any
	Journal  []any
}

// asJSON is a value as JSON has it.
func asJSON[T any](t *testing.T, v any) (got T) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// readGolden reads a plan in the form of golden.
func readGolden(t *testing.T, s *store.Store) golden {
	t.Helper()
	p, err := s.Load()
	if err != nil {
		t.Fatal(err)
	}
	records := slices.Collect(p.Records())
	for _, info := range planner.Kinds {
		for n := uint32(1); info.History && n <= p.Given()[info.Kind]; n++ {
			r, err := s.Get(planner.ID{Kind: info.Kind, N: n})
			if err != nil {
				t.Fatal(err)
			}
			records = append(records, r)
		}
	}
	journal, err := s.History(0, 10000)
	if err != nil {
		t.Fatal(err)
	}
	got := golden{p.ID, p.Revision, asJSON[[]map[string]any](t, records), asJSON[[]any](t, journal)}
	got.sort()
	return got
}

func (g golden) sort() {
	slices.SortFunc(g.Records, func(a, b map[string]any) int {
		return strings.Compare(fmt.Sprint(a["id"]), fmt.Sprint(b["id"]))
	})
}

// olderFormat is a store of a file of an older format.
func olderFormat(t *testing.T, version int) (*store.Store, []byte) {
	t.Helper()
	old := unzipped(t, fmt.Sprintf("testdata/schema-%d.db.gz", version))
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	put(t, s.Path(), old)
	return s, old
}

// firstFormat is a store of a file of the first format.
func firstFormat(t *testing.T) (*store.Store, []byte) {
	t.Helper()
	return olderFormat(t, 1)
}

// noteWeeks adds what bringing a plan up to the third format adds: a note of
// each week with a closed review. In the plans of old no two share a week.
func (g *golden) noteWeeks(t *testing.T) {
	t.Helper()
	var notes []map[string]any
	for _, r := range g.Records {
		id := fmt.Sprint(r["id"])
		if id[0] != 'r' || r["closed"] == nil || r["removed"] != nil {
			continue
		}
		done := 0.0
		for _, step := range r["steps"].([]any) {
			if step.(map[string]any)["outcome"] == "done" {
				done++
			}
		}
		note := map[string]any{"week": r["week"], "due": r["due"], "held": r["closed"], "review": id, "done": done}
		if r["focus"] != nil {
			note["chosen"] = r["focus"]
		}
		notes = append(notes, note)
	}
	if len(notes) == 0 {
		t.Fatal("it has no reviews: this shows nothing")
	}
	slices.SortFunc(notes, func(a, b map[string]any) int { return strings.Compare(fmt.Sprint(a["week"]), fmt.Sprint(b["week"])) })
	for i, note := range notes {
		note["id"] = fmt.Sprint("w", i+1)
	}
	g.Records = append(g.Records, notes...)
	g.sort()
}

// TestCase36Golden opens files of older formats: all that the programs of
// their times read in them is there, and each file as it was is kept as a
// backup.
func TestCase36Golden(t *testing.T) {
	t.Parallel()
	for version := 1; version < store.Schema; version++ {
		t.Run(fmt.Sprint("format ", version), func(t *testing.T) {
			t.Parallel()
			bringsUp(t, version)
		})
	}
}

func bringsUp(t *testing.T, version int) {
	t.Helper()
	var want golden
	if err := json.Unmarshal(unzipped(t, fmt.Sprintf("testdata/schema-%d.json.gz", version)), &want); err != nil {
		t.Fatal(err)
	}
	if version < 3 {
		want.noteWeeks(t)
	}
	s, _ := olderFormat(t, version)
	if got := store.VersionOf(s.Path()); got != version {
		t.Fatalf("the file has format %d", got)
	}
	if c, err := s.Check(); err != nil || !c.Sound || len(c.Findings) > 0 || store.VersionOf(s.Path()) != version {
		t.Errorf("check of the file as it is: %+v, %v", c, err)
	}
	same(t, "the plan", want, readGolden(t, s))
	if got := store.VersionOf(s.Path()); got != store.Schema {
		t.Errorf("the file has format %d now", got)
	}
	c, err := s.Check() // of the counts, too
	if err != nil || !c.Sound || len(c.Findings) > 0 || c.Journal != len(want.Journal) {
		t.Errorf("check: %+v, %v", c, err)
	}
	list, err := s.Backups()
	if err != nil || len(list) != 1 || list[0].Why != "before migrate" || list[0].Revision != want.Revision {
		t.Fatalf("backups: %+v, %v", list, err)
	}
	b, err := s.Verify(list[0].File)
	if err != nil || b.Plan != want.ID || store.VersionOf(list[0].File) != version {
		t.Errorf("the backup: %+v of format %d, %v", b, store.VersionOf(list[0].File), err)
	}
	if res := apply(t, s, planner.CaptureLine("goes on", today)); res.Entry.Seq != want.Revision+1 {
		t.Errorf("the next change has number %d", res.Entry.Seq)
	}
	if _, err := s.Restore(noon, b.File); err != nil { // and once more, from the backup
		t.Fatal(err)
	}
	same(t, "the plan from the backup", want, readGolden(t, s))
}

// TestCase36Edit makes an edit the first thing that meets the old format.
func TestCase36Edit(t *testing.T) {
	s, _ := firstFormat(t)
	apply(t, s, planner.CaptureLine("the first thing", today))
	if err := store.Examine(s.Path()); err != nil || store.VersionOf(s.Path()) != store.Schema {
		t.Errorf("format %d, %v", store.VersionOf(s.Path()), err)
	}
}

// TestCase36Killed kills a process at random moments while it brings a file
// up to the present format: there is the old file or the new one, whole.
func TestCase36Killed(t *testing.T) {
	t.Parallel()
	rounds := 10
	if long() {
		rounds = 100
	}
	s, old := firstFormat(t)
	began := time.Now()
	if out, err := job("load", s.Path()).Output(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	takes := time.Since(began)
	want, r, states := readGolden(t, s), rand.New(rand.NewPCG(36, 1)), map[int]int{}
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "plan.db")
		put(t, path, old)
		cmd := job("load", path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(takes))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		version := store.VersionOf(path)
		states[version]++
		if version == 1 {
			untouched(t, path, old)
		}
		if err := store.Examine(path); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		same(t, fmt.Sprint("the plan after round ", round), want, readGolden(t, open(t, path)))
		if _, err := os.Lstat(store.FreshPath(path)); err == nil {
			t.Errorf("round %d: a half file is left", round)
		}
	}
	t.Logf("after a kill, how often it had which format: %v", states)
	if states[1] == 0 || long() && states[store.Schema] == 0 {
		t.Error("no kill came in time: this shows nothing")
	}
}

// TestCase36Damaged meets damage on the way to the present format: the file
// stays as it is.
func TestCase36Damaged(t *testing.T) {
	s, old := firstFormat(t)
	for at := range old {
		if bytes.HasPrefix(old[at:], []byte("A week of small steps")) {
			old[at+3] ^= 4
		}
	}
	put(t, s.Path(), old)
	for range 2 {
		_, err := s.Load()
		plainDamage(t, "load", err)
		_, err = s.Apply(stamped(planner.CaptureLine("x", today)))
		plainDamage(t, "edit", err)
	}
	untouched(t, s.Path(), old)
	left, err := os.ReadDir(store.BackupsPath(s.Path()))
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestCase36Newer refuses a file of a later format for reading and writing,
// and names the format.
func TestCase36Newer(t *testing.T) {
	s := backedPlan(t)
	store.SetSchema(t, s.Path(), store.Schema+1)
	before := bytesOf(t, s.Path())
	for who, s := range map[string]*store.Store{"one that knows it": s, "a new one": open(t, s.Path())} {
		for name, use := range uses {
			err := use(s)
			wantError(t, name+" of "+who, err, planner.ErrNewer)
			if !strings.Contains(fmt.Sprint(err), fmt.Sprintf("format %d, this one knows up to %d", store.Schema+1, store.Schema)) {
				t.Errorf("%s of %s says %q", name, who, err)
			}
		}
		_, err := store.Glance(s.Path())
		wantError(t, "glance", err, planner.ErrNewer)
		_, err = s.Backup(noon, "asked")
		wantError(t, "backup", err, planner.ErrNewer)
	}
	untouched(t, s.Path(), before)
}
