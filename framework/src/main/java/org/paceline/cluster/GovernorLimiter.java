package org.paceline.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.paceline.profile.MachineProfiler;

/** Tells each worker its share and relies on the governor in the training loop to keep to it. */
final class GovernorLimiter implements CpuLimiter {

  @Override
  public String description() {
    return "governor (pauses after each step; no control group may be made here)";
  }

  @Override
  public Map<String, String> environment(double share) {
    return Map.of(MachineProfiler.SHARE_VARIABLE, String.valueOf(share));
  }

  @Override
  public void adopt(int worker, long pid) {}

  @Override
  public boolean join(int worker, long pid) {
    return false;
  }

  @Override
  public void limit(int worker, double share) {}

  @Override
  public boolean adjustable() {
    return false;
  }

  @Override
  public List<Path> traces() {
    return List.of();
  }
}
