package export

import "waymark/planner"

// special reads the fields that tell more than their words.
func (f *finder) special(r planner.Record) {
	switch r := r.(type) {
	case planner.Listed:
		f.ofPath(r.Base().Reason)
		if r.Base().State == planner.Waiting {
			f.waiting(r.Base().Why)
		}
	case *planner.Matter:
		f.between(r.Title, r.Sort == planner.FormerPeer)
	case *planner.Phase:
		f.ofPath(r.Title)
		f.ofPath(r.Purpose)
		for _, q := range r.Probes {
			f.ofPath(q.Text)
		}
		for _, g := range r.Gate {
			f.ofPath(g.Title)
			f.ofPath(g.Why)
		}
	}
}

func (f *finder) ofPath(text string) {
	for i, a := range f.split(text) {
		if a.capital {
			f.path[f.word(i)] = true
		}
	}
}

// waiting reads whom an item waits for: names at its beginning, and other
// words with a capital.
func (f *finder) waiting(why string) {
	f.split(blankContacts(why))
	all := f.name(0) == len(f.atoms) && !plainWords.has(f.word(0))
	next := f.listed(0, Waiting, !all)
	f.capitals(next, Waiting)
}

// between reads the title of a matter: of a former peer it begins with them,
// and others name people after a word such as "to", or name nothing else.
func (f *finder) between(title string, peer bool) {
	f.split(blankContacts(title))
	end := f.name(0)
	switch {
	case peer && end > 0 && !f.common(f.word(0)):
		f.listed(0, Between, false)
	case peer && end == len(f.atoms):
		f.listed(0, Between, false)
	case end > 0 && (end == len(f.atoms) || f.follows(end) > 0):
		f.listed(0, Between, true)
	}
	for i := range f.atoms {
		if i > 0 && betweenWords.has(f.word(i-1)) && f.atoms[i].gap == gapSpace {
			f.listed(i, Between, true)
		}
	}
}

// capitals takes the words with a capital from an atom on for names, unless
// they are common.
func (f *finder) capitals(i int, found Found) {
	for i < len(f.atoms) {
		i = max(f.listed(i, found, true), i+1)
	}
}
