package handler

import (
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
)

const largestBody = 64 << 10

// logRequests writes one line per request; the many health checks only show at level debug.
func logRequests(logger *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		began := time.Now()
		c.Next()
		level := slog.LevelInfo
		switch {
		case c.Writer.Status() >= http.StatusInternalServerError:
			level = slog.LevelError
		case c.FullPath() == "/health":
			level = slog.LevelDebug
		}
		logger.LogAttrs(c.Request.Context(), level, "request",
			slog.String("method", c.Request.Method),
			slog.String("path", c.Request.URL.Path),
			slog.Int("status", c.Writer.Status()),
			slog.Int("bytes", max(c.Writer.Size(), 0)),
			slog.Duration("took", time.Since(began)),
			slog.String("client", c.ClientIP()),
		)
	}
}

// recoverPanics keeps one broken request from ending the service, and says where it broke.
func recoverPanics(logger *slog.Logger) gin.HandlerFunc {
	return gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, reason any) {
		logger.ErrorContext(c.Request.Context(), "panic", "reason", reason, "stack", string(debug.Stack()))
		fail(c, http.StatusInternalServerError, "something went wrong here")
	})
}

func nameRelease(release string) gin.HandlerFunc {
	return func(c *gin.Context) { c.Header(ReleaseHeader, release) }
}

// protectBrowsers allows pages nothing but this service's own files.
func protectBrowsers(c *gin.Context) {
	c.Header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'")
	c.Header("X-Content-Type-Options", "nosniff")
	c.Header("Referrer-Policy", "no-referrer")
}

func limitBody(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, largestBody)
}
