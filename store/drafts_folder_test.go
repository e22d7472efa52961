//go:build unix

package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"waymark/store"
)

// In a folder that can't be written drafts can be read but not kept, and the
// error says where. Root may write anywhere, so root tests as nobody.
func TestDraftsInReadOnlyFolder(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "plan.db"))
	if err := s.KeepDraft("add", []string{"kept before"}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(store.DraftsPath(s.Path()), 0o644); err != nil { // nobody is to read it
		t.Fatal(err)
	}
	dir := filepath.Dir(s.Path())
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	cmd := job("draft", s.Path())
	if os.Getuid() == 0 {
		cmd.Path = asNobody(t)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := cmd.Output()
	for _, want := range []string{"read [kept before]\n", "removed <nil>\n", "keep what was typed for " + s.Path(), "permission denied", dir} {
		if !strings.Contains(string(out), want) {
			t.Errorf("it did not say %q but (%v):\n%s", want, err, out)
		}
	}
	if got := s.Drafts(); len(got) != 1 || got["add"][0] != "kept before" {
		t.Errorf("afterwards there are %q", got)
	}
}

func init() {
	otherJobs["draft"] = func(s *store.Store) error {
		fmt.Println("read", s.Drafts()["add"])
		other, err := store.Open(s.Path() + ".other")
		if err != nil {
			return err
		}
		fmt.Println("removed", other.KeepDraft("add", nil)) // there is nothing to remove
		fmt.Println("kept", s.KeepDraft("add", []string{"more"}))
		return nil
	}
}
