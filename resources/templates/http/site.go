package main

import (
	"embed"
	"encoding/json"
	"html/template"
	"log/slog"
	"net/http"
	"time"
)

//go:embed static
var static embed.FS

var page = template.Must(template.ParseFS(static, "static/index.html"))

// newSite puts every page and what surrounds them into one http.Handler.
func newSite(release string, logger *slog.Logger) http.Handler {
	site := http.NewServeMux()
	site.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := page.Execute(w, release); err != nil {
			logger.WarnContext(r.Context(), "the page was not sent whole", "error", err)
		}
	})
	site.Handle("GET /static/style.css", http.FileServerFS(static))
	site.Handle("GET /static/icon.svg", http.FileServerFS(static))
	site.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		json.NewEncoder(w).Encode(map[string]string{"status": "ok", "release": release})
	})
	return logged(named(site, release), logger)
}

// named tells the release and keeps pages to this service's own files, in every reply.
func named(next http.Handler, release string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Release", release)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler, logger *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		reply := &watched{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(reply, r)
		if r.URL.Path == "/health" && reply.status == http.StatusOK {
			return // a deploy asks often
		}
		logger.InfoContext(r.Context(), "request", "method", r.Method, "path", r.URL.Path,
			"status", reply.status, "took", time.Since(began), "client", r.RemoteAddr)
	})
}

// watched remembers the status that was sent.
type watched struct {
	http.ResponseWriter
	status int
}

func (w *watched) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what is behind.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
