package rest

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors"
)

// maxBody is the default of Options.MaxBody.
const maxBody = 64 << 20

// Fitting is how many rows of one operation fit into an answer, as its answers have shown: after one that was too large,
// half as many are asked for, from then on too. The zero value bounds nothing. It is safe for concurrent use.
type Fitting struct {
	most atomic.Int64 // 0 for no bound
}

// Bound returns how many rows to ask for where so many would do.
func (f *Fitting) Bound(rows int) int {
	if most := f.most.Load(); most > 0 {
		return int(min(int64(rows), most))
	}
	return rows
}

// Halve returns how many rows to ask for where the answer to a request for so many was too large. ok is false for other
// errors, and where there is nothing to halve.
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

// Fits learns that an answer with so many rows had so many bytes. Small ones lift the bound again, so that one large record
// does not make all later pages small.
func (f *Fitting) Fits(rows, bytes int) {
	if most := f.most.Load(); most > 0 && int64(rows) >= most && bytes < maxBody/4 {
		f.most.CompareAndSwap(most, 2*most)
	}
}

// Fit asks for so many rows, or as many as are known to fit into an answer, and for fewer as long as they are too many, down to
// the least that may be asked for.
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

// AskLess returns an error with the setting that makes pages smaller, where its cause is an answer to a request for so many rows
// that is too large.
func AskLess(err error, setting string, rows int) error {
	if rows == 1 {
		return Advised(err, "a single record is that large, which no setting changes")
	}
	return Advised(err, "set %s to less than %d, or ask for fewer", setting, rows)
}

// Advised returns an error with what to do where its cause is an answer that is too large, and any other error as it is.
func Advised(err error, format string, args ...any) error {
	var e *connectors.Error
	if !errors.As(err, &e) || !errors.Is(err, connectors.ErrTooLarge) {
		return err
	}
	advised := *e
	advised.Err = fmt.Errorf("%w: %s", e.Err, fmt.Sprintf(format, args...))
	return &advised
}
