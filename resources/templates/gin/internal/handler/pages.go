package handler

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// ReleaseHeader carries the release in every reply, so that a deploy can tell who answered.
const ReleaseHeader = "X-Release"

func page(release string) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.HTML(http.StatusOK, "index.html", gin.H{"Release": release})
	}
}

// health answers while the service can do its work. Look at a database here, but briefly: the
// deploy asks often, and a service that is only slow must not look dead.
func health(release string) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("Cache-Control", "no-store")
		c.JSON(http.StatusOK, gin.H{"status": "ok", "release": release})
	}
}
