package store_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
)

// recordsOf are the records of one kind of a whole.
func recordsOf(tb testing.TB, w planner.Whole, kind planner.Kind) []planner.Record {
	tb.Helper()
	var out []planner.Record
	for r, err := range w.History(kind) {
		if err != nil {
			tb.Fatalf("%s: %v", kind, err)
		}
		out = append(out, r)
	}
	return out
}

// TestWhole reads all there is, from a file and from memory: each record once,
// by its number, removed ones too, as often as one likes.
func TestWhole(t *testing.T) {
	for name, k := range map[string]planner.Keeper{"store": open(t, inMemory(t)), "memory": planner.NewMemory()} {
		t.Run(name, func(t *testing.T) {
			if err := seed.Fill(k, 600, 200, today); err != nil {
				t.Fatal(err)
			}
			evidence := planner.ID{Kind: planner.KindEvidence, N: 2}
			p := apply(t, k, planner.Remove([]planner.ID{evidence}, today)).Plan
			w, err := k.Whole(planner.HistoryKinds()...)
			if err != nil {
				t.Fatal(err)
			}
			same(t, "plan", all(p), all(w.Plan))
			for range 2 {
				for _, kind := range planner.HistoryKinds() {
					list := recordsOf(t, w, kind)
					if n := p.Given()[kind]; n == 0 || len(list) != int(n) {
						t.Errorf("%d of %d %s", len(list), n, kind)
					}
					for i, r := range list {
						want, err := k.Get(planner.ID{Kind: kind, N: uint32(i + 1)})
						if err != nil {
							t.Fatal(err)
						}
						same(t, "record", want, r)
					}
				}
			}
			if r := recordsOf(t, w, evidence.Kind)[1]; !r.Gone() {
				t.Errorf("%s is not removed", r.Key())
			}
			for _, err := range w.History(planner.KindTick) {
				if err != nil {
					t.Fatal(err)
				}
				break // whoever has seen enough stops
			}
			few, err := k.Whole(planner.KindReview, planner.KindAction)
			if err != nil {
				t.Fatal(err)
			}
			for kind, some := range map[planner.Kind]bool{planner.KindReview: true, planner.KindTick: false, planner.KindAction: false, 'x': false} {
				if got := recordsOf(t, few, kind); (len(got) > 0) != some {
					t.Errorf("asked for reviews, there are %d of %s", len(got), kind)
				}
			}
		})
	}
	for name, k := range map[string]planner.Keeper{"store": open(t, inMemory(t)), "memory": planner.NewMemory()} {
		_, err := k.Whole(planner.KindTick)
		wantError(t, name+" without a plan", err, planner.ErrNoPlan)
	}
}

// TestWholeStays changes a plan after all of it was read: what was read stays
// as it was, and nobody waits for who goes through it.
func TestWholeStays(t *testing.T) {
	s := open(t, inMemory(t))
	for name, k := range map[string]planner.Keeper{"store": s, "memory": planner.NewMemory()} {
		t.Run(name, func(t *testing.T) {
			if err := seed.Fill(k, 300, 100, today); err != nil {
				t.Fatal(err)
			}
			w, err := k.Whole(planner.KindEvidence)
			if err != nil {
				t.Fatal(err)
			}
			want := recordsOf(t, w, planner.KindEvidence)
			i := 0
			for r, err := range w.History(planner.KindEvidence) {
				if err != nil {
					t.Fatal(err)
				}
				same(t, "record", want[i], r)
				if i++; i <= 5 {
					began := time.Now()
					apply(t, k, planner.LogEvidence(planner.Evidence{Title: "meanwhile"}, today))
					apply(t, k, planner.Remove([]planner.ID{want[i].Key()}, today))
					if took := time.Since(began); took > time.Second {
						t.Errorf("an edit waited %s", took)
					}
				}
			}
			if i != len(want) {
				t.Errorf("%d of %d", i, len(want))
			}
			if p, _ := k.Load(); w.Plan.Revision != p.Revision-10 {
				t.Errorf("the plan read is at %d, and is now at %d", w.Plan.Revision, p.Revision)
			}
		})
	}
	if _, err := s.Erase(ids("e1")); err != nil { // the file is another one then
		t.Fatal(err)
	}
}

