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

// compressors are those that are free. One takes over 1 MiB, so that none is held by an answer: each piece of an answer is
// compressed by one of them into memory and then written. There are about as many as compress at the same moment, however many
// clients stall.
type compressors struct{ free sync.Pool }

// compress appends p to dst as deflate blocks that end on a byte and point to nothing before them, so that any compressor can
// go on.
func (c *compressors) compress(dst *bytes.Buffer, p []byte) error {
	w, ok := c.free.Get().(*flate.Writer)
	if ok {
		w.Reset(dst)
	} else {
		var err error
		if w, err = flate.NewWriter(dst, flate.BestSpeed); err != nil {
			return err
		}
	}
	defer c.free.Put(w)
	if _, err := w.Write(p); err != nil {
		return err
	}
	return w.Flush()
}

// gzipWriter is a ResponseWriter that compresses the body when that is agreed with the client and worth it, which it decides
// when the headers are sent. What was written can be read by the client as soon as it is flushed.
type gzipWriter struct {
	http.ResponseWriter
	compressors *compressors
	wanted      bool // the client takes gzip
	needed      bool // the client takes nothing else

	decided, on bool
	piece       bytes.Buffer // compressed, not written yet
	sum         uint32
	size        uint32
	broken      error // what the first write met that failed
}

// writer returns a writer for the answer to a request. finish must be called when the whole answer is written, and not when it is
// cut, so that the client can tell.
func (c *compressors) writer(w http.ResponseWriter, r *http.Request) *gzipWriter {
	e := readEncodings(r.Header.Values("Accept-Encoding"))
	w.Header().Add("Vary", "Accept-Encoding")
	return &gzipWriter{
		ResponseWriter: w, compressors: c,
		wanted: e.gzip && r.Method != http.MethodHead,
		needed: !e.identity,
	}
}

// Unwrap returns the writer that is under this one, for http.ResponseController.
func (g *gzipWriter) Unwrap() http.ResponseWriter { return g.ResponseWriter }

// WriteHeader sends the headers.
func (g *gzipWriter) WriteHeader(status int) {
	g.decide(status, 0)
	g.ResponseWriter.WriteHeader(status)
}

// decide chooses whether the body of an answer with this status is compressed. Its length is that of the header or, where that is
// missing and the answer is no stream, of the first write.
func (g *gzipWriter) decide(status, first int) {
	if g.decided || status < http.StatusOK {
		return
	}
	g.decided = true
	h := g.Header()
	size, err := strconv.Atoi(h.Get("Content-Length"))
	if err != nil {
		size = first
	}
	worth := g.needed || size >= worthCompressing || h.Get("Content-Type") == typeNDJSON
	bodiless := status == http.StatusNoContent || status == http.StatusNotModified
	if !g.wanted || !worth || bodiless || h.Get("Content-Encoding") != "" {
		return
	}
	g.on = true
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	g.piece.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255}) // RFC 1952: deflate, without name and time, by the fastest way
}

// Write compresses and writes in pieces.
func (g *gzipWriter) Write(p []byte) (n int, err error) {
	g.decide(http.StatusOK, len(p))
	if !g.on {
		return g.ResponseWriter.Write(p)
	}
	for len(p) > 0 && g.broken == nil {
		piece := p[:min(len(p), compressedAtOnce)]
		if g.broken = g.compressors.compress(&g.piece, piece); g.broken == nil {
			g.broken = g.send()
		}
		g.sum = crc32.Update(g.sum, crc32.IEEETable, piece)
		g.size += uint32(len(piece)) // modulo 2^32, as gzip has it
		n, p = n+len(piece), p[len(piece):]
	}
	return n, g.broken
}

// send writes the compressed piece.
func (g *gzipWriter) send() error {
	_, err := g.ResponseWriter.Write(g.piece.Bytes())
	g.piece.Reset()
	return err
}

// FlushError sends what was written. It is all compressed: no compressor holds anything back.
func (g *gzipWriter) FlushError() error {
	g.decide(http.StatusOK, 0)
	if g.broken != nil {
		return g.broken
	}
	return http.NewResponseController(g.ResponseWriter).Flush()
}

// finish writes the end of a compressed body: a last block without content, and what the content adds up to.
func (g *gzipWriter) finish() {
	if !g.on || g.broken != nil {
		return
	}
	g.piece.Write([]byte{1, 0, 0, 255, 255})
	g.piece.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, g.sum), g.size))
	g.broken = g.send() // nobody reads any more if it fails
}
