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
	f.split(why)
	all := f.name(0) == len(f.atoms)
	next := f.listed(0, Waiting, !all)
	f.capitals(next, Waiting)
}

// between reads the title of a matter: of a former peer it begins with them.
func (f *finder) between(title string, peer bool) {
	f.split(title)
	next := f.listed(0, Between, !peer && f.name(0) != len(f.atoms))
	f.capitals(next, Between)
}

// capitals takes the words with a capital from an atom on for names, unless
// they are common.
func (f *finder) capitals(i int, found Found) {
	for i < len(f.atoms) {
		i = max(f.listed(i, found, true), i+1)
	}
}
