package export

// paragraph writes text that runs on; nothing where it shows nothing.
func (p *htmlPage) paragraph(text string) {
	if !blank(text) {
		p.line("p", text)
	}
}

// tasks writes a list of what is done and to be done. The mark is for the
// eye; who listens hears the word instead. Without their bullets browsers
// take lists for none, so the role says that it is one.
func (p *htmlPage) tasks(t Tasks) {
	if len(t.Items) == 0 {
		return
	}
	p.open("ul", "class", "tasks", "role", "list")
	for _, task := range t.Items {
		mark, word := "○", "To do: "
		var class []string
		if task.Done {
			mark, word, class = "✓", "Done: ", []string{"class", "done"}
		}
		p.open("li", class...)
		p.element("span", mark, "class", "mark", "aria-hidden", "true")
		p.element("span", word, "class", "unseen")
		p.entry(task.Title, task.Details)
		p.lines(`<span class="aside">`+howLead+`</span>`, task.How, "class", "how")
		p.lines("", task.Note, "class", "note")
		p.close("li")
	}
	p.close("ul")
}

func (p *htmlPage) points(list Points) {
	if len(list.Items) == 0 {
		return
	}
	p.open("ul")
	for _, point := range list.Items {
		p.open("li")
		p.entry(point.Title, point.Details)
		p.lines("", point.Note, "class", "note")
		p.close("li")
	}
	p.close("ul")
}

// entry writes a title and what is said after it. The title is kept apart,
// so that one written from right to left leaves the rest in its order.
func (p *htmlPage) entry(title string, details []string) {
	p.line("bdi", titled(title))
	if said := clauses(details...); said != "" {
		p.line("span", said, "class", "aside")
	}
}

func (p *htmlPage) quote(q Quote) {
	if !blank(q.Lead) {
		p.line("p", q.Lead, "class", "lead")
	}
	if blank(q.Text) {
		return
	}
	p.open("blockquote")
	p.lines("", q.Text)
	p.close("blockquote")
}

// table writes a table whose first column names its rows. It stands in a box
// that can be scrolled, with keys too, where the screen is narrower.
func (p *htmlPage) table(t Table) {
	if len(t.Columns) == 0 {
		return
	}
	box := []string{"class", "scroll", "tabindex", "0", "role", "group"}
	if blank(t.Caption) {
		p.open("div", append(box, "aria-label", "Table")...)
		p.open("table")
	} else {
		id := p.id("table")
		p.open("div", append(box, "aria-labelledby", id)...)
		p.open("table")
		p.element("caption", t.Caption, "id", id)
	}
	p.open("thead")
	p.open("tr")
	for _, c := range t.Columns {
		p.element("th", c.Name, c.cell("scope", "col")...)
	}
	p.close("tr", "thead")
	p.open("tbody")
	for _, row := range t.Rows {
		p.open("tr")
		for i, c := range t.Columns {
			if i == 0 {
				p.line("th", at(row, i), c.cell("scope", "row")...)
			} else {
				p.line("td", at(row, i), c.cell()...)
			}
		}
		p.close("tr")
	}
	p.close("tbody", "table", "div")
}

// cell gives the attributes of a column's cells.
func (c Column) cell(attributes ...string) []string {
	if c.Right {
		return append(attributes, "class", "number")
	}
	return attributes
}
