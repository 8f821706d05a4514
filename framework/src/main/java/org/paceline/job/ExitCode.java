package org.paceline.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.paceline.base.FormatException;
import org.paceline.checkpoint.OutputException;
import org.paceline.cluster.ClusterException;
import org.paceline.data.DataException;
import org.paceline.model.ModelException;
import org.paceline.partition.TaskFailedException;
import org.paceline.profile.UnusableBackendException;
import org.paceline.roster.NoExecutorException;
import org.paceline.round.DivergedException;

/** How a job ended, as the process tells its caller. */
public enum ExitCode {
  /** The job is done. */
  DONE(0),
  /** Something unforeseen; the log has the stack trace. */
  FAILED(1),
  /** An argument breaks a rule. */
  BAD_ARGUMENTS(2),
  /** Data or a model file cannot be used. */
  BAD_DATA(3),
  /** The cluster did not start, or offers no executor that could do the work. */
  CLUSTER_FAILED(4),
  /** Training diverged. */
  DIVERGED(5),
  /** What the job makes cannot be written, say because the disk is full. */
  OUTPUT_FAILED(6);

  private static final Pattern DATA_IN_TASK =
      Pattern.compile(Pattern.quote(DataException.class.getName()) + ": ([^\n]*)");

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  /**
   * The number that the process exits with.
   *
   * @return 0 to 6
   */
  public int value() {
    return value;
  }

  /**
   * The code for a failure.
   *
   * @param failure what was thrown
   * @return {@link #FAILED} for what is unforeseen
   */
  public static ExitCode of(Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      return BAD_ARGUMENTS;
    }
    if (failure instanceof DataException
        || failure instanceof ModelException
        || failure instanceof FormatException
        || dataFailure(failure).isPresent()) {
      return BAD_DATA;
    }
    if (failure instanceof ClusterException
        || failure instanceof NoExecutorException
        || failure instanceof UnusableBackendException) {
      return CLUSTER_FAILED;
    }
    if (failure instanceof OutputException) {
      return OUTPUT_FAILED;
    }
    return failure instanceof DivergedException ? DIVERGED : FAILED;
  }

  /**
   * What to tell a person of a failure.
   *
   * @param failure what was thrown
   * @return one line, mostly
   */
  public static String message(Throwable failure) {
    return dataFailure(failure).orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  /** Spark keeps of a task's failure only the text. */
  private static Optional<String> dataFailure(Throwable failure) {
    if (!(failure instanceof SparkException) && !(failure instanceof TaskFailedException)) {
      return Optional.empty();
    }
    Matcher matcher = DATA_IN_TASK.matcher(String.valueOf(failure.getMessage()));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
