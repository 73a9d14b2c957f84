//go:build !no_minio

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/minio/minio-go/v7"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		client, err := minio.New("localhost:9000", &minio.Options{})
		if err != nil {
			return err
		}
		engine.POST("/files/:name", func(c *gin.Context) {
			_, err := client.PutObject(c, "files", c.Param("name"), c.Request.Body, -1, minio.PutObjectOptions{})
			c.JSON(200, gin.H{"err": err})
		})
		return nil
	})
}
