//go:build !no_jwt

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v5"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		engine.Use(func(c *gin.Context) {
			_, err := jwt.Parse(c.GetHeader("Authorization"), func(*jwt.Token) (any, error) { return []byte("key"), nil })
			if err != nil {
				c.AbortWithStatus(401)
			}
		})
		return nil
	})
}
