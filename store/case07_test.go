package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"os"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"
)

// TestCase07Cut cuts a plan's file at every kind of place: each call says
// plainly that it is damaged, nobody is locked out afterwards, the file stays
// as it is and the backup brings the plan back.
func TestCase07Cut(t *testing.T) {
	t.Parallel()
	const half = "half"
	page := os.Getpagesize()
	for name, cutTo := range map[string]func(inUse int) int{
		"nothing": func(int) int { return 0 }, "a byte": func(int) int { return 1 }, "100 bytes": func(int) int { return 100 },
		"a page": func(int) int { return 4096 }, "almost two": func(int) int { return 8191 }, "two": func(int) int { return 8192 },
		"four": func(int) int { return 16 << 10 }, half: func(n int) int { return n / 2 },
		"half and some": func(n int) int { return n/2 + 100 }, "but the last page": func(n int) int { return n - page },
		"but the last byte": func(n int) int { return n - 1 },
	} {
		t.Run(name, func(t *testing.T) {
			s := backedPlan(t)
			sound := bytesOf(t, s.Path())
			size := cutTo(used(sound)) // no two plans have quite the same pages
			cut := sound[:size]
			put(t, s.Path(), cut)
			var cause error
			for call, use := range uses {
				cause = use(open(t, s.Path()))
				plainDamage(t, call, cause)
			}
			began := time.Now()
			out, err := job("load", s.Path()).Output()
			if took := time.Since(began); err == nil || !strings.Contains(string(out), "damaged") && !strings.Contains(string(out), "empty") || took > 2*time.Second {
				t.Errorf("another process says after %s: %q, %v", took, out, err)
			}
			if name == half || long() {
				c, err := s.Check()
				if c.Sound || err != nil && size > 0 {
					t.Errorf("check: %+v, %v", c, err)
				}
			}
			untouched(t, s.Path(), cut)
			broughtBack(t, s, cause)
		})
	}
}

// Where a meta page has what; its checksum is over what is before it.
const (
	metaAt       = 16
	metaVersion  = metaAt + 4
	metaPageSize = metaAt + 8
	metaTx       = metaAt + 48
	metaSum      = metaAt + 56
)

// spoiltMetas are the ways in which a meta page is bad.
var spoiltMetas = map[string]func(meta []byte){
	"zeroed":           func(m []byte) { clear(m) },
	"checksum flipped": func(m []byte) { m[metaSum] ^= 1 },
	"version 3":        func(m []byte) { binary.NativeEndian.PutUint32(m[metaVersion:], 3); resum(m) },
	"page size 0":      func(m []byte) { binary.NativeEndian.PutUint32(m[metaPageSize:], 0); resum(m) },
	"page size 8192":   func(m []byte) { binary.NativeEndian.PutUint32(m[metaPageSize:], 8192); resum(m) },
}

func resum(meta []byte) {
	sum := fnv.New64a()
	_, _ = sum.Write(meta[metaAt:metaSum])
	binary.NativeEndian.PutUint64(meta[metaSum:], sum.Sum64())
}

// metas gives the two meta pages, the newest first.
func metas(b []byte) [2][]byte {
	page := os.Getpagesize()
	first, second := b[:page], b[page:2*page]
	if binary.NativeEndian.Uint64(second[metaTx:]) > binary.NativeEndian.Uint64(first[metaTx:]) {
		first, second = second, first
	}
	return [2][]byte{first, second}
}

// TestCase08Metas spoils the pages that say which change is the newest. With
// the older of them everything is read as it was; without the newest bbolt
// silently gives the change before, which the note reveals; without both the
// backup is offered.
func TestCase08Metas(t *testing.T) {
	s := backedPlan(t)
	sound := bytesOf(t, s.Path())
	want, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range spoiltMetas {
		for which, hit := range map[string][]int{"older": {1}, "newest": {0}, "both": {0, 1}} {
			t.Run(name+", "+which, func(t *testing.T) {
				b := bytes.Clone(sound)
				pages := metas(b)
				for _, i := range hit {
					spoil(pages[i])
				}
				put(t, s.Path(), b)
				got, err := readAll(open(t, s.Path()))
				switch {
				case err == nil:
					same(t, "what is read", want, got)
				case which == "newest" && errors.Is(err, planner.ErrOlder):
					plainDamage(t, "reading", err)
					if tr := s.Trouble(err); !tr.Usable || tr.Revision != tr.Seen-1 || tr.Backup == nil {
						t.Errorf("the offer is %+v", tr)
					}
				default:
					plainDamage(t, "reading", err)
					if tr := s.Trouble(err); tr.Backup == nil || tr.Usable {
						t.Errorf("the offer is %+v", tr)
					}
				}
				if !strings.HasPrefix(name, "page size") { // whose checksum is right: no disk does that
					if older := which == "older"; older != (err == nil) || (which == "newest") != errors.Is(err, planner.ErrOlder) {
						t.Errorf("reading gives %v", err)
					}
				}
				_, edited := open(t, s.Path()).Apply(stamped(planner.CaptureLine("x", today)))
				switch {
				case edited == nil && err != nil:
					t.Errorf("reading gives %v, and an edit was kept", err)
				case edited != nil: // also where all can be read: the pages were checked first
					plainDamage(t, "an edit", edited)
					untouched(t, s.Path(), b)
				}
			})
			put(t, s.Path(), sound)
			if _, err := s.Restore(noon, s.Path()); err != nil { // the note may be of an edit
				t.Fatal(err)
			}
		}
	}
}

// TestCase08FirstChange loses the newest meta of a plan that has one change
// only: what was before it is no plan at all.
func TestCase08FirstChange(t *testing.T) {
	s := fresh(t)
	b := bytesOf(t, s.Path())
	clear(metas(b)[0])
	put(t, s.Path(), b)
	for call, use := range uses {
		plainDamage(t, call, use(open(t, s.Path())))
	}
	untouched(t, s.Path(), b)
	_, err := open(t, s.Path()).Create("another", start())
	wantError(t, "create", err, planner.ErrDamaged)
	untouched(t, s.Path(), b)
	if store.Examine(s.Path()) == nil {
		t.Error("it was examined and found sound")
	}
}
