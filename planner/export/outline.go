package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// outline writes one JSON document piece by piece, indented. The first error
// is kept and given back by end, so no call in between has to look.
type outline struct {
	w     *bufio.Writer
	depth int
	some  bool // something stands at this depth, so a comma is due
	err   error
}

const indentStep = "  "

func newOutline(w io.Writer) *outline { return &outline{w: bufio.NewWriter(w)} }

// end ends the document.
func (o *outline) end() error {
	o.text("\n")
	if err := o.w.Flush(); o.err == nil {
		o.err = err
	}
	return o.err
}

func (o *outline) text(s string) {
	if o.err == nil {
		_, o.err = o.w.WriteString(s)
	}
}

func (o *outline) indent() string { return strings.Repeat(indentStep, o.depth) }

// open begins an object or a list.
func (o *outline) open(bracket byte) {
	o.text(string(bracket))
	o.depth, o.some = o.depth+1, false
}

// close ends what was opened last.
func (o *outline) close(bracket byte) {
	o.depth--
	if o.some {
		o.text("\n" + o.indent())
	}
	o.text(string(bracket))
	o.some = true
}

// next makes room for one more member or element.
func (o *outline) next() {
	if o.some {
		o.text(",")
	}
	o.text("\n" + o.indent())
	o.some = true
}

// name begins a member of an object; its value has to follow.
func (o *outline) name(name string) {
	o.next()
	o.value(name)
	o.text(": ")
}

// member writes a whole member of an object.
func (o *outline) member(name string, value any) {
	o.name(name)
	o.value(value)
}

// list begins a member that is a list.
func (o *outline) list(name string) {
	o.name(name)
	o.open('[')
}

// element writes an element of a list.
func (o *outline) element(value any) {
	o.next()
	o.value(value)
}

func (o *outline) value(value any) {
	if o.err != nil {
		return
	}
	raw, err := JSON(value)
	if err != nil {
		o.err = err
		return
	}
	o.raw(raw)
}

// raw writes a value that is JSON already.
func (o *outline) raw(value []byte) {
	var b bytes.Buffer
	if err := json.Indent(&b, value, o.indent(), indentStep); err != nil && o.err == nil {
		o.err = err
	}
	o.text(b.String())
}
