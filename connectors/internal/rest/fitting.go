package rest

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors"
)

// maxBody is the default of Options.MaxBody.
const maxBody = 64 << 20

// Fitting is the number of rows of one operation that fit into an answer, as its answers have shown. After an answer that was
// too large, half as many rows are asked for, then and later. The zero value has no bound. A Fitting is safe for concurrent
// use.
type Fitting struct {
	most atomic.Int64 // 0 for no bound
}

// Bound returns how many rows to ask for: rows, or fewer if the bound is lower.
func (f *Fitting) Bound(rows int) int {
	if most := f.most.Load(); most > 0 {
		return int(min(int64(rows), most))
	}
	return rows
}

// Halve returns how many rows to ask for after the answer to a request for rows was too large. ok is false for other errors,
// and for fewer than two rows.
func (f *Fitting) Halve(rows int, err error) (fewer int, ok bool) {
	if rows < 2 || !errors.Is(err, connectors.ErrTooLarge) {
		return 0, false
	}
	half := int64(rows / 2)
	for most := f.most.Load(); most == 0 || half < most; most = f.most.Load() {
		if f.most.CompareAndSwap(most, half) {
			break
		}
	}
	return rows / 2, true
}

// Fits notes the rows and bytes of an answer. A small answer doubles the bound again, so that one large record does not make
// all later pages small.
func (f *Fitting) Fits(rows, bytes int) {
	if most := f.most.Load(); most > 0 && int64(rows) >= most && bytes < maxBody/4 {
		f.most.CompareAndSwap(most, 2*most)
	}
}

// Fit asks for rows, or for as many as fit into an answer. After an answer that is too large it asks for fewer, down to least.
func Fit[A any](f *Fitting, rows, least int, ask func(rows int) (A, error)) (A, error) {
	for rows = max(f.Bound(rows), least); ; {
		a, err := ask(rows)
		fewer, ok := f.Halve(rows, err)
		if !ok || rows <= least {
			return a, err
		}
		rows = max(fewer, least)
	}
}

// AskLess adds the setting that makes pages smaller to the error of an answer that is too large. rows is how many rows were
// asked for.
func AskLess(err error, setting string, rows int) error {
	if rows == 1 {
		return Advised(err, "a single record is that large, which no setting changes")
	}
	return Advised(err, "set %s to less than %d, or ask for fewer", setting, rows)
}

// Advised adds advice to the error of an answer that is too large, and returns any other error unchanged.
func Advised(err error, format string, args ...any) error {
	var e *connectors.Error
	if !errors.As(err, &e) || !errors.Is(err, connectors.ErrTooLarge) {
		return err
	}
	advised := *e
	advised.Err = fmt.Errorf("%w: %s", e.Err, fmt.Sprintf(format, args...))
	return &advised
}
