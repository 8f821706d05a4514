package org.paceline.job;

import java.util.List;
import org.apache.spark.SparkConf;
import org.paceline.base.Results;
import org.paceline.data.ExampleBlock;
import org.paceline.exchange.NetworkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the settings that a cluster comes with fit for dealing work by speed. */
final class SparkSettings {

  private static final Logger LOG = LoggerFactory.getLogger(SparkSettings.class);

  private static final String INSTANCES = "spark.executor.instances";
  private static final String DYNAMIC = "spark.dynamicAllocation.";
  private static final String RETAINED = "100";
  private static final String RETAINED_TASKS = "10000";
  private static final String TO_REGISTER = "spark.kryo.classesToRegister";

  /** What says how many executors of how many cores there are. */
  private static final List<String> EXECUTORS =
      List.of(INSTANCES, "spark.cores.max", "spark.executor.cores", DYNAMIC + "enabled");

  /** What is sent as an object of its own. */
  private static final List<String> SENT =
      List.of(
          Results.class.getName(),
          NetworkState.class.getName(),
          ExampleBlock.class.getName(),
          "org.paceline.feed.Cuts$Piece");

  private SparkSettings() {}

  /**
   * Changes settings where they would hang or break a job, and says so.
   *
   * @throws IllegalArgumentException if one asks for what cannot be done
   */
  static SparkConf fit(SparkConf conf) {
    // Parameters are noise to a compressor: it would cost time on the slowest machine and save 7 %.
    conf.setIfMissing("spark.broadcast.compress", "false");
    // A result within this size comes with the message that the task is done, not after it.
    conf.setIfMissing("spark.task.maxDirectResultSize", "32m");
    // The driver holds a state of each executor in any case; 1 GiB would end a round of 161.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    // Each round is a job: what Spark keeps of a thousand of them is memory that nobody looks at.
    for (String kept : List.of("spark.ui.retainedJobs", "spark.ui.retainedStages")) {
      conf.setIfMissing(kept, RETAINED);
    }
    conf.setIfMissing("spark.ui.retainedTasks", RETAINED_TASKS);
    fixNumber(conf);
    checkInstances(conf);
    register(conf);
    return localCluster(conf);
  }

  /** The embedded cluster has one executor a worker, whatever other clusters are to have. */
  static void fitEmbedded(SparkConf conf, int workers) {
    checkInstances(conf);
    for (String setting : EXECUTORS) {
      String value = conf.get(setting, "false");
      conf.remove(setting);
      if (!value.equals("false")) {
        LOG.warn(
            "{}={} does not count on the embedded cluster: it has one executor for each of its {}"
                + " workers",
            setting,
            value,
            workers);
      }
    }
    fit(conf);
  }

  /** Executors would come only once there are tasks for them, and leave in a long round. */
  private static void fixNumber(SparkConf conf) {
    if (!conf.getBoolean(DYNAMIC + "enabled", false)) {
      return;
    }
    int wanted = wanted(conf);
    conf.set(DYNAMIC + "enabled", "false");
    if (wanted > 0) {
      conf.set(INSTANCES, String.valueOf(wanted));
    }
    LOG.warn(
        "spark.dynamicAllocation.enabled is switched off: work is dealt to executors that stay; {}",
        wanted > 0
            ? INSTANCES + " is " + wanted
            : "set spark.executor.instances for a number of them");
  }

  /** As many as the user says, or would be there under load, or at first. */
  private static int wanted(SparkConf conf) {
    int most = conf.getInt(DYNAMIC + "maxExecutors", Integer.MAX_VALUE);
    int first =
        Math.max(
            conf.getInt(DYNAMIC + "initialExecutors", 0), conf.getInt(DYNAMIC + "minExecutors", 0));
    return conf.getInt(INSTANCES, most < Integer.MAX_VALUE ? most : first);
  }

  private static void checkInstances(SparkConf conf) {
    if (conf.get("spark.master", "").matches("local(\\[.*)?")) {
      // One process is all there is, and Spark does not look at it either.
      conf.remove(INSTANCES);
    }
    if (conf.contains(INSTANCES) && conf.getInt(INSTANCES, 1) < 1) {
      throw new IllegalArgumentException(
          "spark.executor.instances must be at least 1, not " + conf.get(INSTANCES));
    }
  }

  /** They serialise themselves, but Kryo may ask that it was told of them. */
  private static void register(SparkConf conf) {
    if (conf.get("spark.serializer", "").endsWith("KryoSerializer")) {
      StringBuilder classes = new StringBuilder(conf.get(TO_REGISTER, ""));
      for (String sent : SENT) {
        classes.append(classes.isEmpty() ? "" : ",").append(sent);
      }
      conf.set(TO_REGISTER, classes.toString());
    }
  }

  /**
   * Its executors are processes that Spark starts from an installation, or from this class path.
   */
  private static SparkConf localCluster(SparkConf conf) {
    if (conf.get("spark.master", "").startsWith("local-cluster")
        && System.getenv("SPARK_HOME") == null) {
      conf.setIfMissing("spark.executorEnv.SPARK_TESTING", "1");
      conf.setIfMissing("spark.executorEnv.SPARK_SCALA_VERSION", "2.12");
      conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    }
    return conf;
  }
}
