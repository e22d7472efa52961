//go:build unix

package command

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// asUser runs something as a user who is not root, who may write anywhere, and
// who owns a folder. No other test may run beside it.
func asUser(t *testing.T, dir string, run func()) {
	t.Helper()
	if os.Getuid() != 0 {
		run()
		return
	}
	const nobody = 65534
	err := os.Chown(dir, nobody, nobody)
	for d := filepath.Dir(dir); d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		err = errors.Join(err, os.Chmod(d, 0o755)) // to be passed through
	}
	if err = errors.Join(err, syscall.Seteuid(nobody)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Seteuid(0); err != nil {
			t.Fatal(err)
		}
	}()
	run()
}
