// Package all lists the connectors. No other package names them, except their own.
package all

import (
	"github.com/crmstream/crmstream/connectors"
	"github.com/crmstream/crmstream/connectors/administrate"
	"github.com/crmstream/crmstream/connectors/apro"
	"github.com/crmstream/crmstream/connectors/proxima"
	"github.com/crmstream/crmstream/connectors/solos"
)

// Drivers returns the drivers of all connectors, by name.
func Drivers() []connectors.Driver {
	return []connectors.Driver{
		administrate.Driver(),
		apro.Driver(),
		proxima.Driver(),
		solos.Driver(),
	}
}
