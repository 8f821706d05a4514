package org.paceline.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.paceline.job.ExitCode;
import org.paceline.job.Job;
import org.paceline.job.JobMain;

/** What a job run in this process ended with and said. */
record JobRun(ExitCode code, String errors) {

  static JobRun of(Job job, String... args) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    ExitCode code =
        JobMain.execute(job, new PrintStream(errors, true, StandardCharsets.UTF_8), args);
    return new JobRun(code, errors.toString(StandardCharsets.UTF_8));
  }
}
