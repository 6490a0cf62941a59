package main

import (
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// update rewrites golden files instead of comparing with them: go test ./cmd/crmstream -run TestNastyValues -update.
var update = flag.Bool("update", false, "rewrite golden files")

// compareNasty compares what became of the values of a list with what is known to be right.
func compareNasty(t *testing.T, list string, lines []string) {
	t.Helper()
	file := filepath.Join("testdata", "nasty", list+".golden")
	const head = "# What becomes of nasty values: column or shape, what came, the field, what the record tells. The same by gRPC, as a document and as lines.\n"
	text := head + strings.Join(lines, "\n") + "\n"
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	known := strings.Split(string(want), "\n")
	for i, line := range strings.Split(text, "\n") {
		require.Less(t, i, len(known), "%s ends before: %s", file, line)
		require.Equal(t, known[i], line, "%s:%d", file, i+1)
	}
	require.Len(t, known, len(lines)+2, file)
}

// line says what became of the row.
func (j *judged) line() string {
	out := any(unraw(j.record))
	if j.row.column != nil {
		out = at(j.record, j.row.column.path)
	} else {
		delete(out.(map[string]any), "alterations")
	}
	text := "unset"
	if out != nil {
		encoded, _ := json.Marshal(out) // it came from JSON
		text = brief(visible(string(encoded)))
	}
	parts := []string{j.name(), text}
	for _, a := range j.alterations() {
		if a["field"] != "raw" {
			parts = append(parts, fmt.Sprintf("%v %v %s", a["field"], strings.TrimPrefix(fmt.Sprint(a["kind"]), "ALTERATION_KIND_"), brief(visible(fmt.Sprint(a["rawText"])))))
		}
	}
	if j.unknown() {
		parts = append(parts, "in UNKNOWN_UPSTREAM_KEYS")
	}
	return strings.Join(parts, "\t")
}

// visible writes what cannot be seen or would end a line as escapes.
func visible(text string) string {
	if text == absent {
		return "absent"
	}
	quoted := fmt.Sprintf("%+q", text)
	return strings.ReplaceAll(strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`), `\\`, `\`)
}

// brief cuts a long text and says what it was.
func brief(text string) string {
	const most = 160
	if len(text) <= most {
		return text
	}
	return fmt.Sprintf("%s… (%d bytes, %x)", strings.ToValidUTF8(text[:most], ""), len(text), sha256.Sum256([]byte(text)))[:most+60]
}

// replacedBytes returns text with each byte that is not UTF-8 replaced.
func replacedBytes(text string) string { return string([]rune(text)) }

// marked returns text with each byte that is not UTF-8 written as \xHH.
func marked(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && n == 1 {
			_, _ = fmt.Fprintf(&b, `\x%02x`, text[0])
		} else {
			b.WriteString(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}

// spoilt reports whether JSON has what no text holds.
func spoilt(text string) bool { return !utf8.ValidString(text) || loneSurrogates(text) }

// parsed decodes a value, nil for none. Control characters in strings are text; what is too deep for the decoder is itself.
func parsed(text string) (value any) {
	d := json.NewDecoder(strings.NewReader(escaped(text)))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return nil
	}
	return value
}

// escaped writes the control characters of JSON as escapes, except for white space outside of strings.
func escaped(text string) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			b.WriteString(text[i : i+2])
			i++
		case c < ' ' && quoted:
			_, _ = fmt.Fprintf(&b, `\u%04x`, c)
		default:
			quoted = quoted != (c == '"')
			b.WriteByte(c)
		}
	}
	return b.String()
}

// leavesOfText returns the texts of JSON that stand behind a colon, a comma or a bracket, as they would be decoded, repeated
// members included.
func leavesOfText(text string) (all []string) {
	for _, found := range regexp.MustCompile(`"(?:[^"\\]|\\.)*"\s*:?`).FindAllString(escaped(text), -1) {
		if leaf := parsed(found); !strings.HasSuffix(found, ":") && leaf != nil && leaf != "" {
			all = append(all, strings.Split(fmt.Sprint(leaf), ",")...)
		}
	}
	return all
}

// fieldValue is what stands in a field: a plain value, or that of a custom field.
type fieldValue struct{ of any }

func newValue(out any) fieldValue {
	return fieldValue{out}
}

// missing reports whether nothing stands there.
func (v fieldValue) missing() bool { return v.of == nil }

// hollow reports whether what stands there holds nothing.
func (v fieldValue) hollow() bool {
	hollow := true
	eachLeaf(v.of, "", func(_ string, leaf any) { hollow = hollow && leaf == "" })
	return hollow
}

// failed reports whether a custom field says that it could not be read.
func (v fieldValue) failed() bool { return at(v.members(), "parseError") != nil }

func (v fieldValue) rawText() string { return plainText(at(v.members(), "rawText")) }

func (v fieldValue) members() map[string]any {
	members, _ := v.of.(map[string]any)
	return members
}

// text returns the text of a value that is one.
func (v fieldValue) text() string {
	for _, path := range []string{"text", "flag", "integer", "decimal", "date", "dateTime", "time", "option.text"} {
		if text := at(v.members(), path); text != nil {
			return plainText(text)
		}
	}
	return plainText(v.of)
}

// list returns the texts of a value that is a list.
func (v fieldValue) list() (all []string) {
	elements, _ := v.of.([]any)
	for _, path := range []string{"options.options", "files.files"} {
		if of, ok := at(v.members(), path).([]any); ok {
			elements = of
		}
	}
	for _, e := range elements {
		if members, ok := e.(map[string]any); ok {
			e = members["text"]
			if e == nil {
				e = members["name"]
			}
			if e == nil {
				e = ""
			}
		}
		all = append(all, plainText(e))
	}
	return all
}
