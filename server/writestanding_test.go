package server

import (
	"testing"

	"github.com/stretchr/testify/require"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// TestRecordsWithoutAnActivity are untouched if they are as they were as a whole: a change would have given them a time.
func TestRecordsWithoutAnActivity(t *testing.T) {
	w := &writing{one: updateContact(), write: connectors.Write{Act: connectors.Update}}
	row := &writeRow{}
	row.Record, row.Mask = &crmstreamv1.Contact{LastName: proto.String("Eve")}, []string{"last_name"}
	row.Before = &crmstreamv1.Contact{Id: "1", LastName: proto.String("Ann")}
	for name, test := range map[string]struct {
		shown *crmstreamv1.Contact
		want  standing
	}{
		"as it was":      {&crmstreamv1.Contact{Id: "1", LastName: proto.String("Ann")}, untouched},
		"as it was sent": {&crmstreamv1.Contact{Id: "1", LastName: proto.String("Eve")}, written},
		"another value":  {&crmstreamv1.Contact{Id: "1", LastName: proto.String("Bob")}, undecided},
		"with a time":    {&crmstreamv1.Contact{Id: "1", LastName: proto.String("Ann"), ActivityTime: timestamppb.Now()}, undecided},
	} {
		require.Equal(t, test.want, w.standing(row, test.shown, true), name)
	}
}
