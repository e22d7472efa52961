//go:build unix

package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"waymark/planner"
	"waymark/store"
)

// A disk is full, or a file may not become larger, at every step of every
// way of writing. Afterwards a plan is as it was or as it was to become, what
// is said of it is true, nothing lies about, and once there is room the same
// succeeds. It is another process that does it, since the limit is its own.

// squeeze leaves room for so many bytes, until it is released.
type squeeze func(dir string, room int64) (release func(), err error)

// limited lets no file become larger than the room.
func limited(_ string, room int64) (func(), error) {
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		return nil, err
	}
	now := was
	now.Cur = uint64(room)
	return func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) }, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &now)
}

// ballasted fills a disk but for the room.
func ballasted(dir string, room int64) (func(), error) {
	name := filepath.Join(dir, "..", "ballast")
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	block, size := make([]byte, 4096), int64(0)
	for {
		if _, err := f.Write(block); err != nil {
			break
		}
		size += int64(len(block))
	}
	return func() { _ = os.Remove(name) }, errors.Join(f.Truncate(max(0, size-room)), f.Close())
}

// crowded fills a disk with names but for as many as there is room.
func crowded(dir string, room int64) (func(), error) {
	crowd := filepath.Join(dir, "..", "crowd")
	if err := os.Mkdir(crowd, 0o700); err != nil {
		return nil, err
	}
	n := int64(0)
	for ; ; n++ {
		f, err := os.Create(filepath.Join(crowd, fmt.Sprint(n)))
		if err != nil {
			break
		}
		_ = f.Close()
	}
	var err error
	for i := range min(room, n) {
		err = errors.Join(err, os.Remove(filepath.Join(crowd, fmt.Sprint(i))))
	}
	return func() { _ = os.RemoveAll(crowd) }, err
}

// squeezes are the ways of having little room.
var squeezes = map[string]squeeze{"limit": limited, "ballast": ballasted, "crowd": crowded}

// digest is all there is to a plan; "none" where there is none.
func digest(path string) (string, error) {
	got, err := readAll(open(noTest{}, path))
	if errors.Is(err, planner.ErrNoPlan) {
		return "none", nil
	}
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(got)
	return string(text), err
}

// squeezed is what is done with little room.
type squeezed struct {
	template string
	dir      string
	op       writing
	after    string // digest
	squeeze  squeeze
}

func (q *squeezed) path() string { return filepath.Join(q.dir, "plan.db") }

// begin gives the operation a folder of its own to work in.
func (q *squeezed) begin() error {
	if err := os.RemoveAll(q.dir); err != nil {
		return err
	}
	if err := os.CopyFS(q.dir, os.DirFS(q.template)); err != nil {
		return err
	}
	if q.op.prepare == nil {
		return nil
	}
	return q.op.prepare(q.path())
}

// try does the operation with some room, and says what is wrong with what
// came of it.
func (q *squeezed) try(room int64) (full bool, err error) {
	if err := q.begin(); err != nil {
		return false, err
	}
	before, was := "none", []byte(nil)
	if q.op.name != "create" {
		if was, err = os.ReadFile(q.path()); err != nil && q.op.name != "restore what is missing" {
			return false, err
		}
		if before, err = q.op.look(q.path()); err != nil {
			return false, err
		}
	}
	s := open(noTest{}, q.path())
	release, err := q.squeeze(q.dir, room)
	if err != nil {
		return false, err
	}
	failed := q.op.run(s)
	release()
	now, err := q.op.look(q.path())
	if err != nil {
		return false, fmt.Errorf("it can't be read any more after %q: %w", fmt.Sprint(failed), err)
	}
	switch {
	case failed != nil && !errors.Is(failed, planner.ErrFull):
		return false, fmt.Errorf("the error does not say that the disk is full: %w", failed)
	case failed != nil && now != before:
		return false, fmt.Errorf("it is not as it was, after %w", failed)
	case failed == nil && now != q.after:
		return false, errors.New("it was said to be done and is not")
	}
	if err := q.leftovers(); err != nil {
		return false, fmt.Errorf("%w after %q", err, fmt.Sprint(failed))
	}
	if failed == nil {
		return false, nil
	}
	if q.op.name == "migrate" {
		if now, err := os.ReadFile(q.path()); err != nil || string(now) != string(was) {
			return false, errors.Join(errors.New("the file of the older format was changed"), err)
		}
	}
	if err := q.op.run(s); err != nil {
		return false, fmt.Errorf("with room it fails still: %w", err)
	}
	if now, err := q.op.look(q.path()); err != nil || now != q.after {
		return false, errors.Join(errors.New("with room it is not done"), err)
	}
	return true, q.leftovers()
}

