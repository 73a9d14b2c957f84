// Command server is the service: it wires the layers together and runs them.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"example.com/ferry-template/config"
	"example.com/ferry-template/internal/handler"
	"example.com/ferry-template/internal/service"
	"example.com/ferry-template/pkg/graceful"
	"example.com/ferry-template/pkg/systemd"
)

func main() {
	if err := run(context.Background(), os.LookupEnv); err != nil {
		slog.Error("stopped", "error", err)
		os.Exit(1)
	}
}

// run is main with an error to return, so that it can be tested.
func run(ctx context.Context, lookup config.Lookup) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the program at once

	cfg, err := config.Load(lookup)
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{Level: cfg.LogLevel}))
	slog.SetDefault(logger)
	if _, chosen := lookup(gin.EnvGinMode); !chosen {
		gin.SetMode(gin.ReleaseMode)
	}

	notes := service.NewNotes(cfg.MaxNotes, time.Now)
	router, err := handler.NewRouter(handler.Options{Notes: notes, Logger: logger, Release: cfg.Release})
	if err != nil {
		return err
	}
	listener, err := listen(cfg)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           router,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
	}

	logger.Info("listening", "address", listener.Addr().String(), "release", cfg.Release)
	go systemd.KeepWatchdogFed(ctx)
	return graceful.Serve(ctx, server, listener, graceful.Options{
		Drain:     cfg.Drain.Duration,
		Timeout:   cfg.ShutdownTimeout.Duration,
		OnServing: func() { tellSystemd(logger, systemd.Ready) },
		OnStopping: func() {
			logger.Info("stopping", "drain", cfg.Drain.String())
			tellSystemd(logger, systemd.Stopping)
		},
	})
}

// listen takes the socket that systemd hands over, or opens the configured port.
func listen(cfg config.Config) (net.Listener, error) {
	listener, err := systemd.Listener()
	if listener != nil || err != nil {
		return listener, err
	}
	listener, err = net.Listen("tcp", cfg.Address())
	if err != nil {
		return nil, fmt.Errorf("open the service's port: %w", err)
	}
	return listener, nil
}

func tellSystemd(logger *slog.Logger, state string) {
	if err := systemd.Notify(state); err != nil {
		logger.Warn("systemd was not told", "state", state, "error", err)
	}
}
