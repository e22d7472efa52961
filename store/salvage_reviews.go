package store

import "waymark/planner"

// leaveReview lets a review that was under way and is lost be begun anew.
func (p *salvage) leaveReview() error {
	info, _ := planner.KindProfile.Info()
	for i, r := range p.records[info.Kind] {
		profile := *r.value.(*planner.Profile)
		under := profile.Review.N
		if reviews := p.records[planner.KindReview]; under == 0 || int(under) <= len(reviews) && !reviews[under-1].value.Gone() {
			continue
		}
		profile.Review = planner.ID{}
		next, err := saveRecord(info, &profile)
		if err != nil {
			return err
		}
		p.records[info.Kind][i] = next
	}
	return nil
}

// noteWeeks adds the note of each week that had a review and has none: the
// file may be of a format without them, or they are lost.
func (p *salvage) noteWeeks() error {
	noted := map[string]bool{}
	for _, w := range p.records[planner.KindWeek] {
		if note, ok := w.value.(*planner.WeekNote); ok && !note.Removed {
			noted[note.Week] = true
		}
	}
	var held []*planner.Review
	for _, r := range p.records[planner.KindReview] {
		held = append(held, r.value.(*planner.Review))
	}
	info, _ := planner.KindWeek.Info()
	for _, note := range notesOf(held) {
		if noted[note.Week] {
			continue
		}
		p.head.Given[info.Name]++
		note.ID = planner.ID{Kind: info.Kind, N: p.head.Given[info.Name]}
		w, err := saveRecord(info, note)
		if err != nil {
			return err
		}
		p.records[info.Kind] = append(p.records[info.Kind], w)
	}
	return nil
}
