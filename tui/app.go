package tui

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"waymark/planner"
)

// The smallest window that screens are drawn for, and the largest: a terminal
// that claims more is not believed.
const (
	minWidth, minHeight = 60, 15
	maxWidth, maxHeight = 1000, 500
)

// app is the only tea.Model. It routes messages to what is on top and draws
// the frame around it.
type app struct {
	*env
	loaded  func() loadedMsg
	settled bool // the first second is over
	ticks   int
	window  [2]int // columns and lines of the terminal, however few
	// suspended says that the program set itself aside.
	suspended atomic.Bool
	// unstoppable says why it can't; nil: it can.
	unstoppable func() string
}

type (
	loadedMsg struct {
		plan *planner.Plan
		err  error
	}
	tickMsg struct{}
)

// newApp makes the model. load is called once, from a command, so that
// reading the plan goes on while the terminal is set up.
func newApp(c Config, load func() loadedMsg) *app {
	e := &env{Config: c, styles: newStyles(c.Dark), open: map[string]screen{}, drafts: newDrafts(c.Keeper)}
	e.today, e.w, e.h = c.Today(), minWidth, minHeight
	return &app{env: e, loaded: load}
}

// Init starts the reading of the plan, the clock's tick and the question for
// the terminal's background; none of them is waited for.
func (a *app) Init() tea.Cmd {
	read := func() tea.Msg {
		a.drafts.load() // while the plan is read
		return a.loaded()
	}
	return tea.Batch(read, tick(), tea.RequestBackgroundColor)
}

func tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} })
}

// Update routes one message.
func (a *app) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.route(msg)
	if a.quit {
		return a, tea.Quit
	}
	if save := a.drafts.save(); save != nil {
		a.later = append(a.later, save)
	}
	if len(a.later) > 0 {
		cmd = tea.Batch(append(a.later, cmd)...)
		a.later = nil
	}
	return a, cmd
}

func (a *app) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.window = [2]int{min(msg.Width, maxWidth), min(msg.Height, maxHeight)}
		// Screens work with what they can be drawn in, shown or not.
		a.w, a.h = max(a.window[0], minWidth), max(a.window[1], minHeight)
		a.follow()
	case tea.BackgroundColorMsg:
		a.styles = newStyles(msg.IsDark())
		a.follow()
	case loadedMsg:
		a.arrive(msg)
	case tickMsg:
		return a.tick()
	case tea.ResumeMsg:
		a.suspended.Store(false)
		a.watch()
	case continuedMsg:
		a.watch()
		return retake()
	case doneMsg:
		msg()
	case itemHistoryMsg:
		msg.of.history = msg.lines
	case editedMsg:
		a.edited(msg)
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		return a.paste(msg)
	default:
		return a.pass(msg)
	}
	return nil
}

// draftTicks is how many ticks pass until what is being typed is kept.
const draftTicks = 2

// tick is what each second brings.
func (a *app) tick() tea.Cmd {
	cmds := []tea.Cmd{tick()}
	if !a.settled {
		a.settled = true
		debug.SetGCPercent(gcWhileRunning)
		cmds = append(cmds, func() tea.Msg { sweep(a.Getenv, a.Now()); return nil })
	}
	a.watch()
	if a.ticks++; a.ticks%draftTicks == 0 {
		a.gather()
	}
	return tea.Batch(cmds...)
}

// arrive opens the first screen once it is known whether there is a plan, and
// whether it can be read.
func (a *app) arrive(msg loadedMsg) {
	switch {
	case msg.err == nil:
		a.begin(msg.plan, a.Start)
		a.tellNotices()
	case errors.Is(msg.err, planner.ErrDamaged) && !errors.Is(msg.err, planner.ErrStuck) && a.care() != nil:
		a.exit = msg.err // however the program ends, unless the plan comes back
		a.current = newRescue(a.env, msg.err)
	case errors.Is(msg.err, planner.ErrNoPlan) && !errors.Is(msg.err, planner.ErrDamaged):
		a.current = newWalk(a.env)
	default:
		a.exit, a.quit = msg.err, true
	}
}

// paste gives pasted text, cleaned, to what has the keys. What is more than
// any field takes is cut, and that is said.
func (a *app) paste(msg tea.PasteMsg) tea.Cmd {
	if a.small() {
		return nil
	}
	if len(msg.Content) > planner.MaxText {
		msg.Content = msg.Content[:planner.MaxText]
		a.say(fmt.Sprintf("Only the first %d KiB of it were pasted", planner.MaxText/1024))
	}
	msg.Content = planner.CleanText(msg.Content)
	return a.pass(msg)
}

// small reports a window in which nothing is drawn, so that no key may change
// anything in it.
func (a *app) small() bool {
	return a.window[0] > 0 && (a.window[0] < minWidth || a.window[1] < minHeight)
}

