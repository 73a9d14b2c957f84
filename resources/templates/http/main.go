// A small web service: settings from the environment, logs to standard output, a graceful stop.
package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"example.com/ferry-template/pkg/graceful"
	"example.com/ferry-template/pkg/systemd"
)

const (
	drain   = 1500 * time.Millisecond // how long open connections are asked to close
	timeout = 20 * time.Second        // how long running requests may take after that
)

func main() {
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once
	if err := run(ctx, logger); err != nil {
		logger.Error("stopped", "error", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, logger *slog.Logger) error {
	listener, err := listen()
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           newSite(release(), logger),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}
	logger.Info("listening", "address", listener.Addr().String(), "release", release())
	tell := func(state string) {
		if err := systemd.Notify(state); err != nil {
			logger.Warn("systemd was not told", "state", state, "error", err)
		}
	}
	go systemd.KeepWatchdogFed(ctx)
	return graceful.Serve(ctx, server, listener, graceful.Options{
		Drain:      drain,
		Timeout:    timeout,
		OnServing:  func() { tell(systemd.Ready) },
		OnStopping: func() { tell(systemd.Stopping) },
	})
}

// listen takes the socket that systemd hands over, or opens HOST and PORT.
func listen() (net.Listener, error) {
	listener, err := systemd.Listener()
	if listener != nil || err != nil {
		return listener, err
	}
	address := net.JoinHostPort(os.Getenv("HOST"), cmp.Or(os.Getenv("PORT"), "8080"))
	listener, err = net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("open the service's port: %w", err)
	}
	return listener, nil
}

// release is the name that the deploy gave this build, else the commit it was made of.
func release() string {
	if name := os.Getenv("GOFERRY_RELEASE"); name != "" {
		return name
	}
	if info, found := debug.ReadBuildInfo(); found {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				return setting.Value
			}
		}
	}
	return "unknown"
}
