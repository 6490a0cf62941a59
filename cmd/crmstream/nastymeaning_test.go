package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// meaning is what a value says, and when another says the same. It knows nothing of how the service reads.
type meaning int

const (
	text_ meaning = iota
	ownID
	ref
	refs
	texts_
	parts_
	decimal
	integer
	double
	flag_
	notFlag
	day
	instant
	instantUTC
	clockTime
	word
	offset
	option
	options
	files
	place
	anything
	leaves
)

// list reports whether the value is a list.
func (m meaning) list() bool { return m == refs || m == texts_ || m == options || m == files }

// several reports whether parts of a value can be told of by themselves.
func (m meaning) several() bool { return m.list() || m == parts_ || m == leaves }

// of returns what a meaning is for a value: a list in place of one option is read as options.
func (m meaning) of(in any) meaning {
	if _, list := in.([]any); list && m == option {
		return options
	}
	return m
}

// none reports whether a value is a documented form of none for the meaning.
func (m meaning) none(in any) bool {
	text := fmt.Sprint(in)
	list, isList := in.([]any)
	members, isObject := in.(map[string]any)
	blank := in == nil || in == "" || isList && len(list) == 0 || isObject && len(members) == 0
	spaces := in != nil && strings.Trim(text, " \t\r\n") == ""
	switch m = m.of(in); m {
	case text_, anything, option, word:
		return blank
	case offset:
		return blank || spaces || in == false
	case flag_, notFlag:
		return blank || spaces
	case ref, ownID:
		n, ok := number(in)
		return blank || spaces || in == false || ok && n.Sign() == 0
	case refs, texts_, options, files:
		empty := true
		eachLeaf(in, "", func(_ string, leaf any) {
			n, ok := number(leaf)
			empty = empty && (leaf == nil || leaf == "" || m == refs && (fmt.Sprint(leaf) == " " || ok && n.Sign() == 0))
		})
		return blank || in == false || empty && !holds(in)
	case day, instant, instantUTC:
		return blank || spaces || in == false || strings.HasPrefix(text, "0000-00-00") || strings.HasPrefix(text, "00.00.0000")
	case parts_, leaves:
		empty := true
		eachLeaf(in, "", func(_ string, leaf any) { empty = empty && (leaf == nil || leaf == "") })
		return blank || in == false || empty
	case place:
		empty := in == "null"
		if members, ok := in.(map[string]any); ok {
			empty = true
			for _, v := range members {
				empty = empty && (v == "" || v == "null" || v == nil)
			}
		}
		return blank || spaces || empty
	default:
		return blank || spaces || in == false
	}
}

// silent reports whether a value says no more than an unset field: false, of a flag that is sent only when true.
func (m meaning) silent(in any) bool {
	flag, ok := yes(in)
	return (m == flag_ && ok && !flag) || (m == notFlag && ok && flag)
}

// same reports whether a field says what came.
func (m meaning) same(in any, out fieldValue) bool {
	switch m = m.of(in); m {
	case text_, word, offset:
		return out.text() == plainText(in)
	case anything:
		if n, ok := in.(json.Number); ok {
			return equalNumbers(out.text(), n.String())
		}
		return out.text() == plainText(in)
	case ref, ownID:
		return out.text() == plainText(in) || equalNumbers(strings.Trim(plainText(in), " \t\n"), out.text())
	case refs, texts_, options, files:
		return slices.EqualFunc(m.elements(in), out.list(), func(a, b string) bool { return a == b || m == refs && equalNumbers(strings.TrimSpace(a), b) })
	case option:
		return out.text() == plainText(in)
	case decimal, integer:
		return equalNumbers(strings.Trim(plainText(in), " \t\n"), out.text())
	case double:
		n, ok := number(in)
		want, _ := n.Float64()
		got, err := strconv.ParseFloat(out.text(), 64)
		return ok && err == nil && want == got && !math.IsInf(want, 0)
	case flag_, notFlag:
		flag, ok := yes(in)
		return ok && out.text() == strconv.FormatBool(flag != (m == notFlag))
	case day:
		t, ok := parseTime(plainText(in), time.UTC)
		return ok && t.Format(time.DateOnly) == out.text()
	case instant, instantUTC:
		zone := time.UTC
		if m == instant {
			zone, _ = time.LoadLocation("Europe/Kyiv")
		}
		return sameInstant(strings.Trim(plainText(in), " "), out.text(), zone)
	case clockTime:
		a, err := time.Parse(time.TimeOnly, out.text())
		b, err2 := time.Parse("15:4:5", strings.Trim(plainText(in), " ")+":00"[:3*max(0, 2-strings.Count(plainText(in), ":"))])
		return err == nil && err2 == nil && a.Equal(b)
	case place:
		return samePoint(in, out)
	default:
		return false
	}
}

