package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"daybook/pipeline"
)

type daemonFlags struct {
	once  bool
	grace time.Duration
}

func (a *app) daemonCommand() *cobra.Command {
	var f daemonFlags
	command := &cobra.Command{
		Use: "daemon", Short: "Run on the configured schedule until told to stop", Args: exactly(0),
		Long: "Run on the configured schedule until SIGTERM or SIGINT. A tick that was missed is made up at start.\n" +
			"A run under way at the signal may go on for --grace; then it is interrupted, and the next start completes it.",
		RunE: func(c *cobra.Command, _ []string) error { return a.daemon(c.Context(), f) },
	}
	command.Flags().BoolVar(&f.once, "once", false, "run what is due now, then stop")
	command.Flags().DurationVar(&f.grace, "grace", 30*time.Second, "how long a run may go on after the signal to stop, a `duration`")
	return command
}

func (a *app) daemon(ctx context.Context, f daemonFlags) error {
	runs, stop := graceful(ctx, f.grace)
	defer stop()
	return a.withPipeline(runs, func(p *pipeline.Pipeline) error {
		d, err := pipeline.NewDaemon(p)
		if err != nil {
			return err
		}
		d.Each, d.Failed, d.Sleep = a.reportTick, a.reportFailure, sleepUntil(ctx)
		if f.once {
			return a.tickOnce(runs, d)
		}
		fmt.Fprintf(a.err, "daybook daemon: %s, schedule %q\n", p.Config.Company.Name, p.Config.Schedule)
		d.Serve(ctx, runs)
		fmt.Fprintln(a.err, "daybook daemon: stopped")
		return nil
	})
}

func (a *app) tickOnce(ctx context.Context, d *pipeline.Daemon) error {
	var failed error
	d.Each = func(report pipeline.Report, err error) {
		a.reportTick(report, nil)
		if failed = err; err == nil && report.Rejects > 0 {
			failed = errRejects
		}
	}
	ran, err := d.Tick(ctx)
	if !ran && err == nil {
		fmt.Fprintln(a.err, "daybook daemon: nothing is due")
	}
	return errors.Join(err, failed)
}

// graceful returns a context that outlives ctx by the grace period.
func graceful(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	runs, cancel := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })
	return runs, cancel
}

// sleepUntil sleeps until the time is over or stop ends, whichever is first.
func sleepUntil(stop context.Context) func(time.Duration) {
	return func(long time.Duration) {
		timer := time.NewTimer(max(long, 0))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-stop.Done():
		}
	}
}

// reportTick prints how a run went; a failed run does not end the daemon.
func (a *app) reportTick(report pipeline.Report, err error) {
	fmt.Fprintf(a.err, "run %d: %s, days %s, %d facts, %d rejects, %d new figures, %d restated\n", report.Run.ID, report.Run.Status,
		daysOfRun(report.Run), report.Run.Facts, report.Rejects, report.Run.Snapshots, report.Run.Restated)
	if err != nil {
		printError(a.err, err)
	}
}

func (a *app) reportFailure(err error) {
	fmt.Fprintln(a.err, "daybook daemon: no run was possible; trying again in a minute")
	printError(a.err, err)
}
