package org.paceline.jobs.cli;

import java.util.List;
import org.apache.hadoop.security.UserGroupInformation;
import org.paceline.job.Job;
import org.paceline.job.JobContext;
import org.paceline.job.JobMain;
import picocli.CommandLine.Command;

/** Prints who the driver is to Hadoop, and who an executor is. */
@Command(name = "who-am-i")
public final class WhoAmI implements Job {

  /**
   * Runs the job.
   *
   * @param args the cluster's options
   */
  public static void main(String[] args) {
    JobMain.run(new WhoAmI(), args);
  }

  @Override
  public void run(JobContext context) throws Exception {
    List<String> executors =
        context
            .sparkContext()
            .parallelize(List.of(1), 1)
            .map(one -> UserGroupInformation.getLoginUser().getUserName())
            .collect();
    System.out.println(UserGroupInformation.getLoginUser().getUserName() + " " + executors);
  }
}
