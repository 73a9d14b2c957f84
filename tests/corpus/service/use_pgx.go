//go:build !no_pgx

package main

import (
	"github.com/gin-gonic/gin"
	"github.com/jackc/pgx/v5/pgxpool"
)

func init() {
	uses = append(uses, func(engine *gin.Engine) error {
		engine.GET("/now", func(c *gin.Context) {
			pool, err := pgxpool.New(c, "postgres://localhost")
			if err == nil {
				err = pool.QueryRow(c, "select 1").Scan(new(int))
			}
			c.JSON(200, gin.H{"err": err})
		})
		return nil
	})
}
