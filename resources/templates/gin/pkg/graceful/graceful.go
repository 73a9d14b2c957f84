// Package graceful serves HTTP and stops without losing a request.
package graceful

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// Options says how to stop, and whom to tell.
type Options struct {
	Drain      time.Duration // how long replies carry "Connection: close" before connections are closed
	Timeout    time.Duration // how long running requests may take after that
	OnServing  func()        // called once, when requests are taken
	OnStopping func()        // called once, when stopping begins
}

// Serve answers requests on the listener until ctx is done, then stops in three steps.
//
// The listener is closed first: new connections go to whoever else holds the socket. For the
// time of Drain the open ones are still served, each reply asking the client to close. Shutdown
// comes last, since it closes idle connections at once, and with them requests already on
// their way.
//
// It returns nil when all requests came to their end.
func Serve(ctx context.Context, server *http.Server, listener net.Listener, options Options) error {
	var draining atomic.Bool
	server.Handler = turningAway(server.Handler, &draining)

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	options.OnServing()

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	options.OnStopping()
	draining.Store(true)
	if err := listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	time.Sleep(options.Drain)
	return shutDown(server, options.Timeout)
}

func turningAway(next http.Handler, draining *atomic.Bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if draining.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

func shutDown(server *http.Server, timeout time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(err, server.Close())
	}
	return nil
}
