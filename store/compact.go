package store

import (
	"os"

	bolt "go.etcd.io/bbolt"
)

// A file is compacted when it is not small and less than half of it is used.
const compactFrom = 4 << 20 // bytes

// compact copies the plan into a new file, verifies that it is equal and puts
// it in place, where most of the file is free.
func (s *Store) compact() error {
	_, err := held(s.path, true, func() (struct{}, error) {
		worth, _, err := visit(&use{path: s.path}, func(v *view) (bool, error) {
			size := v.tx.Size()
			if size < compactFrom {
				return false, nil
			}
			return v.used() < size/2, nil
		})
		if err != nil || !worth {
			return struct{}{}, err
		}
		return struct{}{}, renewFile(s.path, asIs, nil)
	})
	return err
}

// used is how many bytes of the file its pages take up.
func (v *view) used() int64 {
	pages := 0
	_ = v.tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
		v.watch.step()
		stats := b.Stats()
		pages += stats.BranchPageN + stats.BranchOverflowN + stats.LeafPageN + stats.LeafOverflowN
		return nil
	})
	return int64(pages) * int64(v.tx.DB().Info().PageSize)
}

// renewFile puts a changed copy in place of a plan whose lock is held, or of a
// backup, once the copy was loaded back and compared, but for the buckets that
// finish adds. A crash at any moment leaves the old file or the new one.
func renewFile(path string, how change, finish func(from, to *view) error, adds ...string) error {
	fresh, err := rewrite(path, how, finish)
	if err != nil {
		return err
	}
	before, err := survey(path, how)
	if err == nil {
		_, err = verified(fresh, before.Sum, adds...)
	}
	if err == nil {
		err = swap(fresh, path)
	}
	if err != nil {
		_ = os.Remove(fresh)
	}
	return err
}
