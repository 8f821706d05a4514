package org.paceline.jobs;

import java.util.Optional;
import org.paceline.data.DataSpec;
import org.paceline.data.Examples;
import org.paceline.data.Subset;
import picocli.CommandLine.Option;

/** Which examples a job works on. */
public final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "DATA",
      defaultValue = "shapes",
      description =
          "shapes, cifar10[:DIR], cifar100[:DIR] or images:DIR; DIR is a local path or any URI"
              + " that Hadoop knows (default: ${DEFAULT-VALUE}).")
  private String data;

  @Option(names = "--limit", paramLabel = "N", description = "Take the first N examples only.")
  private Integer limit;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "64",
      description = "Examples in a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize;

  /**
   * The data set as the user named it.
   *
   * @return the value of {@code --data}
   */
  public String name() {
    return data;
  }

  /**
   * The size of a batch.
   *
   * @return examples
   */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Opens the data set.
   *
   * @param subset which part of it
   * @return the examples, no more than {@code --limit}
   * @throws IllegalArgumentException if an option breaks its rule
   */
  public Examples open(Subset subset) {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("--limit must be at least 1, not " + limit);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("--batch-size must be at least 1, not " + batchSize);
    }
    Examples all = DataSpec.parse(data).open(subset);
    return Optional.ofNullable(limit).map(all::first).orElse(all);
  }
}
