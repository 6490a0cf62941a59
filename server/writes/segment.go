package writes

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/crmstream/crmstream/internal/durable"
)

const (
	// maxLine is longer than any line: two payloads in base64, and the rest of a row.
	maxLine = 4*MaxPayload + 1<<20
	// maxSegment is the size from which a segment takes no more lines. Places have 32 bits.
	maxSegment = 1 << 30
)

// segmentNames match the files of the ledger: a number, which orders them whatever the clock says, and the day.
var segmentNames = regexp.MustCompile(`^(\d{8})-(\d{4}-\d{2}-\d{2})\.jsonl$`)

// findSegments returns the segments of a folder, in the order of their numbers.
func findSegments(dir string) (found []*segment, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		match := segmentNames.FindStringSubmatch(e.Name())
		if match == nil {
			continue
		}
		if !e.Type().IsRegular() {
			return nil, fmt.Errorf("%s is not a file: remove it", filepath.Join(dir, e.Name()))
		}
		number, err := strconv.ParseUint(match[1], 10, 32)
		if err != nil || number == 0 {
			continue // no segment of ours: the first one has number 1
		}
		found = append(found, &segment{number: uint32(number), name: e.Name(), day: match[2], reaches: uint32(number)})
	}
	return found, nil
}

// load applies the lines of a segment, and returns how many lines were damaged. A line without its end counts if it is whole.
func (x *index) load(s *segment, from io.Reader) (damaged int, err error) {
	reader := bufio.NewReaderSize(from, 1<<16)
	var text []byte
	size := 0 // of the line as it is in the file
	for offset := 0; ; {
		part, err := reader.ReadSlice('\n')
		if size += len(part); size <= maxLine {
			text = append(text, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return damaged, err
		}
		content := bytes.TrimSuffix(text, []byte("\n"))
		l, parseErr := parse(content)
		switch {
		case len(content) == 0:
		case size > maxLine || parseErr != nil || offset > maxSegment+maxLine:
			damaged++
		default:
			x.apply(l, place{s.number, uint32(offset), uint32(len(content))})
		}
		if err != nil {
			return damaged, nil
		}
		offset += size
		text, size = text[:0], 0
	}
}

// parse reads a line.
func parse(text []byte) (l line, err error) {
	if err := json.Unmarshal(text, &l); err != nil {
		return line{}, err
	}
	switch l.State {
	case Sent, Done, Unknown, removed:
	default:
		return line{}, errors.New("no state")
	}
	if l.Key.Source == "" || l.Key.RequestID == "" || !l.Key.fits() || l.State != Done && l.Answer != nil || l.Wall.IsZero() {
		return line{}, errors.New("no row")
	}
	l.Count = max(1, l.Count)
	return l, nil
}

// payloads match where the payloads of a line begin. Within a text the quotes would be escaped.
var payloads = regexp.MustCompile(`,"(request|before|result|answer)":`)

// headSize is the part of a line that is read for its head, if that is enough.
const headSize = 1 << 10

// readHead returns the row of the line at a place, which has an answer. The payloads are not read, nor is what stands after them: Asked
// and Again mean nothing in a row that is Done.
func (f *File) readHead(at place) (row Row, err error) {
	file, err := os.Open(filepath.Join(f.dir, f.segment(at.segment).name))
	if err != nil {
		return Row{}, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	for size := uint32(headSize); ; size *= 2 {
		text := make([]byte, min(size, at.length))
		if _, err := file.ReadAt(text, int64(at.offset)); err != nil {
			return Row{}, err
		}
		if cut := payloads.FindIndex(text); cut != nil {
			text = append(text[:cut[0]], '}')
		} else if size < at.length {
			continue
		}
		err = json.Unmarshal(text, &row)
		row.Count = max(1, row.Count)
		return row.head(), err
	}
}

// read returns the line at a place.
func (f *File) read(at place) (line, error) {
	file, err := os.Open(filepath.Join(f.dir, f.segment(at.segment).name))
	if err != nil {
		return line{}, err
	}
	defer func() { _ = file.Close() }() // nothing was written
	text := make([]byte, at.length)
	if _, err := file.ReadAt(text, int64(at.offset)); err != nil {
		return line{}, err
	}
	return parse(text)
}

// append writes a line at the end of the last segment, after what could not be written before. Then the line is durable.
func (f *File) append(l line) (place, error) {
	text, err := json.Marshal(l)
	if err != nil {
		return place{}, err
	}
	offset, err := f.roll(l.moment)
	if err != nil {
		return place{}, err
	}
	var b bytes.Buffer
	if f.torn {
		b.WriteByte('\n')
	}
	for _, e := range f.endings {
		b.Write(e)
		b.WriteByte('\n')
	}
	start := b.Len()
	b.Write(text)
	b.WriteByte('\n')
	f.torn = true
	_, err = f.file.Write(b.Bytes())
	if err = errors.Join(err, f.sync(f.file)); err != nil {
		return place{}, err
	}
	f.torn = false
	last := f.segments[len(f.segments)-1]
	at := place{last.number, uint32(offset) + uint32(start), uint32(len(text))}
	if len(f.endings) > 0 {
		f.endings = nil
		f.reach(at, place{segment: 1}) // the ended rows may have lines in any older segment
	}
	return at, nil
}

// roll begins a segment if the last one is of another day or full, and returns where the next line begins.
func (f *File) roll(now moment) (offset int64, err error) {
	day := now.Wall.UTC().Format("2006-01-02")
	var last *segment
	if len(f.segments) > 0 {
		last = f.segments[len(f.segments)-1]
	}
	if last != nil && last.day == day {
		if f.file == nil {
			if f.file, err = durable.OpenAppend(filepath.Join(f.dir, last.name)); err != nil {
				return 0, err
			}
			f.torn = true // a crash may have left a part of a line
		}
		if offset, err = f.file.Seek(0, io.SeekEnd); err != nil || offset < maxSegment {
			return offset, err
		}
	}
	next := &segment{number: 1, day: day}
	if last != nil {
		next.number = last.number + 1
	}
	next.reaches, next.name = next.number, fmt.Sprintf("%08d-%s.jsonl", next.number, day)
	path := filepath.Join(f.dir, next.name)
	err = durable.Create(path, nil)
	if err != nil && !errors.Is(err, os.ErrExist) { // it exists where opening it has failed before
		return 0, err
	}
	file, err := durable.OpenAppend(path)
	if err != nil {
		return 0, err
	}
	if f.file != nil {
		_ = f.file.Close() // each line was synced
	}
	f.file, f.torn, f.segments = file, false, append(f.segments, next)
	_ = f.tidy() // what cannot be removed now is tried again
	return file.Seek(0, io.SeekEnd)
}

// tidy removes the files that hold no row any more.
func (f *File) tidy() (err error) {
	gone := f.removable()
	for i, s := range gone {
		if err := os.Remove(filepath.Join(f.dir, s.name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			// The older files go first. The rest stays known, or a file would count that another one supersedes.
			f.segments = append(gone[i:], f.segments...)
			slices.SortFunc(f.segments, func(a, b *segment) int { return cmp.Compare(a.number, b.number) })
			return err
		}
	}
	return nil
}
