package wire

import (
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// The editions of the CRM. They spell some filters and some words in rows differently.
const (
	English = "english"
	Intrum  = "intrum"
)

// CheckWord is the Check name of the column that says who made the last change. The editions have different words for it.
const CheckWord = "activity_type"

// Edition is what is known about a server's edition. It is safe for concurrent use.
type Edition struct {
	// configured is the edition in the settings, "" if rows must show it.
	configured string
	// words is the edition of the latest word for a kind of contact in a row.
	words atomic.Pointer[string]
	// intrumRows is set when a row has the INTRUM edition's word for the person who made the last change.
	intrumRows atomic.Bool
}

// NewEdition returns what is known about a server's edition before the first request: the edition in the settings, "" if rows
// must show it.
func NewEdition(configured string) *Edition { return &Edition{configured: configured} }

// Intrum reports whether the server is of the INTRUM edition, by the settings or by words in its rows.
func (e *Edition) Intrum() bool {
	if e.configured != "" {
		return e.configured == Intrum
	}
	return e.intrumRows.Load() || e.Words() == Intrum
}

// Observe looks in a row for the INTRUM edition's word for the person who made the last change.
func (e *Edition) Observe(row *transcode.Row) {
	if e.intrumRows.Load() {
		return
	}
	if word, _ := row.CheckBytes(CheckWord); string(word) == "manager" {
		e.intrumRows.Store(true)
	}
}

// Words returns the edition of the latest word for a kind of contact in a row, "" if there was none.
func (e *Edition) Words() string {
	if words := e.words.Load(); words != nil {
		return *words
	}
	return ""
}

// Learn sets the edition of the word for a kind of contact in a row. It may change, since a server may change its words.
func (e *Edition) Learn(words string) {
	if e.Words() != words {
		latest := words // so that only a change allocates
		e.words.Store(&latest)
	}
}
