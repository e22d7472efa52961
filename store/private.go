package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"waymark/planner"
)

// A plan is for its owner's eyes. Whatever the umask was when it was made or
// copied here, its file is 0600, and so is its folder 0700 where that holds
// nothing else.
const (
	privateFile   = 0o600
	privateFolder = 0o700
)

// tightenOnce is tighten at the first use: a key press need not look again.
func (s *Store) tightenOnce() {
	if !s.private {
		s.private = true
		s.tighten()
	}
}

// tighten takes from others what they may do with the plan, which is known to
// be one, and with what is kept beside it, and notes that.
func (s *Store) tighten() {
	wasWide := false
	for _, file := range []string{s.path, LockPath(s.path), HeadPath(s.path), DraftsPath(s.path)} {
		wasWide = tightenFile(file) || wasWide
	}
	for _, dir := range []string{asidePath(s.path), BackupsPath(s.path)} {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || !wide(info) || os.Chmod(dir, privateFolder) != nil {
			continue
		}
		wasWide = true
		entries, _ := os.ReadDir(dir) // what can't be listed is in a private folder now
		for _, e := range entries {
			tightenFile(filepath.Join(dir, e.Name()))
		}
	}
	if wasWide {
		s.notices = append(s.notices, fmt.Sprintf("Others could read %s or its backups; now only you can.", planner.ShowLine(s.path)))
	}
	dir := folder(s.path)
	if info, err := os.Lstat(dir); err == nil && info.IsDir() && wide(info) && ownFolder(dir, s.path) && os.Chmod(dir, privateFolder) == nil {
		s.notices = append(s.notices, fmt.Sprintf("Others could look into %s; now only you can.", planner.ShowLine(dir)))
	}
}

// tightenFile makes a file its owner's alone, and reports that it wasn't.
func tightenFile(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular() && wide(info) && os.Chmod(name, privateFile) == nil
}

// wide reports that others than the owner may do something with a file.
func wide(info os.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 && strange(info) == nil }

// ownFolder reports that a folder is waymark's own: it is called so and holds
// nothing but the plan and what belongs to it.
func ownFolder(dir, plan string) bool {
	if filepath.Base(dir) != "waymark" {
		return false
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), filepath.Base(plan)) {
			return false
		}
	}
	return true
}

// Notices gives what is to be said once, and forgets it.
func (s *Store) Notices() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	said := s.notices
	s.notices = nil
	return said
}

// onlyName refuses a plan that has a second name, by which another program
// could change it, or a copy that is none. Names that a start or a restore
// left when it was broken off are taken away.
func onlyName(path string, info os.FileInfo) error {
	if names(info) < 2 {
		return nil
	}
	leftovers := []string{freshPath(path)}
	entries, _ := os.ReadDir(asidePath(path)) // mostly there is none
	for _, e := range entries {
		leftovers = append(leftovers, filepath.Join(asidePath(path), e.Name()))
	}
	for _, name := range leftovers {
		if other, err := os.Lstat(name); err == nil && os.SameFile(info, other) {
			_ = os.Remove(name)
		}
	}
	again, err := os.Lstat(path)
	if err != nil || names(again) < 2 {
		return err
	}
	base := planner.ShowLine(filepath.Base(path))
	return fmt.Errorf("it has a second name (a hard link), so what looks like a copy of it isn't one; make it a file of its own: cp %s %s.own && mv %s.own %s", base, base, base, base)
}
