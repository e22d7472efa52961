package planner_test

import (
	"go/build"
	"strings"
	"testing"
)

// The domain stays free of disks, terminals and libraries.
func TestImports(t *testing.T) {
	pkg, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pkg.Imports {
		first, _, _ := strings.Cut(path, "/")
		switch {
		case path == "cloud.google.com/go/civil":
		case strings.Contains(first, ".") || first == "waymark":
			t.Errorf("planner imports %s; it may use the standard library and the civil date only", path)
		case path == "os" || path == "net" || strings.HasPrefix(path, "net/") || strings.HasPrefix(path, "os/") || path == "syscall":
			t.Errorf("planner imports %s; it touches no disk and no network", path)
		}
	}
	if len(pkg.Imports) == 0 {
		t.Error("found no imports, so the test shows nothing")
	}
}
