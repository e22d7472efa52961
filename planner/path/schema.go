package path

import (
	"fmt"

	"github.com/goccy/go-yaml/ast"
)

// path reads the whole file. Which keys exist, and which are needed, is said
// here and nowhere else.
func (r *reader) path(root ast.Node) *Path {
	p := &Path{}
	r.object(root, "a path",
		must("name", r.slug(&p.Name)),
		must("version", r.number(&p.Version, 1, 9999)),
		must("title", r.line(&p.Title)),
		may("forms", listInto(r, &p.Forms, "role forms", r.form)),
		may("foundations", listInto(r, &p.Foundations, "foundations", r.foundation)),
		may("trade", r.lines(&p.Trade)),
		may("signs", listInto(r, &p.Signs, "signs", r.sign)),
		must("phases", r.phases(&p.Phases)),
	)
	r.checkForms(p)
	return p
}

func (r *reader) form(n ast.Node, f *Form) {
	r.object(n, "a role form",
		must("id", r.newID(&f.ID, "role form")),
		must("title", r.line(&f.Title)),
		may("why", r.prose(&f.Why)),
		may("hands-on", r.number(&f.HandsOn, 1, 100)),
		may("covers", r.lines(&f.Covers)),
	)
}

func (r *reader) foundation(n ast.Node, f *Named) {
	r.object(n, "a foundation",
		must("id", r.newID(&f.ID, "foundation")),
		must("title", r.line(&f.Title)),
		may("covers", r.lines(&f.Covers)),
	)
}

func (r *reader) sign(n ast.Node, s *Sign) {
	r.object(n, "a sign",
		must("id", r.newID(&s.ID, "sign")),
		must("toward", r.oneOf(&s.Toward, Managing, Craft)),
		must("text", r.prose(&s.Text)),
		may("covers", r.lines(&s.Covers)),
	)
}

func (r *reader) phases(dst *[]Phase) valueReader {
	var last mentionedNumber
	read := listInto(r, dst, "phases", func(n ast.Node, p *Phase) { r.phase(n, p, &last) })
	return func(name string, n ast.Node) {
		before := len(r.errs)
		read(name, n)
		if len(*dst) == 0 && len(r.errs) == before {
			r.fail(placeOf(n), name+" is empty", "at least one phase")
		}
	}
}

func (r *reader) phase(n ast.Node, p *Phase, last *mentionedNumber) {
	r.serves = nil
	r.object(n, "a phase",
		must("number", r.phaseNumber(&p.Number, last)),
		must("title", r.line(&p.Title)),
		may("short", r.short(&p.Short)),
		must("years", r.years(p)),
		may("optional", r.flag(&p.Optional)),
		may("purpose", r.prose(&p.Purpose)),
		may("milestones", listInto(r, &p.Milestones, "milestones", r.milestone)),
		may("actions", listInto(r, &p.Actions, "actions", r.action)),
		may("checks", listInto(r, &p.Checks, "checks", r.check)),
		may("gate", listInto(r, &p.Gate, "kinds of evidence", r.gate)),
		may("probes", listInto(r, &p.Probes, "questions", r.probe)),
		may("manages", r.flag(&p.Manages)),
		may("covers", r.lines(&p.Covers)),
	)
	if p.Short == "" {
		p.Short = shorten(p.Title)
	}
	r.checkServes(p)
}

func (r *reader) years(p *Phase) valueReader {
	return func(_ string, n ast.Node) {
		var to place
		r.object(n, "a window of years",
			must("from", r.number(&p.From, 0, 60)),
			may("to", func(name string, n ast.Node) {
				to = placeOf(n)
				r.number(&p.To, 1, 60)(name, n)
			}),
		)
		if p.To != 0 && p.To < p.From {
			r.fail(to, fmt.Sprintf("the years run backwards, from %d to %d", p.From, p.To),
				`"to" to be no smaller than "from", or no "to" for an open end`)
		}
	}
}

// entryKeys are the keys that actions, milestones and checks share.
func (r *reader) entryKeys(e *Entry) []key {
	return []key{
		must("id", r.newID(&e.ID, "entry")),
		must("title", r.line(&e.Title)),
		may("why", r.prose(&e.Why)),
		may("topic", r.slug(&e.Topic)),
		may("covers", r.lines(&e.Covers)),
		may("forms", r.formIDs(&e.Forms)),
		may("optional", r.flag(&e.Optional)),
		may("private", r.flag(&e.Private)),
	}
}

func (r *reader) action(n ast.Node, e *Entry) {
	r.object(n, "an action", append(r.entryKeys(e), may("milestone", r.milestoneID(&e.Milestone)))...)
}

func (r *reader) milestone(n ast.Node, e *Entry) {
	r.object(n, "a milestone", append(r.entryKeys(e), must("criterion", r.prose(&e.Criterion)))...)
}

func (r *reader) check(n ast.Node, e *Entry) {
	r.object(n, "a check", append(r.entryKeys(e), must("every", r.every(&e.Every)))...)
}

func (r *reader) gate(n ast.Node, g *Gate) {
	r.object(n, "a gate",
		must("kind", r.oneOf(&g.Kind, GateKinds()...)),
		must("title", r.line(&g.Title)),
		may("why", r.prose(&g.Why)),
		may("covers", r.lines(&g.Covers)),
	)
}

func (r *reader) probe(n ast.Node, q *Probe) {
	r.object(n, "a question for the review",
		must("id", r.newID(&q.ID, "question")),
		must("text", r.prose(&q.Text)),
		may("covers", r.lines(&q.Covers)),
	)
}
