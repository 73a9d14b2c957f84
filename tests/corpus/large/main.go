// Command large imports what large services import; it exists to be looked into, not to be run.
//
// Each import can be left out by a tag, to learn what it costs.
package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

var uses []any

func main() {
	root := &cobra.Command{Use: "large"}
	fmt.Printf("%+v %v", uses, root.Execute())
}
