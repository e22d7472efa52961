package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
	"time"

	"waymark/planner"

	"github.com/gofrs/flock"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// How long to wait for other processes, which hold a plan for milliseconds.
const (
	lockLimit = 2 * time.Second
	lockRetry = time.Millisecond
)

// lock takes the lock file beside a plan: shared to read, alone to write. In
// a folder that can't be written, reading does without.
func lock(path string, write bool) (unlock func(), err error) {
	if info, err := os.Lstat(LockPath(path)); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is in the way of the plan's lock, which is an empty file: take it away", LockPath(path))
	}
	file := flock.New(LockPath(path), flock.SetFlag(os.O_CREATE|os.O_RDONLY|noFollow|noWait), flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockLimit)
	defer cancel()
	if write {
		_, err = file.TryLockContext(ctx, lockRetry)
	} else {
		_, err = file.TryRLockContext(ctx, lockRetry)
	}
	switch {
	case err == nil:
		return func() { _ = file.Close() }, nil
	case errors.Is(err, context.DeadlineExceeded):
		_ = file.Close()
		return nil, fmt.Errorf("others have held it for %s: %w", lockLimit, planner.ErrBusy)
	case !write && unwritable(err):
		return func() {}, nil
	}
	_ = file.Close()
	if unwritable(err) {
		return nil, fmt.Errorf("lock the plan: %w; see the permissions of the folder %s", err, folder(path))
	}
	return nil, fmt.Errorf("lock the plan: %w", err)
}

// use is one use of a plan's file: opened, worked on in one transaction,
// closed.
type use struct {
	watch
	path  string
	write bool
	fresh bool // the file is to be made
	much  bool // much is written at once
	copy  bool // the file is a backup or the like, not a plan in use
	file  atomic.Pointer[os.File]
	info  os.FileInfo // as it was opened
	free  freeMark    // what the commit left of the list of free pages
}

// ahead is how many bytes are mapped beyond what the file has; 0: none.
func (u *use) ahead() int {
	if u.write && (u.fresh || u.much) {
		return mapAhead
	}
	return 0
}

// commitError is a commit that failed, or was broken off: whether the change
// was kept is to be found out.
type commitError struct{ err error }

func (e *commitError) Error() string { return e.err.Error() }
func (e *commitError) Unwrap() error { return e.err }

// visit opens a plan whose lock is held, runs work in one transaction and
// closes it. Errors of a commit are commitErrors.
func visit[T any](u *use, work func(*view) (T, error)) (T, os.FileInfo, error) {
	type visited struct {
		got  T
		info os.FileInfo
	}
	u.limit.Store(int64(openLimit + stepLimit))
	got, lost, err := guarded(&u.watch, func() (visited, error) {
		got, info, err := transact(u, work)
		return visited{got, info}, err
	})
	if lost {
		if f := u.file.Load(); f != nil {
			abandon(f)
		}
	}
	if err != nil && u.committing.Load() {
		err = &commitError{err}
	}
	return got.got, got.info, err
}

// transact runs on the guarded goroutine. Nothing is deferred: after a panic
// bbolt's Close and Rollback would wait for ever.
func transact[T any](u *use, work func(*view) (T, error)) (got T, info os.FileInfo, err error) {
	db, err := bolt.Open(u.path, 0o600, &bolt.Options{
		Timeout:      openLimit,
		ReadOnly:     !u.write,
		FreelistType: bolt.FreelistMapType,
		NoStatistics: true,
		OpenFile:     u.open,
		// Each time a file outgrows its map, bbolt copies all that it has in
		// hand. Room is made ahead where much is written.
		InitialMmapSize: u.ahead(),
	})
	if err != nil {
		if u.fresh && errors.Is(err, syscall.EIO) { // the disk fails, and there is no file yet to be damaged
			return got, nil, err
		}
		return got, nil, openError(err)
	}
	if db.AllocSize = 1 << 20; u.ahead() > 0 {
		db.AllocSize = 0 // else the file would grow as if it were as large as its map
	}
	tx, err := db.Begin(u.write)
	if err != nil {
		_ = db.Close()
		return got, nil, err
	}
	u.allow(limitFor(u.info.Size()))
	v := &view{tx: tx, watch: &u.watch, info: u.info}
	if missing := tx.Size() - u.info.Size(); missing > 0 && !u.fresh {
		// Pages in use are gone, also where this work would not meet one.
		err = damaged("%d bytes of it are missing", missing)
	} else {
		got, err = work(v)
	}
	switch {
	case err != nil || !u.write || v.nothing:
		if back := tx.Rollback(); err == nil {
			err = back
		}
	default:
		u.committing.Store(true)
		u.allow(commitLimit)
		if err = tx.Commit(); err == nil {
			u.committing.Store(false)
			u.free = markOf(db, u.info)
		}
	}
	// What was committed is on disk: nothing after it can fail the edit. A
	// stamp that is missing only makes the next Since look inside.
	info, _ = u.file.Load().Stat()
	_ = db.Close()
	return got, info, err
}

// open opens the file for bbolt, without its ways of making one or following
// a link, and keeps it in case it has to be abandoned.
func (u *use) open(path string, flag int, _ os.FileMode) (*os.File, error) {
	flag &^= os.O_CREATE
	if u.fresh {
		flag |= os.O_CREATE | os.O_EXCL
	}
	f, err := os.OpenFile(path, flag|noFollow|noWait, 0o600)
	if err != nil {
		return nil, err
	}
	u.file.Store(f)
	info, err := f.Stat()
	switch {
	case err != nil:
	case u.fresh:
		err = f.Chmod(0o600) // an odd umask may have taken too much
	default:
		if err = fitting(path, info); err == nil && !u.copy {
			err = onlyName(path, info)
		}
		if err != nil {
			err = &unfitError{err}
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	u.info = info
	u.allow(openLimit + limitFor(info.Size()))
	return f, nil
}

// unfitError is why a file is not taken for a plan before anything in it was
// read.
type unfitError struct{ err error }

func (e *unfitError) Error() string { return e.err.Error() }
func (e *unfitError) Unwrap() error { return e.err }

// openError tells a file that isn't a sound bbolt file from one that can't be
// had.
func openError(err error) error {
	var unfit *unfitError
	switch {
	case errors.As(err, &unfit):
		return unfit.err
	case errors.Is(err, bolterrors.ErrTimeout):
		return fmt.Errorf("another program holds the file: %w", planner.ErrBusy)
	case errors.Is(err, planner.ErrDamaged):
		return err
	case unwritable(err):
		return fmt.Errorf("%w; see the permissions of the file and its folder", err)
	case errors.Is(err, fs.ErrNotExist):
		return planner.ErrNoPlan
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return damaged("it is not a plan, or no longer (%w)", err)
	}
	var errno syscall.Errno // memory, handles or locks are short: no word of the file
	if errors.As(err, &errno) && errno != syscall.EIO {
		return err
	}
	return damaged("it can't be opened (%w)", err)
}
