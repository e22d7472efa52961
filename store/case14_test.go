package store_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/store"
)

// exported is a plan as the document of each format.
func exported(t *testing.T, p *planner.Plan) string {
	t.Helper()
	var b bytes.Buffer
	for _, f := range export.Formats {
		in, err := export.Share(export.Source{Whole: planner.Whole{Plan: p}, Today: today}, export.Choice{For: export.Audiences[0]})
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range append(slices.Clone(f.Tables), "")[:max(1, len(f.Tables))] {
			in.Choice.Table = table
			if err := f.Write(&b, in); err != nil {
				t.Fatal(f.Name, err)
			}
		}
	}
	return b.String()
}

// TestCase14Replaced takes a plan's file away under a window that has it in
// memory. Nothing crashes or waits, every call says what is wrong, the file
// is left as it is, and what is in memory can still be exported.
func TestCase14Replaced(t *testing.T) {
	t.Parallel()
	another := func(t *testing.T) []byte {
		t.Helper()
		s := open(t, filepath.Join(t.TempDir(), "plan.db"))
		if _, err := s.Create("another-plan", start()); err != nil {
			t.Fatal(err)
		}
		return bytesOf(t, s.Path())
	}
	tests := []struct {
		name  string
		spoil func(t *testing.T, path string, b []byte)
		want  error
	}{
		{"cut in half", func(t *testing.T, p string, b []byte) {
			t.Helper()
			if err := os.Truncate(p, int64(used(b)/2)); err != nil {
				t.Fatal(err)
			}
		}, planner.ErrDamaged},
		{"emptied", func(t *testing.T, p string, _ []byte) {
			t.Helper()
			if err := os.Truncate(p, 0); err != nil {
				t.Fatal(err)
			}
		}, planner.ErrMissing},
		{"another plan moved there", func(t *testing.T, p string, _ []byte) {
			t.Helper()
			put(t, p+".other", another(t))
			if err := os.Rename(p+".other", p); err != nil {
				t.Fatal(err)
			}
		}, planner.ErrAnother},
		{"another plan written into it", func(t *testing.T, p string, _ []byte) { t.Helper(); put(t, p, another(t)) }, planner.ErrAnother},
		{"something else", func(t *testing.T, p string, b []byte) {
			t.Helper()
			put(t, p, bytes.Repeat([]byte("Dear diary. "), len(b)/12))
		}, planner.ErrDamaged},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := backedPlan(t)
			p, err := s.Load()
			if err != nil {
				t.Fatal(err)
			}
			before := exported(t, p)
			test.spoil(t, s.Path(), bytesOf(t, s.Path()))
			spoilt := bytesOf(t, s.Path())
			began := time.Now()
			for range 2 {
				for call, use := range uses {
					err := use(s)
					plainDamage(t, call, err)
					wantError(t, call, err, test.want)
				}
			}
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("it took %s", took)
			}
			if exported(t, p) != before {
				t.Error("the plan in memory is exported otherwise than before")
			}
			untouched(t, s.Path(), spoilt)
		})
	}
}

// TestCase14CutWhileRead cuts a plan's file and mends it again, over and over,
// while another process reads it: at no moment does that one break down.
func TestCase14CutWhileRead(t *testing.T) {
	t.Parallel()
	s := backedPlan(t)
	sound := bytesOf(t, s.Path())
	cmd := job("loads", s.Path())
	out := &strings.Builder{}
	cmd.Stdout = out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	f, err := os.OpenFile(s.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for {
		select {
		case err := <-done:
			if err != nil || !strings.Contains(out.String(), "damaged") || !strings.Contains(out.String(), "sound") {
				t.Errorf("%v: %s", err, out)
			}
			return
		case <-time.After(10 * time.Second):
			_ = cmd.Process.Kill()
			t.Fatalf("it hangs: %s", out)
		default:
			half := int64(used(sound) / 2)
			if err := f.Truncate(half); err != nil {
				t.Fatal(err)
			}
			time.Sleep(300 * time.Microsecond)
			if _, err := f.WriteAt(sound[half:], half); err != nil {
				t.Fatal(err)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// loads is the other side of TestCase14CutWhileRead.
func loads(s *store.Store) error {
	said := map[string]int{}
	enough := func(took time.Duration) bool {
		return took > 400*time.Millisecond && said["sound"] > 0 && said["damaged"] > 0 || took > 8*time.Second
	}
	for began := time.Now(); !enough(time.Since(began)); {
		_, err := readAll(s)
		switch {
		case err == nil:
			said["sound"]++
		case strings.Contains(err.Error(), planner.ErrDamaged.Error()):
			said["damaged"]++
		default:
			return err
		}
	}
	fmt.Println(said)
	return nil
}

func init() { otherJobs["loads"] = loads }
