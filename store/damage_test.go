package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
)

// seededPlan is a plan of some hundred records, with history.
func seededPlan(t *testing.T) *store.Store {
	t.Helper()
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	if err := seed.Fill(s, 500, 300, today); err != nil {
		t.Fatal(err)
	}
	return s
}

func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readAll reads everything there is through every call.
func readAll(s *store.Store) (got []any, err error) {
	p, err := s.Load()
	if err != nil {
		return nil, err
	}
	got = append(got, all(p))
	for _, info := range planner.Kinds {
		records, err := s.Range(info.Kind, today.AddDays(-5000), today) // of state: nothing
		if err != nil {
			return nil, err
		}
		got = append(got, records)
	}
	entries, err := s.History(0, 1000)
	if err != nil {
		return nil, err
	}
	g, err := store.Glance(s.Path())
	return append(got, entries, g), err
}

// TestFlippedByte alters one byte of records in every bucket, wherever in the
// file their text is. Each time either an error says that the file is
// damaged, or, where the byte is in a page that is no longer in use, all is
// read as it was. The file is left as it is.
func TestFlippedByte(t *testing.T) {
	s := seededPlan(t)
	apply(t, s, planner.CaptureLine("Unmistakable line of an inbox", today))
	sound := bytesOf(t, s.Path())
	want, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "damaged.db")
	for _, text := range []string{"Unmistakable line", "it-management", "A week of small steps", "revision", "dues", "Credibility", "Looked at it once"} {
		noticed := 0
		for _, at := range places(sound, text) {
			flipped := bytes.Clone(sound)
			flipped[at+3] ^= 4
			if err := os.WriteFile(path, flipped, 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := readAll(open(t, path))
			switch {
			case err == nil:
				if !reflect.DeepEqual(want, got) { // the slow comparison is for its words
					same(t, fmt.Sprintf("%q at %d was altered and read without an error", text, at), want, got)
				}
			case errors.Is(err, planner.ErrDamaged):
				noticed++
			default:
				t.Fatalf("%q at %d: %v", text, at, err)
			}
			if !bytes.Equal(bytesOf(t, path), flipped) {
				t.Fatalf("%q at %d: reading changed the file", text, at)
			}
		}
		if noticed == 0 {
			t.Errorf("no altered %q was noticed", text)
		}
	}
}

// places gives where a text is in a file: all, or a dozen spread evenly.
func places(b []byte, text string) []int {
	var all []int
	for at := bytes.Index(b, []byte(text)); at >= 0; {
		all = append(all, at)
		next := bytes.Index(b[at+1:], []byte(text))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	var some []int
	for i := 0; i < len(all); i += 1 + len(all)/12 {
		some = append(some, all[i])
	}
	return some
}

// TestDamagedPages breaks the file as disks and sync programs do. Neither a
// read nor an edit may crash or hang, and neither changes the file.
func TestDamagedPages(t *testing.T) {
	s := seededPlan(t)
	sound := bytesOf(t, s.Path())
	page := os.Getpagesize()
	tests := []struct {
		name  string
		spoil func(b []byte) []byte
	}{
		{"cut in half", func(b []byte) []byte { return b[:used(b)/2] }},
		{"cut within a page", func(b []byte) []byte { return b[:used(b)/2+100] }},
		{"only the first two pages", func(b []byte) []byte { return b[:2*page] }},
		{"one byte", func(b []byte) []byte { return b[:1] }},
		{"all but the first two pages zero", func(b []byte) []byte { clear(b[2*page:]); return b }},
		{"all but the first two pages ones", func(b []byte) []byte {
			copy(b[2*page:], bytes.Repeat([]byte{0xFF}, len(b)-2*page))
			return b
		}},
		{"both metas zero", func(b []byte) []byte { clear(b[:2*page]); return b }},
		{"leaf pages count one record too few", func(b []byte) []byte {
			eachPage(b, 0x02, func(p []byte) {
				if n := binary.NativeEndian.Uint16(p[10:]); n > 1 {
					binary.NativeEndian.PutUint16(p[10:], n-1)
				}
			})
			return b
		}},
		{"leaf pages say that they are branches", func(b []byte) []byte {
			eachPage(b, 0x02, func(p []byte) { binary.NativeEndian.PutUint16(p[8:], 0x01) })
			return b
		}},
		{"records point out of the file", func(b []byte) []byte {
			eachPage(b, 0x02, func(p []byte) { binary.NativeEndian.PutUint32(p[16+4:], 1<<30) })
			return b
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "plan.db")
			broken := test.spoil(bytes.Clone(sound))
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			for range 2 { // the first must not leave the file locked
				_, err := readAll(open(t, path))
				wantError(t, "reading", err, planner.ErrDamaged)
				_, err = open(t, path).Apply(stamped(planner.CaptureLine("x", today)))
				wantError(t, "editing", err, planner.ErrDamaged)
			}
			if !bytes.Equal(bytesOf(t, path), broken) {
				t.Error("the file was changed")
			}
		})
	}
}

