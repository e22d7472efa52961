package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"waymark/planner"
	"waymark/store"

	bolt "go.etcd.io/bbolt"
)

func number(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

// edited gives a value that lies in a file, whole and able to be changed.
func edited(tx *bolt.Tx, bucket string, key []byte) []byte {
	return bytes.Clone(tx.Bucket([]byte(bucket)).Get(key))
}

// TestCase13Named does small damage that leaves the pages whole. Reading, or
// at the latest a check, names the record or the count.
func TestCase13Named(t *testing.T) {
	t.Parallel()
	ninth, err := seededPlan(t).Get(planner.ID{Kind: planner.KindTick, N: 9})
	if err != nil {
		t.Fatal(err)
	}
	listed := store.DayKey(planner.KindTick, ninth.Day(), 9)
	tests := []struct {
		name   string
		do     func(tx *bolt.Tx) error
		words  string // of the error
		found  string // of a finding, if not the same
		silent bool   // until a check
	}{
		{name: "bit of a value", words: "action a7", do: func(tx *bolt.Tx) error {
			v := edited(tx, "action", number(7))
			v[len(v)/2] ^= 0x10
			return tx.Bucket([]byte("action")).Put(number(7), v)
		}},
		{name: "bit of a checksum", words: "tick t9", do: func(tx *bolt.Tx) error {
			v := edited(tx, "tick", number(9))
			v[2] ^= 0x10
			return tx.Bucket([]byte("tick")).Put(number(9), v)
		}},
		{name: "cut value", words: "action a7", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("action")).Put(number(7), edited(tx, "action", number(7))[:3])
		}},
		{name: "byte of a key", words: "action a65543", do: func(tx *bolt.Tx) error {
			b, v := tx.Bucket([]byte("action")), edited(tx, "action", number(7))
			return errors.Join(b.Delete(number(7)), b.Put(number(7|1<<16), v))
		}},
		{name: "moved over another", words: "action a8", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("action")).Put(number(8), edited(tx, "action", number(7)))
		}},
		{name: "moved to another kind", words: "milestone m2", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("milestone")).Put(number(2), edited(tx, "action", number(2)))
		}},
		{name: "change moved over another", words: "journal 4", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("journal")).Put(binary.BigEndian.AppendUint64(nil, 4), edited(tx, "journal", binary.BigEndian.AppendUint64(nil, 3)))
		}},
		{name: "change lost", words: "journal 4", found: "journal change 4 is missing", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("journal")).Delete(binary.BigEndian.AppendUint64(nil, 4))
		}},
		{name: "record of state lost", words: "219 of 220 actions", found: "there are 219 of them, and 220 were counted", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("action")).Delete(number(7))
		}},
		{name: "record of history lost", words: "tick t9", found: "t9 is listed under a day", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("tick")).Delete(number(9))
		}},
		{name: "day of a record lost", found: "tick t9 it is not listed", silent: true, do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("day")).Delete(listed)
		}},
		{name: "record and its day lost", found: "tick of ", silent: true, do: func(tx *bolt.Tx) error {
			return errors.Join(tx.Bucket([]byte("tick")).Delete(number(9)), tx.Bucket([]byte("day")).Delete(listed))
		}},
		{name: "head lost", words: "head", do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("meta")).Delete([]byte("head"))
		}},
		{name: "tally lost", found: "tally", silent: true, do: func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("meta")).Delete([]byte("tally"))
		}},
		{name: "journal lost", words: "journal", do: func(tx *bolt.Tx) error {
			return tx.DeleteBucket([]byte("journal"))
		}},
		{name: "days lost", words: "day", do: func(tx *bolt.Tx) error {
			return tx.DeleteBucket([]byte("day"))
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := seededPlan(t)
			store.Tamper(t, s.Path(), func(tx *bolt.Tx) error { return test.do(tx) })
			spoilt := bytesOf(t, s.Path())
			_, err := readAll(open(t, s.Path()))
			if test.silent != (err == nil) {
				t.Errorf("reading gives %v", err)
			}
			if err != nil {
				plainDamage(t, "reading", err)
				if !strings.Contains(err.Error(), test.words) {
					t.Errorf("the error does not name %q: %v", test.words, err)
				}
			}
			c, err := s.Check()
			if err != nil || c.Sound {
				t.Fatalf("check: %+v, %v", c, err)
			}
			want := test.found
			if want == "" {
				want = test.words
			}
			if found := fmt.Sprint(c.Findings); !strings.Contains(found, want) {
				t.Errorf("no finding says %q: %s", want, found)
			}
			untouched(t, s.Path(), spoilt)
		})
	}
}

// TestCase13LeafHalved halves the number of records that one leaf page says
// it has, page after page. The page is sound in itself, so only counts and
// numbers that have to follow on each other can tell.
func TestCase13LeafHalved(t *testing.T) {
	t.Parallel()
	s := backedPlan(t)
	sound := bytesOf(t, s.Path())
	want, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	path, noticed, page := filepath.Join(t.TempDir(), "plan.db"), 0, os.Getpagesize()
	for at := 2 * page; at < used(sound); at += page {
		b := bytes.Clone(sound)
		n := binary.NativeEndian.Uint16(b[at+10:])
		if binary.NativeEndian.Uint16(b[at+8:]) != 0x02 || n < 2 {
			continue
		}
		binary.NativeEndian.PutUint16(b[at+10:], n/2)
		put(t, path, b)
		got, err := readAll(open(t, path))
		examined := store.Examine(path)
		switch {
		case err != nil:
			plainDamage(t, fmt.Sprintf("reading, page %d halved", at/page), err)
			noticed++
		case examined != nil:
			plainDamage(t, fmt.Sprintf("examining, page %d halved", at/page), examined)
			noticed++
		case !reflect.DeepEqual(want, got):
			t.Errorf("page %d was halved and nothing noticed it", at/page)
		}
	}
	if noticed < 10 {
		t.Errorf("only %d halved pages were noticed", noticed)
	}
}
