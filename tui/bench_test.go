package tui

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"cloud.google.com/go/civil"
	"github.com/charmbracelet/colorprofile"

	"waymark/planner"
	"waymark/planner/path"
	"waymark/store"
	"waymark/store/seed"
)

// seededSizes are those of the README's figures: all records, and those of
// state, which are loaded whole. The rest is history.
var seededSizes = []struct{ records, state int }{{100, 100}, {10_000, 2_000}, {100_000, 5_000}}

// seeded has the plans of all sizes, made once for all benchmarks of a run.
var seeded struct {
	sync.Mutex
	folder string
	plans  map[int]string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if seeded.folder != "" {
		_ = os.RemoveAll(seeded.folder)
	}
	os.Exit(code)
}

// seededPlan is a plan of a size in a file of the benchmark's own.
func seededPlan(b *testing.B, records, state int) string {
	b.Helper()
	seeded.Lock()
	defer seeded.Unlock()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	if seeded.folder == "" {
		folder, err := os.MkdirTemp("", "waymark-bench-")
		must(err)
		seeded.folder, seeded.plans = folder, map[int]string{}
	}
	if seeded.plans[records] == "" {
		file := filepath.Join(seeded.folder, fmt.Sprintf("%d.db", records))
		must(seed.Fill(openPlan(b, file), records, state, friday))
		seeded.plans[records] = file
	}
	data, err := os.ReadFile(seeded.plans[records])
	must(err)
	file := filepath.Join(b.TempDir(), "plan.db")
	must(os.WriteFile(file, data, 0o600))
	return file
}

func openPlan(b *testing.B, file string) *store.Store {
	b.Helper()
	s, err := store.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// eachSize runs a benchmark on plans of all sizes, with the garbage collector
// as the program sets it.
func eachSize(b *testing.B, gc int, run func(b *testing.B, file string)) {
	b.Helper()
	for _, size := range seededSizes {
		b.Run(fmt.Sprint(size.records), func(b *testing.B) {
			file := seededPlan(b, size.records, size.state)
			was := debug.SetGCPercent(gc)
			b.Cleanup(func() { debug.SetGCPercent(was) })
			runtime.GC()
			b.ReportAllocs()
			run(b, file)
		})
	}
}

func benchConfig(k planner.Keeper, start string) Config {
	return Config{
		Keeper:  k,
		Now:     func() time.Time { return friday.In(time.UTC).Add(10 * time.Hour) },
		Today:   func() civil.Date { return friday },
		Getenv:  func(string) string { return "" },
		Environ: []string{"TERM=xterm-256color"},
		Path:    func() (*path.Path, error) { return path.Builtin(), nil },
		Start:   start,
		Dark:    true,
	}
}

// drawnApp is the model as it stands when its first frame can be drawn.
func drawnApp(tb testing.TB, k planner.Keeper, start string, w, h int) *app {
	tb.Helper()
	a := newApp(benchConfig(k, start), startLoading(k))
	a.Update(tea.WindowSizeMsg{Width: w, Height: h})
	a.Update(a.loaded())
	if a.exit != nil {
		tb.Fatal(a.exit)
	}
	return a
}

// BenchmarkFirstFrame is what a start waits for: the plan is read and Home
// drawn. heap-KiB is what is in use after that.
func BenchmarkFirstFrame(b *testing.B) {
	eachSize(b, gcWhileStarting, func(b *testing.B, file string) {
		b.Helper()
		var a *app
		for b.Loop() {
			b.StopTimer()
			a = nil
			runtime.GC() // a start finds an empty heap
			b.StartTimer()
			a = drawnApp(b, openPlan(b, file), "", 120, 36)
			a.View()
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // the second empties the pools too
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapInuse)/1024, "heap-KiB")
		runtime.KeepAlive(a)
	})
}

// benchKeys presses keys in turn and draws a frame after each.
func benchKeys(b *testing.B, a *app, names ...string) {
	b.Helper()
	keys := make([]tea.Msg, len(names))
	for i, name := range names {
		keys[i] = keyPress(name)
	}
	a.View()
	i := 0
	for b.Loop() {
		a.Update(keys[i%len(keys)])
		a.View()
		i++
	}
}

// BenchmarkKey is a move of the cursor and its frame.
func BenchmarkKey(b *testing.B) {
	for _, where := range []struct{ name, screen string }{{"home", "Home"}, {"path", "Path"}} {
		b.Run(where.name, func(b *testing.B) {
			eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
				b.Helper()
				benchKeys(b, drawnApp(b, openPlan(b, file), where.screen, 120, 36), "j", "k")
			})
		})
	}
}

// BenchmarkEditKey ticks an item and takes that back, each an edit that is
// on the disk before its frame is drawn.
func BenchmarkEditKey(b *testing.B) {
	eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
		b.Helper()
		a := drawnApp(b, openPlan(b, file), "Path", 120, 36)
		before := a.plan.Revision
		benchKeys(b, a, "space")
		if got := a.plan.Revision - before; got != uint64(b.N) {
			b.Fatalf("%d edits for %d keys: %s", got, b.N, a.toast.text)
		}
	})
}

// BenchmarkFilterKey writes and takes back a letter of Path's filter, which
// searches every title and note of the phase.
func BenchmarkFilterKey(b *testing.B) {
	eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
		b.Helper()
		a := drawnApp(b, openPlan(b, file), "Path", 120, 36)
		a.Update(keyPress("/"))
		benchKeys(b, a, "r", "e", "backspace", "backspace")
	})
}

// BenchmarkPaletteKey writes and takes back letters in the palette.
func BenchmarkPaletteKey(b *testing.B) {
	eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
		b.Helper()
		a := drawnApp(b, openPlan(b, file), "Path", 120, 36)
		a.Update(keyPress(":"))
		benchKeys(b, a, "r", "e", "backspace", "backspace")
	})
}

