package tui

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
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
			runtime.GC() // the program starts without another's garbage
			b.StartTimer()
			a = drawnApp(b, openPlan(b, file), "", 120, 36)
			a.View()
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // the second empties the pools too
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/1024, "heap-KiB")
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
// what a terminal would be sent is counted at the other. On a real terminal
// the renderer may also move by tabs and backspaces, so the figures are rather
// too high.
type wire struct {
	tb   testing.TB
	keys *io.PipeWriter

	mu   sync.Mutex
	sent bytes.Buffer
}

// startWire returns when the first screen stands.
func startWire(tb testing.TB, k planner.Keeper, start string, w, h int) *wire {
	tb.Helper()
	in, keys := io.Pipe()
	p := &wire{tb: tb, keys: keys}
	c := benchConfig(k, start)
	c.Input, c.Output = in, p
	c.Options = []tea.ProgramOption{tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals()}
	done := make(chan error, 1)
	go func() { done <- Run(c) }()
	tb.Cleanup(func() {
		p.write("\x03")
		_ = keys.Close() // has no error to give
		if err := <-done; err != nil {
			tb.Error(err)
		}
	})
	p.write("\x1b[?2026;2$y") // as terminals say that know synchronized output, which takes 16 bytes a frame
	p.settle(func() bool { return strings.Contains(p.output(), "help") })
	p.press("j") // what else a start sends has been sent before a key's frame
	p.press("k")
	return p
}

// Write is for the program: it stands for the terminal.
func (p *wire) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent.Write(b)
}

func (p *wire) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent.String()
}

func (p *wire) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent.Len()
}

func (p *wire) write(keys string) {
	p.tb.Helper()
	if _, err := io.WriteString(p.keys, keys); err != nil {
		p.tb.Error(err)
	}
}

// settle waits until something is so, and then until nothing is sent for the
// time of several frames.
func (p *wire) settle(is func() bool) {
	p.tb.Helper()
	const poll, pause, patience = 2 * time.Millisecond, 40 * time.Millisecond, 20 * time.Second
	for begun := time.Now(); time.Since(begun) < patience; time.Sleep(poll) {
		if !is() {
			continue
		}
		n := p.count()
		if time.Sleep(pause); n == p.count() {
			return
		}
	}
	p.tb.Fatalf("what was waited for did not come; the last output: %q", p.output()[max(0, p.count()-200):])
}

// press gives how many bytes a key takes; it must be a key that shows.
func (p *wire) press(key string) int {
	p.tb.Helper()
	before := p.count()
	p.write(key)
	p.settle(func() bool { return p.count() > before })
	return p.count() - before
}

// idle gives how many bytes are sent while nothing happens.
func (p *wire) idle(d time.Duration) int {
	before := p.count()
	time.Sleep(d)
	return p.count() - before
}

// BenchmarkBytes counts what a move of the cursor sends to the terminal, and
// what doing nothing sends. It has no time: that would be the frame clock's.
func BenchmarkBytes(b *testing.B) {
	for _, c := range []struct {
		name, screen string
		w, h         int
	}{{"home/80x24", "Home", 80, 24}, {"path/80x24", "Path", 80, 24}, {"path/120x36", "Path", 120, 36}} {
		b.Run(c.name, func(b *testing.B) {
			const idle = 2
			size := seededSizes[1]
			p := startWire(b, openPlan(b, seededPlan(b, size.records, size.state)), c.screen, c.w, c.h)
			keys, sent := 0, 0
			for b.Loop() {
				sent += p.press("jk"[keys%2 : keys%2+1])
				keys++
			}
			still := p.idle(idle * time.Second)
			if still > 0 {
				b.Errorf("%d bytes while nothing happened", still)
			}
			b.ReportMetric(0, "ns/op") // leaves it out
			b.ReportMetric(float64(sent)/float64(keys), "bytes/key")
			b.ReportMetric(float64(still)/idle, "bytes/idle-second")
		})
	}
}

func seededMemory(t *testing.T, state int) *planner.Memory {
	t.Helper()
	m := planner.NewMemory()
	if err := seed.Fill(m, state, state, friday); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestDrawingCostsWhatIsVisible counts what a key and its frame allocate: that
// goes by what is on the screen and not by how much there is. Home's lists are
// only full from some 500 items on.
func TestDrawingCostsWhatIsVisible(t *testing.T) {
	plans := map[int]*planner.Memory{}
	for _, n := range []int{100, 500, 5000} {
		plans[n] = seededMemory(t, n)
	}
	for _, c := range []struct {
		screen    string
		few, w, h int
	}{{"Home", 500, 80, 24}, {"Home", 500, 120, 36}, {"Path", 100, 80, 24}, {"Path", 100, 120, 36}} {
		work := func(n int) (allocs, bytes float64) {
			a, keys, i := drawnApp(t, plans[n], c.screen, c.w, c.h), [2]tea.Msg{keyPress("j"), keyPress("k")}, 0
			return allocated(func() {
				a.Update(keys[i%2])
				a.View()
				i++
			})
		}
		const most = 1.3
		allocs, bytes := work(c.few)
		manyAllocs, manyBytes := work(5000)
		if manyAllocs > most*allocs || manyBytes > most*bytes {
			t.Errorf("%s at %d×%d: a key among %d items takes %.0f allocations of %.0f bytes, among 5000 %.0f of %.0f",
				c.screen, c.w, c.h, c.few, allocs, bytes, manyAllocs, manyBytes)
		}
	}
}

// allocated is how much a function allocates on average.
func allocated(f func()) (allocs, bytes float64) {
	const runs = 40
	allocs = testing.AllocsPerRun(runs, f)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	return allocs, float64(after.TotalAlloc-before.TotalAlloc) / runs
}

// TestBytesToTheTerminal counts what the whole program sends for a move of
// the cursor, and that it sends nothing while nothing happens.
func TestBytesToTheTerminal(t *testing.T) {
	const most = 350
	p := startWire(t, seededMemory(t, 2000), "Home", 80, 24)
	moves := func(screen string) {
		t.Helper()
		for _, key := range []string{"j", "j", "k", "k"} {
			if n := p.press(key); n > most {
				t.Errorf("%s on %s sends %d bytes, not at most %d", key, screen, n, most)
			}
		}
	}
	moves("Home")
	p.press("2")
	moves("Path")
	if n := p.idle(1500 * time.Millisecond); n > 0 {
		t.Errorf("%d bytes were sent while nothing happened", n)
	}
}
