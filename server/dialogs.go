package server

import (
	"google.golang.org/grpc"

	"github.com/crmstream/crmstream/connectors"
	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
)

// dialogsService serves DialogsService.
type dialogsService struct {
	crmstreamv1.UnimplementedDialogsServiceServer
	server *Server
}

// ListDialogTypes streams types of dialogs from the source that the request names.
func (s dialogsService) ListDialogTypes(req *crmstreamv1.ListDialogTypesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDialogTypesResponse]) error {
	return serveList(s.server, "dialogTypes", connectors.DialogTypeLister.ListDialogTypes, req, stream)
}

// ListDialogMessages streams the messages of a dialog from the source that the request names.
func (s dialogsService) ListDialogMessages(req *crmstreamv1.ListDialogMessagesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListDialogMessagesResponse]) error {
	return serveList(s.server, "dialogMessages", connectors.DialogMessageLister.ListDialogMessages, req, stream)
}

// ListUnreadDialogMessages streams unread messages from the source that the request names.
func (s dialogsService) ListUnreadDialogMessages(req *crmstreamv1.ListUnreadDialogMessagesRequest, stream grpc.ServerStreamingServer[crmstreamv1.ListUnreadDialogMessagesResponse]) error {
	return serveList(s.server, "unreadDialogMessages", connectors.UnreadDialogMessageLister.ListUnreadDialogMessages, req, stream)
}
