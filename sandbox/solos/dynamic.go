package solos

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/crmstream/crmstream/sandbox/internal/stage"
)

// bare reports whether a project has no dynamic field.
func (p project) bare() bool { return p.draw(saltBare, 25) == 0 }

func (p project) client() opt[int64] {
	n := p.draw(saltClient, 500)
	return opt[int64]{v: 1 + n, set: n%7 != 0}
}

// contract returns a day, in seconds.
func (p project) contract() opt[int64] {
	n := p.draw(saltContract, 120)
	return opt[int64]{v: p.created - p.created%day + n*day, set: n%3 != 0}
}

// area returns hundredths.
func (p project) area() opt[int64] {
	n := p.draw(saltArea, 100_000)
	return opt[int64]{v: n, set: n%4 != 0}
}

func (p project) comment() opt[string] { return stage.Pick(p.base.seed, p.id, saltComment, comments) }
func (p project) vip() bool            { return p.draw(saltVIP, 6) == 0 }
func (p project) tags() []string       { return stage.Pick(p.base.seed, p.id, saltTags, tagSets) }

// city returns the city of delivery of a project; without a city the field is an empty object.
func (p project) city() opt[string] {
	if n := p.draw(saltDelivery, 6); n < int64(len(cities)) {
		return some(cities[n])
	}
	return opt[string]{}
}

func (p project) checked() opt[int64] {
	n := p.draw(saltChecked, 40*day)
	return opt[int64]{v: p.created + n, set: n%2 == 0}
}

var (
	comments = []opt[string]{
		{},
		some(""),
		some("Клиент просил перезвонить после 15:00"),
		some("quote \" backslash \\ slash / end"),
		some("emoji 👩‍💻 and null: null"),
	}
	tagSets = [][]string{{}, {"срочно"}, {"VIP", "опт"}, {"a\"b"}, nil}
	cities  = []string{"Казань", "Нижний Новгород", "Tallinn"}
)

// dynamicField is one of the tenant's fields: its name, how it is written, and how it is compared.
type dynamicField struct {
	key string
	// write appends the value as JSON.
	write func(style, []byte, project) []byte
	// is reports whether the value equals an operand. A number is given in its shortest form.
	is func(p project, operand string) bool
}

// dynamicFields are the tenant's fields, in the order of the answer.
var dynamicFields = []dynamicField{
	{
		key:   "client_id",
		write: func(s style, b []byte, p project) []byte { return s.appendOpt(b, p.client(), style.appendInteger) },
		is:    equals(project.client, func(n int64) string { return strconv.FormatInt(n, 10) }),
	},
	{
		key:   "contract_date",
		write: func(s style, b []byte, p project) []byte { return s.appendOpt(b, p.contract(), style.appendDate) },
		is:    equals(project.contract, dateText),
	},
	{
		key:   "Площадь",
		write: func(s style, b []byte, p project) []byte { return s.appendOpt(b, p.area(), style.appendDecimal) },
		is:    equals(project.area, shortDecimal),
	},
	{
		key: "Комментарий",
		write: func(s style, b []byte, p project) []byte {
			text := p.comment()
			if !text.set {
				return append(b, "null"...)
			}
			return s.appendText(b, text.v)
		},
		is: equals(project.comment, func(text string) string { return text }),
	},
	{
		key:   "vip",
		write: func(s style, b []byte, p project) []byte { return s.appendFlag(b, p.vip()) },
		is: func(p project, operand string) bool {
			return operand == "1" && p.vip() || operand == "0" && !p.vip()
		},
	},
	{
		key: "tags",
		write: func(s style, b []byte, p project) []byte {
			tags := p.tags()
			if tags == nil {
				return append(b, "null"...)
			}
			b = append(b, '[')
			for i, tag := range tags {
				if i > 0 {
					b = append(b, ',')
				}
				b = s.appendText(b, tag)
			}
			return append(b, ']')
		},
		is: func(p project, operand string) bool { return slices.Contains(p.tags(), operand) },
	},
	{
		key: "Доставка",
		write: func(s style, b []byte, p project) []byte {
			city := p.city()
			if !city.set {
				return append(b, s.empty...)
			}
			b = s.appendText(append(s.appendText(append(b, '{'), "город"), ':'), city.v)
			return append(s.appendFlag(append(b, `,"paid":`...), p.vip()), '}')
		},
		is: func(project, string) bool { return false }, // objects are not compared
	},
	{
		key:   "checked_at",
		write: func(s style, b []byte, p project) []byte { return s.appendOpt(b, p.checked(), style.appendDateTime) },
		is:    equals(project.checked, dateTimeText),
	},
}

// equals compares a value that may be null with an operand, as text.
func equals[T any](of func(project) opt[T], text func(T) string) func(project, string) bool {
	return func(p project, operand string) bool {
		v := of(p)
		return v.set && text(v.v) == operand
	}
}

func dateText(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateOnly) }

func dateTimeText(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateTime) }

// shortDecimal returns hundredths as text without trailing zeros: 150 is 1.5.
func shortDecimal(hundredths int64) string {
	return shortNumber(string(appendHundredths(nil, hundredths)))
}

// shortNumber removes the trailing zeros of a decimal text's fraction.
func shortNumber(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
