//go:build !no_redis

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/redis/go-redis/v9"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		client := redis.NewClient(&redis.Options{Addr: "localhost:6379"})
		engine.GET("/count", func(c *gin.Context) {
			count, err := client.Incr(c, "count").Result()
			c.JSON(200, gin.H{"count": count, "err": err})
		})
		return nil
	})
}
