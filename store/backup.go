package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"waymark/planner"
)

// Why backups are taken, as their names say it. Others are given by callers.
const (
	whyDaily    = "daily"
	whyMigrate  = "before migrate"
	whyRestore  = "before restore"
	whyBulk     = "before bulk"
	whyRestored = "restored"
)

// A backup's name tells all that is needed to find and to thin backups: its
// number, when it was taken in UTC, the newest change in it, and why. A file
// gets such a name only once it was loaded back.
const takenForm = "20060102T150405Z"

// Compiling it at every start would take longer than it ever takes here.
var backupName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,9})-(\d{8}T\d{6}Z)-r(\d{1,19})-([a-z-]{1,40})\.db$`)
})

// fileName is the name that a backup bears in the folder of backups.
func fileName(b planner.Backup) string {
	return fmt.Sprintf("%05d-%s-r%d-%s.db", b.Number, b.Taken.UTC().Format(takenForm), b.Revision, slug(b.Why))
}

// listBackups lists the backups of a plan, newest first: the numbers rise,
// whatever the clock did.
func listBackups(path string) ([]planner.Backup, error) {
	entries, err := os.ReadDir(BackupsPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for backups: %w", err)
	}
	var list []planner.Backup
	for _, e := range entries {
		if b, ok := parseBackup(e.Name()); ok && e.Type().IsRegular() {
			b.File = filepath.Join(BackupsPath(path), e.Name())
			if info, err := e.Info(); err == nil {
				b.Size = info.Size()
			}
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b planner.Backup) int { return b.Number - a.Number })
	return list, nil
}

func parseBackup(name string) (planner.Backup, bool) {
	m := backupName().FindStringSubmatch(name)
	if m == nil {
		return planner.Backup{}, false
	}
	number, err := strconv.Atoi(m[1])
	taken, badTime := time.Parse(takenForm, m[2])
	revision, badRevision := strconv.ParseUint(m[3], 10, 64)
	return planner.Backup{Number: number, Taken: taken, Revision: revision, Why: strings.ReplaceAll(m[4], "-", " ")}, errors.Join(err, badTime, badRevision) == nil
}

// takeBackup copies a plan whose lock is held alone, and loads the copy back
// before it counts.
func takeBackup(path string, taken time.Time, why string) error {
	pages, err := drawBackup(path)
	if err != nil {
		return err
	}
	temp, got, err := pages.rebuilt()
	if err != nil {
		return fmt.Errorf("take a backup: %w", err)
	}
	_, err = shelve(path, temp, got, taken, why)
	return err
}

// drawBackup copies the pages of a plan whose lock is held, for reading at
// least, into the folder of backups.
func drawBackup(path string) (copied, error) {
	dir := BackupsPath(path)
	if err := privateDir(dir); err != nil {
		return copied{}, fmt.Errorf("take a backup: %w", err)
	}
	sweep(dir)
	pages, err := copyOut(path, dir)
	if err != nil {
		return copied{}, fmt.Errorf("take a backup: %w", err)
	}
	return pages, nil
}

// shelve gives a backup its number and name. Then older ones may be thinned.
// The plan's lock is held alone, so that no two get the same number.
func shelve(path, temp string, got census, taken time.Time, why string) (planner.Backup, error) {
	b := planner.Backup{Number: 1, Taken: taken.UTC().Truncate(time.Second), Why: strings.ReplaceAll(slug(why), "-", " ")}
	complete(&b, got)
	list, err := listBackups(path)
	if err == nil {
		if len(list) > 0 {
			b.Number = list[0].Number + 1
		}
		b.File = filepath.Join(BackupsPath(path), fileName(b))
		err = os.Rename(temp, b.File)
	}
	if err != nil {
		_ = os.Remove(temp)
		return planner.Backup{}, fmt.Errorf("take a backup: %w", plainCause(err))
	}
	if err := syncFolder(BackupsPath(path)); err != nil {
		return planner.Backup{}, fmt.Errorf("take a backup: %w", err)
	}
	thin(path, taken)
	return b, nil
}

// complete fills in what a backup holds.
func complete(b *planner.Backup, c census) {
	b.Plan, b.Revision, b.Changed, b.Records, b.Size = c.Birth.ID, c.Head.Revision, c.Changed, c.Records, c.Size
}

// tempPrefix is how files begin that have not got their name yet.
const tempPrefix = ".waymark-"

// copied are a plan's pages in a file without a name yet, and the sum of what
// the plan holds.
type copied struct {
	file string
	sum  uint64
}

// copyOut copies a plan's pages into a folder. That is quick, since others
// wait for it.
func copyOut(path, dir string) (c copied, err error) {
	f, err := os.CreateTemp(dir, tempPrefix+"*") // 0600
	if err != nil {
		return copied{}, plainCause(err)
	}
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			_ = os.Remove(f.Name())
			err = roomless(plainCause(err))
		}
	}()
	sum, _, err := visit(&use{path: path}, func(v *view) (uint64, error) {
		sum, err := v.sum(asIs)
		if err != nil {
			return 0, err
		}
		v.watch.allow(commitLimit) // a disk may take long over one write
		_, err = v.tx.WriteTo(&stepping{f, v.watch})
		return sum, err
	})
	if err != nil {
		return copied{}, err
	}
	return copied{f.Name(), sum}, f.Chmod(privateFile) // an odd umask may have taken too much
}

// rebuilt makes a sound file of the pages: record by record, so that what may
// be wrong with the plan's pages doesn't go along, on disk, and loaded back and
// compared with the plan.
func (c copied) rebuilt() (file string, got census, err error) {
	file, err = rewrite(c.file, asIs, nil)
	_ = os.Remove(c.file)
	if err != nil {
		return "", census{}, err
	}
	if got, err = verified(file, c.sum); err != nil {
		_ = os.Remove(file)
		return "", census{}, err
	}
	return file, got, nil
}

// stepping shows that writing gets on.
type stepping struct {
	io.Writer
	watch *watch
}

func (s *stepping) Write(b []byte) (int, error) {
	s.watch.step()
	return s.Writer.Write(b)
}

// sweep removes what was broken off before it got its name. The lock is held,
// so it is nobody's who is still at work, unless it only reads: a file is
// left alone for an hour.
func sweep(dir string) {
	entries, _ := os.ReadDir(dir) // what can't be listed can't be swept
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), tempPrefix) && info.Mode().IsRegular() && now().Sub(info.ModTime()) > time.Hour {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// privateDir makes a folder of our own, or makes sure that it is one.
func privateDir(dir string) error {
	err := os.Mkdir(dir, privateFolder)
	if err == nil {
		if err := os.Chmod(dir, privateFolder); err != nil { // an odd umask may have taken too much
			return err
		}
		return syncFolder(filepath.Dir(dir))
	}
	info, missing := os.Lstat(dir)
	if missing != nil {
		return fmt.Errorf("make the folder %s: %w", dir, plainCause(err))
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is in the way of a folder for backups", dir)
	}
	if err := strange(info); err != nil {
		return fmt.Errorf("the folder %s: %w", dir, err)
	}
	if wide(info) {
		return os.Chmod(dir, privateFolder)
	}
	return nil
}

// slug makes the reason for a backup fit for its name.
func slug(why string) string {
	s := strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.ToLower(why)), "-")
	if s == "" {
		return "asked"
	}
	return s[:min(len(s), 40)]
}
