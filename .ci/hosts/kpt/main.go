// Command kpt is kpt's own `fn` command group with kpt's own error printing. kpt's main package also wants its `alpha`
// commands, whose module can't be fetched. This module's path lies below kpt's, so that it may use kpt's internals.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/kptdev/kpt/commands/fn"
	"github.com/kptdev/kpt/internal/errors"
	"github.com/kptdev/kpt/internal/errors/resolver"
	"github.com/kptdev/kpt/pkg/printer"
	"github.com/spf13/cobra"
	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	ctx := printer.WithContext(context.Background(), printer.New(os.Stdout, os.Stderr))
	kpt := &cobra.Command{Use: "kpt", SilenceUsage: true, SilenceErrors: true}
	kpt.PersistentFlags().BoolVar(&printer.TruncateOutput, "truncate-output", true, "Enable the truncation for output")
	kpt.AddCommand(fn.GetCommand(ctx, "kpt"), &cobra.Command{Use: "version", Run: printVersion})
	if err := cli.RunNoErrOutput(kpt); err != nil {
		os.Exit(tell(err))
	}
}

func printVersion(*cobra.Command, []string) {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/kptdev/kpt" {
			fmt.Println(strings.TrimPrefix(module.Version, "v"))
		}
	}
}

// tell prints what kpt's main prints, and returns the exit code that kpt's main gives.
func tell(err error) int {
	if known, ok := resolver.ResolveError(err); ok {
		if known.Message != "" {
			fmt.Fprintf(os.Stderr, "%s \n", known.Message)
		}
		return known.ExitCode
	}
	var own *errors.Error
	if errors.As(err, &own) {
		if inner, ok := errors.UnwrapErrors(own); ok {
			fmt.Fprintf(os.Stderr, "Error: %s \n", inner.Error())
		} else {
			fmt.Fprintf(os.Stderr, "%s \n", own.Error())
		}
		return 1
	}
	util.CheckErr(err)
	return 1
}
