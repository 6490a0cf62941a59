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
	// worthCompressing is the smallest size in bytes of an answer that is compressed: a smaller answer takes one packet either
	// way.
	worthCompressing = 1400
	// compressedAtOnce is the number of bytes that are compressed together. Only repetitions within them are found.
	compressedAtOnce = 64 << 10
)

// compressors are the free compressors. A compressor takes over 1 MiB, so no answer holds one: it compresses one piece of an
// answer into memory, and then the piece is written. There are about as many compressors as pieces that are compressed at the
// same moment, however many clients stall.
type compressors struct{ free sync.Pool }

// compress appends p to dst as deflate blocks that end on a byte and do not refer to earlier data, so that any compressor can
// compress the next piece.
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

// gzipWriter is a ResponseWriter that compresses the body if the client accepts gzip and the body is worth it, which is decided
// when the headers are sent. A client can read everything that was written as soon as it is flushed.
type gzipWriter struct {
	http.ResponseWriter
	compressors *compressors
	wanted      bool // the client accepts gzip
	needed      bool // the client accepts nothing else

	decided, on bool
	piece       bytes.Buffer // compressed and not written yet
	sum         uint32
	size        uint32
	broken      error // the error of the first write that failed
}

// writer returns a writer for the answer to a request. finish must be called after the whole answer was written. It must not be
// called for an answer that is cut, so that the client sees the cut.
func (c *compressors) writer(w http.ResponseWriter, r *http.Request) *gzipWriter {
	e := readEncodings(r.Header.Values("Accept-Encoding"))
	w.Header().Add("Vary", "Accept-Encoding")
	return &gzipWriter{
		ResponseWriter: w, compressors: c,
		wanted: e.gzip && r.Method != http.MethodHead,
		needed: !e.identity,
	}
}

// Unwrap returns the wrapped writer, for http.ResponseController.
func (g *gzipWriter) Unwrap() http.ResponseWriter { return g.ResponseWriter }

// WriteHeader sends the headers.
func (g *gzipWriter) WriteHeader(status int) {
	g.decide(status, 0)
	g.ResponseWriter.WriteHeader(status)
}

// decide decides whether the body of an answer with this status is compressed. The size of the body is its Content-Length or,
// if that is missing and the answer is no stream, the size of the first write.
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
	g.piece.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255}) // RFC 1952: deflate, no name, no time, fastest
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
		g.size += uint32(len(piece)) // modulo 2^32, as gzip defines it
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

// FlushError sends what was written, all of which is compressed already.
func (g *gzipWriter) FlushError() error {
	g.decide(http.StatusOK, 0)
	if g.broken != nil {
		return g.broken
	}
	return http.NewResponseController(g.ResponseWriter).Flush()
}

// finish writes the end of a compressed body: a last block without content, the checksum and the size.
func (g *gzipWriter) finish() {
	if !g.on || g.broken != nil {
		return
	}
	g.piece.Write([]byte{1, 0, 0, 255, 255})
	g.piece.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, g.sum), g.size))
	g.broken = g.send() // if it fails, the client has gone
}
