// Package serve runs an HTTP service as systemd wants it: on the socket that systemd hands over,
// telling when it is ready, and ending its requests before it stops.
package serve

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"example.com/ferry-template/pkg/graceful"
	"example.com/ferry-template/pkg/systemd"
)

// ListenAndServe takes the place of http.ListenAndServe, and of Gin's Run.
//
// It serves on systemd's socket, or opens the address where there is none, until SIGTERM or
// Ctrl+C. It returns nil when all requests came to their end.
func ListenAndServe(address string, handler http.Handler) error {
	if handler == nil {
		handler = http.DefaultServeMux
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	listener, err := listen(address)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	return graceful.Serve(ctx, server, listener, graceful.Options{
		Drain:      1500 * time.Millisecond,
		Timeout:    20 * time.Second,
		OnServing:  func() { _ = systemd.Notify(systemd.Ready) },
		OnStopping: func() { _ = systemd.Notify(systemd.Stopping) },
	})
}

func listen(address string) (net.Listener, error) {
	listener, err := systemd.Listener()
	if listener != nil || err != nil {
		return listener, err
	}
	return net.Listen("tcp", address)
}
