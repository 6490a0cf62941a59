package wire

import (
	"sync/atomic"

	"github.com/crmstream/crmstream/connectors/internal/transcode"
)

// The editions of the CRM, which spell some filters and words of rows differently.
const (
	English = "english"
	Intrum  = "intrum"
)

// CheckWord is the name under which tables surface who did what was done last, which the two editions have words for.
const CheckWord = "activity_type"

// Edition is what is known of a server's edition. It is safe for concurrent use.
type Edition struct {
	// configured is the edition of the settings, "" for one that rows are to show.
	configured string
	// words is the edition whose words for kinds of contacts rows were seen to have.
	words atomic.Pointer[string]
	// intrumRows is set when a row was seen to have the INTRUM edition's word for the person who did what was done last.
	intrumRows atomic.Bool
}

// NewEdition returns what is known of a server's edition before anything was asked: the edition of the settings, "" for one that
// rows are to show.
func NewEdition(configured string) *Edition { return &Edition{configured: configured} }

// Intrum reports whether the server is of the INTRUM edition: by the settings, or by words of its rows.
func (e *Edition) Intrum() bool {
	if e.configured != "" {
		return e.configured == Intrum
	}
	return e.intrumRows.Load() || e.Words() == Intrum
}

// Observe learns from a row of which edition the server is, by its word for the person who did what was done last.
func (e *Edition) Observe(row *transcode.Row) {
	if e.intrumRows.Load() {
		return
	}
	if word, _ := row.CheckBytes(CheckWord); string(word) == "manager" {
		e.intrumRows.Store(true)
	}
}

// Words returns the edition whose words for kinds of contacts rows were seen to have, "" for none.
func (e *Edition) Words() string {
	if words := e.words.Load(); words != nil {
		return *words
	}
	return ""
}

// Learn notes the edition whose words for kinds of contacts a row has, also that it is another than before: a server may change
// its words.
func (e *Edition) Learn(words string) {
	if e.Words() != words {
		latest := words // so that only a change allocates
		e.words.Store(&latest)
	}
}
