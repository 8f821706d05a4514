package org.paceline.benchmarks.service;

import java.util.Locale;
import java.util.Map;
import org.paceline.jobs.Table;

/** The result as a person reads it. */
final class ServiceTable {

  private ServiceTable() {}

  static String of(ServiceResult result) {
    return heading(result)
        + latencies("", result.kinds())
        + "\n"
        + latencies("route", result.routes())
        + "\n"
        + latencies("reads from", result.time())
        + "\n"
        + looks(result)
        + "\n"
        + footing(result);
  }

  private static String heading(ServiceResult result) {
    Load load = result.load();
    return text(
        "%n%s, %s; %d clients for %d s after %d s of warm-up, a pause of %d ms, seed %d;"
            + " load average before: %.2f%n%n",
        result.setting().processor(),
        load.database(),
        load.clients(),
        load.seconds(),
        load.warmUpSeconds(),
        load.pauseMillis(),
        load.seed(),
        result.computerLoad());
  }

  static Table latencies(String title, Map<String, Latencies> rows) {
    Table table =
        new Table(title, "requests", "p50 ms", "p95 ms", "p99 ms", "max ms", "p99 from due");
    rows.forEach(
        (name, row) ->
            table.row(
                name,
                row.count(),
                text("%.1f", row.p50()),
                text("%.1f", row.p95()),
                text("%.1f", row.p99()),
                text("%.1f", row.max()),
                text("%.1f", row.dueP99())));
    return table;
  }

  private static Table looks(ServiceResult result) {
    Table table =
        new Table("second", "resident MiB", "heap MiB", "threads", "database active", "waiting");
    for (Watch.Look look : result.looks()) {
      table.row(
          text("%.0f", look.second()),
          text("%.0f", look.residentMib()),
          text("%.0f", look.heapMib()),
          look.threads(),
          look.databaseActive(),
          look.databasePending());
    }
    return table;
  }

  private static String footing(ServiceResult result) {
    Memory memory = result.memory();
    StringBuilder text = new StringBuilder();
    text.append(
        text(
            "%.0f requests/s; answers by status: %s; not as they must be: %d%n",
            result.requestsASecond(), result.statuses(), result.wrong()));
    result.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
    text.append(
        text(
            "live heap %d -> %d MiB; resident at most %.0f MiB, in the second half %+.1f MiB"
                + " a minute; %d pauses, %.0f ms together, the longest %.1f ms%n",
            memory.liveBeforeMib(),
            memory.liveAfterMib(),
            memory.residentMib(),
            memory.growthMibAMinute(),
            memory.pauses(),
            memory.pausesMillis(),
            memory.longestPauseMillis()));
    text.append("cores used:");
    result.cores().forEach((who, cores) -> text.append(text(" %s %.2f,", who, cores)));
    text.setLength(text.length() - 1);
    return text.append('\n').toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
