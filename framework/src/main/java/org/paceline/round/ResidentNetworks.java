package org.paceline.round;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.paceline.engine.Threads;
import org.paceline.model.PooledSchedule;
import org.paceline.model.TrainableNetwork;
import org.paceline.roster.Member;

/**
 * The networks that live in this executor between rounds, so that a round copies parameters and
 * creates nothing.
 */
public final class ResidentNetworks {

  private static final int MOST = 4;

  private static final Map<String, TrainableNetwork> NETWORKS =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TrainableNetwork> eldest) {
          return size() > MOST;
        }
      };

  private ResidentNetworks() {}

  /**
   * The network of that name, made if it is not there; the calling thread then trains on all cores
   * of this executor. Thread-safe, but not what is done with the network.
   *
   * @param id the name in this executor
   * @param configuration DL4J's, in JSON
   * @return the same network until four others were asked for
   */
  public static synchronized TrainableNetwork get(String id, String configuration) {
    Threads.use(cores());
    return NETWORKS.computeIfAbsent(
        id, key -> TrainableNetwork.of(PooledSchedule.in(configuration)));
  }

  /**
   * The cores of this executor.
   *
   * @return its share of the embedded cluster, what Spark gave it, or all
   */
  public static int cores() {
    String share = System.getenv("SPARK_EXECUTOR_ATTRIBUTE_" + Member.CPU_SHARE);
    if (share != null) {
      return (int) Math.ceil(Double.parseDouble(share));
    }
    SparkEnv spark = SparkEnv.get();
    int all = Runtime.getRuntime().availableProcessors();
    return spark == null ? all : spark.conf().getInt("spark.executor.cores", all);
  }
}
