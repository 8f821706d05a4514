package org.paceline.scout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.paceline.pool.PoolWorker;
import org.paceline.profile.DeviceRequest;
import org.paceline.roster.Member;
import org.paceline.speed.Trial;
import org.paceline.speed.TrialCache;

/** Takes executors by a trial of each. Thread-safe. */
public final class Tryouts implements Recruiting {

  private final Trial trial;
  private final Optional<TrialCache> cache;
  private final DeviceRequest device;
  private final Optional<SameBits> alike;
  private final Map<String, String> kernels = new ConcurrentHashMap<>();

  /**
   * Nobody was tried yet.
   *
   * @param trial how to time
   * @param cache remembered trials
   * @param device what executors are to train on
   * @param alike what all are to compute with, where models must be the same bit for bit
   */
  public Tryouts(
      Trial trial, Optional<TrialCache> cache, DeviceRequest device, Optional<SameBits> alike) {
    this.trial = trial;
    this.cache = cache;
    this.device = device;
    this.alike = alike;
  }

  /**
   * The usual trial, remembered nowhere, on whatever each executor has.
   *
   * @return tries everybody
   */
  public static Tryouts usual() {
    return new Tryouts(Trial.DEFAULT, Optional.empty(), DeviceRequest.AUTO, Optional.empty());
  }

  @Override
  public List<PoolWorker> first(Work<?> work, List<Member> members) {
    Scout scout = work.scout(members);
    alike.ifPresent(scout::require);
    return tried(scout, work);
  }

  @Override
  public List<PoolWorker> join(Work<?> work, List<Member> newcomers) {
    Scout scout = work.scout(newcomers);
    if (alike.isPresent() && !scout.leaveOut(alike.get())) {
      return List.of();
    }
    scout.warmUp(work.source(), work.configuration());
    return tried(scout, work);
  }

  private List<PoolWorker> tried(Scout scout, Work<?> work) {
    kernels.putAll(scout.kernels());
    return scout.pool(work.source(), work.configuration(), trial, cache, device);
  }

  @Override
  public Map<String, String> kernels() {
    return Map.copyOf(kernels);
  }

  /**
   * Forgets remembered speeds that a training has shown to be off.
   *
   * @param pool the executors after it
   */
  public void forgetStale(List<PoolWorker> pool) {
    cache.ifPresent(remembered -> Scout.forgetStale(remembered, pool));
  }
}