// press gives a key to the first that knows it: the actions of what is on
// top, the actions that hold everywhere, then the text field that has it.
func (a *app) press(msg tea.KeyPressMsg) tea.Cmd {
	if msg.String() == "ctrl+c" {
		a.quit = true
		return nil
	}
	if act, ok := match([]action{a.suspending()}, msg); ok {
		return a.run(act)
	}
	top := a.top()
	if top == nil || a.small() {
		if msg.String() == "q" {
			a.quit = true
		}
		return nil
	}
	a.fade(toastRead)
	if act, ok := match(top.Actions(), msg); ok {
		return a.run(act)
	}
	if len(a.dialogs) > 0 {
		switch {
		case msg.String() == "esc":
			a.answer()
			return nil
		case msg.String() == "?" && !typing(top):
			return a.ask(newHelp(a))
		}
	} else if !typing(top) {
		if act, ok := match(a.global(), msg); ok {
			return a.run(act)
		}
	}
	return a.pass(msg)
}

func (a *app) pass(msg tea.Msg) tea.Cmd {
	if u, ok := a.top().(updater); ok {
		return u.Update(msg)
	}
	return nil
}

func typing(s any) bool {
	t, ok := s.(typist)
	return ok && t.Typing()
}

// View draws the frame, the screen and the dialogs. It changes nothing.
func (a *app) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: "waymark"}
	switch {
	case a.window[0] == 0 || a.window[1] == 0 || a.current == nil:
	case a.small():
		v.Content = block(tooSmall(a.window[0]), a.window[0], a.window[1])
	default:
		v.Content, v.Cursor = a.compose()
		v.Content = steady(v.Content)
	}
	return v
}

func tooSmall(w int) []string {
	return wrap("waymark needs a window of 60×15 or more. Make this one larger, or use the line commands: waymark status, list, add.", w)
}

// compose draws dialogs over the frame. Without one, the frame is a string as
// it is; only dialogs need cells.
func (a *app) compose() (string, *tea.Cursor) {
	frame := a.frame()
	if len(a.dialogs) == 0 {
		return frame, offset(a.current, 0, headHeight)
	}
	canvas := lipgloss.NewCanvas(a.w, a.h)
	canvas.Compose(lipgloss.NewCompositor(lipgloss.NewLayer(frame)))
	var cursor *tea.Cursor
	for _, d := range a.dialogs {
		dim(canvas)
		w, h := d.Size(a.w-6, a.h-4)
		w, h = max(1, min(w, a.w-6)), max(1, min(h, a.h-4))
		x, y := (a.w-w-4)/2, (a.h-h-2)/2
		canvas.Compose(lipgloss.NewCompositor(lipgloss.NewLayer(margined(a.box(d, w, h))).X(x - 1).Y(y)))
		cursor = offset(d, x+2, y+1)
	}
	if a.toast.text != "" { // the last line is empty under a dialog, and no dialog reaches it
		canvas.Compose(lipgloss.NewCompositor(lipgloss.NewLayer(a.notices("")[0]).Y(a.h - 1)))
	}
	return canvas.Render(), cursor
}

// margined puts a cell on either side of a box, so that no half of a word or of a
// letter of the page stands against its frame.
func margined(box string) string {
	return " " + strings.ReplaceAll(box, "\n", " \n ") + " "
}

// dim makes what is under a dialog faint.
func dim(c *lipgloss.Canvas) {
	for y := range c.Height() {
		for x := range c.Width() {
			if cell := c.CellAt(x, y); cell != nil {
				cell.Style.Attrs |= uv.AttrFaint
			}
		}
	}
}

// box frames a dialog: the title in the upper edge, its keys in the lower.
func (a *app) box(d dialog, w, h int) string {
	s := a.styles
	title := " " + cut(d.Title(), w-2) + " "
	edge := func(text string, left, right string) string {
		rest := max(0, w+1-width(text))
		return s.faint.Render(left+"─") + text + s.faint.Render(strings.Repeat("─", rest)+right)
	}
	lines := strings.Split(d.View(w, h), "\n")
	var b strings.Builder
	b.WriteString(edge(s.bold.Render(title), "╭", "╮") + "\n")
	for _, l := range lines {
		b.WriteString(s.faint.Render("│") + " " + fit(l, w) + " " + s.faint.Render("│") + "\n")
	}
	keys := a.keysLine(d.Actions(), nil, w-2)
	if keys != "" {
		keys = " " + keys + " "
	}
	b.WriteString(edge(keys, "╰", "╯"))
	return b.String()
}

func offset(s any, x, y int) *tea.Cursor {
	p, ok := s.(pointer)
	if !ok {
		return nil
	}
	c := p.Cursor()
	if c != nil {
		c.X, c.Y = c.X+x, c.Y+y
		c.Color = nil // the terminal's own, which suits its background
	}
	return c
}