// leftovers finds files that nobody needs.
func (q *squeezed) leftovers() error {
	return filepath.WalkDir(q.dir, func(path string, _ fs.DirEntry, err error) error {
		if name := filepath.Base(path); err == nil && (strings.HasPrefix(name, ".waymark-") || strings.HasSuffix(name, ".new")) {
			return fmt.Errorf("%s was left behind", name)
		}
		return err
	})
}

// sweepRooms does an operation with ever more room, until it has enough of
// it: by steps, or growing steps.
func (q *squeezed) sweepRooms(step int64, growing bool) (times int, err error) {
	if err := q.begin(); err != nil {
		return 0, err
	}
	if err := q.op.run(open(noTest{}, q.path())); err != nil {
		return 0, fmt.Errorf("with all the room: %w", err)
	}
	if q.after, err = q.op.look(q.path()); err != nil {
		return 0, err
	}
	const enough = 2 // in a row, since there may be room for one thing and not yet for the next
	for room, well := int64(0), 0; well < enough; room += step {
		if growing {
			step *= 2
		}
		full, err := q.try(room)
		if err != nil {
			return times, fmt.Errorf("with room for %d bytes: %w", room, err)
		}
		if well++; full {
			times, well = times+1, 0
		}
	}
	return times, nil
}

// rooms is the job of a child: PATH of the template, FOLDER to work in, KIND
// of squeeze, STEP, whether it is GROWING.
func rooms(s *store.Store) error {
	args := jobArgs()
	step, err := strconv.ParseInt(args[2], 10, 64)
	if err != nil {
		return err
	}
	for _, op := range writings {
		q := &squeezed{template: filepath.Dir(s.Path()), dir: filepath.Join(args[0], "work"), op: op, squeeze: squeezes[args[1]]}
		times, err := q.sweepRooms(step, args[3] == "growing")
		if err != nil {
			return fmt.Errorf("%s: %w", op.name, err)
		}
		fmt.Printf("%s: refused with %d sizes of room, then done\n", op.name, times)
		if times == 0 && !op.modest {
			return fmt.Errorf("%s: there was always room, so this shows nothing", op.name)
		}
	}
	return os.RemoveAll(filepath.Join(args[0], "work"))
}

func init() { otherJobs["rooms"] = rooms }

// TestCase16FileLimit lets no file grow beyond a size, for every size.
func TestCase16FileLimit(t *testing.T) {
	t.Parallel()
	args := []string{"rooms", filledTemplate(t), t.TempDir(), "limit", "4000", "growing"}
	if long() {
		args = append(args[:4], "4096", "even")
	}
	out, err := job(args...).Output()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
	t.Logf("%s", out)
}

// TestCase15FullDisk leaves ever more room on a disk: for bytes, and for files.
func TestCase15FullDisk(t *testing.T) {
	for name, args := range map[string][]string{
		"bytes": {"ballast", "8192", "growing"},
		"files": {"crowd", "1", "even"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if long() && name == "bytes" {
				args = []string{"ballast", "4096", "even"}
			}
			out, err := onDisk(t, "size=4m,nr_inodes=40", "true", append([]string{"rooms", filledTemplate(t), "DISK"}, args...)...)
			if err != nil {
				t.Errorf("%v: %s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}
