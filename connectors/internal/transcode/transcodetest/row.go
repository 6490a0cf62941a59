package transcodetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/crmstream/crmstream/internal/records"

	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// row returns the row of a record that was written with members.
func (u Upstream) row(t *rapid.T, record proto.Message, members []transcode.Member, at transcode.WriteContext) string {
	read := map[string][]string{} // keys by field
	for key, field := range u.Table.Keys() {
		read[field] = append(read[field], key)
	}
	row := map[string]any{"id": "5"}
	var alone []transcode.Member
	for _, w := range u.Table.Writable() {
		paths := slices.DeleteFunc(records.Set(record.ProtoReflect()), func(path string) bool {
			name, _, _ := strings.Cut(path, ".")
			return name != w.Name
		})
		if len(paths) == 0 {
			continue
		}
		at.Op, at.Before = transcode.OnUpdate, u.Table.Message()
		sent, _, err := u.Table.Write(record, paths, at)
		if err != nil {
			t.Fatalf("%v cannot be written: %v", paths, err)
		}
		alone = append(alone, sent...)
		for _, m := range sent {
			key := read[w.Name][0]
			if len(sent) > 1 && slices.Contains(read[w.Name], m.Key) {
				key = m.Key // the upstream shows both spellings
			}
			row[key] = u.show(t, w.Name, u.taken(t, m))
		}
	}
	if got, want := fmt.Sprint(alone), fmt.Sprint(members); got != want {
		t.Fatalf("the fields one by one are written as %s, together as %s", got, want)
	}
	return encode(t, row)
}

// taken returns the value that the upstream takes from a member.
func (u Upstream) taken(t *rapid.T, m transcode.Member) any {
	if !u.Form {
		d := json.NewDecoder(bytes.NewReader(transcode.AppendJSON(nil, []transcode.Member{m})))
		d.UseNumber()
		var object map[string]any
		if err := d.Decode(&object); err != nil {
			t.Fatal(err)
		}
		return object[m.Key]
	}
	root := map[string]any{}
	for path, text := range transcode.Leaves([]transcode.Member{m}) {
		at := root
		for _, key := range path[:len(path)-1] {
			if at[key] == nil {
				at[key] = map[string]any{}
			}
			at = at[key].(map[string]any)
		}
		at[path[len(path)-1]] = text
	}
	return lists(root[m.Key])
}

// lists makes lists of the maps with the keys 0, 1 and so on.
func lists(v any) any {
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	list := make([]any, len(m))
	for key := range m {
		m[key] = lists(m[key])
		if i, err := strconv.Atoi(key); err == nil && i < len(list) && list != nil {
			list[i] = m[key]
		} else {
			list = nil
		}
	}
	if list == nil {
		return m
	}
	return list
}

// show returns the value that a row shows for a field.
func (u Upstream) show(t *rapid.T, field string, v any) any {
	list, _ := v.([]any)
	switch {
	case field == "fields":
		return u.showFields(t, list)
	case u.Bare[field] != "":
		for i, element := range list {
			if text, ok := element.(string); ok && rapid.Bool().Draw(t, "object") {
				list[i] = map[string]any{u.Bare[field]: text, "comment": nil}
			}
		}
	}
	return v
}

// showFields returns custom fields as a row shows them: as a map by key, or as a list with an entry for each file.
func (u Upstream) showFields(t *rapid.T, written []any) any {
	keys := u.words()
	asList := rapid.Bool().Draw(t, "list")
	list, byKey := []any{}, map[string]any{}
	for _, w := range written {
		entry := w.(map[string]any)
		key := entry["id"].(string)
		word, value := keys[key], entry["value"]
		switch u.Datatypes[word] {
		case transcode.AsPoint:
			place := value.(map[string]any)
			value = map[string]any{"x": place["lat"], "y": place["lon"]}
		case transcode.AsIntegerRange, transcode.AsDecimalRange, transcode.AsDateRange, transcode.AsTimeRange, transcode.AsDateTimeRange:
			ends := value.([]any)
			value = map[string]any{"from": ends[0], "to": ends[1]}
		case transcode.AsFiles:
			if entry["mode"] != "insert" {
				t.Fatalf("%v is no new file", entry)
			}
			if had, ok := byKey[key].(map[string]any); ok && !asList {
				had["value"] = append(had["value"].([]any), value)
				continue
			}
			if !asList {
				value = []any{value}
			}
		}
		shown := map[string]any{"id": key, "datatype": word, "value": value}
		list, byKey[key] = append(list, shown), shown
	}
	if asList {
		return list
	}
	return byKey
}

// encode returns JSON, in which some texts have escapes for all characters.
func encode(t *rapid.T, v any) string {
	switch v := v.(type) {
	case map[string]any:
		var members []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			members = append(members, encode(t, key)+":"+encode(t, v[key]))
		}
		return "{" + strings.Join(members, ",") + "}"
	case []any:
		var elements []string
		for _, element := range v {
			elements = append(elements, encode(t, element))
		}
		return "[" + strings.Join(elements, ",") + "]"
	case string:
		if rapid.Bool().Draw(t, "escaped") {
			var b strings.Builder
			for _, unit := range utf16.Encode([]rune(v)) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
			return `"` + b.String() + `"`
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
