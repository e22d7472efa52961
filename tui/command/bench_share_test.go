package command_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"waymark/planner"
	"waymark/planner/export"
	"waymark/store"
	"waymark/tui/command"
)

// counted counts the bytes that go by.
type counted struct{ n int }

func (c *counted) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

// lines runs the program in this process.
func lines(b *testing.B, out io.Writer, args ...string) {
	b.Helper()
	var said strings.Builder
	env := command.Env{
		Stdin: strings.NewReader(""), Stdout: out, Stderr: &said,
		Getenv:  func(string) string { return "" },
		IsTTY:   func(command.Stream) bool { return false },
		Width:   func() int { return 0 },
		Now:     func() time.Time { return seededDay.In(time.UTC).Add(10 * time.Hour) },
		Draw:    rand.Uint64,
		Open:    func(file string) (planner.Keeper, error) { return store.Open(file) },
		Glance:  store.Glance,
		Version: func() string { return "bench" },
	}
	if code := command.Main(args, env); code != 0 {
		b.Fatalf("exit code %d: %s", code, said.String())
	}
}

// peak watches the heap while work runs, and gives the most it held beyond
// what it held before, in bytes.
func peak(work func()) uint64 {
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 {
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	before, most := read(), uint64(0)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				most = max(most, read())
			}
		}
	}()
	work()
	close(stop)
	<-done
	return max(most, before) - before
}

// BenchmarkExportAs writes every format from plans of all sizes, and tells the
// size of the output and the most memory beside it.
func BenchmarkExportAs(b *testing.B) {
	for _, format := range export.Formats {
		for _, size := range seededSizes {
			b.Run(fmt.Sprintf("%s/%d", format.Name, size.records), func(b *testing.B) {
				file := seededPlan(b, size.records, size.state)
				args := []string{"--file", file, "export", "--format", format.Name}
				if format.Tables != nil {
					args = append(args, "--output", b.TempDir()+"/", "--force")
				}
				var out counted
				most := uint64(0)
				for b.Loop() {
					out.n = 0
					most = max(most, peak(func() { lines(b, &out, args...) }))
				}
				if format.Tables != nil {
					out.n = written(b, args[len(args)-2])
				}
				b.ReportMetric(float64(out.n)/1e6, "MB-out")
				b.ReportMetric(float64(most)/1e6, "MB-heap")
			})
		}
	}
}

// written is how many bytes the files of a folder have.
func written(b *testing.B, folder string) int {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			b.Fatal(err)
		}
		n += int(info.Size())
	}
	return n
}

// BenchmarkImport takes a whole plan of each size into an empty place.
func BenchmarkImport(b *testing.B) {
	for _, size := range seededSizes {
		b.Run(fmt.Sprintf("json/%d", size.records), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "plan.json")
			lines(b, io.Discard, "--file", seededPlan(b, size.records, size.state), "export", "--output", file)
			info, err := os.Stat(file)
			if err != nil {
				b.Fatal(err)
			}
			most := uint64(0)
			for i := 0; b.Loop(); i++ {
				most = max(most, peak(func() {
					lines(b, io.Discard, "--file", filepath.Join(b.TempDir(), fmt.Sprint(i), "plan.db"), "import", file)
				}))
			}
			b.ReportMetric(float64(info.Size())/1e6, "MB-in")
			b.ReportMetric(float64(most)/1e6, "MB-heap")
		})
		b.Run(fmt.Sprintf("todo.txt/%d", size.records), func(b *testing.B) {
			list := filepath.Join(b.TempDir(), "list.todo.txt")
			var text strings.Builder
			for i := range size.records {
				fmt.Fprintf(&text, "2026-11-%02d Ask number %d about the plan +career @desk due:2027-01-%02d\n", i%28+1, i, i%28+1)
			}
			if err := os.WriteFile(list, []byte(text.String()), 0o600); err != nil {
				b.Fatal(err)
			}
			most := uint64(0)
			for i := 0; b.Loop(); i++ {
				plan := filepath.Join(b.TempDir(), fmt.Sprint(i), "plan.db")
				b.StopTimer()
				lines(b, io.Discard, "--file", plan, "init")
				b.StartTimer()
				most = max(most, peak(func() { lines(b, io.Discard, "--file", plan, "import", list) }))
			}
			b.ReportMetric(float64(text.Len())/1e6, "MB-in")
			b.ReportMetric(float64(most)/1e6, "MB-heap")
		})
	}
}
