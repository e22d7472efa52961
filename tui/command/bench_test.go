package command_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/civil"

	"waymark/planner"
	"waymark/store"
	"waymark/store/seed"
	"waymark/tui/command"
)

// seededSizes are those of the README's figures: all records, and those of
// state, which are loaded whole. The rest is history.
var seededSizes = []struct{ records, state int }{{100, 100}, {10_000, 2_000}, {100_000, 5_000}}

var seededDay = civil.Date{Year: 2026, Month: time.November, Day: 20}

// seeded has the plans of all sizes, made once for all benchmarks of a run.
var seeded struct {
	sync.Mutex
	folder string
	plans  map[int]string
}

// builtFolder is where tests that run the built program have put it; "": none
// did. It is removed at the end.
var builtFolder string

// program is what the test binary is where a test starts it as a program of
// its own; nil elsewhere.
var program func()

func TestMain(m *testing.M) {
	if program != nil {
		program()
	}
	code := m.Run()
	if seeded.folder != "" {
		_ = os.RemoveAll(seeded.folder)
	}
	_ = os.RemoveAll(builtFolder)
	os.Exit(code)
}

// seededPlan is a plan of a size, in a file that all benchmarks share.
func seededPlan(b *testing.B, records, state int) string {
	b.Helper()
	seeded.Lock()
	defer seeded.Unlock()
	if seeded.folder == "" {
		folder, err := os.MkdirTemp("", "waymark-bench-")
		if err != nil {
			b.Fatal(err)
		}
		seeded.folder, seeded.plans = folder, map[int]string{}
	}
	if seeded.plans[records] == "" {
		file := filepath.Join(seeded.folder, fmt.Sprintf("%d.db", records))
		s, err := store.Open(file)
		if err == nil {
			err = seed.Fill(s, records, state, seededDay)
		}
		if err != nil {
			b.Fatal(err)
		}
		seeded.plans[records] = file
	}
	return seeded.plans[records]
}

// copyPlan puts a plan, as it was made, into a benchmark's own file.
func copyPlan(b *testing.B, from, to string) {
	b.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// fresh is after how many runs of a command that changes the plan the
// benchmark goes back to the plan as it was made, so that a small one stays
// small.
const fresh = 50

// benchCommand runs a line command on plans of all sizes, from its arguments
// to its exit code, as often as a shell would: each run opens the plan anew.
func benchCommand(b *testing.B, args ...string) {
	b.Helper()
	for _, size := range seededSizes {
		b.Run(fmt.Sprint(size.records), func(b *testing.B) {
			made, file := seededPlan(b, size.records, size.state), filepath.Join(b.TempDir(), "plan.db")
			copyPlan(b, made, file)
			args := append([]string{"--file", file}, args...)
			var said strings.Builder
			env := command.Env{
				Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: &said,
				Getenv: func(string) string { return "" },
				IsTTY:  func(command.Stream) bool { return false },
				Width:  func() int { return 0 },
				Now:    func() time.Time { return seededDay.In(time.UTC).Add(10 * time.Hour) },
				Draw:   rand.Uint64,
				Open:   func(file string) (planner.Keeper, error) { return store.Open(file) },
				Glance: store.Glance,
			}
			b.ReportAllocs()
			runs := 0
			for b.Loop() {
				if runs++; runs%fresh == 0 {
					b.StopTimer()
					copyPlan(b, made, file)
					b.StartTimer()
				}
				said.Reset()
				if code := command.Main(args, env); code != 0 {
					b.Fatalf("exit code %d: %s", code, said.String())
				}
			}
		})
	}
}

// BenchmarkStatus is what Home says, in lines.
func BenchmarkStatus(b *testing.B) { benchCommand(b, "status") }

// BenchmarkStatusShort is what a shell prompt waits for.
func BenchmarkStatusShort(b *testing.B) { benchCommand(b, "status", "--short") }

// BenchmarkList lists all that is open.
func BenchmarkList(b *testing.B) { benchCommand(b, "list") }

// BenchmarkExport writes the plan's summary in Markdown.
func BenchmarkExport(b *testing.B) { benchCommand(b, "export") }

// BenchmarkAdd adds an action, which is on the disk before the id is printed.
func BenchmarkAdd(b *testing.B) {
	benchCommand(b, "add", "Ask Dana for feedback on the talk", "--due", "fri")
}