// used is how much of a file the newest of its two metas says is in use.
func used(b []byte) int {
	page := os.Getpagesize()
	const highWater, txid = 16 + 40, 16 + 48
	meta := b
	if other := b[page:]; binary.NativeEndian.Uint64(other[txid:]) > binary.NativeEndian.Uint64(b[txid:]) {
		meta = other
	}
	return page * int(binary.NativeEndian.Uint64(meta[highWater:]))
}

// eachPage calls change with every page that has a flag.
func eachPage(b []byte, flag uint16, change func(page []byte)) {
	for size := os.Getpagesize(); len(b) >= size; b = b[size:] {
		if binary.NativeEndian.Uint16(b[8:]) == flag {
			change(b[:size])
		}
	}
}

// TestGoingRound lets branches point to themselves: bbolt would go round for
// ever. It is another process that reads, since the work goes on in it.
func TestGoingRound(t *testing.T) {
	s := seededPlan(t)
	b := bytesOf(t, s.Path())
	branches := 0
	eachPage(b, 0x01, func(p []byte) {
		branches++
		for i := range int(binary.NativeEndian.Uint16(p[10:])) {
			copy(p[16+16*i+8:], p[:8])
		}
	})
	if branches == 0 {
		t.Fatal("the file has no branches")
	}
	path := filepath.Join(t.TempDir(), "plan.db")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := job("load", path).Output()
	if err == nil || !bytes.Contains(out, []byte(planner.ErrStuck.Error())) || !bytes.Contains(out, []byte("damaged")) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestLostAndMisplaced(t *testing.T) {
	tests := []struct {
		name string
		do   func(path string)
	}{
		{"an action is missing", func(p string) { store.Lose(t, p, planner.ID{Kind: planner.KindAction, N: 7}) }},
		{"the profile is missing", func(p string) { store.Lose(t, p, planner.ID{Kind: planner.KindProfile, N: 1}) }},
		{"a tick is missing", func(p string) { store.Lose(t, p, planner.ID{Kind: planner.KindTick, N: 7}) }},
		{"all actions are missing", func(p string) { store.Forget(t, p, planner.KindAction) }},
		{"all ticks are missing", func(p string) { store.Forget(t, p, planner.KindTick) }},
		{"two actions have changed places", func(p string) {
			store.Swap(t, p, planner.ID{Kind: planner.KindAction, N: 1}, planner.ID{Kind: planner.KindAction, N: 2})
		}},
		{"two ticks have changed places", func(p string) {
			store.Swap(t, p, planner.ID{Kind: planner.KindTick, N: 1}, planner.ID{Kind: planner.KindTick, N: 2})
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := seededPlan(t)
			test.do(s.Path())
			_, err := readAll(open(t, s.Path()))
			wantError(t, "reading", err, planner.ErrDamaged)
		})
	}
}
