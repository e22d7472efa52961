//go:build unix

package store_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestCase36ReadOnly has a plan of the first format on a disk that can only be
// read: it is read as it is, and an edit is refused in words.
func TestCase36ReadOnly(t *testing.T) {
	s, old := firstFormat(t)
	const disk = "cp PLAN DISK/ && mount -o remount,ro DISK"
	lay := strings.ReplaceAll(disk, "PLAN", s.Path())
	if out, err := onDisk(t, "size=4m", lay, "load", "DISK/plan.db"); err != nil || out != "revision 27\n" {
		t.Errorf("it reads %q, %v", out, err)
	}
	out, err := onDisk(t, "size=4m", lay, "edit", "DISK/plan.db")
	if err == nil || !strings.Contains(out, "read-only file system; see the permissions of the folder") {
		t.Errorf("it says %q, %v", out, err)
	}
	untouched(t, s.Path(), old)
}

// onDisk runs a job of a child on a disk of its own, called DISK, after what
// a shell does with it.
func onDisk(t *testing.T, options, first string, args ...string) (string, error) {
	t.Helper()
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		t.Skip("no disk can be made without the program unshare: ", err)
	}
	dir := t.TempDir()
	mount := "mount -t tmpfs -o " + options + " none " + dir
	if out, err := exec.Command(unshare, "-Urm", "sh", "-c", mount).CombinedOutput(); err != nil {
		t.Skipf("no disk can be made here: %v: %s", err, out)
	}
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "DISK", dir)
	}
	inner := job(args...)
	cmd := exec.Command(unshare, "-Urm", "sh", "-c", mount+" && "+strings.ReplaceAll(first, "DISK", dir)+` && exec "$0"`, inner.Path)
	cmd.Env, cmd.Stderr = inner.Env, inner.Stderr
	out, err := cmd.Output()
	return string(out), err
}
