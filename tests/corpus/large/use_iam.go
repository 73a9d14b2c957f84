//go:build !no_iam

package main

import "github.com/aws/aws-sdk-go-v2/service/iam"

func init() {
	uses = append(uses, iam.New(iam.Options{}))
}
