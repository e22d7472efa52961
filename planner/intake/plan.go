package intake

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"waymark/planner"
	"waymark/planner/export"
)

// ReadPlan reads a whole plan as export.Plain or, once a year, export.Snapshot
// wrote it. It takes nothing that these would not have written: no field
// twice, none unknown, nothing after the end, no reference to what is not
// there. What was cut for somebody else is refused, since it is no whole plan.
func ReadPlan(in Input) (Batch, error) {
	r := &planReader{faults: faults{file: in.Name}, text: bytes.TrimPrefix(in.Bytes, bom), at: map[planner.ID]int{}}
	r.Copy = &Copy{File: in.Name, Given: map[planner.Kind]uint32{}}
	r.read()
	if err := r.err(); err != nil {
		return nil, err
	}
	return r.Copy, nil
}

// bom is a byte order mark, which some editors put before a text in UTF-8.
var bom = []byte("\ufeff")

// looksLikePlan reports whether a file may be for ReadPlan.
func looksLikePlan(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n")
	return bytes.HasPrefix(head, []byte("{")) &&
		(bytes.Contains(head, []byte(`"`+export.PlanFormat+`"`)) || bytes.Contains(head, []byte("waymark, a career planner")))
}

// planReader reads one document.
type planReader struct {
	*Copy
	faults
	text []byte
	dec  *jsontext.Decoder
	head planHead
	at   map[planner.ID]int // places in Records

	line, counted int // lines up to a byte of the text
}

// planHead is what a document says of itself.
type planHead struct {
	format   jsontext.Value
	version  int
	whom     string
	complete bool
	given    map[string]uint32
	seen     map[string]bool // names of all members that were there
}

// snapshot reports whether it is a snapshot, whose format is a list of
// sentences and which is always complete.
func (h *planHead) snapshot() bool { return h.format.Kind() == '[' }

// errStop ends the reading of a document about which all has been said.
var errStop = errors.New("no more to read")

func (r *planReader) read() {
	if len(r.text) > MaxBytes {
		r.add(0, "it has %s, and %s is the most that is read", planner.Size(int64(len(r.text))), planner.Size(MaxBytes))
		return
	}
	if at := tooDeep(r.text); at >= 0 {
		r.add(r.lineOf(at), "brackets stand in brackets more than %d deep", MaxDepth)
		return
	}
	r.dec = jsontext.NewDecoder(bytes.NewBuffer(r.text))
	err := r.document()
	if errors.Is(err, errStop) {
		return
	}
	if err != nil {
		r.broken(err)
		return
	}
	r.rules()
}

// document reads the one object of the text.
func (r *planReader) document() error {
	start, err := r.dec.ReadToken()
	if err != nil {
		return err
	}
	if start.Kind() != '{' {
		return r.stop("it is no plan of waymark: that begins with {")
	}
	r.head.seen = map[string]bool{}
	for r.dec.PeekKind() != '}' {
		name, err := r.dec.ReadToken()
		if err != nil {
			return err
		}
		if err := r.member(name.String()); err != nil {
			return err
		}
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	if _, err := r.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return r.stop("something follows after the end of the plan")
	}
	return nil
}

// member reads the value of one member of the document.
func (r *planReader) member(name string) error {
	r.head.seen[name] = true
	at := slices.IndexFunc(planner.Kinds, func(info planner.KindInfo) bool { return export.ListName(info) == name })
	if at >= 0 {
		return r.list(planner.Kinds[at])
	}
	var into any
	switch name {
	case "format":
		into = &r.head.format
	case "version":
		into = &r.head.version
	case "plan":
		into = &r.Plan
	case "for":
		into = &r.head.whom
	case "complete":
		into = &r.head.complete
	case "given":
		into = &r.head.given
	case "about":
		into = new([]string)
	case "waymark", "made":
		into = new(string)
	case "revision":
		into = new(uint64)
	}
	line := r.lineOf(int(r.dec.InputOffset()))
	value, err := r.dec.ReadValue()
	switch {
	case err != nil:
		return err
	case into == nil:
		r.add(line, "a plan has no %q", planner.ShowLine(planner.Shorten(name, maxName)))
	default:
		if err := json.Unmarshal(value, into); err != nil {
			r.add(line, "%s: %s", name, decodeWords(err))
		}
	}
	if name == "version" && r.head.version > export.PlanVersion {
		return r.stop("it was written by a newer waymark; a newer one can read it")
	}
	return nil
}

// maxName is how much of a name is told.
const maxName = 60

// list reads the records of one kind.
func (r *planReader) list(info planner.KindInfo) error {
	name := export.ListName(info)
	if r.dec.PeekKind() != '[' {
		return r.stop(name + " is no list")
	}
	if _, err := r.dec.ReadToken(); err != nil {
		return err
	}
	check := doorOf(info)
	for r.dec.PeekKind() != ']' {
		value, err := r.dec.ReadValue()
		if err != nil {
			return err
		}
		from := int(r.dec.InputOffset()) - len(value)
		rec := info.New()
		if err := json.Unmarshal(value, rec, json.RejectUnknownMembers(true)); err != nil {
			r.add(r.lineOf(from+offsetOf(err)), "%s%s", called(rec, name), decodeWords(err))
			continue
		}
		if err := r.take(info, rec, r.lineOf(from), check); err != nil {
			return err
		}
	}
	_, err := r.dec.ReadToken()
	return err
}

// take lets a record in through the door.
func (r *planReader) take(info planner.KindInfo, rec planner.Record, line int, check door) error {
	id := rec.Key()
	if len(r.Records) >= MaxEntries {
		return r.stop("it has more records than the most that is read, which is 500,000")
	}
	switch _, twice := r.at[id]; {
	case id.Kind != info.Kind || id.N == 0:
		r.add(line, "%q is no id of %s", id.String(), one(info.Kind))
		return nil
	case id.N > MaxEntries:
		r.add(line, "%s has a higher number than a plan can have", id)
		return nil
	case twice:
		r.add(line, "%s is there twice", id)
		return nil
	}
	if err := check.record(rec); err != nil {
		r.add(line, "%s, %s", id, planner.ShowLine(err.Error()))
	}
	r.at[id] = len(r.Records)
	r.Records, r.lines = append(r.Records, rec), append(r.lines, line)
	return nil
}

// lineOf is the line in which a byte of the text stands. It is quickest when
// asked in the order of the text.
func (r *planReader) lineOf(at int) int {
	at = min(max(at, 0), len(r.text))
	if at < r.counted {
		return 1 + bytes.Count(r.text[:at], []byte("\n"))
	}
	r.line += bytes.Count(r.text[r.counted:at], []byte("\n"))
	r.counted = at
	return 1 + r.line
}

// stop says what is wrong with the document as a whole, and nothing else.
func (r *planReader) stop(reason string) error {
	r.all, r.more = nil, 0
	r.add(0, "%s", reason)
	return errStop
}
