package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// mutationSeed draws the mutations; a failure names it and the number.
const mutationSeed = 2026

// mutate spoils a file in one of the ways of disks, cables and programs, and
// tells which.
func mutate(r *rand.Rand, b []byte) ([]byte, string) {
	b = bytes.Clone(b)
	page, inUse := os.Getpagesize(), used(b)
	at := r.IntN(inUse)
	start := at / page * page
	garbage := func(from, n int) {
		for i := from; i < min(from+n, len(b)); i++ {
			b[i] = byte(r.Uint32())
		}
	}
	flip := func(from, n int) { b[from+r.IntN(n)] ^= 1 << r.IntN(8) }
	kinds := []struct {
		name string
		do   func()
	}{
		{"one bit", func() { flip(at, 1) }},
		{"some bits of a page", func() {
			for range 2 + r.IntN(7) {
				flip(start, page)
			}
		}},
		{"16 bytes of garbage", func() { garbage(at, 16) }},
		{"sector zeroed", func() { clear(b[at/512*512:][:512]) }},
		{"sector of garbage", func() { garbage(at/512*512, 512) }},
		{"page zeroed", func() { clear(b[start:][:page]) }},
		{"page of garbage", func() { garbage(start, page) }},
		{"two pages swapped", func() {
			other := r.IntN(inUse/page) * page
			was := bytes.Clone(b[start:][:page])
			copy(b[start:], b[other:][:page])
			copy(b[other:], was)
		}},
		{"page written to another place", func() { copy(b[start:][:page], b[r.IntN(inUse/page)*page:]) }},
		{"page swapped, its number mended", func() {
			was := bytes.Clone(b[start:][:8])
			copy(b[start:][:page], b[r.IntN(inUse/page)*page:])
			copy(b[start:], was)
		}},
		{"cut", func() { b = b[:at] }},
		{"cut at a page", func() { b = b[:start] }},
		{"bit of a page's head", func() { flip(start, 16) }},
		{"bit of where records lie", func() { flip(start+16, 512) }},
		{"bit of the list of free pages", func() {
			list := freelist(b)
			n := int(binary.NativeEndian.Uint16(b[list+10:]))
			flip(list+8, 8*(n+1))
		}},
		{"number in the list of free pages", func() {
			list := freelist(b)
			n := max(1, int(binary.NativeEndian.Uint16(b[list+10:])))
			binary.NativeEndian.PutUint64(b[list+16+8*r.IntN(n):], uint64(2+r.IntN(inUse/page-2)))
		}},
		{"bit of a meta", func() { flip(r.IntN(2)*page+16, 64) }},
	}
	kind := kinds[r.IntN(len(kinds))]
	kind.do()
	return b, fmt.Sprintf("%s at %d", kind.name, at)
}

// freelist is where a file lists its free pages.
func freelist(b []byte) int {
	return os.Getpagesize() * int(binary.NativeEndian.Uint64(metas(b)[0][metaAt+32:]))
}

// noticed counts how mutations came to light.
type noticed struct {
	sync.Mutex
	by map[string]int
}

func (n *noticed) count(by string) {
	n.Lock()
	defer n.Unlock()
	n.by[by]++
}

// TestCase12Mutations reads and edits a real plan whose file was spoilt at
// random, in processes that may come to harm. None breaks down or hangs,
// nothing altered is taken for what it was, and no edit of a damaged file
// harms what was sound.
func TestCase12Mutations(t *testing.T) {
	t.Parallel()
	files := 100
	if long() {
		files = 1000
	}
	s := backedPlan(t)
	sound := bytesOf(t, s.Path())
	n := &noticed{by: map[string]int{}}
	var workers sync.WaitGroup
	next := make(chan uint64)
	for worker := range 2 {
		m := &mutant{t: t, path: filepath.Join(t.TempDir(), "plan.db"), sound: sound, note: bytesOf(t, store.HeadPath(s.Path())), noticed: n}
		if err := os.CopyFS(filepath.Dir(m.path), os.DirFS(filepath.Dir(s.Path()))); err != nil {
			t.Fatal(err)
		}
		if worker == 0 { // its note marks the list of free pages; the other's is of another file
			apply(t, open(t, m.path), planner.CaptureLine("made here", today))
			m.sound, m.note = bytesOf(t, m.path), bytesOf(t, store.HeadPath(m.path))
		}
		m.want = m.ask("read")
		if m.want.Died != "" || m.want.Parts["everything"] != "sound" {
			t.Fatalf("the sound file: %+v", m.want)
		}
		workers.Go(func() {
			for i := range next {
				m.one(i)
			}
			m.end()
		})
	}
	for i := range uint64(files) {
		next <- i
	}
	close(next)
	workers.Wait()
	for _, by := range slices.Sorted(maps.Keys(n.by)) {
		t.Logf("%4d %s", n.by[by], by)
	}
	if n.by["read: damaged, noticed in plan"] == 0 || n.by["read: as it was"] == 0 || n.by["edit: kept, all else as it was"] == 0 {
		t.Error("these mutations show nothing")
	}
}

