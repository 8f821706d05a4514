package org.paceline.cluster;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.resource.ResourceInformation;
import org.paceline.profile.VisibleCards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds an executor to the card that Spark assigned to it, so that the driver's interface and
 * nd4j-cuda both see that one only; see {@code docs/gpu.md}.
 *
 * <p>Set {@code spark.plugins=org.paceline.cluster.GpuBinding}; Paceline's own jobs do it where the
 * executors ask for cards. Without such resources it does nothing.
 */
public final class GpuBinding implements SparkPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(GpuBinding.class);
  private static final String PLUGINS = "spark.plugins";
  private static final String AMOUNT = "spark.executor.resource.gpu.amount";
  private static final String RESOURCE = "gpu";

  /** What conf/no-gpu-discovery.sh names in the place of a card. */
  private static final String NO_CARD = "none";

  /** Called by Spark. */
  public GpuBinding() {}

  /**
   * Has the executors of an application bound if it asks for cards.
   *
   * @param conf the configuration, which is changed
   * @return the same configuration
   */
  public static SparkConf configure(SparkConf conf) {
    String name = GpuBinding.class.getName();
    String others = conf.get(PLUGINS, "");
    if (!conf.contains(AMOUNT) || others.contains(name)) {
      return conf;
    }
    return conf.set(PLUGINS, others.isEmpty() ? name : others + "," + name);
  }

  /** None: a driver has made its network, and with that woken CUDA up, before Spark starts. */
  @Override
  public DriverPlugin driverPlugin() {
    return null;
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        bind(context);
      }
    };
  }

  private static void bind(PluginContext context) {
    ResourceInformation cards = context.resources().get(RESOURCE);
    if (cards == null || cards.addresses().length == 0) {
      return;
    }
    String[] addresses = cards.addresses();
    if (addresses[0].equals(NO_CARD)) {
      LOG.info("executor {} has no card", context.executorID());
      return;
    }
    String done = VisibleCards.showOnly(addresses[0]);
    if (addresses.length == 1) {
      LOG.info("executor {} is {}", context.executorID(), done);
    } else {
      LOG.warn(
          "executor {} is {}; the other {} of its cards stay idle: set {} to 1",
          context.executorID(),
          done,
          addresses.length - 1,
          AMOUNT);
    }
  }
}
