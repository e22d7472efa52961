//go:build unix

package command_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// The program itself tells a script of a plan that is gone, or emptied.
func TestCase06CheckJSON(t *testing.T) {
	for name, lose := range map[string]func(plan string) error{
		"gone": os.Remove, "emptied": func(plan string) error { return os.Truncate(plan, 0) },
	} {
		plan := begun(t)
		if err := lose(plan); err != nil {
			t.Fatal(err)
		}
		cmd := started(t, plan, "check --json")
		var out, errs bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &errs
		_ = cmd.Run() // its exit code tells
		var got struct {
			Sound    *bool
			Findings []struct{ What string }
		}
		d := json.NewDecoder(&out)
		if err := d.Decode(&got); err != nil || d.More() {
			t.Errorf("%s: it is not one object: %v", name, err)
		}
		if cmd.ProcessState.ExitCode() != 4 || got.Sound == nil || *got.Sound || len(got.Findings) != 1 {
			t.Errorf("%s: exit %d, %+v\n%s", name, cmd.ProcessState.ExitCode(), got, errs.String())
		}
	}
}