// BenchmarkOpen opens a dialog or a screen that is not open yet.
func BenchmarkOpen(b *testing.B) {
	for _, what := range []struct{ name, key string }{{"help", "?"}, {"palette", ":"}, {"detail", "enter"}, {"review", "3"}} {
		b.Run(what.name, func(b *testing.B) {
			eachSize(b, gcWhileRunning, func(b *testing.B, file string) {
				b.Helper()
				a := drawnApp(b, openPlan(b, file), "Path", 120, 36)
				under, opens := a.current, keyPress(what.key)
				for b.Loop() {
					a.dialogs, a.current, a.open = nil, under, map[string]screen{"Path": under}
					a.Update(opens)
					a.View()
				}
				if a.top() == under {
					b.Fatalf("%s opened nothing: %s", what.key, a.toast.text)
				}
			})
		})
	}
}

// wire is the whole program without a terminal: keys go in at one end, and
// what it would have the terminal read is counted at the other. It allows
// itself no tabs and no backspaces for moving, as it may on a real terminal,
// so that the figures are rather too high.
type wire struct {
	tb testing.TB
	in *io.PipeWriter

	mu    sync.Mutex
	bytes int
}

func startWire(tb testing.TB, k planner.Keeper, start string, w, h int) *wire {
	tb.Helper()
	in, keys := io.Pipe()
	p := &wire{tb: tb, in: keys}
	c := benchConfig(k, start)
	c.Input, c.Output = in, p
	c.Options = []tea.ProgramOption{tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals()}
	done := make(chan error, 1)
	go func() { done <- Run(c) }()
	tb.Cleanup(func() {
		p.write("\x03")
		_ = keys.Close() // never fails
		if err := <-done; err != nil {
			tb.Error(err)
		}
	})
	p.write("\x1b[?2026;2$y") // the terminal knows synchronized output, which takes 16 bytes a frame
	p.settle(w * h)           // a frame has at least its cells
	p.press("j")              // whatever the start had to say is said before a key's frame
	p.press("k")
	return p
}

// Write counts.
func (p *wire) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bytes += len(b)
	return len(b), nil
}

func (p *wire) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes
}

func (p *wire) write(keys string) {
	p.tb.Helper()
	if _, err := io.WriteString(p.in, keys); err != nil {
		p.tb.Error(err)
	}
}

// settle waits until at least so many bytes have come, and then for a pause
// of several frames.
func (p *wire) settle(atLeast int) {
	p.tb.Helper()
	const pause, patience = 50 * time.Millisecond, 30 * time.Second
	for waited := time.Duration(0); waited < patience; waited += pause {
		n := p.count()
		time.Sleep(pause)
		if n >= atLeast && n == p.count() {
			return
		}
	}
	p.tb.Fatalf("%d bytes were written, not %d", p.count(), atLeast)
}

// press gives how many bytes a key takes on the terminal; it must be one that
// shows.
func (p *wire) press(key string) int {
	p.tb.Helper()
	before := p.count()
	p.write(key)
	p.settle(before + 1)
	return p.count() - before
}

// idle gives how many bytes are written while nothing happens.
func (p *wire) idle(d time.Duration) int {
	before := p.count()
	time.Sleep(d)
	return p.count() - before
}

// BenchmarkBytes counts what a move of the cursor takes on the terminal, and
// what doing nothing does. It has no time: that would be the frame clock's.
func BenchmarkBytes(b *testing.B) {
	for _, c := range []struct {
		name, screen string
		w, h         int
	}{{"home/80x24", "Home", 80, 24}, {"path/80x24", "Path", 80, 24}, {"path/120x36", "Path", 120, 36}} {
		b.Run(c.name, func(b *testing.B) {
			const idle = 2
			p := startWire(b, openPlan(b, seededPlan(b, seededSizes[1].records, seededSizes[1].state)), c.screen, c.w, c.h)
			keys, bytes := 0, 0
			for b.Loop() {
				bytes += p.press("jk"[keys%2 : keys%2+1])
				keys++
			}
			still := p.idle(idle * time.Second)
			if still > 0 {
				b.Errorf("%d bytes while nothing happened", still)
			}
			b.ReportMetric(0, "ns/op") // leaves it out
			b.ReportMetric(float64(bytes)/float64(keys), "bytes/key")
			b.ReportMetric(float64(still)/idle, "bytes/idle-second")
		})
	}
}

// TestDrawingCostsWhatIsVisible counts the work of a key and its frame: it
// goes by what is on the screen and not by how much the plan holds.
func TestDrawingCostsWhatIsVisible(t *testing.T) {
	plans := [2]*planner.Memory{}
	for i, n := range []int{100, 5000} {
		plans[i] = planner.NewMemory()
		if err := seed.Fill(plans[i], n, n, friday); err != nil {
			t.Fatal(err)
		}
	}
	keys := [2]tea.Msg{keyPress("j"), keyPress("k")}
	for _, c := range []struct {
		screen string
		w, h   int
	}{{"Home", 80, 24}, {"Home", 120, 36}, {"Path", 80, 24}, {"Path", 120, 36}} {
		var work [2]struct{ allocs, bytes float64 }
		for i, k := range plans {
			a := drawnApp(t, k, c.screen, c.w, c.h)
			n := 0
			f := func() {
				a.Update(keys[n%2])
				a.View()
				n++
			}
			const runs = 40
			work[i].allocs = testing.AllocsPerRun(runs, f)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for range runs {
				f()
			}
			runtime.ReadMemStats(&after)
			work[i].bytes = float64(after.TotalAlloc-before.TotalAlloc) / runs
		}
		t.Log(c, work)
	}
}
