//go:build !no_ec2

package main

import "github.com/aws/aws-sdk-go-v2/service/ec2"

func init() {
	uses = append(uses, ec2.New(ec2.Options{}))
}
