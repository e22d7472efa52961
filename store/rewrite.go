package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// change gives what a value is in the new file: as it was, another one, or
// nil to leave it out. It must not keep or alter the bytes it gets.
type change func(bucket string, key, value []byte) ([]byte, error)

// asIs changes nothing.
func asIs(_ string, _, value []byte) ([]byte, error) { return value, nil }

// rewrite copies a plan into a new file beside its place, changed on the way.
// The new file is whole, on disk and without free pages, and has not its
// place yet: see swap. finish may add to it at the end.
func rewrite(path string, how change, finish func(from, to *view) error) (fresh string, err error) {
	fresh = freshPath(path)
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("clear what an earlier try left: %w", err)
	}
	_, _, err = visit(&use{path: path, copy: true}, func(from *view) (struct{}, error) {
		from.watch.allow(2 * commitLimit) // the other file's own guard minds the time
		_, _, err := visit(&use{path: fresh, write: true, fresh: true}, func(to *view) (struct{}, error) {
			if err := from.copyInto(to, how); err != nil {
				return struct{}{}, err
			}
			if finish == nil {
				return struct{}{}, nil
			}
			return struct{}{}, finish(from, to)
		})
		return struct{}{}, err
	})
	if err != nil {
		_ = os.Remove(fresh)
		return "", roomless(err)
	}
	return fresh, nil
}

// copyInto copies all buckets, in order, so that pages come out full.
func (v *view) copyInto(to *view, how change) error {
	var into *bolt.Bucket
	return v.each(func(name string) error {
		var err error
		if into, err = to.tx.CreateBucketIfNotExists([]byte(name)); err == nil {
			into.FillPercent = appended
		}
		return err
	}, func(name string, key, value []byte) error {
		to.watch.take(len(value))
		next, err := how(name, key, value)
		if err != nil || next == nil {
			return err
		}
		return into.Put(key, next)
	})
}

// each goes through all buckets and their values. Keys have to rise, or a
// damaged tree could send it round for ever.
func (v *view) each(bucket func(name string) error, value func(bucket string, key, value []byte) error) error {
	lastName := ""
	return v.tx.ForEach(func(name []byte, b *bolt.Bucket) error {
		if string(name) <= lastName || b == nil {
			return damaged("its parts are out of order")
		}
		lastName = string(name)
		if err := bucket(lastName); err != nil {
			return err
		}
		var last []byte
		cursor := b.Cursor()
		for key, sealed := cursor.First(); key != nil; key, sealed = cursor.Next() {
			v.watch.take(len(sealed))
			if bytes.Compare(key, last) <= 0 || sealed == nil {
				return damaged("%s is out of place", place(lastName, key))
			}
			last = append(last[:0], key...)
			if err := value(lastName, key, sealed); err != nil {
				return err
			}
		}
		return nil
	})
}

// swap puts a finished file in place of the plan, whose lock is held. Nobody
// goes on writing into the old one, since all take the lock first.
func swap(fresh, path string) error {
	err := os.Rename(fresh, path)
	if err == nil {
		err = syncFolder(folder(path))
	}
	if err != nil {
		return fmt.Errorf("put the new file in place: %w", err)
	}
	return nil
}
