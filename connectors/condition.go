package connectors

import "strings"

// Op is an operator of a condition.
type Op string

// The operators of conditions.
const (
	OpEq    Op = "="
	OpNe    Op = "!="
	OpLt    Op = "<"
	OpLe    Op = "<="
	OpGt    Op = ">"
	OpGe    Op = ">="
	OpIn    Op = "in"
	OpNotIn Op = "not-in"
)

// Condition is one parsed element of a request's where: KEY OP VALUE.
type Condition struct {
	Key string
	Op  Op
	// Values has one element, or for OpIn and OpNotIn the elements that commas separate. None is empty.
	Values []string
}

// symbols are tried in this order, so that "<=" is not read as "<".
var symbols = [...]Op{OpNe, OpLe, OpGe, OpEq, OpLt, OpGt}

// ParseCondition reads "KEY OP VALUE". A key has blanks only in the quoted name after a prefix: fields."Price, USD". Blanks
// around a symbol are optional; "in" and "not-in" need them.
func ParseCondition(text string) (Condition, error) {
	end := keyEnd(text)
	if end <= 0 {
		return Condition{}, Invalid("where", "%q must be KEY OP VALUE, with OP one of = != < <= > >= in not-in", text)
	}
	c := Condition{Key: text[:end]}
	rest := strings.TrimLeft(text[end:], " ")
	for _, op := range symbols {
		if value, ok := strings.CutPrefix(rest, string(op)); ok {
			c.Op, c.Values = op, []string{strings.TrimSpace(value)}
			break
		}
	}
	for _, op := range []Op{OpIn, OpNotIn} {
		if value, ok := strings.CutPrefix(rest, string(op)+" "); ok && c.Op == "" {
			c.Op = op
			for v := range strings.SplitSeq(value, ",") {
				c.Values = append(c.Values, strings.TrimSpace(v))
			}
		}
	}
	if c.Op == "" {
		return Condition{}, Invalid("where", "%q lacks an operator after %q: use one of = != < <= > >= in not-in", text, c.Key)
	}
	for _, v := range c.Values {
		if v == "" || c.Op == OpEq && v[0] == '=' {
			return Condition{}, Invalid("where", "%q has no value after %s", text, c.Op)
		}
	}
	return c, nil
}

// keyEnd returns where the key of a condition ends, 0 or less if there is no key.
func keyEnd(text string) int {
	quote := strings.Index(text, `."`)
	end := strings.IndexAny(text, " =!<>")
	if quote <= 0 || end >= 0 && end < quote {
		return end
	}
	closing := strings.IndexByte(text[quote+2:], '"')
	if closing < 0 {
		return -1
	}
	return quote + 2 + closing + 1
}

// Conditions parses a request's where and checks keys and operators against what a list declares.
func Conditions(where []string, declared []WhereKey) ([]Condition, error) {
	conditions := make([]Condition, 0, len(where))
	for _, text := range where {
		c, err := ParseCondition(text)
		if err != nil {
			return nil, err
		}
		if err := c.check(declared); err != nil {
			return nil, err
		}
		conditions = append(conditions, c)
	}
	return conditions, nil
}

func (c Condition) check(declared []WhereKey) error {
	keys := make([]string, 0, len(declared))
	for _, d := range declared {
		prefix, open := strings.CutSuffix(d.Key, "*")
		if c.Key != d.Key && (!open || !strings.HasPrefix(c.Key, prefix) || c.Key == prefix) {
			keys = append(keys, d.Key)
			continue
		}
		ops := make([]string, 0, len(d.Ops))
		for _, op := range d.Ops {
			if op == c.Op {
				return nil
			}
			ops = append(ops, string(op))
		}
		return Invalid("where", "key %q does not take %q: use one of %s", c.Key, c.Op, strings.Join(ops, " "))
	}
	if len(keys) == 0 {
		return Invalid("where", "this list has no conditions: leave the field out")
	}
	return Invalid("where", "unknown key %q: use one of %s", c.Key, strings.Join(keys, ", "))
}
