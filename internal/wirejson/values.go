package wirejson

import (
	"encoding/base64"
	"errors"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// errText is the error of a text that JSON cannot represent.
var errText = errors.New("text that is not valid UTF-8")

// appendValue appends one value that locate has checked. A nil value is the zero of its field, which a map entry without a
// value has.
func (w *Writer) appendValue(dst []byte, f *planField, value []byte) ([]byte, error) {
	switch f.wire {
	case protowire.BytesType:
		payload, _ := protowire.ConsumeBytes(value)
		switch f.kind {
		case protoreflect.MessageKind:
			return w.Append(dst, f.message, payload)
		case protoreflect.BytesKind:
			return append(base64.StdEncoding.AppendEncode(append(dst, '"'), payload), '"'), nil
		default:
			return AppendText(dst, payload)
		}
	case protowire.VarintType:
		v, _ := protowire.ConsumeVarint(value)
		return appendVarint(dst, f, v), nil
	case protowire.Fixed32Type:
		v, _ := protowire.ConsumeFixed32(value)
		switch f.kind {
		case protoreflect.FloatKind:
			return appendFloat(dst, float64(math.Float32frombits(v)), 32), nil
		case protoreflect.Sfixed32Kind:
			return strconv.AppendInt(dst, int64(int32(v)), 10), nil
		default:
			return strconv.AppendUint(dst, uint64(v), 10), nil
		}
	default:
		v, _ := protowire.ConsumeFixed64(value)
		switch f.kind {
		case protoreflect.DoubleKind:
			return appendFloat(dst, math.Float64frombits(v), 64), nil
		case protoreflect.Sfixed64Kind:
			return append(strconv.AppendInt(append(dst, '"'), int64(v), 10), '"'), nil
		default:
			return append(strconv.AppendUint(append(dst, '"'), v, 10), '"'), nil
		}
	}
}

// appendVarint appends a number, flag or enum. 64-bit numbers are quoted, since numbers in JavaScript cannot represent all of
// them.
func appendVarint(dst []byte, f *planField, v uint64) []byte {
	switch f.kind {
	case protoreflect.BoolKind:
		return strconv.AppendBool(dst, v != 0)
	case protoreflect.EnumKind:
		if name, ok := f.names[int32(v)]; ok {
			return append(dst, name...)
		}
		return strconv.AppendInt(dst, int64(int32(v)), 10)
	case protoreflect.Int32Kind:
		return strconv.AppendInt(dst, int64(int32(v)), 10)
	case protoreflect.Sint32Kind:
		return strconv.AppendInt(dst, int64(int32(protowire.DecodeZigZag(v&math.MaxUint32))), 10)
	case protoreflect.Uint32Kind:
		return strconv.AppendUint(dst, uint64(uint32(v)), 10)
	case protoreflect.Uint64Kind:
		return append(strconv.AppendUint(append(dst, '"'), v, 10), '"')
	case protoreflect.Sint64Kind:
		v = uint64(protowire.DecodeZigZag(v))
	}
	return append(strconv.AppendInt(append(dst, '"'), int64(v), 10), '"')
}

// appendFloat appends a number in the format of protojson and JavaScript.
func appendFloat(dst []byte, v float64, bits int) []byte {
	switch {
	case math.IsNaN(v):
		return append(dst, `"NaN"`...)
	case math.IsInf(v, 1):
		return append(dst, `"Infinity"`...)
	case math.IsInf(v, -1):
		return append(dst, `"-Infinity"`...)
	}
	abs, format := math.Abs(v), byte('f')
	if abs != 0 && (bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21)) {
		format = 'e'
	}
	dst = strconv.AppendFloat(dst, v, format, -1, bits)
	if n := len(dst); format == 'e' && n >= 4 && dst[n-4] == 'e' && dst[n-3] == '-' && dst[n-2] == '0' {
		dst[n-2] = dst[n-1] // e-09 is written e-9
		dst = dst[:n-1]
	}
	return dst
}

// AppendText appends a string in quotes and escapes only what JSON demands.
func AppendText(dst, text []byte) ([]byte, error) {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	done, ascii := 0, true
	for i, c := range text {
		if c >= utf8.RuneSelf {
			ascii = false
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, text[done:i]...)
		done = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\b':
			dst = append(dst, `\b`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	if !ascii && !utf8.Valid(text) {
		return dst, errText
	}
	return append(append(dst, text[done:]...), '"'), nil
}

// appendTimestamp appends a google.protobuf.Timestamp: RFC 3339 in UTC with 0, 3, 6 or 9 decimals.
func appendTimestamp(dst, in []byte) ([]byte, error) {
	var seconds, nanos int64
	for at := 0; at < len(in); {
		number, wire, tag := protowire.ConsumeTag(in[at:])
		if tag < 0 {
			return dst, errWire
		}
		size := protowire.ConsumeFieldValue(number, wire, in[at+tag:])
		if size < 0 {
			return dst, errWire
		}
		if wire == protowire.VarintType {
			switch v, _ := protowire.ConsumeVarint(in[at+tag:]); number {
			case 1:
				seconds = int64(v)
			case 2:
				nanos = int64(int32(v))
			}
		}
		at += tag + size
	}
	const first, last = -62135596800, 253402300799 // the years 1 to 9999
	if seconds < first || seconds > last || nanos < 0 || nanos >= int64(time.Second) {
		return dst, errors.New("time out of range")
	}
	layout := "2006-01-02T15:04:05.000000000Z"
	switch {
	case nanos == 0:
		layout = time.RFC3339 // package time formats this layout faster than others
	case nanos%1e6 == 0:
		layout = "2006-01-02T15:04:05.000Z"
	case nanos%1e3 == 0:
		layout = "2006-01-02T15:04:05.000000Z"
	}
	return append(time.Unix(seconds, nanos).UTC().AppendFormat(append(dst, '"'), layout), '"'), nil
}

// readEntry reads one entry of a map. A missing key or value is nil, which appendValue writes as zero.
func readEntry(in []byte, f *planField) (entry, error) {
	var e entry
	for at := 0; at < len(in); {
		number, wire, tag := protowire.ConsumeTag(in[at:])
		if tag < 0 {
			return e, errWire
		}
		size := protowire.ConsumeFieldValue(number, wire, in[at+tag:])
		if size < 0 {
			return e, errWire
		}
		switch value := in[at+tag : at+tag+size]; {
		case number == 1 && wire == protowire.BytesType:
			e.key, _ = protowire.ConsumeBytes(value)
		case number == 2 && wire == f.wire:
			e.value = value
		}
		at += tag + size
	}
	return e, nil
}
