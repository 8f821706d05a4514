package org.paceline.submitter.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** How Hadoop's clients are told to behave; a file in its form goes before what is so here. */
final class HadoopConfiguration {

  /**
   * Hadoop's clients wait for minutes where nobody answers, and would hold requests for so long.
   * With three data nodes there is none to take the place of one that is lost, so the pipeline goes
   * on with those that are left.
   */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("fs.automatic.close", "false"),
          Map.entry("ipc.client.connect.timeout", "5000"),
          Map.entry("ipc.client.connect.max.retries", "1"),
          Map.entry("ipc.client.connect.max.retries.on.timeouts", "1"),
          Map.entry("ipc.client.rpc-timeout.ms", "15000"),
          Map.entry("dfs.client.socket-timeout", "15000"),
          Map.entry("dfs.client.datanode-restart.timeout", "5"),
          Map.entry("dfs.client.block.write.locateFollowingBlock.retries", "7"),
          Map.entry("dfs.client.block.write.replace-datanode-on-failure.best-effort", "true"),
          Map.entry("fs.s3a.connection.establish.timeout", "15s"),
          Map.entry("fs.s3a.connection.timeout", "30s"),
          Map.entry("fs.s3a.attempts.maximum", "3"),
          Map.entry("fs.s3a.retry.limit", "3"),
          Map.entry("fs.s3a.multipart.purge", "false"));

  private HadoopConfiguration() {}

  static Configuration of(Optional<Path> file, int replication) throws IOException {
    Configuration configuration = new Configuration();
    DEFAULTS.forEach(configuration::set);
    configuration.setInt("dfs.replication", replication);
    if (file.isPresent()) {
      configuration.addResource(new org.apache.hadoop.fs.Path(file.get().toUri()));
      // It is read when it is first asked; a fault in it is to be told at the start.
      configuration.size();
    }
    return configuration;
  }
}
