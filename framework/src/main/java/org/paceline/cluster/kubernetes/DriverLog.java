package org.paceline.cluster.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The log of a pod, read again and again, each line shown once. */
// Lines come with their times and are asked for from the last one on: a connection that breaks, or
// an API server that goes away, loses nothing.
final class DriverLog {

  private final KubernetesClient client;
  private final String path;
  private final PrintStream out;
  private Instant last = Instant.EPOCH;
  private int shownOfLast;

  DriverLog(
      KubernetesClient client, String namespace, String pod, String container, PrintStream out) {
    this.client = client;
    this.path =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&timestamps=true"
            .formatted(namespace, pod, container);
    this.out = out;
  }

  /** Shows what has been added since the last call. */
  void read() {
    // The client's own call for logs first waits for the pod by a watch, which needs more rights.
    String since =
        last.equals(Instant.EPOCH)
            ? ""
            : "&sinceTime=" + URLEncoder.encode(last.toString(), StandardCharsets.UTF_8);
    String text = client.raw(path + since);
    // Not by String.lines: a progress bar has returns within a line, and one time at its start.
    show(text == null ? List.of() : List.of(text.split("\n", -1)));
  }

  void show(List<String> lines) {
    int seenOfLast = 0;
    for (String line : lines) {
      int blank = line.indexOf(' ');
      Instant time = time(blank < 0 ? line : line.substring(0, blank));
      if (time == null || time.isBefore(last)) {
        continue;
      }
      if (time.equals(last)) {
        seenOfLast++;
        if (seenOfLast <= shownOfLast) {
          continue;
        }
      } else {
        last = time;
        seenOfLast = 1;
        shownOfLast = 0;
      }
      shownOfLast++;
      out.println(blank < 0 ? "" : line.substring(blank + 1));
    }
  }

  /** A line without a time is cut off: it will come again, whole. */
  private static Instant time(String word) {
    try {
      return Instant.parse(word);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
