package planner

// Check says what the plan's rules have against a record as an edit would put
// it, so that an edit of many can tell which one it is.
func (d *Draft) Check(r Record) error { return d.plan.validate(r, d) }
