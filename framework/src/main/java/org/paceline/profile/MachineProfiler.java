package org.paceline.profile;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalDouble;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GraphicsCard;
import oshi.hardware.HardwareAbstractionLayer;

/**
 * Detects the profile of the machine that it runs on.
 *
 * <p>OSHI names the processor and the cards without an NVIDIA driver, the JDK tells the memory
 * within a container's limit, control groups the share of the processor, and JCuda the GPUs. It
 * never fails for want of a driver.
 */
public final class MachineProfiler {

  /**
   * Environment variable by which a launcher that limits a process without a control group tells it
   * the cores it may use.
   */
  public static final String SHARE_VARIABLE = "PACELINE_CPU_SHARE";

  /**
   * Environment variable in which Kubernetes names the node: a pod's own name is a new one each
   * time.
   */
  private static final String NODE_VARIABLE = "SPARK_EXECUTOR_ATTRIBUTE_NODE";

  private final GpuProbe probe;
  private final CpuQuota quota;

  /** Creates a profiler with the catalogue of this build. */
  public MachineProfiler() {
    this(new GpuProbe(GpuCatalogue.load()), CpuQuota.ofThisProcess());
  }

  MachineProfiler(GpuProbe probe, CpuQuota quota) {
    this.probe = probe;
    this.quota = quota;
  }

  /**
   * Detects the machine; it takes about a second.
   *
   * @return its profile
   */
  public MachineProfile detect() {
    HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
    CentralProcessor processor = hardware.getProcessor();
    CpuProfile cpu =
        new CpuProfile(
            processor.getProcessorIdentifier().getName().strip(),
            processor.getLogicalProcessorCount(),
            usableCores(processor.getLogicalProcessorCount()),
            Math.max(0, processor.getMaxFreq()) / 1e9);
    List<String> graphics =
        hardware.getGraphicsCards().stream().map(GraphicsCard::getName).toList();
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return new MachineProfile(host(), system, cpu, memoryBytes(), probe.cards(), graphics);
  }

  private double usableCores(int logicalCores) {
    OptionalDouble share = share();
    double most = Math.min(logicalCores, quota.cores().orElse(logicalCores));
    return Math.min(most, share.orElse(most));
  }

  /**
   * The share of this process's cores that its launcher set by {@link #SHARE_VARIABLE}.
   *
   * @return cores, positive, or empty if the launcher set none
   * @throws IllegalStateException if the variable holds anything else
   */
  public static OptionalDouble share() {
    String share = System.getenv(SHARE_VARIABLE);
    if (share == null) {
      return OptionalDouble.empty();
    }
    if (!share.matches("\\d{1,5}(\\.\\d{1,9})?") || !(Double.parseDouble(share) > 0)) {
      throw new IllegalStateException(
          "%s must be a positive number of cores, not '%s'".formatted(SHARE_VARIABLE, share));
    }
    return OptionalDouble.of(Double.parseDouble(share));
  }

  private static long memoryBytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  private static String host() {
    String node = System.getenv(NODE_VARIABLE);
    if (node != null && !node.isBlank()) {
      return node;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
