package gateway

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"net/http"
	"strconv"
	"sync"
)

const (
	// worthCompressing is how many bytes an answer must have to be compressed: a smaller one takes a packet either way.
	worthCompressing = 1400
	// compressedAtOnce is how many bytes are compressed together. What repeats within them is found, and no more.
	compressedAtOnce = 64 << 10
)

// deflaters are the compressors that are free. One takes over 1 MiB, so that none is held by an answer: each piece of an answer is
// compressed by one of them into memory and then written. There are about as many as compress at the same moment, however many
// clients stall.
type deflaters struct{ free sync.Pool }

// deflate appends p to dst as deflate blocks that end on a byte and point to nothing before them, so that any compressor can go on.
func (d *deflaters) deflate(dst *bytes.Buffer, p []byte) error {
	w, ok := d.free.Get().(*flate.Writer)
	if ok {
		w.Reset(dst)
	} else {
		var err error
		if w, err = flate.NewWriter(dst, flate.BestSpeed); err != nil {
			return err
		}
	}
	defer d.free.Put(w)
	if _, err := w.Write(p); err != nil {
		return err
	}
	return w.Flush()
}

// zipped is a ResponseWriter that compresses the body when that is agreed with the client and worth it, which it decides when the
// headers are sent. What was written can be read by the client as soon as it is flushed.
type zipped struct {
	http.ResponseWriter
	deflaters *deflaters
	wanted    bool // the client takes gzip
	needed    bool // the client takes nothing else

	decided, on bool
	piece       bytes.Buffer // compressed, not written yet
	sum         uint32
	size        uint32
	broken      error // what the first write met that failed
}

// zip returns a writer for the answer to a request. finish must be called when the whole answer is written, and not when it is
// cut, so that the client can tell.
func (d *deflaters) zip(w http.ResponseWriter, r *http.Request) *zipped {
	e := readEncodings(r.Header.Values("Accept-Encoding"))
	w.Header().Add("Vary", "Accept-Encoding")
	return &zipped{
		ResponseWriter: w, deflaters: d,
		wanted: e.gzip && r.Method != http.MethodHead,
		needed: !e.identity,
	}
}

// Unwrap returns the writer that is under this one, for http.ResponseController.
func (z *zipped) Unwrap() http.ResponseWriter { return z.ResponseWriter }

// WriteHeader sends the headers.
func (z *zipped) WriteHeader(status int) {
	z.decide(status, 0)
	z.ResponseWriter.WriteHeader(status)
}

// decide chooses whether the body of an answer with this status is compressed. Its length is that of the header or, where that is
// missing and the answer is no stream, of the first write.
func (z *zipped) decide(status, first int) {
	if z.decided || status < http.StatusOK {
		return
	}
	z.decided = true
	h := z.Header()
	size, err := strconv.Atoi(h.Get("Content-Length"))
	if err != nil {
		size = first
	}
	worth := z.needed || size >= worthCompressing || h.Get("Content-Type") == typeNDJSON
	bodiless := status == http.StatusNoContent || status == http.StatusNotModified
	if !z.wanted || !worth || bodiless || h.Get("Content-Encoding") != "" {
		return
	}
	z.on = true
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	z.piece.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255}) // RFC 1952: deflate, without name and time, by the fastest way
}

// Write compresses and writes in pieces.
func (z *zipped) Write(p []byte) (n int, err error) {
	z.decide(http.StatusOK, len(p))
	if !z.on {
		return z.ResponseWriter.Write(p)
	}
	for len(p) > 0 && z.broken == nil {
		piece := p[:min(len(p), compressedAtOnce)]
		if z.broken = z.deflaters.deflate(&z.piece, piece); z.broken == nil {
			z.broken = z.send()
		}
		z.sum = crc32.Update(z.sum, crc32.IEEETable, piece)
		z.size += uint32(len(piece)) // modulo 2^32, as gzip has it
		n, p = n+len(piece), p[len(piece):]
	}
	return n, z.broken
}

// send writes the compressed piece.
func (z *zipped) send() error {
	_, err := z.ResponseWriter.Write(z.piece.Bytes())
	z.piece.Reset()
	return err
}

// FlushError sends what was written. It is all compressed: no compressor holds anything back.
func (z *zipped) FlushError() error {
	z.decide(http.StatusOK, 0)
	if z.broken != nil {
		return z.broken
	}
	return http.NewResponseController(z.ResponseWriter).Flush()
}

// finish writes the end of a compressed body: a last block without content, and what the content adds up to.
func (z *zipped) finish() {
	if !z.on || z.broken != nil {
		return
	}
	z.piece.Write([]byte{1, 0, 0, 255, 255})
	z.piece.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, z.sum), z.size))
	z.broken = z.send() // nobody reads any more if it fails
}
