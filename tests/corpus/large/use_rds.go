//go:build !no_rds

package main

import "github.com/aws/aws-sdk-go-v2/service/rds"

func init() {
	uses = append(uses, rds.New(rds.Options{}))
}
