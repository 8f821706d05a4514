package org.paceline.submitter.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.paceline.submitter.client.Progress;

/** Shows how far a transfer is, until it is closed. */
final class ProgressBar implements AutoCloseable {

  private static final int WIDTH = 24;
  private static final long NANOS = 1_000_000_000L;
  private static final double MEGA = 1e6;

  /** How it is shown. */
  enum Form {
    /** A line that is written over and over. */
    BAR(200),
    /** A line from time to time. */
    LINES(5_000),
    /** A JSON object from time to time. */
    JSON(1_000),
    /** Not at all. */
    NONE(0);

    private final int millis;

    Form(int millis) {
      this.millis = millis;
    }
  }

  private final PrintStream err;
  private final String name;
  private final Progress progress;
  private final Form form;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });

  ProgressBar(PrintStream err, String name, Progress progress, Form form) {
    this.err = err;
    this.name = Printable.of(name);
    this.progress = progress;
    this.form = form;
    if (form != Form.NONE) {
      clock.scheduleAtFixedRate(this::show, form.millis, form.millis, TimeUnit.MILLISECONDS);
    }
  }

  private void show() {
    double seconds = Math.max(1e-3, (System.nanoTime() - start) / (double) NANOS);
    String line = line(name, progress.found(), progress.moved(), progress.total(), seconds, form);
    if (form == Form.BAR) {
      err.print("\r" + line + "\033[K");
      err.flush();
    } else {
      err.println(line);
    }
  }

  /** What is shown after so many seconds. */
  static String line(String name, long found, long moved, long total, double seconds, Form form) {
    long done = found + moved;
    double rate = moved / seconds;
    if (form == Form.JSON) {
      return String.format(
          Locale.ROOT,
          "{\"bytes\":%s,\"alreadyThere\":%s,\"total\":%s,\"bytesPerSecond\":%.0f}",
          done,
          found,
          total,
          rate);
    }
    double part = total == 0 ? 0 : Math.min(1, done / (double) total);
    String left = rate > 0 ? Amount.span(Duration.ofSeconds((long) ((total - done) / rate))) : "?";
    String numbers =
        String.format(
            Locale.ROOT,
            "%s of %s  %3.0f %%  %.1f MB/s  %s left",
            Amount.size(done),
            Amount.size(total),
            part * 100,
            rate / MEGA,
            left);
    int full = (int) (part * WIDTH);
    return form == Form.BAR
        ? "%s [%s%s] %s".formatted(name, "#".repeat(full), " ".repeat(WIDTH - full), numbers)
        : name + "  " + numbers;
  }

  /** The last state is shown once more on a line that is written over. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (form == Form.BAR) {
      show();
      err.println();
    }
  }
}
