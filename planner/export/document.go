package export

import "waymark/planner"

// Document is a plan's summary in the order it is read, without any format.
// All its texts are as people typed them: each format escapes what it writes.
type Document struct {
	Title    string
	About    []string // lines under the title: for whom, of which day
	Sections []Section
	Foot     string // how it came about
}

// Section is a heading with what stands under it.
type Section struct {
	Level   int // 2 or 3
	Heading string
	Blocks  []Block
}

// Block is one of Paragraph, Tasks, Points, Quote, Table and Chart.
type Block interface{ block() }

// Paragraph is text that runs on.
type Paragraph struct{ Text string }

// Tasks is a list of what is done and to be done.
type Tasks struct{ Items []Task }

// Task is one line of such a list.
type Task struct {
	Done    bool
	Title   string
	Details []string // said after the title: "due 12 December", "optional"
	How     string   // when it is reached; may have several lines
	Note    string   // may have several lines
}

// Points is a list of lines.
type Points struct{ Items []Point }

// Point is one line of a list.
type Point struct {
	Title   string
	Details []string
	Note    string // may have several lines
}

// Quote is text of several lines in somebody's own words, with what is said
// about it before.
type Quote struct{ Lead, Text string }

// Table is rows under named columns.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]string
}

// Column is one of a table's.
type Column struct {
	Name  string
	Right bool // numbers stand at the right
}

// Chart is a picture with what it says in words. Formats without pictures
// draw it with characters.
type Chart struct {
	Title string
	Words string // the same in a sentence or two, for who can't see it
	Draw  Drawing
	// Tabled says that a table beside it has the same figures, so that formats
	// without pictures leave it out.
	Tabled bool
}

// Drawing is one of Timeline, Bars, Lines and Weeks.
type Drawing interface{ drawing() }

// Timeline is the phases on an axis of years of a career.
type Timeline struct {
	Spans []Span
	You   int // the year you are in; 0: not known
}

// Span is a phase's usual years.
type Span struct {
	Label    string
	From, To int // To 0 has no end
	State    planner.PhaseState
	Optional bool
}

// Bars is how much of several things is done.
type Bars struct{ Rows []Bar }

// Bar is how much of one thing is done.
type Bar struct {
	Label    string
	Done, Of int
}

// Lines is readings week by week, from LeastEnergy to MostEnergy.
type Lines struct {
	Weeks []string // names of the weeks, one for each point
	Rows  []Line
}

// Line is the readings of one kind of work, one point for each week.
type Line struct {
	Label  string
	Points []planner.Point
}

// Weeks is what became of each week's review.
type Weeks struct{ Cells []planner.Cell }

func (Paragraph) block() {}
func (Tasks) block()     {}
func (Points) block()    {}
func (Quote) block()     {}
func (Table) block()     {}
func (Chart) block()     {}

func (Timeline) drawing() {}
func (Bars) drawing()     {}
func (Lines) drawing()    {}
func (Weeks) drawing()    {}
