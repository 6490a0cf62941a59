package gateway

import (
	"context"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"

	crmstreamv1 "github.com/crmstream/crmstream/gen/go/crmstream/v1"
	crmstreamv1gateway "github.com/crmstream/crmstream/gen/go/gateway/crmstream/v1"
)

// registration adds the generated handlers of one service. They send their calls over the connection.
type registration func(context.Context, *runtime.ServeMux, grpc.ClientConnInterface) error

// registrations returns the registrations of all services. A test checks that none is missing.
func registrations() []registration {
	return []registration{
		service(crmstreamv1.NewActivitiesServiceClient, crmstreamv1gateway.RegisterActivitiesServiceHandlerClient),
		service(crmstreamv1.NewCalendarServiceClient, crmstreamv1gateway.RegisterCalendarServiceHandlerClient),
		service(crmstreamv1.NewCallsServiceClient, crmstreamv1gateway.RegisterCallsServiceHandlerClient),
		service(crmstreamv1.NewCommentsServiceClient, crmstreamv1gateway.RegisterCommentsServiceHandlerClient),
		service(crmstreamv1.NewContactsServiceClient, crmstreamv1gateway.RegisterContactsServiceHandlerClient),
		service(crmstreamv1.NewDealsServiceClient, crmstreamv1gateway.RegisterDealsServiceHandlerClient),
		service(crmstreamv1.NewDialogsServiceClient, crmstreamv1gateway.RegisterDialogsServiceHandlerClient),
		service(crmstreamv1.NewEventsServiceClient, crmstreamv1gateway.RegisterEventsServiceHandlerClient),
		service(crmstreamv1.NewFormsServiceClient, crmstreamv1gateway.RegisterFormsServiceHandlerClient),
		service(crmstreamv1.NewInvoicesServiceClient, crmstreamv1gateway.RegisterInvoicesServiceHandlerClient),
		service(crmstreamv1.NewProjectsServiceClient, crmstreamv1gateway.RegisterProjectsServiceHandlerClient),
		service(crmstreamv1.NewPublicationsServiceClient, crmstreamv1gateway.RegisterPublicationsServiceHandlerClient),
		service(crmstreamv1.NewSmsServiceClient, crmstreamv1gateway.RegisterSmsServiceHandlerClient),
		service(crmstreamv1.NewSourcesServiceClient, crmstreamv1gateway.RegisterSourcesServiceHandlerClient),
		service(crmstreamv1.NewStockServiceClient, crmstreamv1gateway.RegisterStockServiceHandlerClient),
		service(crmstreamv1.NewTasksServiceClient, crmstreamv1gateway.RegisterTasksServiceHandlerClient),
		service(crmstreamv1.NewUsersServiceClient, crmstreamv1gateway.RegisterUsersServiceHandlerClient),
		service(crmstreamv1.NewVisitsServiceClient, crmstreamv1gateway.RegisterVisitsServiceHandlerClient),
		service(crmstreamv1.NewWritesServiceClient, crmstreamv1gateway.RegisterWritesServiceHandlerClient),
	}
}

// service combines the two generated functions of a service.
func service[C any](
	client func(grpc.ClientConnInterface) C, register func(context.Context, *runtime.ServeMux, C) error,
) registration {
	return func(ctx context.Context, mux *runtime.ServeMux, conn grpc.ClientConnInterface) error {
		return register(ctx, mux, client(conn))
	}
}
