package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/internal/bakery"
	"daybook/pipeline"
)

type demoFlags struct {
	to    string
	days  int
	serve bool
}

func (a *app) demoCommand() *cobra.Command {
	var f demoFlags
	command := &cobra.Command{
		Use: "demo [FOLDER]", Short: "Set up a bakery with two years of history and compute its KPIs",
		Long: "Set up The Daily Crumb, a bakery with a subscription box: a Stripe sandbox on this machine,\n" +
			"QuickBooks exports, a marketing workbook and a daybook.yaml to edit, in FOLDER (daybook-demo).\n" +
			"Files that are there already are left as they are, so running it again changes nothing.",
		Args: atMostOne,
		RunE: func(c *cobra.Command, args []string) error { return a.demo(c.Context(), demoFolder(args), f) },
	}
	command.Flags().StringVar(&f.to, "to", "yesterday", "the last `day` of the bakery's history")
	command.Flags().IntVar(&f.days, "days", 730, "how many `days` of history")
	command.Flags().BoolVar(&f.serve, "serve", false, "keep the Stripe sandbox running until Ctrl-C")
	return command
}

func demoFolder(args []string) string {
	if len(args) == 1 {
		return args[0]
	}
	return "daybook-demo"
}

// demoSeed makes every demo the same bakery.
const demoSeed = 1860

func (a *app) demo(ctx context.Context, folder string, f demoFlags) error {
	to, err := parseDay("--to", f.to, daybook.DayOf(a.now(), time.Local))
	if err := errors.Join(err, positive("--days", f.days)); err != nil {
		return err
	}
	port, err := freePort(demoPort)
	if err != nil {
		return err
	}
	if err := bakery.Write(folder, bakery.Options{Seed: demoSeed, To: to, Days: f.days, Port: port}); err != nil {
		return err
	}
	stop, err := serveSandbox(folder)
	if err != nil {
		return err
	}
	defer stop()
	a.configPath = filepath.Join(folder, "daybook.yaml")
	fmt.Fprintf(a.out, "The Daily Crumb is in %s: Stripe sandbox, QuickBooks exports, marketing workbook, daybook.yaml\n\n", folder)
	if err := a.runDemo(ctx, folder); err != nil {
		return err
	}
	return a.afterDemo(ctx, folder, f.serve)
}

// runDemo walks the road up to the last day of the bakery's history, which an older folder remembers,
// and shows the board.
func (a *app) runDemo(ctx context.Context, folder string) error {
	history, err := bakery.Remembered(folder)
	if err != nil {
		return err
	}
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		report, err := p.Run(ctx, pipeline.Options{Command: "run", Days: daybook.Range{To: history.To}})
		if err := a.finish(report, err, false); err != nil {
			return err
		}
		fmt.Fprintln(a.out)
		return a.showKPIs(ctx, kpisFlags{})
	})
}

func (a *app) afterDemo(ctx context.Context, folder string, serve bool) error {
	program, configured := programName(), "--config "+a.configPath
	fmt.Fprintf(a.out, "\nNext:\n")
	fmt.Fprintf(a.out, "  %s kpis %s --segment 'channel=*' --kpi cac,cltv_cac\n", program, configured)
	fmt.Fprintf(a.out, "  %s explain cac %s --records\n", program, configured)
	if !serve {
		fmt.Fprintf(a.out, "  %s demo %s --serve   (keeps the Stripe sandbox up, for run, backfill and daemon)\n", program, folder)
		return nil
	}
	fmt.Fprintf(a.out, "  %s backfill %s --from … --to … --dry-run\n", program, configured)
	fmt.Fprintf(a.out, "\nThe Stripe sandbox is up. Press Ctrl-C to stop it.\n")
	<-ctx.Done()
	return nil
}

// programName is how the person called us, so that the printed commands can be pasted.
func programName() string {
	if strings.Contains(os.Args[0], "go-build") {
		return "go run ./cmd/daybook"
	}
	return os.Args[0]
}

// demoPort is where a new demo's sandbox is served, if nobody else is there.
const demoPort = 4242

// freePort returns the wanted port of loopback, or another one where that is taken.
func freePort(wanted int) (int, error) {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", wanted))
	if err != nil {
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// serveSandbox serves the bakery's Stripe account on loopback, on the port that its daybook.yaml names.
func serveSandbox(folder string) (stop func(), err error) {
	sandbox, err := bakery.Sandbox(folder)
	if err != nil {
		return nil, err
	}
	port, err := bakery.Port(folder)
	if err != nil {
		return nil, err
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &daybook.Error{
			Place: address, Found: "the port in use", Wanted: "to serve the Stripe sandbox there", Err: err,
			Remedy: "stop what uses it, or change base_url in " + filepath.Join(folder, "daybook.yaml"),
		}
	}
	server := &http.Server{Handler: sandbox, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	return func() { server.Close() }, nil
}
