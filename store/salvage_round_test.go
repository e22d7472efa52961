package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"testing"
	"time"

	"waymark/planner"
)

// TestCase11SalvageRound leads branches to themselves: a look-up there never
// comes back. What lies on either side is there.
func TestCase11SalvageRound(t *testing.T) {
	s := seededStore(t, 3000, 100, 0)
	sound := fileBytes(t, s.path)
	original, a := sealedIn(t, s.path), anatomyOf(sound)
	size := os.Getpagesize()
	if len(a.nodes["tick"]) == 0 {
		t.Fatal("ticks need no branches")
	}
	branch := sound[a.nodes["tick"][0]*size:]
	ways := int(binary.NativeEndian.Uint16(branch[10:]))
	for _, way := range []int{0, ways / 2, ways - 2, ways - 1} {
		t.Run(fmt.Sprint("way ", way), func(t *testing.T) {
			spoiled := bytes.Clone(sound)
			branch := spoiled[a.nodes["tick"][0]*size:]
			to := branch[16+16*way+8:][:8]
			gone := a.without(int(binary.NativeEndian.Uint64(to)))
			copy(to, branch[:8])
			if len(gone) == 0 || len(gone) > len(original)/2 {
				t.Fatalf("%d ways, and behind one %d of %d", ways, len(gone), len(original))
			}
			began := time.Now()
			got, err := salvageSpoiled(t, s, spoiled, original)
			if err != nil {
				t.Fatal(err)
			}
			lost, _, _ := outcome(got)
			sameNames(t, "lost", gone, lost)
			took := time.Since(began).Round(time.Millisecond)
			last := uint32(0)
			for name := range gone {
				if id, err := planner.ParseID(name); err == nil {
					last = max(last, id.N)
				}
			}
			// Three more: where the search for sound ground leaps over the end.
			g := &gathering{path: s.path, into: &pieces{}, began: time.Now()}
			if err := g.read(spansUpTo(map[string]uint32{"tick": last + 3}, 0, false)); err != nil || g.starts > 12 {
				t.Errorf("%d child processes for %d ticks (%v)", g.starts, len(gone), err)
			}
			for n := uint32(1); n <= last+3; n++ {
				id := planner.ID{Kind: planner.KindTick, N: n}
				if _, ok := g.into.records[id]; ok == gone[id.String()] && original[id.String()] != "" {
					t.Errorf("%s: found is %v", id, ok)
				}
			}
			t.Logf("%d lost of %d, %d child processes, %s", len(gone), len(original), g.starts, took)
		})
	}
	t.Run("all ways", func(t *testing.T) {
		spoiled := bytes.Clone(sound)
		gone := map[string]bool{}
		for _, pages := range a.nodes {
			for _, page := range pages {
				branch := spoiled[page*size:]
				for i := range int(binary.NativeEndian.Uint16(branch[10:])) {
					copy(branch[16+16*i+8:], branch[:8])
				}
				maps.Copy(gone, a.without(page))
			}
		}
		began := time.Now()
		got, err := salvageSpoiled(t, s, spoiled, original)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("it took %s", took)
		}
		lost, _, _ := outcome(got)
		sameNames(t, "lost", gone, lost)
		t.Logf("%d lost of %d, %s", len(gone), len(original), time.Since(began).Round(time.Millisecond))
	})
}
