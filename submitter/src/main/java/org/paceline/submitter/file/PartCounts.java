package org.paceline.submitter.file;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts parts of uploads: those that were written, and those that were there. Thread-safe. */
final class PartCounts {

  private final Counter written;
  private final Counter there;

  PartCounts(MeterRegistry registry) {
    written = counter(registry, "written");
    there = counter(registry, "there");
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("paceline.upload.parts")
        .description("Parts that came; one that was there already is not written again")
        .tag("outcome", outcome)
        .register(registry);
  }

  void written() {
    written.increment();
  }

  void there() {
    there.increment();
  }
}
