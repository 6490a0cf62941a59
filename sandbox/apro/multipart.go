package apro

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"strings"
)

// sentFile is a file of a multipart form.
type sentFile struct {
	part, name string // names of the part and of the file
	size       int64
	hash       string
}

// multipartForm reads multipart/form-data as PHP does. Lines may end with a bare line feed, and the last boundary may lack its
// two dashes. A file is a part with the option filename; PHP does not know filename*, so a part that has only that is a text. A
// part that no boundary ends is incomplete and lost.
type multipartForm struct {
	in       *bufio.Reader
	boundary []byte
	last     bool // the boundary that ends the form was read
	left     int  // bytes of texts that may still come
	pairs    []pair
	files    []sentFile
}

// errLongForm is the error of texts, or of headers of a part, that are too long.
var errLongForm = errors.New("the multipart form has too much text")

// readMultipart reads a form. Of files it keeps only the size and the hash.
func readMultipart(body io.Reader, boundary string) ([]pair, []sentFile, error) {
	const buffer = 64 << 10
	m := &multipartForm{in: bufio.NewReaderSize(body, buffer), boundary: []byte("--" + boundary), left: maxBody}
	if found, err := m.until(io.Discard); err != nil || !found {
		return nil, nil, err
	}
	for !m.last {
		if more, err := m.part(); err != nil || !more {
			return m.pairs, m.files, err
		}
	}
	return m.pairs, m.files, nil
}

// part reads one part, and reports whether another may follow.
func (m *multipartForm) part() (more bool, err error) {
	options, err := m.headers()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	filename, isFile := options["filename"]
	if !isFile {
		text := &limited{left: &m.left}
		found, err := m.until(text)
		if found && options["name"] != "" {
			m.pairs = append(m.pairs, pair{options["name"], text.String()})
		}
		return found, err
	}
	sum := counter{hash: sha256.New()}
	found, err := m.until(&sum)
	filename = filename[strings.LastIndexAny(filename, `/\`)+1:]
	if found && options["name"] != "" && filename != "" {
		m.files = append(m.files, sentFile{options["name"], filename, sum.size, hex.EncodeToString(sum.hash.Sum(nil))})
	}
	return found, err
}

// headers reads the headers of a part and returns the options of Content-Disposition.
func (m *multipartForm) headers() (map[string]string, error) {
	var options map[string]string
	for {
		slice, err := m.in.ReadSlice('\n')
		if m.left -= len(slice); m.left < 0 || errors.Is(err, bufio.ErrBufferFull) {
			return nil, errLongForm
		}
		if err != nil {
			return nil, err
		}
		line := strings.TrimRight(string(slice), "\r\n")
		if line == "" {
			return options, nil
		}
		if name, value, _ := strings.Cut(line, ":"); strings.EqualFold(name, "Content-Disposition") {
			options = splitOptions(value)
		}
	}
}

// splitOptions returns the options of a header, such as form-data; name="a; b". In quotes a backslash hides a quote or a
// backslash.
func splitOptions(header string) map[string]string {
	options := map[string]string{}
	var word []byte
	key, quoted := "", false
	add := func() {
		if key != "" {
			options[strings.ToLower(key)] = string(word)
		}
		key, word = "", nil
	}
	for i := 0; i < len(header); i++ {
		c := header[i]
		switch {
		case quoted && c == '\\' && i+1 < len(header) && strings.IndexByte(`"\`, header[i+1]) >= 0:
			i++
			word = append(word, header[i])
		case c == '"':
			quoted = !quoted
		case quoted:
			word = append(word, c)
		case c == ';':
			add()
		case c == '=' && key == "":
			key, word = string(word), nil
		case c != ' ' && c != '\t':
			word = append(word, c)
		}
	}
	add()
	return options
}

// until copies the bytes before the next boundary, without the line break before the boundary. It reports whether there is a
// boundary.
func (m *multipartForm) until(w io.Writer) (found bool, err error) {
	var held []byte // a line break, or the beginning of one, that may be the boundary's
	for fresh := true; ; {
		line, err := m.in.ReadSlice('\n')
		if fresh && bytes.HasPrefix(line, m.boundary) {
			m.last = bytes.HasPrefix(line[len(m.boundary):], []byte("--"))
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = m.in.ReadSlice('\n')
			}
			if errors.Is(err, io.EOF) {
				m.last, err = true, nil
			}
			return true, err
		}
		ended := bytes.HasSuffix(line, []byte("\n"))
		text := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if string(held) != "\r" || string(line) != "\n" {
			if _, err := w.Write(held); err != nil {
				return false, err
			}
			held = held[:0]
		}
		held = append(held, line[len(text):]...)
		if _, err := w.Write(text); err != nil {
			return false, err
		}
		switch {
		case errors.Is(err, io.EOF):
			return false, nil
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return false, err
		}
		fresh = ended
	}
}

// limited is a text that may take the bytes that are left.
type limited struct {
	bytes.Buffer
	left *int
}

func (l *limited) Write(p []byte) (int, error) {
	if *l.left -= len(p); *l.left < 0 {
		return 0, errLongForm
	}
	return l.Buffer.Write(p)
}

// counter counts and hashes what is written.
type counter struct {
	hash hash.Hash
	size int64
}

func (c *counter) Write(p []byte) (int, error) {
	c.size += int64(len(p))
	return c.hash.Write(p)
}
