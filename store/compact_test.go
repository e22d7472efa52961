package store_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"testing"
	"time"

	"waymark/planner"
	"waymark/store"

	"github.com/gofrs/flock"
	bolt "go.etcd.io/bbolt"
)

// ballast puts bytes into a plan's file that are no part of the plan.
func ballast(t *testing.T, path string, size int) {
	t.Helper()
	store.Tamper(t, path, func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte("zz later"))
		for n := 0; err == nil && n < size; n += 1 << 16 {
			err = b.Put(fmt.Appendf(nil, "%09d", n), make([]byte, 1<<16))
		}
		return err
	})
}

// drop makes free pages of it.
func drop(t *testing.T, path string) {
	t.Helper()
	store.Tamper(t, path, func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("zz later")) })
}

func TestCompact(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fill    func(t *testing.T, path string)
		compact bool
	}{
		{"mostly free", func(t *testing.T, path string) { t.Helper(); ballast(t, path, 8<<20); drop(t, path) }, true},
		{"half of it free", func(t *testing.T, path string) {
			t.Helper()
			ballast(t, path, 5<<20)
			drop(t, path)
			ballast(t, path, 4<<20)
		}, false},
		{"full", func(t *testing.T, path string) { t.Helper(); ballast(t, path, 8<<20) }, false},
		{"small and mostly free", func(t *testing.T, path string) { t.Helper(); ballast(t, path, 1<<20); drop(t, path) }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := secrets(t)
			window := open(t, s.Path())
			p, err := window.Load()
			if err != nil {
				t.Fatal(err)
			}
			tt.fill(t, s.Path())
			before, entries := statOf(t, s.Path()), history(t, s)
			if err := store.Compact(s); err != nil {
				t.Fatal(err)
			}
			after := statOf(t, s.Path())
			if compacted := !os.SameFile(before, after); compacted != tt.compact {
				t.Fatalf("of %d bytes; compacted: %v", before.Size(), compacted)
			}
			if tt.compact && (after.Size() > before.Size()/2 || after.Mode().Perm() != 0o600) {
				t.Errorf("of %d bytes it became %d, %s", before.Size(), after.Size(), after.Mode())
			}
			if err := store.Examine(s.Path()); err != nil {
				t.Error(err)
			}
			same(t, "plan", all(p), all(load(t, s.Path())))
			same(t, "history", entries, history(t, s))
			if d, err := window.Since(p.Revision); err != nil || d.Moved {
				t.Errorf("a window is told that something moved: %v", err)
			}
			apply(t, window, planner.CaptureLine("goes on", today))
			if p := load(t, s.Path()); p.Revision != entries[0].Seq+1 {
				t.Errorf("revision %d after an edit", p.Revision)
			}
		})
	}
}

func statOf(t *testing.T, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// TestCompactWhileOthersWait has readers and writers wait for the lock while
// the file gets another inode: they find that one, and nothing is written to
// the old one.
func TestCompactWhileOthersWait(t *testing.T) {
	s := fresh(t)
	old, err := os.Open(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = old.Close() }()
	unlock := lockAlone(t, s.Path())
	edited, read := make(chan error, 1), make(chan error, 1)
	go func() {
		_, err := open(t, s.Path()).Apply(stamped(planner.CaptureLine("waited", today)))
		edited <- err
	}()
	go func() {
		_, err := open(t, s.Path()).Load()
		read <- err
	}()
	time.Sleep(100 * time.Millisecond)
	if err := store.RenewHeld(s.Path()); err != nil {
		t.Fatal(err)
	}
	before, err := io.ReadAll(old)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	if err := <-read; err != nil {
		t.Error(err)
	}
	if err := <-edited; err != nil {
		t.Error(err)
	}
	if p := load(t, s.Path()); p.Revision != 2 {
		t.Errorf("the edit that waited is not in the new file: revision %d", p.Revision)
	}
	after := make([]byte, len(before)+1)
	if n, err := old.ReadAt(after, 0); err != nil && err != io.EOF || !bytes.Equal(before, after[:n]) {
		t.Errorf("the old file was written to (%v)", err)
	}
}

// lockAlone holds a plan's lock as somebody does who changes it.
func lockAlone(t *testing.T, path string) (unlock func()) {
	t.Helper()
	held := flock.New(store.LockPath(path))
	if err := held.Lock(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Close() })
	return func() { _ = held.Close() }
}
