package solos

import "strconv"

// appendHead appends the first members of all children.
func (s style) appendHead(b []byte, c child) []byte {
	b = s.appendInteger(append(b, `{"id":`...), c.id())
	return s.appendInteger(append(b, `,"project_id":`...), c.project.id)
}

// revised returns a text that shows the revision of a changed child.
func (c child) revised(text string) string {
	if c.revision == 0 {
		return text
	}
	return text + " (ред. " + strconv.FormatInt(c.revision, 10) + ")"
}

func (s style) appendName(b []byte, c child, name string) []byte {
	return s.appendText(append(b, `,"name":`...), c.revised(name))
}

// appendOptText appends a text or null.
func (s style) appendOptText(b []byte, text opt[string]) []byte {
	if !text.set {
		return append(b, "null"...)
	}
	return s.appendText(b, text.v)
}

func (s style) appendStep(b []byte, c child) []byte {
	b = s.appendHead(b, c)
	b = s.appendInteger(append(b, `,"step_id":`...), c.stepID())
	b = s.appendName(b, c, "Этап "+strconv.FormatInt(c.stepID(), 10))
	b = s.appendInteger(append(b, `,"sort":`...), c.n)
	b = s.appendFlag(append(b, `,"done":`...), c.stepDone())
	b = s.appendDateTime(append(b, `,"start":`...), c.stepStart())
	b = s.appendOpt(append(b, `,"end":`...), opt[int64]{v: c.stepStart() + 10*day, set: c.stepDone()}, style.appendDateTime)
	b = s.appendInteger(append(b, `,"user_id":`...), c.userID())
	return append(b, '}')
}

func (s style) appendAction(b []byte, c child) []byte {
	b = s.appendHead(b, c)
	b = s.appendInteger(append(b, `,"action_id":`...), c.actionType())
	b = s.appendName(b, c, c.actionName())
	b = s.appendOptText(append(b, `,"description":`...), c.actionText())
	b = s.appendInteger(append(b, `,"user_id":`...), c.userID())
	b = s.appendDateTime(append(b, `,"created":`...), c.created())
	b = s.appendDateTime(append(b, `,"start":`...), c.start())
	b = s.appendOpt(append(b, `,"end":`...), c.end(), style.appendDateTime)
	b = s.appendFlag(append(b, `,"all_day":`...), c.allDay())
	b = s.appendFlag(append(b, `,"done":`...), c.done())
	b = s.appendText(append(b, `,"category":`...), "Работа")
	return append(b, '}')
}

func (s style) appendChecklist(b []byte, c child) []byte {
	b = s.appendHead(b, c)
	b = s.appendName(b, c, "Чек-лист №"+strconv.FormatInt(c.n, 10))
	b = s.appendOpt(append(b, `,"deadline":`...), c.deadline(), style.appendDate)
	b = s.appendFlag(append(b, `,"expired":`...), c.expired())
	b = append(b, `,"items":[`...)
	for item := range c.items() {
		if item > 0 {
			b = append(b, ',')
		}
		b = s.appendInteger(append(b, `{"id":`...), c.id()*10+item+1)
		b = s.appendText(append(b, `,"name":`...), c.itemName(item))
		b = s.appendFlag(append(b, `,"done":`...), c.itemDone(item))
		b = s.appendOpt(append(b, `,"deadline":`...), c.deadline(), style.appendDate)
		b = append(b, '}')
	}
	return append(b, "]}"...)
}

func (s style) appendGood(b []byte, c child) []byte {
	b = s.appendHead(b, c)
	b = s.appendInteger(append(b, `,"good_id":`...), c.goodID())
	b = s.appendName(b, c, "Товар «"+strconv.FormatInt(c.goodID(), 10)+"»")
	b = s.appendDecimal(append(b, `,"count":`...), c.quantity())
	b = s.appendDecimal(append(b, `,"price":`...), c.amount())
	b = s.appendDecimal(append(b, `,"sum":`...), c.amount()*c.quantity()/100)
	b = s.appendInteger(append(b, `,"currency_id":`...), c.project.currencyID())
	b = s.appendText(append(b, `,"unit":`...), "шт.")
	return append(b, '}')
}

func (s style) appendPayment(b []byte, c child) []byte {
	b = s.appendHead(b, c)
	b = s.appendInteger(append(b, `,"type":`...), c.paymentType())
	b = s.appendDecimal(append(b, `,"sum":`...), c.amount())
	b = s.appendInteger(append(b, `,"currency_id":`...), c.project.currencyID())
	paid, _ := c.paymentDay()
	b = s.appendDate(append(b, `,"date":`...), paid)
	text := c.paymentText()
	text = opt[string]{v: c.revised(text.v), set: text.set || c.revision > 0}
	b = s.appendOptText(append(b, `,"description":`...), text)
	b = s.appendDateTime(append(b, `,"created":`...), c.created())
	b = s.appendInteger(append(b, `,"user_id":`...), c.userID())
	return append(b, '}')
}