// TestWholeOfOneMoment reads all of a plan over and over while others add an
// inbox line together with a piece of evidence: there is never one without the
// other.
func TestWholeOfOneMoment(t *testing.T) {
	s := fresh(t)
	both := planner.Edit{Label: "Both", Run: func(d *planner.Draft) error {
		d.Add(planner.KindCapture, &planner.Capture{Text: "one", Created: today})
		d.Add(planner.KindEvidence, &planner.Evidence{Date: today, Kind: "led", Title: "the other"})
		return nil
	}}
	apply(t, s, both)
	var others sync.WaitGroup
	for range 2 {
		others.Go(func() {
			for mine := open(t, s.Path()); ; {
				res, err := mine.Apply(stamped(both))
				if err != nil {
					t.Error(err)
				}
				if err != nil || res.Plan.Revision > 60 {
					return
				}
				time.Sleep(5 * time.Millisecond) // as people do; else nobody else gets the lock
			}
		})
	}
	defer others.Wait()
	seen := map[uint64]bool{}
	for rev := uint64(0); rev <= 60 && !t.Failed(); {
		w, err := s.Whole(planner.KindEvidence)
		if err != nil {
			t.Fatal(err)
		}
		rev = w.Plan.Revision
		seen[rev] = true
		if got, want := len(recordsOf(t, w, planner.KindEvidence)), int(rev)-1; got != want || int(w.Plan.Given()[planner.KindCapture]) != want {
			t.Fatalf("at %d there are %d and %d", rev, got, w.Plan.Given()[planner.KindCapture])
		}
	}
	others.Wait()
	if len(seen) < 3 {
		t.Errorf("it was read at %v only: this shows nothing", seen)
	}
}

// TestWholeDamaged meets history that was altered: the error comes when it is
// asked for, with the file's name, and nothing after it. History that is no
// longer there is missed at once.
func TestWholeDamaged(t *testing.T) {
	s := open(t, inMemory(t))
	if err := seed.Fill(s, 300, 100, today); err != nil {
		t.Fatal(err)
	}
	store.Swap(t, s.Path(), id("t5"), id("t7"))
	w, err := s.Whole(planner.KindTick, planner.KindReview)
	if err != nil {
		t.Fatal(err)
	}
	n, last := 0, error(nil)
	for r, err := range w.History(planner.KindTick) {
		if n++; n < 5 && (err != nil || r == nil) {
			t.Fatal(err)
		}
		last = err
	}
	plainDamage(t, "the altered one", last)
	if n != 5 || !strings.Contains(fmt.Sprint(last), s.Path()) {
		t.Errorf("after %d: %v", n, last)
	}
	if len(recordsOf(t, w, planner.KindReview)) == 0 {
		t.Error("other kinds are gone, too")
	}
	store.Lose(t, s.Path(), id("e3"))
	if _, err := s.Whole(planner.KindReview); err != nil {
		t.Errorf("of another kind: %v", err)
	}
	_, err = s.Whole(planner.KindEvidence)
	plainDamage(t, "one that is missing", err)
}

// TestWholeIsSmall finds that a long history takes little more memory than its
// bytes in the file, and none for records that were passed.
func TestWholeIsSmall(t *testing.T) {
	s := open(t, inMemory(t))
	if _, err := s.Create("long", start()); err != nil {
		t.Fatal(err)
	}
	weekly(t, s)
	const n = 20_000
	apply(t, s, ticks(n))
	size := int64(len(bytesOf(t, s.Path())))
	heap := func() int64 {
		for range 3 { // what other tests left in pools goes with the second
			runtime.GC()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	w, err := s.Whole(planner.KindTick)
	if err != nil {
		t.Fatal(err)
	}
	i, most := 0, heap()
	for _, err := range w.History(planner.KindTick) {
		if err != nil {
			t.Fatal(err)
		}
		if i++; i == n-1 {
			most = max(most, heap())
		}
	}
	w = planner.Whole{}
	held := most - heap()
	t.Logf("%d bytes are held of a file of %d", held, size)
	if i != n || held < n*100 || held > size*3/2 {
		t.Errorf("of %d records, %d bytes are held of a file of %d", i, held, size)
	}
	runtime.KeepAlive(w)
}