// mutant is one worker's plan.
type mutant struct {
	t     *testing.T
	path  string
	sound []byte
	note  []byte
	want  report // of the sound file
	child *reader
	*noticed
}

// one tries one mutation.
func (m *mutant) one(i uint64) {
	spoilt, how := mutate(rand.New(rand.NewPCG(mutationSeed, i)), m.sound)
	fail := func(format string, args ...any) {
		m.t.Helper()
		kept := filepath.Join(os.TempDir(), fmt.Sprintf("waymark-mutation-%d-%d.db", mutationSeed, i))
		_ = os.WriteFile(kept, spoilt, 0o600)
		m.t.Errorf("mutation %d of seed %d (%s; %s): %s", i, mutationSeed, how, kept, fmt.Sprintf(format, args...))
	}
	m.lay(spoilt)
	got := m.ask("read")
	if got.Died != "" {
		fail("reading it: %s", got.Died)
		return
	}
	m.judge(got, fail)
	if !bytes.Equal(m.bytes(), spoilt) {
		fail("reading changed the file")
	}
	m.lay(spoilt)
	after := m.ask("edit")
	switch {
	case after.Died != "":
		fail("editing it: %s", after.Died)
	case after.Edit == "kept":
		m.count("edit: " + m.harm(got, after, fail))
	case !told[after.Edit]:
		fail("an edit says %s", after.Edit)
	default:
		if !bytes.Equal(m.bytes(), spoilt) {
			fail("an edit that was refused changed the file")
		}
		m.count("edit: refused as " + after.Edit)
	}
	if i%20 == 0 {
		m.verify(spoilt, got, fail)
	}
}

// lay puts a spoilt file in the place of the plan, beside its note.
func (m *mutant) lay(b []byte) {
	if err := os.WriteFile(m.path, b, 0o600); err != nil {
		m.t.Error(err)
	}
	if err := os.WriteFile(store.HeadPath(m.path), m.note, 0o600); err != nil {
		m.t.Error(err)
	}
}

func (m *mutant) bytes() []byte {
	b, err := os.ReadFile(m.path)
	if err != nil {
		m.t.Error(err)
	}
	return b
}

// judge looks at what reading gave, and counts where damage came to light.
func (m *mutant) judge(got report, fail func(string, ...any)) {
	differs := ""
	for part, now := range got.Parts {
		switch {
		case strings.HasPrefix(now, "says "):
			fail("%s %s", part, now)
		case now != m.want.Parts[part] && !told[now]:
			differs = part
		}
	}
	if differs != "" && got.Parts["everything"] == "sound" {
		fail("%s differs, and nothing noticed it", differs)
	}
	for _, part := range partNames {
		if now := got.Parts[part]; told[now] {
			m.count("read: " + now + ", noticed in " + part)
			return
		}
	}
	m.count("read: as it was")
}

// told are the verdicts on a file that is not taken for sound.
var told = map[string]bool{"damaged": true, "older": true, "stuck": true}

// harm compares what can be read after an edit with what could be before.
func (m *mutant) harm(before, after report, fail func(string, ...any)) string {
	for _, part := range partNames {
		if part == "glance" { // tells of the new line
			continue
		}
		if before.Parts[part] == m.want.Parts[part] && after.Parts[part] != m.want.Parts[part] {
			fail("an edit was kept and harmed the %s: %s", part, after.Parts[part])
		}
	}
	if before.Parts["everything"] != "sound" {
		return "kept, though a check finds something elsewhere"
	}
	return "kept, all else as it was"
}

// pages has everything in a spoilt file verified, its pages too.
func (m *mutant) pages(spoilt []byte) error {
	m.lay(spoilt)
	backup := filepath.Join(store.BackupsPath(m.path), "spoilt.db")
	s, err := store.Open(m.path)
	if err = errors.Join(err, os.WriteFile(backup, spoilt, 0o600)); err == nil {
		_, err = s.Verify(backup)
	}
	return errors.Join(err, os.Remove(backup))
}

// verify asks for what people are offered.
func (m *mutant) verify(spoilt []byte, got report, fail func(string, ...any)) {
	began := time.Now()
	err := m.pages(spoilt)
	if err == nil && got.Parts["everything"] != "sound" {
		fail("reading everything says %s, verifying %v", got.Parts["everything"], err)
	}
	s, bad := store.Open(m.path)
	if bad != nil {
		fail("%v", bad)
		return
	}
	if tr := s.Trouble(planner.ErrDamaged); tr.Backup == nil || err == nil && !tr.Usable {
		fail("the offer is %+v", tr)
	}
	if took := time.Since(began); took > 10*time.Second {
		fail("that took %s", took)
	}
	m.count("offer: the newest backup")
}
