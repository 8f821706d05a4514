package org.paceline.jobs.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paceline.testing.TimeLimit;

/** Hadoop's mini cluster: a real name node and a real data node. */
final class HdfsServer extends DataServer {

  private static final Pattern PORT = Pattern.compile("\"namenode_port\":(\\d+)");
  private static final int ATTEMPTS = 8;

  private final String address;

  private HdfsServer(Path folder) throws IOException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Process process = attempt(Files.createDirectories(folder.resolve("attempt" + attempt)));
      Matcher port = PORT.matcher("");
      Path details = folder.resolve("attempt" + attempt).resolve("details");
      await()
          .atMost(TimeLimit.GENEROUS)
          .until(() -> !process.isAlive() || port.reset(written(details)).find());
      // On a busy machine: the cluster gives its nodes ten seconds, which is no setting.
      if (process.isAlive()) {
        address = "hdfs://127.0.0.1:" + port.group(1);
        return;
      }
    }
    throw new IOException("HDFS did not start; %s has its logs".formatted(folder));
  }

  static HdfsServer in(Path folder) throws IOException {
    return new HdfsServer(folder);
  }

  private Process attempt(Path folder) {
    return start(
        classPath("hdfs.jar", ofSpark("hadoop-client|slf4j-api|log4j|commons-logging")),
        List.of(
            "org.apache.hadoop.test.MiniDFSClusterManager",
            "-format",
            "-datanodes",
            "1",
            "-nnport",
            "0",
            "-httpport",
            "0",
            "-writeDetails",
            folder.resolve("details").toString(),
            "-D",
            "hdfs.minidfs.basedir=" + folder.resolve("nodes"),
            "-D",
            "hadoop.tmp.dir=" + folder.resolve("hadoop")),
        folder.resolve("log"));
  }

  private static String written(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Override
  String uri(String folder) {
    return address + "/data/" + folder;
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }
}
