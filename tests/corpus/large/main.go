// Command large imports what large services import; it exists to be looked into, not to be run.
package main

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/glue"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/rds"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sagemaker"
	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/client-go/kubernetes"
)

func main() {
	root := &cobra.Command{Use: "large"}
	engine := gin.New()
	engine.GET("/metrics", gin.WrapH(promhttp.Handler()))
	_, err := embed.StartEtcd(embed.NewConfig())
	clients := []any{
		ec2.New(ec2.Options{}), glue.New(glue.Options{}), iam.New(iam.Options{}),
		rds.New(rds.Options{}), s3.New(s3.Options{}), sagemaker.New(sagemaker.Options{}),
		&kubernetes.Clientset{},
	}
	fmt.Printf("%+v %v %v", clients, err, root.Execute())
	_ = engine.Run()
}
