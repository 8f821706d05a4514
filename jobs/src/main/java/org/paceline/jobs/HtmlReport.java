package org.paceline.jobs;

import java.util.List;
import java.util.Locale;
import org.paceline.pool.PoolWorker;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingOutcome;

/** One page with the chart of who finished when in every round; it needs no other file. */
final class HtmlReport {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 360;
  private static final int LEFT = 60;
  private static final int BOTTOM = 40;
  private static final int TOP = 20;
  private static final List<String> COLOURS =
      List.of("#1b6ca8", "#d1495b", "#2e8b57", "#edae49", "#6a4c93", "#00798c");

  private HtmlReport() {}

  static String of(ResultDocument result, TrainingOutcome outcome, List<RoundRecord> rounds) {
    return String.format(
        Locale.ROOT,
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Paceline run</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 980px; color: #222; }
        table { border-collapse: collapse; } td, th { padding: .2em .8em; text-align: right; }
        th { border-bottom: 1px solid #999; } text { font: 12px system-ui, sans-serif; }
        .grid { stroke: #ddd; } .axis { stroke: #888; }
        </style></head>
        <body>
        <h1>Efficiency η %.3f</h1>
        <p>%s on %s: %d examples in %.1f s, %.0f examples/s, test accuracy %.2f %%, seed %d.</p>
        <h2>When each executor finished its round</h2>
        <p>Lines on top of each other: all finished at the same moment.</p>
        %s
        %s
        </body>
        </html>
        """,
        result.efficiency(),
        escape(result.run().model()),
        escape(result.run().data()),
        outcome.examples(),
        result.seconds(),
        result.examplesPerSecond(),
        100 * result.accuracy(),
        result.seed(),
        chart(outcome, rounds),
        table(result));
  }

  private static String chart(TrainingOutcome outcome, List<RoundRecord> rounds) {
    double most =
        rounds.stream()
            .flatMap(r -> r.finishSeconds().stream())
            .mapToDouble(s -> s)
            .max()
            .orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox=\"0 0 %s %s\" role=\"img\">%n".formatted(WIDTH, HEIGHT));
    grid(svg, most);
    List<PoolWorker> workers = outcome.workers();
    for (int worker = 0; worker < workers.size(); worker++) {
      line(svg, rounds, worker, most);
      svg.append(
          "<text x=\"%s\" y=\"%s\" fill=\"%s\">executor %s</text>%n"
              .formatted(
                  LEFT + 10 + 130 * worker,
                  HEIGHT - 6,
                  colour(worker),
                  escape(workers.get(worker).member().executorId())));
    }
    return svg.append("</svg>").toString();
  }

  private static void grid(StringBuilder svg, double most) {
    for (int tick = 0; tick <= 4; tick++) {
      double seconds = most * tick / 4;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                  + "<text x=\"8\" y=\"%.1f\">%.1f s</text>%n",
              tick == 0 ? "axis" : "grid",
              LEFT,
              WIDTH - 10,
              y(seconds, most),
              y(seconds, most),
              y(seconds, most) + 4,
              seconds));
    }
  }

  private static void line(StringBuilder svg, List<RoundRecord> rounds, int worker, double most) {
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int round = 0; round < rounds.size(); round++) {
      List<Double> finishes = rounds.get(round).finishSeconds();
      if (worker < finishes.size() && finishes.get(worker) > 0) {
        double x = LEFT + 10 + (WIDTH - LEFT - 30.0) * round / Math.max(1, rounds.size() - 1);
        double y = y(finishes.get(worker), most);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        dots.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"><title>round %d: %.2f s</title></circle>%n",
                x,
                y,
                colour(worker),
                round + 1,
                finishes.get(worker)));
      }
    }
    svg.append(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n%s"
            .formatted(colour(worker), points.toString().strip(), dots));
  }

  private static String table(ResultDocument result) {
    StringBuilder rows = new StringBuilder();
    for (ResultDocument.Worker worker : result.workers()) {
      rows.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td>%.2f</td><td>%.0f</td><td>%.0f</td><td>%+.1f %%</td><td>%d</td><td>%.1f %%</td>"
                  + "<td>%.1f</td><td>%+.1f %%</td></tr>%n",
              escape(worker.executorId()),
              worker.cores(),
              worker.speed(),
              worker.observedSpeed(),
              100 * worker.trialDrift(),
              worker.examples(),
              100 * worker.share(),
              worker.busySeconds(),
              100 * worker.finishSpread()));
    }
    return "<table><tr><th>executor</th><th>cores</th><th>trial/s</th><th>observed/s</th><th>trial off by</th>"
        + "<th>examples</th><th>share</th><th>busy s</th><th>finish spread</th></tr>\n"
        + rows
        + "</table>";
  }

  private static double y(double seconds, double most) {
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * seconds / most;
  }

  private static String colour(int worker) {
    return COLOURS.get(worker % COLOURS.size());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
