package apro

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Upload is a file that a request uploaded. The emulator keeps its hash and not its bytes.
type Upload struct {
	// Name is the stored name, for fields of files.
	Name string
	// Object is "stock", "applications", "purchaser" or "sales".
	Object string
	// Filename is the name that the request has, without folders.
	Filename string
	// Size is the number of bytes.
	Size int64
	// SHA256 is the hash of the bytes, in hexadecimal digits.
	SHA256 string
}

// Uploads returns all files that requests uploaded, in order.
func (s *Server) Uploads() []Upload {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.uploads)
}

// uploadFiles answers utils/upload: the stored name of a file that was sent as upload, or a list for files that were sent as
// upload[].
func (s *Server) uploadFiles(a *args) ([]byte, error) {
	a = s.single(a)
	object := a.text("object")
	if err := s.strict(a); err != nil {
		return nil, err
	}
	if !slices.Contains([]string{"stock", "applications", "purchaser"}, object) && (object != "sales" || !s.settings.UploadSales) {
		return nil, badParams
	}
	files, several := s.filesOf(a, "upload")
	if len(files) == 0 {
		return nil, badParams
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.encoder(1)
	e.open('{')
	e.key("name")
	if several {
		e.open('[')
	}
	for i, f := range files {
		name := s.storedName(f.name)
		s.uploads = append(s.uploads, Upload{Name: name, Object: object, Filename: f.name, Size: f.size, SHA256: f.hash})
		s.uploaded[name] = true
		s.Record(Effect{Op: opUpload, Number: a.nth, Row: i, ID: name})
		e.string(name)
	}
	if several {
		e.close(']')
	}
	e.close('}')
	return e.b, nil
}

// filesOf returns the files of a variable, and whether the variable is an array, as in PHP's $_FILES.
func (s *Server) filesOf(a *args, name string) (files []sentFile, several bool) {
	sent := a.files
	if most := s.settings.MaxUploads; most > 0 && len(sent) > most {
		sent = sent[:most]
	}
	parts := make([]pair, len(sent))
	for i, f := range sent {
		parts[i] = pair{f.part, strconv.Itoa(i)}
	}
	v := nest(parts).items[name]
	for _, place := range v.list() {
		files = append(files, sent[wholeNumber(place)])
	}
	return files, v.isArray()
}

// storedName returns a name that no file has yet, with the extension of a name. The page's is a name of base data.
func (s *Server) storedName(filename string) string {
	const first, longest = 0x54cf4e91db8bb, 10
	name := fmt.Sprintf("%013x", first+len(s.uploads))
	if s.settings.UploadFolders {
		name = s.world.hash(int64(len(s.uploads)))[:2] + "/" + name[11:] + "/" + name
	}
	if dot := strings.LastIndexByte(filename, '.'); dot >= 0 {
		extension := filename[dot+1:]
		plain := !strings.ContainsFunc(extension, func(r rune) bool { return (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z') })
		if extension != "" && len(extension) <= longest && plain {
			name += "." + extension
		}
	}
	return name
}

// knows reports whether a file may be put into a field whose present files are known.
func (d *draft) knows(name string, present []string) bool {
	set := d.server.settings.UnknownFiles
	if name == "" || set == Keep || d.server.uploaded[name] || slices.Contains(present, name) {
		return true
	}
	d.wrong = d.wrong || set == Refuse
	return false
}
