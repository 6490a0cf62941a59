package server

import (
	"context"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// formsService serves FormsService.
type formsService struct {
	crmstreamv1.UnimplementedFormsServiceServer
	server *Server
}

// GetForm looks an online form up.
func (s formsService) GetForm(ctx context.Context, req *crmstreamv1.GetFormRequest) (*crmstreamv1.GetFormResponse, error) {
	resp := &crmstreamv1.GetFormResponse{}
	return resp, serveGet(ctx, s.server, "forms", connectors.FormGetter.GetForm, req, req.GetId(), resp)
}