// samePoint reports whether every number of a place is a coordinate of the point.
func samePoint(in any, out fieldValue) bool {
	found := true
	eachLeaf(in, "", func(path string, leaf any) {
		for i, part := range strings.FieldsFunc(plainText(leaf), func(r rune) bool { return r == ' ' || r == ',' }) {
			if _, zoom := number(part); leaf == nil || part == "null" || i == 2 && zoom || strings.HasPrefix(path, ".zz_") { // the third is the zoom of a map
				continue
			}
			want, err := strconv.ParseFloat(part, 64)
			same := false
			for _, path := range []string{"point.latitude", "point.longitude"} {
				got, err := strconv.ParseFloat(plainText(at(out.members(), path)), 64)
				same = same || err == nil && got == want
			}
			found = found && err == nil && same
		}
	})
	return found
}

// elements returns the texts of a list as it came.
func (m meaning) elements(in any) (all []string) {
	if text, ok := in.(string); ok {
		if m == refs || m == options {
			for part := range strings.SplitSeq(text, ",") {
				if m == refs {
					part = strings.Trim(part, " ")
				}
				if part != "" {
					all = append(all, part)
				}
			}
			return all
		}
		return []string{text}
	}
	eachLeaf(in, "", func(_ string, leaf any) {
		n, isNumber := number(leaf)
		switch text := plainText(leaf); {
		case leaf == nil, m == refs && (isNumber && n.Sign() == 0 || text == ""), (m == options || m == files) && text == "":
		case m == refs && strings.Contains(text, ","):
			all = append(all, m.elements(text)...)
		default:
			all = append(all, text)
		}
	})
	return all
}

// holds reports whether a list has containers within, which are judged by their leaves.
func holds(in any) bool {
	nested := false
	elements, _ := in.([]any)
	members, ok := in.(map[string]any)
	for _, v := range members {
		elements = append(elements, v)
	}
	for _, e := range elements {
		_, list := e.([]any)
		_, object := e.(map[string]any)
		nested = nested || list || object
	}
	return nested || ok
}

// plainText returns the text of a decoded value: of a string itself, of anything else its JSON.
func plainText(in any) string {
	switch in := in.(type) {
	case string:
		return in
	case json.Number:
		return in.String()
	default:
		return fmt.Sprint(in)
	}
}

// number returns the number that a value is.
func number(in any) (*big.Rat, bool) {
	text := strings.Trim(plainText(in), " \t\n")
	if in == nil || !regexp.MustCompile(`^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$`).MatchString(text) {
		return new(big.Rat), false
	}
	return new(big.Rat).SetString(text)
}

func equalNumbers(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, ok := number(json.Number(a))
	y, also := number(json.Number(b))
	return ok && also && x.Cmp(y) == 0
}

// yes returns what a flag says.
func yes(in any) (flag, ok bool) {
	switch strings.ToLower(strings.Trim(plainText(in), " ")) {
	case "1", "true", "yes", "on", "y", "t":
		return true, true
	case "0", "false", "no", "off", "n", "f":
		return false, true
	default:
		return false, false
	}
}
