// Package handler speaks HTTP: it reads requests, asks the service, and writes replies.
package handler

import (
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"example.com/ferry-template/internal/service"
	"example.com/ferry-template/internal/web"
)

// Options is all that the handlers need.
type Options struct {
	Notes   *service.Notes
	Logger  *slog.Logger
	Release string
}

// NewRouter puts every route and what surrounds them into one http.Handler.
func NewRouter(options Options) (http.Handler, error) {
	pages, err := template.ParseFS(web.Templates, "*.html")
	if err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}

	router := gin.New()
	router.HandleMethodNotAllowed = true
	// Nobody's word about the client's address is trusted. Behind a proxy, name it here.
	if err := router.SetTrustedProxies(nil); err != nil {
		return nil, fmt.Errorf("trust no proxy: %w", err)
	}
	router.Use(
		logRequests(options.Logger),
		recoverPanics(options.Logger),
		nameRelease(options.Release),
		protectBrowsers,
		limitBody,
	)
	router.NoRoute(func(c *gin.Context) { fail(c, http.StatusNotFound, "there is nothing here") })
	router.NoMethod(func(c *gin.Context) { fail(c, http.StatusMethodNotAllowed, "not with this method") })

	router.SetHTMLTemplate(pages)
	router.GET("/", page(options.Release))
	router.StaticFS("/static", gin.OnlyFilesFS{FileSystem: http.FS(web.Static)})
	router.GET("/health", health(options.Release))

	notes := notesHandler{notes: options.Notes}
	api := router.Group("/api/notes")
	api.GET("", notes.list)
	api.POST("", notes.add)
	api.GET("/:id", notes.get)
	api.DELETE("/:id", notes.remove)
	return router, nil
}

// fail ends a request with an error that people and programs can read.
func fail(c *gin.Context, status int, what string) {
	c.AbortWithStatusJSON(status, gin.H{"error": what})
}
