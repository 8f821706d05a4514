package org.paceline.submitter.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** Hadoop's mini cluster: a real name node and three real data nodes in this process. */
public final class HdfsCluster {

  private static final int ATTEMPTS = 8;

  private HdfsCluster() {}

  /**
   * Starts it.
   *
   * @param folder of its nodes
   * @return to be shut down
   * @throws IOException if a node does not start
   */
  public static MiniDFSCluster started(Path folder) throws IOException {
    for (int attempt = 1; true; attempt++) {
      try {
        return start(folder.resolve("attempt" + attempt));
      } catch (IOException e) {
        // On a busy machine: the cluster gives its nodes ten seconds, which is no setting.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static MiniDFSCluster start(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    configuration.set("hadoop.tmp.dir", folder.resolve("hadoop").toString());
    configuration.setInt("dfs.heartbeat.interval", 1);
    configuration.setLong("dfs.blocksize", 1 << 20);
    configuration.setInt("dfs.namenode.redundancy.interval.seconds", 1);
    MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(3).build();
    cluster.waitActive();
    return cluster;
  }

  /** Where a storage is in it. */
  public static URI uri(MiniDFSCluster cluster) {
    return URI.create("hdfs://127.0.0.1:%s/lent".formatted(cluster.getNameNodePort()));
  }
}
