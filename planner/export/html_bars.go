package export

import "fmt"

// The rows of progress bars.
const (
	barRow    = 36
	barHeight = 11
)

// progress is how much of several things is done, one under the other.
type progress struct{ rows []Bar }

func (b progress) height() int { return barRow * len(b.rows) }

func (progress) figures() bool { return true }

func (b progress) draw(p *htmlPage) {
	for i, row := range b.rows {
		top := float64(i * barRow)
		said := fmt.Sprintf("%d of %d", row.Done, row.Of)
		p.write(chartWidth, top+14, said, "small", "end")
		p.write(0, top+14, fitted(row.Label, chartWidth-wide(said, smallSize)-8, labelSize), "", "")
		p.box(1, top+20, chartWidth-2, barHeight, "hollow")
		if row.Done > 0 && row.Of > 0 {
			share := min(float64(row.Done)/float64(row.Of), 1)
			p.box(1, top+20, share*(chartWidth-2), barHeight, "full")
		}
	}
}
