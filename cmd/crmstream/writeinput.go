package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// inputRow is one record of an input: the members of a JSON object, or the cells of a line of CSV.
type inputRow struct {
	line    int // from 1
	members map[string]json.RawMessage
	// cells says that the members are texts of CSV, which stand for values of other types too.
	cells bool
}

// input is what a command that writes has been given.
type input struct {
	name string // of the file
	rows []inputRow
	// one says that the input is a single JSON object, rather than a list of records.
	one bool
	// digest identifies the bytes of the input.
	digest string
}

// stdinName is the name of standard input as a file.
const stdinName = "-"

// readInput reads a file of records: a JSON object, a JSON array of objects, objects one after the other, or CSV with a header.
func readInput(con *console, name string) (input, error) {
	content, err := readFileOrStdin(con, name)
	if err != nil {
		return input{}, err
	}
	sum := sha256.Sum256(content)
	in := input{name: name, digest: hex.EncodeToString(sum[:16])}
	content = bytes.TrimPrefix(content, []byte("\uFEFF"))
	if !utf8.Valid(content) {
		return input{}, fmt.Errorf("%s: line %d: is not UTF-8: save the file as UTF-8", name, lineAt(content, invalidAt(content)))
	}
	extension := strings.ToLower(filepath.Ext(name))
	begins := bytes.TrimSpace(content)
	if extension == ".csv" || extension != ".json" && len(begins) > 0 && begins[0] != '{' && begins[0] != '[' {
		in.rows, err = readCSV(content)
	} else {
		in.rows, in.one, err = readJSON(content)
		in.one = in.one && extension != ".ndjson" && extension != ".jsonl"
	}
	if err == nil && len(in.rows) == 0 {
		err = errors.New("has no record")
	}
	if err != nil {
		return input{}, fmt.Errorf("%s: %w", name, err)
	}
	return in, nil
}

// invalidAt returns the offset of the first byte that is not valid UTF-8.
func invalidAt(content []byte) int {
	at := 0
	for at < len(content) {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// readFileOrStdin reads a file, or standard input for "-".
func readFileOrStdin(con *console, name string) ([]byte, error) {
	if name == stdinName {
		return io.ReadAll(con.stdin)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	return content, nil
}

// readJSON reads JSON objects. one reports whether the content is a single object.
func readJSON(content []byte) (rows []inputRow, one bool, err error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	one = true
	var wrong []error
	for {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return rows, one && len(rows) == 1, errors.Join(wrong...)
		}
		if err != nil {
			return nil, false, errors.Join(append(wrong, jsonMistake(content, err))...)
		}
		line := lineAt(content, int(decoder.InputOffset())-len(value))
		var values []json.RawMessage
		if value[0] != '[' {
			values = []json.RawMessage{value}
		} else if err := json.Unmarshal(value, &values); err != nil {
			return nil, false, err
		}
		one = one && value[0] != '['
		at := 0
		for _, each := range values {
			at += bytes.Index(value[at:], each)
			row := inputRow{line: line + lineAt(value, at) - 1}
			if row.members, err = membersOf(each); err != nil {
				wrong = append(wrong, fmt.Errorf("line %d: %w", row.line, err))
			}
			at += len(each)
			rows = append(rows, row)
		}
	}
}

// lineAt returns the line of an offset, from 1.
func lineAt(content []byte, offset int) int { return 1 + bytes.Count(content[:offset], []byte("\n")) }

// jsonMistake returns a mistake of JSON with its line.
func jsonMistake(content []byte, err error) error {
	var wrong *json.SyntaxError
	if errors.As(err, &wrong) {
		return fmt.Errorf("line %d: is no JSON: %w", lineAt(content, min(int(wrong.Offset), len(content))), err)
	}
	return fmt.Errorf("line %d: is no JSON: it ends too early", lineAt(content, len(bytes.TrimRight(content, " \t\r\n"))))
}

// membersOf returns the members of a JSON object. A member that comes twice is an error, and so is anything after the object.
func membersOf(object json.RawMessage) (map[string]json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(object))
	if begin, err := decoder.Token(); err != nil || begin != json.Delim('{') {
		return nil, errors.New("must be a JSON object")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(object, &whole); err != nil {
		return nil, fmt.Errorf("is no JSON: %w", err)
	}
	members := map[string]json.RawMessage{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string)
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		if _, again := members[name]; again {
			return nil, fmt.Errorf("%s: is here twice: remove one of the two", name)
		}
		members[name] = value
	}
	return members, nil
}

// readCSV reads CSV with a header. Empty cells are left out. The cells are separated by commas, or by semicolons if the header has
// those alone.
func readCSV(content []byte) ([]inputRow, error) {
	reader := csv.NewReader(bytes.NewReader(content))
	header, _, _ := bytes.Cut(content, []byte("\n"))
	if bytes.ContainsRune(header, ';') && !bytes.ContainsRune(header, ',') {
		reader.Comma = ';'
	}
	names, err := reader.Read()
	if err != nil {
		return nil, csvMistake(err)
	}
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if names[i] == "" || slices.Contains(names[:i], names[i]) {
			return nil, fmt.Errorf("line 1: column %d has no name, or that of another: name each column as a field", i+1)
		}
	}
	var rows []inputRow
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, csvMistake(err)
		}
		line, _ := reader.FieldPos(0)
		row := inputRow{line: line, members: map[string]json.RawMessage{}, cells: true}
		for i, cell := range cells {
			if cell != "" {
				row.members[names[i]] = quoted(cell)
			}
		}
		rows = append(rows, row)
	}
}

// csvMistake returns a mistake of CSV with its line.
func csvMistake(err error) error {
	var wrong *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("is empty: the first line names the fields")
	case errors.As(err, &wrong) && errors.Is(err, csv.ErrFieldCount):
		return fmt.Errorf("line %d: has more or fewer cells than the header", wrong.Line)
	case errors.As(err, &wrong):
		return fmt.Errorf("line %d: is no CSV: %w", wrong.Line, wrong.Err)
	default:
		return err
	}
}

// quoted returns a text as JSON.
func quoted(text string) json.RawMessage {
	encoded, _ := json.Marshal(text) // never fails for a text
	return encoded
}
