package planner

// Reserve counts numbers of records as given, so that new ones get higher
// ones: those that were given where a whole plan comes from.
func (d *Draft) Reserve(given map[Kind]uint32) {
	for kind, n := range given {
		d.plan.given[kind] = max(d.plan.given[kind], n)
	}
}
